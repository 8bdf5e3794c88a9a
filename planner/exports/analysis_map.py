"""The map of an analysis as lines and signs of an SVG drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from planner.domain.street import ROAD_CLASSES
from planner.geo import Frame

if TYPE_CHECKING:
    from planner.domain.analysis import IncidentAnalysis, Verdict
    from planner.domain.noun import Line, Region
    from planner.domain.scenario import Scenario

WIDTH, MOST_HEIGHT, LEAST_HEIGHT = 1000.0, 1000.0, 380.0
"""Size of the drawing [px]."""
MARGIN = 12.0
MAIN = tuple(ROAD_CLASSES.index(name) for name in ("motorway", "trunk", "primary", "secondary", "tertiary"))
MOST_MINOR = 40_000
"""Edges above which only main streets are drawn."""
MOST_SPOTS = 15
"""Places on the map; the table and the files hold them all."""
LABEL_REACH, LABEL_STEPS = (48.0, 32.0), (0.0, -24.0, 24.0, -44.0, 44.0)
"""Half the size of a grid's label with a place beside it, and how far it may be moved [px]."""
RAMP = ("#fff9e6", "#feecb8", "#fdd585", "#f9b65c", "#ee9140")
"""Fills from few calls to many, light enough for text on all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridShape:
    """A grid on the map; texts lie at (x, y) [px]."""

    name: str
    path: str
    fill: str
    count: int
    verdict: Verdict
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A numbered place on the map, at (x, y) [px]."""

    number: str
    verdict: Verdict
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The map.

    Attributes
    ----------
    width, height
        Its size [px].
    boundary, main, minor, hot
        Outlines of the station's ground, main and other streets, hot streets, as SVG paths.
    grids, spots
        Grids, and places with repeated calls.
    steps
        Fill and text of each step of the grids' fills.
    scale_px, scale_m
        A length on the map, and what it is on the ground [px, m].
    """

    width: float
    height: float
    boundary: str
    main: str
    minor: str
    hot: str
    grids: tuple[GridShape, ...]
    spots: tuple[Sign, ...]
    steps: tuple[tuple[str, str], ...]
    scale_px: float
    scale_m: int


class Sheet:
    """Puts places on the drawing, north up.

    Parameters
    ----------
    scenario
        The station; all its ground is on the sheet.
    """

    def __init__(self, scenario: Scenario) -> None:
        self._frame = Frame(scenario.station.base)
        regions = (scenario.boundary, *(grid.region for grid in scenario.grids))
        every = np.vstack([self._frame.metres(rings[0]) for region in regions for rings in region])
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


def draw(analysis: IncidentAnalysis, scenario: Scenario) -> Drawing:
    """Draw the map of an analysis."""
    sheet = Sheet(scenario)
    main, minor = _streets(scenario, sheet)
    limits = _limits([row.count for row in analysis.grids])
    spots = [spot for spot in analysis.spots if spot.count or spot.verdict == "fall"][:MOST_SPOTS]
    at = sheet.px([spot.location for spot in spots]).tolist() if spots else []
    scale_m = next(step for step in (2000, 1000, 500, 200, 100, 50, 20) if step * sheet.px_per_m < 220 or step == 20)
    return Drawing(
        width=WIDTH,
        height=round(sheet.height, 1),
        boundary=sheet.area(scenario.boundary),
        main=main,
        minor=minor,
        hot=sheet.lines([line for street in analysis.streets for line in street.lines]),
        grids=tuple(_grids(analysis, scenario, sheet, limits, at)),
        spots=tuple(
            Sign(number=spot.id, verdict=spot.verdict, x=round(x, 1), y=round(y, 1))
            for spot, (x, y) in zip(spots, at, strict=True)
        ),
        steps=tuple(zip(RAMP[: len(limits) + 1], _step_texts(limits), strict=True)),
        scale_px=round(scale_m * sheet.px_per_m, 1),
        scale_m=scale_m,
    )


def _grids(
    analysis: IncidentAnalysis, scenario: Scenario, sheet: Sheet, limits: list[int], taken: Sequence[Sequence[float]]
) -> list[GridShape]:
    """Give the grids; a label that a place would cover stands higher or lower."""
    shapes = []
    for row, grid in zip(analysis.grids, scenario.grids, strict=True):
        x, y = sheet.label_at(grid.region)
        y += next((step for step in LABEL_STEPS if not _covered(x, y + step, taken)), 0.0)
        fill = RAMP[sum(limit < row.count for limit in limits)]
        shapes.append(
            GridShape(
                name=grid.name,
                path=sheet.area(grid.region),
                fill=fill,
                count=row.count,
                verdict=row.verdict,
                x=x,
                y=y,
            )
        )
    return shapes


def _covered(x: float, y: float, taken: Sequence[Sequence[float]]) -> bool:
    """Tell whether a place stands where the two lines of a label would be."""
    return any(abs(x - one[0]) < LABEL_REACH[0] and abs(y - one[1]) < LABEL_REACH[1] for one in taken)


def _limits(counts: list[int]) -> list[int]:
    """Give whole numbers that cut the counts of grids into steps."""
    most = max(counts, default=0)
    return sorted({round(most * step / len(RAMP)) for step in range(1, len(RAMP))} - {0, most})


def _step_texts(limits: list[int]) -> list[str]:
    if not limits:
        return ["≥ 0"]
    middle = [f"{low + 1}–{high}" if high > low + 1 else f"{high}" for low, high in pairwise(limits)]
    return [f"0–{limits[0]}", *middle, f"≥ {limits[-1] + 1}"]


def _streets(scenario: Scenario, sheet: Sheet) -> tuple[str, str]:
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
