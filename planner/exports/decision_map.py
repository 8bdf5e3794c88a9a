"""Maps of posts and musters: who stands where, who goes where along which way, who stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.exports.decision_marks import Arrow, Mark, Sign, arrow, signs
from planner.exports.station_sheet import WIDTH, Sheet, street_paths

if TYPE_CHECKING:
    from planner.dispatch.muster.report import Mustering
    from planner.dispatch.redeploy.report import Redeployment
    from planner.domain.noun import LonLat
    from planner.domain.scenario import Scenario

LOOKS = 6
"""Colours and dashes of ways; a seventh point has the look of the first, and its name besides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What all maps of one answer share.

    Attributes
    ----------
    width, height
        Size of a map [px].
    boundary, main, minor, grids
        Outlines of the station's ground, main and other streets, outlines of grids, as SVG paths.
    scale_px, scale_m
        A length on the map, and what it is on the ground [px, m].
    """

    width: float
    height: float
    boundary: str
    main: str
    minor: str
    grids: str
    scale_px: float
    scale_m: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMap:
    """One map over the ground: ways with heads, signs over them."""

    arrows: tuple[Arrow, ...]
    signs: tuple[Sign, ...]


def posts_maps(found: Sequence[Redeployment], scenario: Scenario) -> tuple[Ground, list[DecisionMap]]:
    """Draw the posts hour by hour; units have the numbers of their rows."""
    sheet = Sheet(scenario, [place for hour in found for one in hour.posted for place in (one.lonlat, *one.path)])
    return _ground(scenario, sheet), [_hour(hour, sheet) for hour in found]


def _hour(hour: Redeployment, sheet: Sheet) -> DecisionMap:
    marks, arrows = list[Mark](), list[Arrow]()
    for number, one in enumerate(hour.posted, 1):
        at = _at(sheet, one.lonlat)
        if not one.path:
            marks.append(Mark(kind="stays", look=0, at=at, text=str(number)))
            continue
        arrows.append(arrow(sheet.px(one.path), 0))
        marks.append(Mark(kind="from", look=0, at=_at(sheet, one.path[0]), text=""))
        marks.append(Mark(kind="post", look=0, at=at, text=str(number)))
    return DecisionMap(arrows=tuple(arrows), signs=signs(marks, WIDTH, sheet.height))


def muster_map(found: Mustering, scenario: Scenario) -> tuple[Ground, DecisionMap]:
    """Draw a muster: units that go have the numbers of their rows, units that stay those after them."""
    points = {point.id: number for number, point in enumerate(found.points)}
    places = {point.id: (point.lon, point.lat) for point in found.points}
    sheet = Sheet(
        scenario, [*places.values(), *(one.place for one in found.stay), *(at for one in found.sent for at in one.path)]
    )
    marks = [Mark(kind="point", look=number, at=_at(sheet, places[name]), text=name) for name, number in points.items()]
    for number, sent in enumerate(found.sent, 1):
        look = points[sent.point] % LOOKS
        marks.append(Mark(kind="goes", look=look, at=_at(sheet, sent.path[0]), text=str(number)))
    for number, stay in enumerate(found.stay, len(found.sent) + 1):
        marks.append(Mark(kind="stays", look=0, at=_at(sheet, stay.place), text=str(number)))
    arrows = [arrow(sheet.px(sent.path), points[sent.point] % LOOKS) for sent in found.sent]
    return _ground(scenario, sheet), DecisionMap(arrows=tuple(arrows), signs=signs(marks, WIDTH, sheet.height))


def _at(sheet: Sheet, place: LonLat) -> tuple[float, float]:
    x, y = sheet.px([place])[0].tolist()
    return x, y


def _ground(scenario: Scenario, sheet: Sheet) -> Ground:
    main, minor = street_paths(scenario, sheet)
    return Ground(
        width=WIDTH,
        height=round(sheet.height, 1),
        boundary=sheet.area(scenario.boundary),
        main=main,
        minor=minor,
        grids="".join(sheet.area(grid.region) for grid in scenario.grids),
        scale_px=round(sheet.scale_m() * sheet.px_per_m, 1),
        scale_m=sheet.scale_m(),
    )
