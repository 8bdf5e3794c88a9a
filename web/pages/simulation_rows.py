"""What came of a simulation, as rows of tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.domain.clock import later
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.evaluation.comparing.telling import pair_sentences, verdicts_of
from planner.evaluation.comparing.verdicts import MAIN, Verdict
from planner.i18n import Language, sentence, translate
from planner.i18n.labels import LABELS
from planner.i18n.simulation_words import (
    FIGURES,
    gap_range_text,
    gap_text,
    number_text,
    of_planned_text,
    range_text,
    simulation_text,
)
from planner.storage.names import Names
from web.pages.patrols import signs_of

if TYPE_CHECKING:
    from planner.evaluation.simulation.intervals import Estimate
    from planner.evaluation.simulation.plans import Simulated

PARTS = ("response_p90_min", "calls_per_run", "response_mean_min", "response_within_5_min_pct")
"""Figures of one grid or hour; the first one orders the hours, and stands where a phone shows it."""
SLOWEST_HOURS, BUSIEST_UNITS = 6, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A figure with its interval, and the range of nine of ten runs if it has one, in words."""

    words: str
    value: str
    span: str
    usual: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """The figures of one grid or one hour."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A simulation as its page shows it; `heads` name the values of grids and hours, `usual` the ranges of runs."""

    made: str
    usual: str
    ranges: str
    order: str
    figures: list[FigureRow]
    heads: list[str]
    grids: list[PartRow]
    hours: list[PartRow]
    units: list[FigureRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """A figure of two plans, their difference with its interval, and which is better."""

    words: str
    one: str
    other: str
    difference: FigureRow
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two simulated plans as the page shows them: how often they ran, sentences, the better one, all figures."""

    made: str
    said: tuple[str, ...]
    better: Verdict
    rows: list[PairRow]


def simulation_values(found: object, plan: Plan, scenario: Scenario, names: Names, reader: Language) -> Told | None:
    """Give what the page shows of a simulation; None without one."""
    from planner.evaluation.simulation.figures import by_grid, by_hour, by_unit, planned
    from planner.evaluation.simulation.plans import Simulated
    from planner.evaluation.simulation.usual import usual

    if not isinstance(found, Simulated):
        return None
    called, signs = {grid.id: grid.name for grid in scenario.grids}, _shifts(plan, names)
    hours = sorted(by_hour(found.outcome).items(), key=lambda item: -item[1]["response_p90_min"].value)
    units = sorted(by_unit(found.outcome).items(), key=lambda item: -item[1].value)
    ranges, stops = usual(found.outcome), planned(found.outcome)
    return Told(
        made=_made(found, reader),
        usual=simulation_text("usual", reader),
        ranges=simulation_text("ranges_note", reader),
        order=simulation_text("slowest_first", reader),
        figures=[
            FigureRow(
                words=translate(text, reader),
                value=of_planned_text(name, found.figures[name].value, stops, reader),
                span=range_text(found.figures[name].low, found.figures[name].high),
                usual=range_text(*ranges[name]),
            )
            for name, text in FIGURES.items()
        ],
        heads=[translate(FIGURES[name], reader) for name in PARTS],
        grids=[
            PartRow(name=called.get(grid) or grid, values=_parts(own)) for grid, own in by_grid(found.outcome).items()
        ],
        hours=[
            PartRow(name=f"{later(found.begin, 3600.0 * hour):%m-%d %H:%M}", values=_parts(own))
            for hour, own in hours[:SLOWEST_HOURS]
        ],
        units=[_figure(signs.get(unit, unit), own) for unit, own in units[:BUSIEST_UNITS]],
    )


def pair_values(found: object, reader: Language) -> Pair | None:
    """Give what the page shows of two plans that answered the same calls; None without them."""
    from planner.evaluation.simulation.figures import planned
    from planner.evaluation.simulation.plans import Compared

    if not isinstance(found, Compared):
        return None
    judged = verdicts_of(found)
    stops = planned(found.one.outcome), planned(found.other.outcome)
    rows = [
        PairRow(
            words=translate(text, reader),
            one=of_planned_text(name, found.one.figures[name].value, stops[0], reader),
            other=of_planned_text(name, found.other.figures[name].value, stops[1], reader),
            difference=_gap(name, found.differences[name], reader),
            verdict=judged[name],
        )
        for name, text in FIGURES.items()
    ]
    return Pair(made=_made(found.one, reader), said=pair_sentences(found, reader), better=judged[MAIN], rows=rows)


def _made(found: Simulated, reader: Language) -> str:
    """Say how many runs were made."""
    counts = {"made": found.outcome.replications, "asked": found.asked}
    return sentence(LABELS["simulation_stopped" if found.stopped else "simulation_made"], reader, counts)


def _shifts(plan: Plan, names: Names) -> dict[str, str]:
    """Give the call sign of every unit with its shift: a unit of the next shift may have the same."""
    signs = signs_of(plan, names)
    return {unit.id: f"{signs[unit.id]} {unit.shift_start:%m-%d %H:%M}–{unit.shift_end:%H:%M}" for unit in plan.units}


def _figure(words: str, own: Estimate) -> FigureRow:
    return FigureRow(words=words, value=number_text(own.value), span=range_text(own.low, own.high))


def _gap(name: str, own: Estimate, reader: Language) -> FigureRow:
    return FigureRow(words="", value=gap_text(name, own.value, reader), span=gap_range_text(own.low, own.high))


def _parts(own: dict[str, Estimate]) -> tuple[str, ...]:
    return tuple(number_text(own[name].value) for name in PARTS)
