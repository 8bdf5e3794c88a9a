"""The sheet of a roster workbook that tells how fair it is, with the weeks before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.exports.roster_fairness import SHARED
from planner.exports.xlsx_styles import BAR, BAR_BELOW
from planner.i18n.roster_sheet import word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

    from planner.exports.roster_fairness import Balance
    from planner.exports.roster_month import Month
    from planner.exports.xlsx_styles import Styles
    from planner.i18n import Language

LEADING = {"squad": 18, "id": 8, "officer": 11, "rank": 11, "shifts": 8}
"""Columns before the figures that are shared out, with their widths."""
TITLES = {"counted_h": "hours", "nights": "nights", "weekends": "weekends", "holidays": "holidays", "turns": "turns"}
PARTS = ("here", "before", "above")
HEAD_ROWS = 2
WIDTH = 8
_COLOURS = {"bar_color": BAR, "bar_border_color": BAR, "bar_negative_color": BAR_BELOW}
_BAR = {"type": "data_bar", "bar_solid": True, "bar_negative_border_color": BAR_BELOW, **_COLOURS}


def write_fairness(
    sheet: Worksheet, styles: Styles, month: Month, balances: Sequence[Mapping[str, Balance]], language: Language
) -> None:
    """Write what each officer has in the roster and had before, and how far that is from the fair share."""
    _heading(sheet, styles, language)
    for row, (line, own) in enumerate(zip(month.lines, balances, strict=True), HEAD_ROWS):
        officer = line.officer
        for column, text in enumerate((officer.squad, officer.id, officer.name, officer.rank)):
            sheet.write_string(row, column, text, styles.text)
        sheet.write_number(row, 4, line.totals.shifts, styles.of(num_format="0"))
        for number, what in enumerate(SHARED):
            column, balance = len(LEADING) + number * len(PARTS), own[what]
            count = styles.of(num_format="0.#;-0.#;0" if what == "counted_h" else "0")
            sheet.write_number(row, column, balance.here, count)
            sheet.write_number(row, column + 1, balance.before, count)
            sheet.write_number(row, column + 2, round(balance.above, 1), styles.of(num_format="+0.0;-0.0;0.0"))
    if month.lines:
        _averages(sheet, styles, month, balances, language)


def _heading(sheet: Worksheet, styles: Styles, language: Language) -> None:
    for column, (key, width) in enumerate(LEADING.items()):
        sheet.set_column(column, column, width)
        sheet.merge_range(0, column, HEAD_ROWS - 1, column, word(key, language), styles.head)
    for number, what in enumerate(SHARED):
        column = len(LEADING) + number * len(PARTS)
        sheet.set_column(column, column + len(PARTS) - 1, WIDTH)
        sheet.merge_range(0, column, 0, column + len(PARTS) - 1, word(TITLES[what], language), styles.head)
        for place, part in enumerate(PARTS, column):
            sheet.write_string(1, place, word(part, language), styles.head)
    sheet.set_row(1, 26)
    sheet.freeze_panes(HEAD_ROWS, 3)
    sheet.repeat_rows(0, HEAD_ROWS - 1)
    sheet.fit_to_pages(1, 0)


def _averages(
    sheet: Worksheet,
    styles: Styles,
    month: Month,
    balances: Sequence[Mapping[str, Balance]],
    language: Language,
) -> None:
    """Write the averages below the officers, bars behind their figures, and what the share is."""
    from xlsxwriter.utility import xl_col_to_name

    after = HEAD_ROWS + len(balances)
    sheet.merge_range(after, 0, after, 3, "", styles.head)
    sheet.write_string(after, 0, word("average", language), styles.head)
    columns = {4: [float(line.totals.shifts) for line in month.lines]}
    for number, what in enumerate(SHARED):
        column = len(LEADING) + number * len(PARTS)
        columns |= {column: [own[what].here for own in balances], column + 1: [own[what].before for own in balances]}
        sheet.conditional_format(HEAD_ROWS, column, after - 1, column, {**_BAR, "min_type": "num", "min_value": 0})
        sheet.conditional_format(HEAD_ROWS, column + 2, after - 1, column + 2, {**_BAR, "min_type": "min"})
        sheet.write_blank(after, column + 2, None, styles.of())
    look = styles.of(num_format="0.0", bold=True)
    for column, figures in columns.items():
        name = xl_col_to_name(column)
        mean = round(sum(figures) / len(figures), 2)
        sheet.write_formula(after, column, f"=AVERAGE({name}{HEAD_ROWS + 1}:{name}{after})", look, mean)
    last = len(LEADING) + len(SHARED) * len(PARTS) - 1
    sheet.merge_range(after + 1, 0, after + 1, last, "", styles.text)
    sheet.write_string(after + 1, 0, word("share_note", language), styles.text)
