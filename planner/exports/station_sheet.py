"""The ground of a station as paths of an SVG drawing, north up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from planner.domain.street import ROAD_CLASSES
from planner.geo import Frame

if TYPE_CHECKING:
    from planner.domain.noun import Line, LonLat, Region
    from planner.domain.scenario import Scenario

WIDTH, MOST_HEIGHT, LEAST_HEIGHT = 1000.0, 1000.0, 380.0
"""Size of the drawing [px]."""
MARGIN = 12.0
MAIN = tuple(ROAD_CLASSES.index(name) for name in ("motorway", "trunk", "primary", "secondary", "tertiary"))
MOST_MINOR = 40_000
"""Edges above which only main streets are drawn."""
SCALES_M = (2000, 1000, 500, 200, 100, 50, 20)
WIDEST_SCALE = 220.0
"""Longest bar of the scale [px]."""


class Sheet:
    """Puts places on the drawing, north up.

    Parameters
    ----------
    scenario
        The station; all its ground is on the sheet.
    also
        Places that are on it as well.
    """

    def __init__(self, scenario: Scenario, also: Sequence[LonLat] = ()) -> None:
        self._frame = Frame(scenario.station.base)
        regions = (scenario.boundary, *(grid.region for grid in scenario.grids))
        rings = [self._frame.metres(rings[0]) for region in regions for rings in region]
        every = np.vstack([*rings, self._frame.metres(also)] if len(also) else rings)
        low, high = every.min(axis=0), every.max(axis=0)
        wide, tall = np.maximum(high - low, 1.0).tolist()
        room = WIDTH - 2 * MARGIN
        self.px_per_m = min(room / wide, (MOST_HEIGHT - 2 * MARGIN) / tall)
        self.height = max(LEAST_HEIGHT, tall * self.px_per_m + 2 * MARGIN)
        spare = (room - wide * self.px_per_m, self.height - 2 * MARGIN - tall * self.px_per_m)
        self._corner = np.array([low[0], high[1]])
        self._shift = np.array([MARGIN + spare[0] / 2, MARGIN + spare[1] / 2])

    def px(self, lonlat: object) -> NDArray[np.float64]:
        """Give (n, 2) places [px]."""
        xy = self._frame.metres(lonlat)  # type: ignore[arg-type]  # anything that numpy reads as points
        return np.asarray((xy - self._corner) * (1, -1) * self.px_per_m + self._shift)

    def area(self, region: Region) -> str:
        """Give a region as a path."""
        return "".join(f"{_points(self.px(ring))}Z" for rings in region for ring in rings)

    def lines(self, lines: Sequence[Line] | Sequence[NDArray[np.float64]]) -> str:
        """Give lines as one path."""
        return "".join(_points(self.px(line)) for line in lines)

    def label_at(self, region: Region) -> tuple[float, float]:
        """Give a point well inside a region, for its text [px]."""
        from shapely import Polygon
        from shapely.ops import polylabel

        shapes = [Polygon(self.px(rings[0]), [self.px(ring) for ring in rings[1:]]) for rings in region]
        largest = max(shapes, key=lambda shape: shape.area)
        point = polylabel(largest, 4.0) if largest.is_valid else largest.representative_point()
        return round(point.x, 1), round(point.y, 1)

    def scale_m(self) -> int:
        """Give a round length whose bar fits [m]."""
        return next((step for step in SCALES_M if step * self.px_per_m < WIDEST_SCALE), SCALES_M[-1])


def street_paths(scenario: Scenario, sheet: Sheet) -> tuple[str, str]:
    """Give main and other streets as paths, each street once."""
    streets = scenario.streets
    once = streets.edge_source <= streets.edge_target
    is_main = np.isin(streets.edge_class, MAIN)
    if not streets.edges:
        return "", ""
    ends = np.cumsum([0, *np.diff(streets.shape_start).tolist()]).tolist()
    px = np.round(sheet.px(streets.shape_lonlat)).astype(int)
    paths = []
    for wanted in (is_main & once, ~is_main & once):
        rows = np.flatnonzero(wanted).tolist()
        keep = rows if len(rows) <= MOST_MINOR else []
        paths.append("".join(_whole_points(px[ends[row] : ends[row + 1]].tolist()) for row in keep))
    return paths[0], paths[1]


def _whole_points(px: list[list[int]]) -> str:
    """Give one street; points that fall together are written once."""
    kept = [point for n, point in enumerate(px) if n == 0 or point != px[n - 1]]
    return f"M{'L'.join(f'{x} {y}' for x, y in kept)}" if len(kept) > 1 else ""


def _points(px: NDArray[np.float64]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in px.tolist())
