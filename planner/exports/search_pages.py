"""A joint search on paper: a map of chances and sectors stage by stage, and a sheet for every unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.dispatch.search.report import Search
from planner.dispatch.search.sectors import Step
from planner.dispatch.search.task import SHARES
from planner.domain.clock import later
from planner.domain.scenario import Scenario
from planner.exports.pages import page_template
from planner.exports.search_drawing import Drawing, chance_map, paths, sector_map, unit_class, unit_map
from planner.i18n import Language, sentence
from planner.i18n.labels import LABELS, label

HTML_LANGUAGE = {"en": "en", "zh": "zh-CN"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StageMaps:
    """The two maps of a stage, with its hours and figures [%]."""

    begin: str
    end: str
    success: str
    even: str
    bound: str
    off: str
    chances: Drawing
    sectors: Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit in the table of the map: number, colour, call sign, and minutes, metres and chance [%] in each stage."""

    number: int
    colour: str
    unit: str
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Stretches of one street that follow each other on a sheet."""

    begin: str
    end: str
    name: str
    metres: str
    parts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetStage:
    """What a unit searches in a stage."""

    begin: str
    end: str
    drawing: Drawing
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The sheet of one unit."""

    unit: str
    number: int
    stages: tuple[SheetStage, ...]


def map_page(found: Search, scenario: Scenario, language: Language, signs: Mapping[str, str] | None = None) -> str:
    """Write the map of a search as one HTML file without scripts, which opens without a network.

    `signs` are call signs of units by their ids; a unit without one is called by its id.
    """
    drawn = paths(found, scenario.streets)
    stages = [
        StageMaps(
            begin=f"{stage.begin:%H:%M}",
            end=f"{stage.end:%H:%M}",
            success=f"{100 * stage.success:.0f}",
            even=f"{100 * stage.even:.0f}",
            bound=f"{100 * stage.bound:.0f}",
            off=f"{100 * stage.off:.0f}",
            chances=chance_map(found, drawn, stage.chance),
            sectors=sector_map(found, drawn, number),
        )
        for number, stage in enumerate(found.stages)
    ]
    return page_template("search_map.html").render(
        **_frame(found, scenario, language), paths=drawn, stages=stages, units=_unit_rows(found, signs or {})
    )


def sheets_page(found: Search, scenario: Scenario, language: Language, signs: Mapping[str, str] | None = None) -> str:
    """Write a sheet for every unit that has something to search, each on a page of its own; `signs` as for the map."""
    called = signs or {}
    sheets = []
    for unit, searcher in enumerate(found.units):
        stages = [
            _sheet_stage(found, scenario, unit, number)
            for number, stage in enumerate(found.stages)
            if any(step.unit == unit for step in stage.steps)
        ]
        if stages:
            name = searcher.standing.unit.id
            sheets.append(Sheet(unit=called.get(name, name), number=unit + 1, stages=tuple(stages)))
    drawn = paths(found, scenario.streets)
    return page_template("search_sheets.html").render(**_frame(found, scenario, language), paths=drawn, sheets=sheets)


def _frame(found: Search, scenario: Scenario, language: Language) -> dict[str, object]:
    def word(key: str, **params: object) -> str:
        return sentence(LABELS[f"search_{key}"], language, params)

    return {
        "language": HTML_LANGUAGE[language],
        "word": word,
        "station": scenario.station.name,
        "attribution": scenario.station.attribution,
        "at": f"{found.at:%Y-%m-%d %H:%M}",
        "seen": f"{found.lost.seen:%Y-%m-%d %H:%M}",
        "place": f"{found.lost.place[0]:.6f}, {found.lost.place[1]:.6f}",
        "who": label(f"search_who_{found.lost.who}", language),
        "known": f"{word(f'known_{found.lost.kind.known}')} {word('assumed')}",
        "shares": [f"{100 * share:.0f}" for share in SHARES],
        "rings": [(f"{ring.at:%H:%M}", [f"{metres:,.0f}" for metres in ring.metres]) for ring in found.rings],
        "places": [
            (likely.place.name, f"{100 * likely.chance:.1f}", f"{likely.away_m:,.0f}") for likely in found.places
        ],
        "drones": [
            (
                area.response.drone,
                f"{area.response.arrive:%H:%M}",
                f"{area.centre[0]:.6f}, {area.centre[1]:.6f}",
                f"{100 * area.chance:.1f}",
            )
            for area in found.drones
        ],
    }


def _unit_rows(found: Search, signs: Mapping[str, str]) -> list[UnitRow]:
    rows = []
    for unit, searcher in enumerate(found.units):
        cells = []
        for stage in found.stages:
            own = [step for step in stage.steps if step.unit == unit]
            metres = sum(float(found.ground.length_m[step.stretch]) for step in own)
            minutes = sum(step.end_s - step.set_out_s for step in own) / 60
            cells.append((f"{minutes:.0f}", f"{metres:,.0f}", f"{100 * sum(step.chance for step in own):.1f}"))
        name = searcher.standing.unit.id
        rows.append(UnitRow(number=unit + 1, colour=unit_class(unit), unit=signs.get(name, name), cells=tuple(cells)))
    return rows


def _sheet_stage(found: Search, scenario: Scenario, unit: int, number: int) -> SheetStage:
    """Put stretches that follow each other on one street into one line."""
    streets, stage = scenario.streets, found.stages[number]
    groups: list[tuple[str, list[Step]]] = []
    for step in (step for step in stage.steps if step.unit == unit):
        lon, lat = found.ground.middle[step.stretch]
        name = streets.names[streets.edge_name[found.ground.edge[step.stretch]]] or f"{lon:.5f}, {lat:.5f}"
        if groups and groups[-1][0] == name:
            groups[-1][1].append(step)
        else:
            groups.append((name, [step]))
    lines = tuple(
        Line(
            begin=f"{later(found.at, steps[0].begin_s):%H:%M}",
            end=f"{later(found.at, steps[-1].end_s):%H:%M}",
            name=name,
            metres=f"{sum(float(found.ground.length_m[step.stretch]) for step in steps):,.0f}",
            parts=len(steps),
        )
        for name, steps in groups
    )
    firsts = [steps[0].stretch for _, steps in groups]
    return SheetStage(
        begin=f"{stage.begin:%H:%M}",
        end=f"{stage.end:%H:%M}",
        drawing=unit_map(found, streets, unit, number, firsts),
        lines=lines,
    )
