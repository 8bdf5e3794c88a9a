"""The analysis of calls as a page that opens offline, to be read and printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from planner.exports.analysis_charts import Chart, chart
from planner.exports.analysis_map import RAMP, draw
from planner.exports.pages import page_template
from planner.i18n import translate
from planner.i18n.analysis import (
    SIGNS,
    VERDICTS,
    change_text,
    earlier_text,
    finding_text,
    headline_text,
    interval_text,
    kind_text,
    method_text,
    note_text,
    span_text,
    title_text,
    word,
)

if TYPE_CHECKING:
    from jinja2 import Template

    from planner.domain.analysis import Compared, HotStreet, IncidentAnalysis, Spot
    from planner.domain.scenario import Scenario
    from planner.i18n import Language

PEAK_H = 3
MOST_STREETS = 20
"""Rows of the table of streets; the files hold them all."""
HOURS = [f"{hour:02d}" for hour in range(24)]


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of the table of grids and kinds, with its sign and a fill."""

    text: str
    sign: str
    fill: str


def encode(
    analysis: IncidentAnalysis, scenario: Scenario, language: Language, links: Sequence[tuple[str, str]] = ()
) -> bytes:
    """Give the page; it asks for nothing outside itself and runs no script.

    Parameters
    ----------
    links
        Words and addresses of what stands beside it on a server.
    """
    texts = Texts(analysis, scenario, language)
    page = _template().render(
        language="zh-CN" if language == "zh" else "en",
        a=analysis,
        title=title_text(analysis.period, language),
        now=span_text(analysis.now, language),
        earlier=span_text(analysis.earlier, language),
        headline=headline_text(analysis.total, language),
        findings=texts.findings(),
        method=method_text(analysis, language),
        map=draw(analysis, scenario),
        kinds_used=[row.id for row in analysis.kinds],
        matrix=texts.matrix(),
        hours=chart(analysis.hours, HOURS, line=analysis.hours_before, shown=range(0, 24, 3)),
        dates=texts.dates(),
        tides=texts.tides(),
        streets=analysis.streets[:MOST_STREETS],
        notes=[note_text(notice, language) for notice in analysis.notices],
        attribution=scenario.station.attribution,
        texts=texts,
        links=links,
        word=lambda key, **params: word(key, language, **params),
    )
    return page.encode()


class Texts:
    """What stands in the cells and captions of one analysis."""

    def __init__(self, analysis: IncidentAnalysis, scenario: Scenario, language: Language) -> None:
        self._analysis, self._language = analysis, language
        self._grids = {grid.id: grid.name for grid in scenario.grids}

    def name(self, row: Compared) -> str:
        """Give what a row is about."""
        kind = None if row.kind is None else kind_text(row.kind, self._language)
        if row is self._analysis.total:
            return word("all_calls", self._language)
        if row.grid is not None and kind is not None:
            return f"{self.grid(row.grid)} · {kind}"
        if kind is not None:
            return kind
        if not row.name and row.grid is not None:
            return word("near_grid", self._language, grid=self.grid(row.grid))
        return row.name or row.id

    def grid(self, grid: str | None) -> str:
        """Give the name of a grid."""
        return self._grids.get(grid or "", grid or "–")

    def kind(self, kind: str) -> str:
        """Give the name of a kind of call."""
        return kind_text(kind, self._language)

    def street(self, street: HotStreet) -> str:
        """Give what a street is called."""
        if street.name:
            return street.name
        return (
            word("unnamed_near", self._language, place=street.near) if street.near else word("unnamed", self._language)
        )

    def peak(self, first_h: int | None) -> str:
        """Write the busiest hours."""
        return "–" if first_h is None else f"{first_h:02d}:00–{(first_h + PEAK_H - 1) % 24 + 1:02d}:00"

    def verdict(self, row: Compared) -> str:
        """Give what follows from a row."""
        return translate(VERDICTS[row.verdict], self._language)

    def change(self, row: Compared) -> str:
        """Write a change."""
        return change_text(row)

    def interval(self, row: Compared) -> str:
        """Write the interval of a change."""
        return interval_text(row)

    def earlier(self, row: Compared) -> str:
        """Write what the period before had, at the same number of days alike."""
        return earlier_text(row)

    def usual(self, row: Compared) -> str:
        """Write what is usual."""
        return "–" if row.usual is None else f"{row.usual:.1f}"

    def findings(self) -> list[tuple[str, str]]:
        """Give the verdict and the sentence of everything that is more than chance, the surest first."""
        found = [row for row in self._analysis.compared if row.verdict in {"rise", "fall"}]
        found.sort(key=lambda row: (row.p_adjusted or 0.0, -row.count))
        return [(row.verdict, finding_text(self.name(row), row, self._language)) for row in found]

    def matrix(self) -> list[tuple[str, list[Cell]]]:
        """Give the rows of the table of grids and kinds."""
        found = {(row.grid, row.kind): row for row in self._analysis.grid_kinds}
        most = max((row.count for row in self._analysis.grid_kinds), default=0)
        return [
            (grid.name, [_cell(found.get((grid.id, kind.id)), most) for kind in self._analysis.kinds])
            for grid in self._analysis.grids
        ]

    def tides(self) -> list[tuple[str, str, Chart]]:
        """Give name, busiest hours and chart of each grid, all to one scale."""
        tides = self._analysis.tides
        most = max((max([*map(float, tide.count), *tide.expected]) for tide in tides), default=0.0)
        made = []
        for tide in tides:
            drawn = chart(tide.count, HOURS, line=tide.expected, size=(300.0, 110.0), shown=range(0, 24, 6), most=most)
            made.append((self.grid(tide.grid), self.peak(tide.peak_h), drawn))
        return made

    def dates(self) -> Chart:
        """Give the chart of days; the period is stressed."""
        days, now = self._analysis.by_date, self._analysis.now
        marks = [{"workday": "", "rest": "·", "holiday": "★"}[day.kind] for day in days]
        return chart(
            [day.count for day in days],
            [f"{day.date:%m-%d}" for day in days],
            shown=[n for n, day in enumerate(days) if day.date.weekday() == 0],
            strong=[now.first <= day.date <= now.last for day in days],
            marks=marks,
        )

    def place(self, spot: Spot) -> str:
        """Give what a place is called."""
        return self.name(spot)


def _cell(row: Compared | None, most: int) -> Cell:
    if row is None:
        return Cell("–", "", "#ffffff")
    step = 0 if row.count == 0 else 1 + min(len(RAMP) - 2, (len(RAMP) - 1) * row.count // (most + 1))
    return Cell(f"{row.count} ({earlier_text(row)})", SIGNS[row.verdict], "#ffffff" if step == 0 else RAMP[step - 1])


@lru_cache(maxsize=1)
def _template() -> Template:
    return page_template("analysis.html")
