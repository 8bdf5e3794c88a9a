"""Places from which calls come again and again.

Discs are laid over the calls of both periods together, the fullest first, each call in one of them. Which disc stands
where does not depend on the period that a call came in, so that the two counts of a disc may be compared afterwards.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.domain.scenario import Scenario
from planner.geo import Frame

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

REACH_M = 60.0
"""Radius of a place: a block's frontage, and about the error of a call's position [m]."""
LEAST_CALLS = 4
"""Calls in both periods together that make a place one of repeated calls."""
MOST_SPOTS = 30
NEAR_M = 120.0
"""A place is called after the named place nearest to it, if that is so near [m]."""
NO_SPOT = -1


def spots_of(xy: Floats, chosen: NDArray[np.bool_]) -> tuple[Floats, Ints]:
    """Lay discs over chosen calls, the fullest first.

    Parameters
    ----------
    xy
        (n, 2) places of all calls [m]; nan where the place is not known.
    chosen
        (n,) the calls that say where discs are laid.

    Returns
    -------
    tuple
        Middles of the discs, (k, 2) [m], and the disc of every call, (n,), `NO_SPOT` outside all.
    """
    import shapely
    from scipy.spatial import cKDTree

    rows = np.flatnonzero(chosen & np.isfinite(xy[:, 0]))
    of_call = np.full(len(xy), NO_SPOT, np.int64)
    if not len(rows):
        return np.empty((0, 2)), of_call
    points = np.atleast_1d(np.asarray(shapely.points(xy[rows]), object))
    one, other = shapely.STRtree(points).query(points, predicate="dwithin", distance=REACH_M)
    near = [other[start:end] for start, end in _runs(one, len(rows))]
    middles = _fullest(xy[rows], near)
    if len(middles):
        known = np.isfinite(xy[:, 0])
        away_m, nearest = cKDTree(middles).query(xy[known])
        of_call[known] = np.where(away_m <= REACH_M, nearest, NO_SPOT)
    return middles, of_call


def _runs(sorted_or_not: Ints, count: int) -> list[tuple[int, int]]:
    """Give where the rows of each number start and end; `query` gives them in order of the first index."""
    ends = np.cumsum(np.bincount(sorted_or_not, minlength=count)).tolist()
    return list(zip([0, *ends[:-1]], ends, strict=True))


def _fullest(xy: Floats, near: list[Ints]) -> Floats:
    """Take the fullest disc again and again, without the calls of those before it."""
    free = np.ones(len(xy), bool)
    size = np.array([len(found) for found in near])
    middles: list[Floats] = []
    while len(middles) < MOST_SPOTS:
        best = int(size.argmax())
        members = near[best][free[near[best]]]
        if len(members) < size[best]:
            size[best] = len(members)
            continue
        if len(members) < LEAST_CALLS:
            break
        middles.append(xy[members].mean(axis=0))
        free[members] = False
        size[members] = 0
        size[best] = 0
    return np.array(middles).reshape(-1, 2)


def named_near(scenario: Scenario, xy: Floats) -> list[str]:
    """Give the name of the place of the scenario nearest to each of (k, 2) points [m]; empty where none is near."""
    if not scenario.places or not len(xy):
        return [""] * len(xy)
    doors = Frame(scenario.station.base).metres([place.location for place in scenario.places])
    away = np.linalg.norm(xy[:, None, :] - doors[None, :, :], axis=2)
    found = zip(away.argmin(axis=1).tolist(), away.min(axis=1).tolist(), strict=True)
    return [scenario.places[place].name if far <= NEAR_M else "" for place, far in found]
