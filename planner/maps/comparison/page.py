"""The comparison as one HTML file: no script, nothing fetched, readable on paper."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape

import numpy as np

from planner.domain.scenario import Scenario
from planner.evaluation.comparing.better import sign
from planner.evaluation.comparing.compare import Comparison, Row, Side, hours_of
from planner.evaluation.simulation.figures import by_hour, planned
from planner.evaluation.simulation.plans import Compared, Simulated
from planner.i18n import Language, translate
from planner.i18n.comparing import compare_text
from planner.i18n.figure_text import difference_text, figure_word, value_text
from planner.i18n.simulation_words import FIGURES, gap_range_text, gap_text, of_planned_text
from planner.maps import assets
from planner.maps.comparison.charts import chart
from planner.maps.comparison.grid_map import grid_map
from planner.maps.page import HTML_LANGUAGE

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Content-Security-Policy of the page: no script at all, and nothing is fetched."""

KEY_FIGURES = (
    "required_visits_met_pct",
    "optional_value_points",
    "demand_within_3_min_pct",
    "demand_within_5_min_pct",
    "demand_within_5_min_less_one_unit_pct",
    "response_p90_min",
    "place_idleness_mean_min",
    "street_idleness_mean_min",
    "streets_unseen_pct",
    "grid_seen_least_pct",
    "presence_tide_correlation",
    "patrol_per_call_most_ratio",
    "roster_short_h",
    "rounds_flown",
)
"""Figures that stand first."""
WORST = 5
"""Units listed whose loss costs most."""


def comparison_page(
    found: Comparison,
    simulated: Compared | None,
    scenario: Scenario,
    names: tuple[str, str],
    *,
    language: Language,
    links: Sequence[tuple[str, str]] = (),
) -> str:
    """Write the page.

    Parameters
    ----------
    scenario
        Of the first plan; its grids are drawn.
    names
        What the plans are called, as A and B.
    links
        Words and addresses of what stands beside it on a server.
    """
    page = _Page(language, names)
    title = page.word("title")
    body = [
        _links(links),
        "<main>",
        f"<h1>{escape(title)}</h1><p>{escape(scenario.station.name)}, {found.one.begin:%Y-%m-%d}</p>",
        f'<p class="key"><span class="a">A {escape(names[0])}</span><span class="b">B {escape(names[1])}</span></p>',
        page.summary(found),
        page.figures(found),
        page.hours(found, simulated),
        page.grids(found, scenario),
        page.losses(found),
        page.simulated(simulated),
        page.rest(found),
        "</main>",
    ]
    style = assets.style(assets.STATIC / "compare.css")
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{HTML_LANGUAGE[language]}"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title><style>{style}</style></head><body>",
            *body,
            "</body></html>",
            "",
        ]
    )


