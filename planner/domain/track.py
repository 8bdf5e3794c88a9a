"""Where a unit is at any moment, read from its path."""

from __future__ import annotations

import datetime as dt
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from planner.domain.plan import Route

KEPT = 512
"""Paths whose columns are kept."""

Path = tuple[tuple[float, float, dt.datetime], ...]
Columns = tuple[NDArray[np.float64], NDArray[np.float64]]

_kept: dict[int, tuple[Path, Columns]] = {}
_lock = Lock()


def _columns(path: Path) -> Columns:
    """Give a path as columns; paths are told apart by identity, as to compare thousands of moments takes too long."""
    with _lock:
        known = _kept.get(id(path))
    if known is not None:
        return known[1]
    lonlat = np.array([(lon, lat) for lon, lat, _ in path], float).reshape(-1, 2)
    seconds = np.array([moment.timestamp() for _, _, moment in path], float)
    with _lock:
        if len(_kept) >= KEPT:
            _kept.clear()
        _kept[id(path)] = path, (lonlat, seconds)
    return lonlat, seconds


def track(route: Route) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give a route's points, (p, 2) lon/lat [deg], and their times, (p,) [s since 1970]."""
    return _columns(route.path)


def position(route: Route, moment: dt.datetime) -> tuple[float, float]:
    """Give where the unit is at a moment, by interpolation along its path: lon, lat [deg]."""
    lonlat, seconds = track(route)
    at = moment.timestamp()
    return float(np.interp(at, seconds, lonlat[:, 0])), float(np.interp(at, seconds, lonlat[:, 1]))
