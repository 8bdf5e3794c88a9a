"""A simulation as a person reads it in a terminal."""

from __future__ import annotations

import math

from rich.console import Console
from rich.table import Table
from rich.text import Text

from planner.domain.clock import later
from planner.evaluation.simulation.figures import Estimate, by_grid, by_hour, by_unit
from planner.evaluation.simulation.plans import Compared, Simulated
from planner.i18n import N_, Language, sentence, translate
from planner.i18n.simulation_words import FIGURES

GRID_COLUMNS = ("calls_per_run", "response_mean_min", "response_p90_min", "response_within_5_min_pct")
SLOWEST_HOURS, BUSIEST_UNITS = 5, 8
"""Rows of the tables of hours and units; the file of `--json` holds them all."""
PIPED_WIDTH = 120
"""Width of tables that go to a file or another program [characters]."""


class Page:
    """Prints tables and lines; text from data is never markup."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.console = Console(highlight=False, soft_wrap=False)
        if not self.console.is_terminal:
            self.console.width = PIPED_WIDTH

    def line(self, template: str, **params: object) -> None:
        """Print one sentence."""
        self.console.print(Text(sentence(template, self.language, params)))

    def table(self, title: str, columns: list[str], rows: list[list[str]]) -> None:
        """Print a table; titles and columns are marked words."""
        table = Table(title=Text(translate(title, self.language)), title_justify="left", box=None, padding=(0, 2, 0, 0))
        for number, column in enumerate(columns):
            table.add_column(Text(translate(column, self.language)), justify="left" if number == 0 else "right")
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        self.console.print(table)
        self.console.print()


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
