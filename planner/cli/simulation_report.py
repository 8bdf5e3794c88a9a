"""A simulation as a person reads it in a terminal."""

from __future__ import annotations

from planner.cli.page import Page
from planner.domain.clock import later
from planner.evaluation.comparing.telling import pair_sentences
from planner.evaluation.simulation.figures import by_grid, by_hour, by_unit, planned
from planner.evaluation.simulation.plans import Compared, Simulated
from planner.evaluation.simulation.usual import usual
from planner.i18n import N_, Language, translate
from planner.i18n.simulation_words import (
    FIGURES,
    WORDS,
    gap_range_text,
    gap_text,
    number_text,
    of_planned_text,
    range_text,
)

GRID_COLUMNS = ("response_p90_min", "calls_per_run", "response_mean_min", "response_within_5_min_pct")
SLOWEST_HOURS, BUSIEST_UNITS = 5, 8
"""Rows of the tables of hours and units; the file of `--json` holds them all."""


def print_simulated(made: Simulated, language: Language) -> None:
    """Print the figures, then grids, the slowest hours and the busiest units."""
    page = Page(language)
    _head(page, made)
    ranges, stops = usual(made.outcome), planned(made.outcome)
    rows = [
        [
            translate(title, language),
            of_planned_text(name, made.figures[name].value, stops, language),
            range_text(made.figures[name].low, made.figures[name].high),
            range_text(*ranges[name]),
        ]
        for name, title in FIGURES.items()
    ]
    heads = [N_("figure"), N_("value"), N_("95 % interval"), WORDS["usual"]]
    page.table(N_("Calls and responses"), heads, rows)
    page.line(WORDS["ranges_note"])
    heads = [FIGURES[name] for name in GRID_COLUMNS]
    grids = by_grid(made.outcome)
    rows = [[grid, *(number_text(own[name].value) for name in GRID_COLUMNS)] for grid, own in grids.items()]
    page.table(N_("By grid"), [N_("grid"), *heads], rows)
    hours = sorted(by_hour(made.outcome).items(), key=lambda item: -item[1]["response_p90_min"].value)
    rows = [
        [f"{later(made.begin, 3600.0 * hour):%m-%d %H:%M}", *(number_text(own[name].value) for name in GRID_COLUMNS)]
        for hour, own in hours[:SLOWEST_HOURS]
    ]
    page.table(N_("The hours in which it takes longest"), [N_("hour"), *heads], rows)
    units = sorted(by_unit(made.outcome).items(), key=lambda item: -item[1].value)[:BUSIEST_UNITS]
    rows = [[unit, number_text(own.value), range_text(own.low, own.high)] for unit, own in units]
    page.table(N_("The busiest units"), [N_("unit"), N_("time at calls [%]"), N_("95 % interval")], rows)


def print_compared(made: Compared, language: Language) -> None:
    """Print which plan is better, the figures of both and their differences, marked where the interval leaves out 0."""
    page = Page(language)
    _head(page, made.one)
    for text in pair_sentences(made, language):
        page.line("{text}", text=text)
    page.console.print()
    stops = [planned(side.outcome) for side in (made.one, made.other)]
    rows = []
    for name, title in FIGURES.items():
        found = made.differences[name]
        values = [side.figures[name].value for side in (made.one, made.other)]
        sure = found.low > 0 or found.high < 0
        rows.append(
            [
                translate(title, language),
                *(of_planned_text(name, value, of, language) for value, of in zip(values, stops, strict=True)),
                gap_text(name, found.value, language),
                gap_range_text(found.low, found.high),
                translate(N_("sure"), language) if sure else "",
            ]
        )
    heads = [N_("figure"), N_("this plan"), N_("the other"), N_("the other less this"), N_("95 % interval"), ""]
    page.table(N_("Two plans, the same calls"), heads, rows)


def _head(page: Page, made: Simulated) -> None:
    page.console.print()
    page.line(N_("{count} runs of the plan with calls drawn from its demand."), count=made.outcome.replications)
    if made.stopped:
        page.line(N_("It was stopped early: {asked} runs were asked for."), asked=made.asked)
    page.console.print()
