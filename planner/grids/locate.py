"""Which police grid a point lies in."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from planner.domain.noun import LonLat
from planner.domain.scenario import Scenario
from planner.geo import Frame

NOWHERE = -1
EDGE_M = 0.1
"""How near an edge a point counts as on it [m]: an edge drawn straight in degrees bends that much in metres."""


def grid_of(scenario: Scenario, points: Sequence[LonLat]) -> NDArray[np.int64]:
    """Give the index of the grid that holds each of n points [deg], (n,); `NOWHERE` outside every grid.

    A point on a common edge belongs to the grid that stands first in the scenario.
    """
    import shapely

    found = np.full(len(points), NOWHERE, np.int64)
    if not points or not scenario.grids:
        return found
    frame = Frame(scenario.station.base)
    tree = shapely.STRtree([frame.polygon(grid.region) for grid in scenario.grids])
    point, grid = tree.query(shapely.points(frame.metres(points)), predicate="dwithin", distance=EDGE_M)
    last_to_first = np.argsort(-grid, kind="stable")
    found[point[last_to_first]] = grid[last_to_first]
    return found
