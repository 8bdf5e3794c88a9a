"""A comparison as a person reads it in a terminal."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from planner.cli.page import Page
from planner.evaluation.comparing.better import sign
from planner.evaluation.comparing.compare import Comparison, Row, Side
from planner.evaluation.simulation.figures import planned
from planner.i18n import Language, translate
from planner.i18n.comparing import WORDS, compare_text
from planner.i18n.figure_text import difference_text, figure_word, value_text
from planner.i18n.simulation_words import FIGURES, gap_range_text, gap_text, of_planned_text

if TYPE_CHECKING:
    from planner.evaluation.simulation.plans import Compared

WORST = 3
"""Units listed whose loss costs most."""
SIGNS = {1: "better", -1: "worse", 0: ""}


def print_comparison(found: Comparison, simulated: Compared | None, language: Language, *, every: bool) -> None:
    """Print the figures side by side, grids, losses, and the simulation if there is one."""
    page = Page(language)
    rows = [row for row in found.rows if every or row.one != row.other]
    signs = [row.sign for row in found.rows]
    counts = {"better": signs.count(1), "worse": signs.count(-1), "same": signs.count(0)}
    page.console.print()
    page.line(WORDS["summary"], **counts)
    page.console.print()
    if rows:
        cells = [
            [
                figure_word(row.name, language),
                *("-" if value is None else value_text(row.name, value) for value in (row.one, row.other)),
                _gap(page, row),
                compare_text(SIGNS[row.sign], language) if row.sign else "",
            ]
            for row in rows
        ]
        heads = [WORDS["figure"], "A", "B", WORDS["difference"], WORDS["judged"]]
        page.table(WORDS["all_figures"], heads, cells)
    else:
        page.line(WORDS["none_differ"])
    _grids(page, found)
    _losses(page, found)
    if simulated is not None:
        _simulated(page, simulated)


def _simulated(page: Page, made: Compared) -> None:
    """Print what the same calls make of both; a difference is judged when its interval leaves out 0."""
    page.line(WORDS["runs"], count=made.one.outcome.replications)
    stops = [planned(side.outcome) for side in (made.one, made.other)]
    rows = []
    for name, title in FIGURES.items():
        found = made.differences[name]
        one, other = made.one.figures[name].value, made.other.figures[name].value
        way = sign(name, one, other) if found.low > 0 or found.high < 0 else 0
        values = zip((one, other), stops, strict=True)
        rows.append(
            [
                translate(title, page.language),
                *(of_planned_text(name, value, of, page.language) for value, of in values),
                gap_text(name, found.value, page.language),
                gap_range_text(found.low, found.high),
                compare_text(SIGNS[way], page.language) if way else "",
            ]
        )
    heads = [WORDS["figure"], "A", "B", WORDS["difference"], WORDS["interval"], WORDS["judged"]]
    page.table(WORDS["simulated"], heads, rows)


def _gap(page: Page, row: Row) -> str:
    if row.one is None or row.other is None:
        return "-"
    return difference_text(row.name, row.other - row.one, page.language)


def _grids(page: Page, found: Comparison) -> None:
    one, other = found.one, found.other
    rows = [
        [
            grid,
            *(f"{side.grid_min[grid]:.0f}" for side in (one, other)),
            difference_text("", round(other.grid_min[grid] - one.grid_min[grid]), page.language),
            *(_number(side.grid_near_pct[grid]) for side in (one, other)),
        ]
        for grid in one.grid_min
        if grid in other.grid_min
    ]
    if rows:
        heads = [WORDS["grid"], "A", "B", WORDS["difference"], "A", "B"]
        title = f"{compare_text('patrol_min', page.language)}; {compare_text('near_short', page.language)}"
        page.table(title, heads, rows)


def _losses(page: Page, found: Comparison) -> None:
    rows = [[letter, *row] for letter, side in (("A", found.one), ("B", found.other)) for row in _worst(side)]
    if rows:
        heads = ["", WORDS["unit"], WORDS["near_short"], WORDS["visits_lost"], WORDS["visits_met"]]
        page.table(WORDS["losses"], heads, rows)


def _worst(side: Side) -> list[list[str]]:
    return [
        [
            loss.unit,
            _number(loss.demand_within_5_min_pct),
            str(loss.required_visits_lost),
            _number(loss.required_visits_met_pct),
        ]
        for loss in side.losses[:WORST]
    ]


def _number(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.1f}"
