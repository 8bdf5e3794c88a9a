"""One polygon cut into cells that each take lanes at an angle of their own, where that costs less than one angle.

Cuts go on from the edges at corners that jut into the ground, as far as the next border or right across (Nielsen, Sung
and Nielsen 2019, Sensors 19(19) 4165). The cells are those whose lanes cost least together, each at its best angle, as
Huang 2001 (ICRA 27-32) has it for the sum of least widths; what lanes cost is reckoned without an order. Each part is
cut again as long as that pays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from shapely import LineString, Polygon

from planner.drones.airspace.visibility import reflex_corners
from planner.drones.coverage.angles import edge_angles, rate
from planner.drones.coverage.leg_time import Pace
from planner.drones.problem import Floats

ROUGH_SWATHS = 0.25
"""Corners that jut in by less than this do not count [swaths]."""
MOST_CORNERS = 24
"""Ground into which more corners jut is not cut: no cut of it rids lanes of many of them."""
MOST_CUTS = 24
"""Cuts that are tried on one part; those from the longest edges are kept."""
CHOICES = 3
"""Of the cuts of one part, those whose parts are cut again."""
DEPTH = 3
"""Cuts one inside another."""
EDGES = 6
"""Longest edges of a cell whose directions its lanes may take."""
CELL_SWATHS = 1.0
"""What flying on to another cell counts besides its corners [swaths]."""
MOST_PARTS = 100
"""Parts that are reckoned before no further cut is tried."""
SMALLEST_SWATHS = 0.25
"""Parts smaller than this make a cut worthless [swaths squared]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Cells with what the lanes over them all cost [m of flight]."""

    cells: tuple[Polygon, ...]
    cost_m: float


class Cutter:
    """Cuts ground into cells; it remembers the parts that it has seen.

    Parameters
    ----------
    swath_m
        Width seen [m].
    pace
        What lanes and corners cost.
    """

    def __init__(self, swath_m: float, pace: Pace) -> None:
        self.swath_m, self.pace = swath_m, pace
        self._best: dict[tuple[bytes, int], Cut] = {}
        self._whole: dict[bytes, float] = {}

    def cut(self, area: Polygon, depth: int = DEPTH) -> Cut:
        """Give the cells of least cost; one cell if no cut pays."""
        key = (area.normalize().wkb, depth)
        if key not in self._best:
            best = Cut(cells=(area,), cost_m=self.whole_m(area))
            for parts in self._cheapest_cuts(area) if depth and len(self._whole) < MOST_PARTS else ():
                cuts = [self.cut(part, depth - 1) for part in parts]
                cost_m = sum(cut.cost_m for cut in cuts)
                if cost_m < best.cost_m:
                    best = Cut(cells=tuple(cell for cut in cuts for cell in cut.cells), cost_m=cost_m)
            self._best[key] = best
        return self._best[key]

    def whole_m(self, area: Polygon) -> float:
        """Give what lanes over an area at the best single angle cost [m of flight]."""
        key = area.normalize().wkb
        if key not in self._whole:
            rated = rate(area, self.swath_m, self.pace, set(edge_angles(area, EDGES)))
            lanes_m = rated[0][0] if rated else 2 * self.pace.corner_m
            self._whole[key] = lanes_m + CELL_SWATHS * self.swath_m
        return self._whole[key]

    def _cheapest_cuts(self, area: Polygon) -> list[tuple[Polygon, ...]]:
        """List the cuts of a part with the least cost before any further cut."""
        rated: list[tuple[float, int, tuple[Polygon, ...]]] = []
        for line in cutting_lines(area, self.swath_m * ROUGH_SWATHS):
            parts = parted(area, line)
            if len(parts) > 1 and min(part.area for part in parts) > SMALLEST_SWATHS * self.swath_m**2:
                rated.append((sum(self.whole_m(part) for part in parts), len(rated), parts))
        return [parts for _, _, parts in sorted(rated, key=lambda one: one[:2])[:CHOICES]]


def cutting_lines(area: Polygon, rough_m: float) -> Iterator[LineString]:
    """Give the lines that go on from the edges at corners that jut in, the longest edges first.

    Each is given once from the corner to the next border and once right across the area.
    """
    plain = area.simplify(rough_m)
    if not isinstance(plain, Polygon):
        return
    corners = {tuple(corner) for corner in reflex_corners(plain)}
    far_m = 2 * float(np.hypot(area.bounds[2] - area.bounds[0], area.bounds[3] - area.bounds[1])) + 1.0
    edges = [
        (corner, corner - before)
        for ring in shapely.get_rings(plain)
        for before, corner in _edges(shapely.get_coordinates(ring))
        if tuple(corner) in corners
    ]
    if len(corners) > MOST_CORNERS:
        return
    edges.sort(key=lambda edge: -float(np.hypot(*edge[1])))
    for corner, along in edges[: MOST_CUTS // 2]:
        ahead = along / np.hypot(*along)
        yield LineString([corner - far_m * ahead, corner + far_m * ahead])
        ray = shapely.intersection(area, LineString([corner + 1e-6 * ahead, corner + far_m * ahead]))
        first = min(shapely.get_parts(ray), key=lambda part: part.distance(shapely.Point(corner)), default=None)
        if isinstance(first, LineString) and not first.is_empty:
            yield LineString([corner - 1e-3 * ahead, shapely.get_coordinates(first)[-1] + 1e-3 * ahead])


def _edges(ring: Floats) -> Iterator[tuple[Floats, Floats]]:
    """Give the edges of a ring in both directions."""
    for start, end in pairwise(ring):
        yield start, end
        yield end, start


def parted(area: Polygon, line: LineString) -> tuple[Polygon, ...]:
    """Cut an area along a line."""
    from shapely.ops import split

    return tuple(part for part in split(area, line).geoms if isinstance(part, Polygon) and part.area > 1e-3)
