"""A simulation as a person reads it in a terminal."""

from __future__ import annotations

import math

from planner.cli.page import Page
from planner.domain.clock import later
from planner.evaluation.simulation.figures import Estimate, by_grid, by_hour, by_unit
from planner.evaluation.simulation.plans import Compared, Simulated
from planner.i18n import N_, Language, translate
from planner.i18n.simulation_words import FIGURES

GRID_COLUMNS = ("calls_per_run", "response_mean_min", "response_p90_min", "response_within_5_min_pct")
SLOWEST_HOURS, BUSIEST_UNITS = 5, 8
"""Rows of the tables of hours and units; the file of `--json` holds them all."""


def print_simulated(made: Simulated, language: Language) -> None:
    """Print the figures, then grids, the slowest hours and the busiest units."""
    page = Page(language)
    _head(page, made)
    rows = [
        [translate(title, language), _number(made.figures[name].value), _span(made.figures[name])]
        for name, title in FIGURES.items()
    ]
    page.table(N_("Calls and responses"), [N_("figure"), N_("value"), N_("95 % interval")], rows)
    heads = [FIGURES[name] for name in GRID_COLUMNS]
    grids = by_grid(made.outcome)
    rows = [[grid, *(_number(own[name].value) for name in GRID_COLUMNS)] for grid, own in grids.items()]
    page.table(N_("By grid"), [N_("grid"), *heads], rows)
    hours = sorted(by_hour(made.outcome).items(), key=lambda item: -item[1]["response_p90_min"].value)
    rows = [
        [f"{later(made.begin, 3600.0 * hour):%m-%d %H:%M}", *(_number(own[name].value) for name in GRID_COLUMNS)]
        for hour, own in hours[:SLOWEST_HOURS]
    ]
    page.table(N_("The hours in which it takes longest"), [N_("hour"), *heads], rows)
    units = sorted(by_unit(made.outcome).items(), key=lambda item: -item[1].value)[:BUSIEST_UNITS]
    rows = [[unit, _number(own.value), _span(own)] for unit, own in units]
    page.table(N_("The busiest units"), [N_("unit"), N_("time at calls [%]"), N_("95 % interval")], rows)


def print_compared(made: Compared, language: Language) -> None:
    """Print the figures of both plans and their differences, with a mark where the interval leaves out 0."""
    page = Page(language)
    _head(page, made.one)
    rows = []
    for name, title in FIGURES.items():
        difference = made.differences[name]
        sure = difference.low > 0 or difference.high < 0
        values = (made.one.figures[name].value, made.other.figures[name].value, difference.value)
        rows.append(
            [translate(title, language), *map(_number, values), _span(difference), translate(N_("sure"), language)]
            if sure
            else [translate(title, language), *map(_number, values), _span(difference), ""]
        )
    heads = [N_("figure"), N_("this plan"), N_("the other"), N_("difference"), N_("95 % interval"), ""]
    page.table(N_("Two plans, the same calls"), heads, rows)


def _head(page: Page, made: Simulated) -> None:
    page.console.print()
    page.line(N_("{count} runs of the plan with calls drawn from its demand."), count=made.outcome.replications)
    if made.stopped:
        page.line(N_("It was stopped early: {asked} runs were asked for."), asked=made.asked)
    page.console.print()


def _number(value: float) -> str:
    if math.isnan(value):
        return "-"
    return "∞" if math.isinf(value) else f"{value:.2f}"


def _span(found: Estimate) -> str:
    if math.isnan(found.low):
        return "-"
    return f"{found.low:.2f} – {found.high:.2f}"
