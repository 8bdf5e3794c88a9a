"""Paths held against the streets: every stretch lies on a street that the mode may pass in that direction."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely
from numpy.typing import NDArray

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.street import MODE_BITS, Streets
from planner.domain.track import track
from planner.domain.violation import Violation
from planner.geo import Frame

ON_STREET_M = 2.0
"""Farthest that a path may lie from the middle of its street [m]."""
SHORTEST_M = 1.0
"""Stretches shorter than this have no direction worth testing [m]."""


class StreetPieces:
    """Straight pieces of all streets that one mode may pass, each with its direction."""

    def __init__(self, streets: Streets, mode: str, frame: Frame) -> None:
        allowed = (streets.edge_modes & MODE_BITS[mode]) != 0
        counts = np.diff(streets.shape_start)
        edge_of_point = np.repeat(np.arange(streets.edges), counts)
        points = frame.metres(streets.shape_lonlat)
        joined = (edge_of_point[:-1] == edge_of_point[1:]) & allowed[edge_of_point[:-1]]
        self.start = points[:-1][joined]
        self.end = points[1:][joined]
        self.lines: NDArray[np.object_] = np.asarray(shapely.linestrings(np.stack([self.start, self.end], axis=1)))
        self.tree = shapely.STRtree(self.lines)

    def carry(self, start: NDArray[np.float64], end: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tell for (s, 2) starts and ends [m] whether each stretch lies on a piece, in its direction."""
        middles = shapely.points((start + end) / 2)
        stretch, piece = self.tree.query(middles, predicate="dwithin", distance=ON_STREET_M)
        way = self.end[piece] - self.start[piece]
        along = ((end - start)[stretch] * way).sum(axis=1)
        lines = self.lines[piece]
        near = shapely.distance(lines, shapely.points(start[stretch])) <= ON_STREET_M
        near &= shapely.distance(lines, shapely.points(end[stretch])) <= ON_STREET_M
        carried = np.zeros(len(start), dtype=bool)
        carried[stretch[near & (along > 0)]] = True
        return carried


def along_streets(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Every stretch that a unit moves lies on a street open to its mode in that direction."""
    frame = Frame(scenario.station.base)
    pieces: dict[str, StreetPieces] = {}
    units = {unit.id: unit for unit in plan.units}
    for route in plan.routes:
        if route.unit not in units or len(route.path) < 2:
            continue
        mode = units[route.unit].mode
        if mode not in pieces:
            pieces[mode] = StreetPieces(scenario.streets, mode, frame)
        points = frame.metres(track(route)[0])
        moves = np.flatnonzero(np.linalg.norm(np.diff(points, axis=0), axis=1) > SHORTEST_M)
        carried = pieces[mode].carry(points[moves], points[moves + 1])
        if not carried.all():
            first = int(moves[np.flatnonzero(~carried)[0]])
            lon, lat, moment = route.path[first]
            params = {"unit": route.unit, "at": moment, "lon": lon, "lat": lat, "stretches": int((~carried).sum())}
            yield Violation(code="off_street", params=params)
