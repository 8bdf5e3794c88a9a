"""`planner analyse`: the calls of a day, a week or a month beside those before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from planner.cli.answering import PASSES, answered, deliver_all, one_line
from planner.cli.page import terminal
from planner.cli.progress import Watch
from planner.domain.analysis import Period
from planner.domain.solving import Progress
from planner.i18n import N_, Language, sentence
from planner.i18n.analysis import (
    change_text,
    headline_text,
    interval_text,
    method_text,
    note_text,
    span_text,
    title_text,
    word,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.analysis import Compared, IncidentAnalysis
    from planner.exports.analysis_page import Texts

LISTED = 12
"""Rows of each table; the files hold them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to analyse.

    Attributes
    ----------
    scenario
        Its folder.
    period, until, before
        As for `planner.grids.analysis.analyse`.
    out
        Folder for the page, the workbook and the JSON; None: none of them.
    """

    scenario: Path
    period: Period
    until: dt.date | None
    before: int
    out: Path | None


@answered
def analyse(asked: Asked, language: Language) -> int:
    """Analyse, print and write; the exit code."""
    from planner.exports.analysis_page import Texts
    from planner.grids.analysis import analyse as made_of
    from planner.sources.scenario import read_scenario

    with Watch(language) as watch:
        watch(Progress(stage="read", done=0.0))
        scenario = read_scenario(asked.scenario, on_progress=watch)
    analysis = made_of(scenario, asked.period, asked.until, before=asked.before)
    if asked.out is not None:
        from planner.exports.analysis_files import files

        code = deliver_all(files(analysis, scenario, language), asked.out, language)
        if code:
            return code
    _Print(analysis, Texts(analysis, scenario, language), language).all()
    return PASSES


class _Print:
    """Prints an analysis; text from data is never markup."""

    def __init__(self, analysis: IncidentAnalysis, texts: Texts, language: Language) -> None:
        self._analysis, self._texts, self._language = analysis, texts, language
        self._console = terminal()

    def all(self) -> None:
        """Print what is more than chance, then grids, kinds, hours and places."""
        analysis, language = self._analysis, self._language
        self._line(
            f"{analysis.station_name} · {title_text(analysis.period, language)} · {span_text(analysis.now, language)}"
        )
        self._line(word("beside", language, span=span_text(analysis.earlier, language)))
        self._line("")
        self._line(headline_text(analysis.total, language))
        findings = self._texts.findings()
        for verdict, text in findings:
            self._line(f"  {'▲' if verdict == 'rise' else '▼'} {text}")
        if not findings:
            self._line(word("nothing", language))
        self._line(method_text(analysis, language))
        self._line(word("interval_alone", language))
        self._line("")
        self._table("by_grid", [analysis.total, *analysis.grids])
        self._table("by_kind", analysis.kinds)
        self._table("by_hour", analysis.bands)
        self._table("by_spot", analysis.spots)
        for notice in analysis.notices:
            self._line(note_text(notice, language))

    def _line(self, text: str) -> None:
        self._console.print(Text(_plain(text)), soft_wrap=True)

    def _table(self, key: str, rows: Sequence[Compared]) -> None:
        language = self._language
        table = Table(title=Text(word(key, language)), title_justify="left", box=None, padding=(0, 2, 0, 0))
        for number, head in enumerate(("", "calls", "before_alike", "usual", "change", "interval", "verdict")):
            text = Text(word(head, language)) if head else Text("")
            table.add_column(text, justify="left" if number in {0, 6} else "right", no_wrap=number > 0)
        for row in rows[:LISTED] if key == "by_spot" else rows:
            cells = [
                self._texts.name(row),
                str(row.count),
                self._texts.earlier(row),
                self._texts.usual(row),
                change_text(row),
                interval_text(row),
                self._texts.verdict(row),
            ]
            table.add_row(*(Text(_plain(cell)) for cell in cells))
        self._console.print(table)
        if key == "by_spot" and len(rows) > LISTED:
            self._line(sentence(N_("  and {count} more"), language, {"count": len(rows) - LISTED}))
        self._console.print()


def _plain(text: str) -> str:
    """Give text for a terminal, on one line; a space that keeps a line together on a page is a plain one here."""
    return one_line(text.replace("\u00a0", " "))