class _Page:
    """The parts of the page in one language."""

    def __init__(self, language: Language, names: tuple[str, str]) -> None:
        self.language, self.names = language, names

    def word(self, key: str, **params: object) -> str:
        return compare_text(key, self.language, **params)

    def summary(self, found: Comparison) -> str:
        signs = [row.sign for row in found.rows]
        counts = {"better": signs.count(1), "worse": signs.count(-1), "same": signs.count(0)}
        return f"<p>{escape(self.word('summary', **counts))}</p>"

    def figures(self, found: Comparison) -> str:
        by_name = {row.name: row for row in found.rows}
        rows = [by_name[name] for name in KEY_FIGURES if name in by_name]
        return self._section("key_figures", self._rows(rows))

    def rest(self, found: Comparison) -> str:
        rows = [row for row in found.rows if row.one != row.other]
        inner = self._rows(rows) if rows else f"<p>{escape(self.word('none_differ'))}</p>"
        return self._section("all_figures", inner)

    def hours(self, found: Comparison, simulated: Compared | None) -> str:
        longer = max(found.one, found.other, key=lambda side: len(side.calls))
        labels = [f"{hour:%H}" if len(longer.calls) <= 24 else f"{hour:%d. %H}" for hour in hours_of(longer)]
        if not labels:
            return ""
        both = found.one, found.other
        charts = [
            chart(
                self.word("near"),
                labels,
                *(_plain(side.near_pct) for side in both),
                bars=_plain(longer.calls),
                most=100,
            ),
            chart(self.word("out"), labels, *(_plain(side.units_out) for side in both), bars=_plain(longer.calls)),
        ]
        if simulated is not None:
            lines = [_p90(part, len(labels)) for part in (simulated.one, simulated.other)]
            charts.append(chart(self.word("response"), labels, *lines, bars=_plain(longer.calls)))
        note = f"<p>\u25ae {escape(self.word('calls'))}</p>"
        return self._section("by_hour", note + "".join(charts))

    def grids(self, found: Comparison, scenario: Scenario) -> str:
        one, other = found.one, found.other
        shared = [grid.id for grid in scenario.grids if grid.id in one.grid_min and grid.id in other.grid_min]
        if not shared:
            return ""
        title = self.word("map")
        names = {grid.id: grid.name or grid.id for grid in scenario.grids}
        drawn = grid_map(scenario, {grid: other.grid_min[grid] - one.grid_min[grid] for grid in shared}, title)
        columns = (("patrol_min", "grid_min"), ("seen", "grid_seen_pct"), ("near_short", "grid_near_pct"))
        heads = [self.word("grid"), self.word("grid_calls")]
        heads += [f"{self.word(word)} {letter}" for word, _ in columns for letter in "AB"]
        rows = [
            [names[grid], _number(one.grid_calls[grid])]
            + [_number(getattr(side, name)[grid]) for _, name in columns for side in (one, other)]
            for grid in shared
        ]
        return self._section("by_grid", f"<p>{escape(title)}</p>{drawn}{_table(heads, rows)}")

    def losses(self, found: Comparison) -> str:
        if not found.one.losses and not found.other.losses:
            return ""
        sides = [self._lost(letter, side) for letter, side in zip("AB", (found.one, found.other), strict=True)]
        return self._section(
            "losses", f"<p>{escape(self.word('losses_note'))}</p><div class=sides>{''.join(sides)}</div>"
        )

    def _lost(self, letter: str, side: Side) -> str:
        heads = [
            f"{letter}: {self.word('unit')}",
            *(self.word(key) for key in ("near_short", "visits_lost", "visits_met")),
        ]
        rows = [
            [
                loss.unit,
                _number(loss.demand_within_5_min_pct),
                str(loss.required_visits_lost),
                _number(loss.required_visits_met_pct),
            ]
            for loss in side.losses[:WORST]
        ]
        return f"<div>{_table(heads, rows)}</div>"

    def simulated(self, made: Compared | None) -> str:
        if made is None:
            return self._section("simulated", f"<p>{escape(self.word('not_simulated'))}</p>")
        heads = ["figure", "A", "B", "difference", "interval", "judged"]
        stops = [planned(side.outcome) for side in (made.one, made.other)]
        rows = []
        for name, found in made.differences.items():
            one, other = made.one.figures[name].value, made.other.figures[name].value
            sure = found.low > 0 or found.high < 0
            rows.append(
                [
                    translate(FIGURES[name], self.language),
                    *(
                        of_planned_text(name, value, of, self.language)
                        for value, of in zip((one, other), stops, strict=True)
                    ),
                    gap_text(name, found.value, self.language),
                    gap_range_text(found.low, found.high),
                    self._judged(sign(name, one, other)) if sure else "",
                ]
            )
        note = f"<p>{escape(self.word('runs', count=made.one.outcome.replications))}</p>"
        return self._section("simulated", note + _table([self._head(key) for key in heads], rows, self._classes()))

    def _head(self, key: str) -> str:
        return key if key in "AB" else self.word(key)

    def _judged(self, way: int) -> str:
        return {1: self.word("better"), -1: self.word("worse"), 0: ""}[way]

    def _rows(self, rows: Iterable[Row]) -> str:
        cells = [
            [
                figure_word(row.name, self.language),
                *("\u2013" if value is None else value_text(row.name, value) for value in (row.one, row.other)),
                "\u2013" if row.one is None or row.other is None else self._gap(row.name, row.other - row.one),
                self._judged(row.sign),
            ]
            for row in rows
        ]
        return _table([self._head(key) for key in ("figure", "A", "B", "difference", "judged")], cells, self._classes())

    def _gap(self, name: str, value: float) -> str:
        return difference_text(name, value, self.language)

    def _classes(self) -> dict[str, str]:
        return {self.word("better"): "better", self.word("worse"): "worse"}

    def _section(self, key: str, inner: str) -> str:
        return f"<section><h2>{escape(self.word(key))}</h2>{inner}</section>"


def _links(links: Sequence[tuple[str, str]]) -> str:
    told = (f'<a href="{escape(address)}">{escape(text)}</a>' for text, address in links)
    return f'<nav class="links">{"".join(told)}</nav>' if links else ""


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], classes: dict[str, str] | None = None) -> str:
    """Write a table; a last cell that is one of the words gets its class."""
    known = classes or {}
    lines = [f"<tr>{''.join(f'<th scope=col>{escape(head)}</th>' for head in heads)}</tr>"]
    for row in rows:
        cells = [f"<td>{escape(cell)}</td>" for cell in row[:-1]]
        kind = f' class="{known[row[-1]]}"' if row[-1] in known else ""
        lines.append(f"<tr>{''.join(cells)}<td{kind}>{escape(row[-1])}</td></tr>")
    opened = f'<div class="wide" tabindex="0" role="group" aria-label="{escape(heads[0])}">'
    return f"{opened}<table>{''.join(lines)}</table></div>"


def _plain(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> list[float]:
    return [float(value) for value in values]


def _p90(made: Simulated, hours: int) -> list[float]:
    found = by_hour(made.outcome)
    return [found[hour]["response_p90_min"].value if hour in found else math.nan for hour in range(hours)]


def _number(value: float) -> str:
    if not math.isfinite(value):
        return "\u2013" if math.isnan(value) else "\u221e"
    return f"{value:,.1f}" if abs(value) < 1000 else f"{value:,.0f}"
