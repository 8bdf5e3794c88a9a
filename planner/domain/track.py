"""Where a unit is at any moment, read from its path."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from planner.domain.plan import Route


@lru_cache(maxsize=512)
def _columns(path: tuple[tuple[float, float, dt.datetime], ...]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    lonlat = np.array([(lon, lat) for lon, lat, _ in path], float).reshape(-1, 2)
    seconds = np.array([moment.timestamp() for _, _, moment in path], float)
    return lonlat, seconds


def track(route: Route) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give a route's points, (p, 2) lon/lat [deg], and their times, (p,) [s since 1970]."""
    return _columns(route.path)


def position(route: Route, moment: dt.datetime) -> tuple[float, float]:
    """Give where the unit is at a moment, by interpolation along its path: lon, lat [deg]."""
    lonlat, seconds = track(route)
    at = moment.timestamp()
    return float(np.interp(at, seconds, lonlat[:, 0])), float(np.interp(at, seconds, lonlat[:, 1]))
