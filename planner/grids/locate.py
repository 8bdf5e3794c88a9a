"""Which police grid a point lies in."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from planner.domain.scenario import Scenario
from planner.geo import Frame

NOWHERE = -1
EDGE_M = 0.1
"""How near an edge a point counts as on it [m]: an edge drawn straight in degrees bends that much in metres."""


def grid_of(scenario: Scenario, points: ArrayLike) -> NDArray[np.int64]:
    """Give the index of the grid that holds each of (n, 2) points [deg], (n,); `NOWHERE` outside every grid.

    A point on a common edge belongs to the grid that stands first in the scenario.
    """
    import shapely

    lonlat = np.asarray(points, float).reshape(-1, 2)
    found = np.full(len(lonlat), NOWHERE, np.int64)
    if not len(lonlat) or not scenario.grids:
        return found
    frame = Frame(scenario.station.base)
    xy = frame.metres(lonlat)
    for index in range(len(scenario.grids) - 1, -1, -1):
        ground = frame.polygon(scenario.grids[index].region).buffer(EDGE_M)
        west, south, east, north = ground.bounds
        near = np.flatnonzero((xy[:, 0] >= west) & (xy[:, 0] <= east) & (xy[:, 1] >= south) & (xy[:, 1] <= north))
        if len(near):
            shapely.prepare(ground)
            found[near[shapely.intersects_xy(ground, xy[near, 0], xy[near, 1])]] = index
    return found
