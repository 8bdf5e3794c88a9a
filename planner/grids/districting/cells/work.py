"""The work of every cell, and the ways between cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from planner.domain.force import Mode
from planner.domain.scenario import Scenario
from planner.geo import Frame
from planner.grids.districting.cells.ground import Cells
from planner.grids.districting.problem import TOTAL_LOAD, Ints
from planner.grids.districting.wish import Work

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

Floats = NDArray[np.float64]

NOWHERE = -1
BESIDE_M = 20.0
"""A point so near to a cell counts as in it when it is in none [m]."""
WALK_KMH = 4.5
"""Speed on the ground between a cell's middle and the street [km/h]."""
DETOUR = 3.0
"""Where no street leads, the way is so many times as long as the straight line, at the same speed."""


def cell_of(cells: Cells, points_m: ArrayLike) -> Ints:
    """Give the cell of each of (p, 2) points [m], `NOWHERE` outside all, (p,)."""
    import shapely

    points = np.asarray(points_m, float).reshape(-1, 2)
    found = np.full(len(points), NOWHERE, np.int64)
    if len(points):
        tree = shapely.STRtree(np.array(cells.outlines, dtype=object))
        place, cell = tree.query_nearest(shapely.points(points), max_distance=BESIDE_M, all_matches=False)
        found[place] = cell
    return found


def works(scenario: Scenario, cells: Cells, parts: Mapping[Work, float]) -> Ints:
    """Give the work of every cell in parts of `TOTAL_LOAD`, (n,); what is not known in the scenario falls out."""
    frame = Frame(scenario.station.base)
    calls = cell_of(cells, frame.metres([call.location for call in scenario.incidents]))
    places = cell_of(cells, frame.metres([place.location for place in scenario.places]))
    crowd = np.array([place.crowd for place in scenario.places], float)
    size, inside = len(cells.names), places != NOWHERE
    figures: dict[Work, Floats] = {
        "calls": np.bincount(calls[calls != NOWHERE], minlength=size).astype(float),
        "people": np.asarray(np.bincount(places[inside], crowd[inside], size), float),
        "places": np.bincount(places[inside], minlength=size).astype(float),
        "area": np.array([shape.area for shape in cells.outlines]),
    }
    known = {name: part for name, part in parts.items() if part > 0 and figures[name].any()}
    if not known:
        known = {"area": 1.0}
    total = sum(known.values())
    share = np.zeros(size)
    for name, part in known.items():
        share += part / total * figures[name] / figures[name].sum()
    return np.asarray(np.rint(share * TOTAL_LOAD), np.int64)


def ways(scenario: Scenario, from_m: Floats, to_m: Floats, mode: Mode, speed_kmh: float) -> NDArray[np.int32]:
    """Give the street times from each of (s, 2) points to each of (t, 2) points [m], (s, t) [s].

    The way between a point and its street is walked. Where streets do not lead, the straight line is taken `DETOUR`
    times.
    """
    from planner.streets.snapping import insert
    from planner.streets.travel import Travel

    frame = Frame(scenario.station.base)
    placed = insert(scenario.streets, frame.lonlat(np.vstack([from_m, to_m])), mode)
    start, end = placed.node[: len(from_m)], placed.node[len(from_m) :]
    walk_s = placed.distance_m / (WALK_KMH / 3.6)
    street_s = Travel(placed.streets, mode, speed_kmh).times(start, end)
    total = street_s + walk_s[: len(from_m), None] + walk_s[None, len(from_m) :]
    straight_s = np.hypot(*(from_m[:, None] - to_m[None]).transpose(2, 0, 1)) / (speed_kmh / 3.6)
    total = np.where(np.isfinite(total), total, DETOUR * straight_s + walk_s.max(initial=0.0))
    return np.rint(np.where(straight_s == 0, 0.0, total)).astype(np.int32)
