"""The map of an analysis as lines and signs of an SVG drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from planner.exports.station_sheet import WIDTH, Sheet, street_paths

if TYPE_CHECKING:
    from planner.domain.analysis import IncidentAnalysis, Verdict
    from planner.domain.scenario import Scenario

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


def draw(analysis: IncidentAnalysis, scenario: Scenario) -> Drawing:
    """Draw the map of an analysis."""
    sheet = Sheet(scenario)
    main, minor = street_paths(scenario, sheet)
    limits = _limits([row.count for row in analysis.grids])
    spots = [spot for spot in analysis.spots if spot.count or spot.verdict == "fall"][:MOST_SPOTS]
    at = sheet.px([spot.location for spot in spots]).tolist() if spots else []
    scale_m = sheet.scale_m()
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
