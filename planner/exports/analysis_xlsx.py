"""The analysis of calls as a workbook: one sheet a table."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.exports.analysis_page import Texts
from planner.exports.xml_text import xml_text
from planner.i18n.analysis import headline_text, method_text, note_text, span_text, title_text, word

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from planner.domain.analysis import Compared, IncidentAnalysis
    from planner.domain.scenario import Scenario
    from planner.exports.xlsx_styles import Styles
    from planner.i18n import Language

Value = str | float | None
HEADS = (
    "calls",
    "share_pct",
    "before",
    "before_long",
    "usual",
    "change_pct",
    "low",
    "high",
    "p_value",
    "p_adjusted",
    "verdict",
)
SHEETS = {"by_grid": "grids", "by_kind": "kinds", "by_band": "bands", "by_grid_kind": "grid_kinds"}
A4 = 9
"""Number of the paper size in XLSX (ECMA-376, 18.3.1.63)."""


def encode(analysis: IncidentAnalysis, scenario: Scenario, language: Language) -> bytes:
    """Give the workbook; text from data is written as text, so that none is ever computed or followed as a link."""
    import xlsxwriter

    from planner.exports.xlsx_styles import Styles

    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        writer = _Writer(Styles(book, ()), analysis, Texts(analysis, scenario, language), language)
        writer.summary(book.add_worksheet(word("figures", language)))
        for key, field in SHEETS.items():
            writer.table(book.add_worksheet(word(key, language)), getattr(analysis, field))
        writer.spots(book.add_worksheet(word("by_spot", language)))
        writer.streets(book.add_worksheet(word("by_street", language)))
        writer.hours(book.add_worksheet(word("tides", language)))
        writer.dates(book.add_worksheet(word("by_date", language)))
    return file.getvalue()


class _Writer:
    """Writes the sheets of one analysis."""

    def __init__(self, styles: Styles, analysis: IncidentAnalysis, texts: Texts, language: Language) -> None:
        self._styles, self._analysis, self._texts, self._language = styles, analysis, texts, language

    def summary(self, sheet: Worksheet) -> None:
        """Write what is told first: the period, all calls, what is more than chance, and what is worth knowing."""
        analysis, language = self._analysis, self._language
        _page(sheet, (16, 100))
        title = (
            f"{analysis.station_name} · {title_text(analysis.period, language)} · {span_text(analysis.now, language)}"
        )
        sheet.write_string(0, 0, xml_text(title), self._styles.of(font_size=14, bold=True, border=0, align="left"))
        total = analysis.total
        lines = [
            ("", word("beside", language, span=span_text(analysis.earlier, language))),
            (word("all_calls", language), f"{total.count}; {headline_text(total, language)}"),
            *(
                (word("rises" if verdict == "rise" else "falls", language), text)
                for verdict, text in self._texts.findings()
            ),
        ]
        if not self._texts.findings():
            lines.append((word("findings", language), word("nothing", language)))
        lines.append(("", method_text(analysis, language)))
        lines.append((word("interval", language), word("interval_alone", language)))
        notes = [(word("worth_knowing", language), note_text(notice, language)) for notice in analysis.notices]
        for row, (name, text) in enumerate([*lines, *notes], 2):
            sheet.write_string(row, 0, xml_text(name), self._styles.text)
            sheet.write_string(row, 1, xml_text(text), self._styles.text)

    def table(self, sheet: Worksheet, rows: Sequence[Compared]) -> None:
        """Write a table of things compared."""
        _page(sheet, (26, *(11 for _ in HEADS[:-1]), 22))
        self._heads(sheet, ("place", *HEADS))
        for number, row in enumerate([self._analysis.total, *rows], 1):
            self._row(sheet, number, [self._texts.name(row), *self._figures(row)])

    def spots(self, sheet: Worksheet) -> None:
        """Write the places with repeated calls, with where they are."""
        heads = ("number", "place", "grid", "main_kind", "peak", "longitude", "latitude", *HEADS)
        _page(sheet, (6, 26, 16, 14, 14, 12, 12, *(11 for _ in HEADS[:-1]), 22))
        self._heads(sheet, heads)
        for number, spot in enumerate(self._analysis.spots, 1):
            texts = self._texts
            about: list[Value] = [spot.id, texts.place(spot), texts.grid(spot.grid), texts.kind(spot.main_kind)]
            self._row(sheet, number, [*about, texts.peak(spot.peak_h), *spot.location, *self._figures(spot)])

    def streets(self, sheet: Worksheet) -> None:
        """Write the hot streets."""
        _page(sheet, (36, 12, 12, 16, 16))
        self._heads(sheet, ("street", "length_m", "calls", "before_long", "peak"))
        for number, street in enumerate(self._analysis.streets, 1):
            figures = [round(street.length_m), round(street.calls, 2), round(street.calls_before, 2)]
            self._row(sheet, number, [self._texts.street(street), *figures, self._texts.peak(street.peak_h)])

    def hours(self, sheet: Worksheet) -> None:
        """Write the calls of every grid by hour, and below each what was expected."""
        _page(sheet, (22, 12, *(6 for _ in range(24))))
        self._heads(sheet, ("grid", "", *(f"{hour:02d}" for hour in range(24))))
        row = 1
        for tide in self._analysis.tides:
            name = self._texts.grid(tide.grid)
            self._row(sheet, row, [name, word("calls", self._language), *tide.count])
            if tide.expected:
                expected = [round(figure, 2) for figure in tide.expected]
                self._row(sheet, row + 1, [name, word("expected", self._language), *expected])
            row += 2 if tide.expected else 1

    def dates(self, sheet: Worksheet) -> None:
        """Write the calls of every date."""
        _page(sheet, (14, 20, 10))
        self._heads(sheet, ("date", "day_kind", "calls"))
        for number, day in enumerate(self._analysis.by_date, 1):
            self._row(sheet, number, [day.date.isoformat(), word(day.kind, self._language), day.count])

    def _figures(self, row: Compared) -> list[Value]:
        """Give the cells of a comparison, in the order of `HEADS`."""
        rounded = [
            None if value is None else round(value, digits)
            for value, digits in (
                (row.expected, 1),
                (row.usual, 1),
                (row.change_pct, 1),
                (row.low_pct, 1),
                (row.high_pct, 1),
                (row.p_value, 6),
                (row.p_adjusted, 6),
            )
        ]
        return [row.count, round(row.share_pct, 1), row.before, *rounded, self._texts.verdict(row)]

    def _heads(self, sheet: Worksheet, keys: Sequence[str]) -> None:
        for column, key in enumerate(keys):
            text = word(key, self._language) if key and not key.isdigit() else key
            sheet.write_string(0, column, text, self._styles.head)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)

    def _row(self, sheet: Worksheet, number: int, cells: Sequence[Value]) -> None:
        for column, value in enumerate(cells):
            if value is None:
                sheet.write_blank(number, column, None, self._styles.text)
            elif isinstance(value, str):
                sheet.write_string(number, column, xml_text(value), self._styles.text)
            else:
                sheet.write_number(number, column, value, self._styles.of(align="right"))


def _page(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Set the widths of the columns, and printing across on A4."""
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
