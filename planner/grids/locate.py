"""Which police grid a point lies in."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from planner.domain.noun import LonLat
from planner.domain.scenario import Scenario
from planner.geo import Frame

NOWHERE = -1


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
    point, grid = tree.query(shapely.points(frame.metres(points)), predicate="intersects")
    last_to_first = np.argsort(-grid, kind="stable")
    found[point[last_to_first]] = grid[last_to_first]
    return found
