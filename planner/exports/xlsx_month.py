"""The month of a roster workbook: a heading of dates, one row an officer, who is on duty, and a legend."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import TYPE_CHECKING

from planner.exports.roster_cover import Crowd, crowds, missing
from planner.exports.xlsx_signs import Signs
from planner.i18n.labels import label
from planner.i18n.roster_sheet import month_text, word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.format import Format as CellFormat
    from xlsxwriter.worksheet import Worksheet

    from planner.domain.plan import Plan
    from planner.domain.scenario import Scenario
    from planner.exports.roster_month import Line, Month
    from planner.exports.xlsx_styles import Styles
    from planner.i18n import Language

LEADING = ("squad", "id", "officer", "rank")
WIDTHS = (11, 7, 9.5, 9.5)
HEAD_ROWS = 5
"""Rows above the first officer: title, month, day of the month, weekday, kind of day."""
TOTALS = ("hours", "nights", "weekends", "holidays")
TITLE_PT, LINE_PT, ROW_PT, TWO_LINES_PT = 30.0, 15.0, 17.0, 27.0
"""Heights of rows: the title, lines of headings, counts and legend, officers, officers with a duty in a cell [pt]."""
MISSING = "▼"
KEPT = "✓"
ONE_PAGE = 42
"""Most dates that stand beside each other on one page."""


class MonthSheet:
    """Writes the first sheet of a workbook."""

    def __init__(
        self, sheet: Worksheet, styles: Styles, plan: Plan, scenario: Scenario | None, month: Month, language: Language
    ) -> None:
        self._sheet, self._styles, self._plan, self._scenario = sheet, styles, plan, scenario
        self._month, self._language = month, language
        self._signs = Signs(plan, scenario, language)
        self._first = len(LEADING)
        self._after = self._first + len(month.dates)
        self._totals = (*TOTALS, "turns") if scenario and any(duty.fair_turns for duty in scenario.duties) else TOTALS

    def write(self, title: str) -> None:
        """Write the sheet from top to bottom."""
        self._columns()
        self._heading(title)
        row = self._officers(HEAD_ROWS)
        self._band(row, word("on_duty", self._language))
        row = self._on_duty(row + 1)
        row = self._legend(row + 1)
        self._print(row)

    def _columns(self) -> None:
        date = 4.9 if self._signs.tells_duties else 4.4
        widths = [*WIDTHS, *(date,) * len(self._month.dates), *(7.0,) * len(self._totals)]
        for column, width in enumerate(widths):
            self._sheet.set_column(column, column, width)

    def _heading(self, title: str) -> None:
        styles, language, dates = self._styles, self._language, self._month.dates
        last = self._after + len(self._totals) - 1
        self._sheet.set_row(0, TITLE_PT)
        for row in range(1, HEAD_ROWS):
            self._sheet.set_row(row, LINE_PT)
        self._merge(0, 0, 0, last, title, styles.title)
        for column, key in enumerate(LEADING):
            self._merge(1, column, HEAD_ROWS - 1, column, word(key, language), styles.head)
        column = self._first
        for (year, number), days in groupby(dates, key=lambda date: (date.year, date.month)):
            width = len(list(days))
            self._merge(1, column, 1, column + width - 1, month_text(dt.date(year, number, 1), language), styles.head)
            column += width
        for column, (date, kind) in enumerate(zip(dates, self._month.kinds, strict=True), self._first):
            self._sheet.write_datetime(2, column, dt.datetime.combine(date, dt.time()), styles.head_of(kind, "d"))
            weekday = label(f"weekday_{date.weekday()}", language)
            self._sheet.write_string(3, column, weekday.removeprefix("周"), styles.head_of(kind))
            sign = word(f"sign_{kind}", language) if self._is_marked(date, kind) else ""
            self._sheet.write_string(4, column, sign, styles.head_of(kind))
        for column, key in enumerate(self._totals, self._after):
            self._merge(1, column, HEAD_ROWS - 1, column, word(key, language), styles.head)

    def _is_marked(self, date: dt.date, kind: str) -> bool:
        return kind != "workday" or date.weekday() >= 5

    def _officers(self, row: int) -> int:
        """Write the officers; each row names its squad, since a page may end anywhere."""
        squad = None
        for line in self._month.lines:
            first, squad = line.officer.squad != squad, line.officer.squad
            self._sheet.write_string(row, 0, squad, self._styles.squad(first=first))
            self._officer(row, line)
            row += 1
        return row

    def _officer(self, row: int, line: Line) -> None:
        sheet, styles = self._sheet, self._styles
        sheet.write_string(row, 1, line.officer.id, styles.of(font_size=8, shrink=True))
        sheet.write_string(row, 2, line.officer.name, styles.of(shrink=True))
        sheet.write_string(row, 3, line.officer.rank, styles.of(font_size=8, shrink=True))
        height_pt = ROW_PT
        for column, (date, kind) in enumerate(zip(self._month.dates, self._month.kinds, strict=True), self._first):
            works = line.worked.get(date, ())
            if works:
                text = " / ".join(self._signs.of(work) for work in works)
                sheet.write_string(row, column, text, styles.shift(works[0].shift, lines=2 if "\n" in text else 1))
                height_pt = TWO_LINES_PT if "\n" in text else height_pt
            else:
                sign = self._signs.leave if date in line.leave else self._signs.off
                sheet.write_string(row, column, sign, styles.free(kind))
        totals = line.totals
        sheet.write_number(row, self._after, totals.counted_h, styles.hours)
        figures = (totals.nights, totals.weekends, totals.holidays, totals.turns)[: len(self._totals) - 1]
        for column, figure in enumerate(figures, self._after + 1):
            sheet.write_number(row, column, figure, styles.of())
        sheet.set_row(row, height_pt)

    def _on_duty(self, row: int) -> int:
        """Count who is on duty by duty and shift, and mark what is missing below the minimum."""
        short = missing(self._plan, self._scenario) if self._scenario else {}
        for duty, group in groupby(crowds(self._month), key=lambda crowd: crowd.duty):
            for crowd in group:
                self._counts(row, crowd)
                row += 1
            if self._scenario is not None:
                self._shortage(row, duty, _of_duty(short, duty))
                row += 1
        for duty in self._unmanned(short):
            self._shortage(row, duty, _of_duty(short, duty))
            row += 1
        return row

    def _unmanned(self, short: dict[tuple[str, dt.date], int]) -> list[str]:
        """List duties that nobody works although somebody is missing."""
        worked = {work.duty for line in self._month.lines for works in line.worked.values() for work in works}
        return list(dict.fromkeys(duty for duty, _ in short if duty not in worked))

    def _counts(self, row: int, crowd: Crowd) -> None:
        name = f"{self._signs.duty(crowd.duty)} · {self._signs.shift(crowd.shift)}"
        self._merge(row, 0, row, self._first - 1, name, self._styles.of(align="left", font_size=8))
        for column, (date, kind) in enumerate(zip(self._month.dates, self._month.kinds, strict=True), self._first):
            count = crowd.counts.get(date, 0)
            if count:
                self._sheet.write_number(row, column, count, self._styles.count(kind))
            else:
                self._sheet.write_blank(row, column, None, self._styles.count(kind))
        self._sheet.write_number(row, self._after, sum(crowd.counts.values()), self._styles.count("workday"))

    def _shortage(self, row: int, duty: str, short: Mapping[dt.date, int]) -> None:
        name = f"{self._signs.duty(duty)} · {word('missing', self._language)}"
        self._merge(row, 0, row, self._first - 1, name, self._styles.of(align="left", font_size=8, bold=True))
        for column, (date, kind) in enumerate(zip(self._month.dates, self._month.kinds, strict=True), self._first):
            lacking = short.get(date, 0)
            look = self._styles.lacking if lacking else self._styles.free(kind)
            self._sheet.write_string(row, column, f"{MISSING}{lacking}" if lacking else KEPT, look)
        total = sum(short.get(date, 0) for date in self._month.dates)
        look = self._styles.lacking if total else self._styles.count("workday")
        self._sheet.write_string(row, self._after, f"{MISSING}{total}" if total else KEPT, look)

    def _legend(self, row: int) -> int:
        """Tell what signs and colours stand for, three to a row."""
        styles, language = self._styles, self._language
        self._band(row, word("legend", language))
        shifts = self._signs.legend(self._month)
        entries = [(self._signs.shift(code), text, styles.shift(code)) for code, text in shifts]
        entries += [
            (self._signs.off, word("day_off", language), styles.free("workday")),
            (self._signs.leave, word("leave", language), styles.free("workday")),
            (f"{MISSING}1", word("minimum_missed", language), styles.lacking),
            (KEPT, word("minimum_kept", language), styles.free("workday")),
            (word("sign_rest", language), word("rest", language), styles.head_of("rest")),
            (word("sign_holiday", language), word("holiday", language), styles.head_of("holiday")),
            (word("sign_workday", language), word("workday", language), styles.head_of("workday")),
        ]
        width = max(4, min(31, len(self._month.dates)) // 3)
        for number, (sign, text, look) in enumerate(entries):
            at, column = row + 1 + number // 3, self._first + (number % 3) * width
            self._sheet.write_string(at, column, sign, look)
            self._merge(at, column + 1, at, column + width - 1, text, styles.of(align="left", font_size=8))
        return row + 1 + (len(entries) + 2) // 3

    def _band(self, row: int, text: str) -> None:
        self._merge(row, 0, row, self._after + len(self._totals) - 1, text, self._styles.of(bold=True, align="left"))

    def _merge(self, row: int, column: int, last_row: int, last: int, text: str, look: CellFormat) -> None:
        """Write text over cells, of which there may be one only, never as a formula."""
        if (row, column) == (last_row, last):
            self._sheet.write_string(row, column, text, look)
            return
        self._sheet.merge_range(row, column, last_row, last, "", look)
        self._sheet.write_string(row, column, text, look)

    def _print(self, rows: int) -> None:
        """Print on A3, across; a horizon longer than six weeks has a page for each of its months."""
        sheet = self._sheet
        sheet.freeze_panes(HEAD_ROWS, self._first)
        sheet.repeat_rows(0, HEAD_ROWS - 1)
        sheet.repeat_columns(0, self._first - 1)
        sheet.print_area(0, 0, max(rows, HEAD_ROWS), self._after + len(self._totals) - 1)
        dates = self._month.dates
        if len(dates) <= ONE_PAGE:
            sheet.fit_to_pages(1, 0)
            return
        sheet.set_print_scale(75)
        sheet.set_v_pagebreaks([self._first + n for n, date in enumerate(dates) if n and date.day == 1])


def _of_duty(short: Mapping[tuple[str, dt.date], int], duty: str) -> dict[dt.date, int]:
    """Give what one duty lacks, by date."""
    return {date: lacking for (code, date), lacking in short.items() if code == duty}
