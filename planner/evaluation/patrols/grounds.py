"""Where forces that are limited to a ground may go."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from planner.domain.scenario import Scenario
from planner.geo import Frame
from planner.grids.locate import grid_of


def inside_by_force(scenario: Scenario, lonlat: ArrayLike) -> dict[str, NDArray[np.bool_]]:
    """Tell for every force which of (p, 2) places [deg] it may go to, (p,); one that is not limited may go to all."""
    places = np.asarray(lonlat, float).reshape(-1, 2)
    frame = Frame(scenario.station.base)
    points = shapely.points(frame.metres(places))
    index = {grid.id: number for number, grid in enumerate(scenario.grids)}
    grid = grid_of(scenario, places)
    by_force = {}
    for force in scenario.forces:
        areas = [frame.polygon(area.region) for area in scenario.areas if area.id in force.areas]
        inside = np.isin(grid, [index[name] for name in force.grids if name in index])
        inside |= np.asarray(shapely.covers(shapely.union_all(areas), points), bool)
        by_force[force.id] = inside if force.grids or force.areas else np.ones(len(places), bool)
    return by_force
