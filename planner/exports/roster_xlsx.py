"""The roster as a workbook in the habit of stations, ready to be printed on A3."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.exports.format import Format
from planner.i18n import N_
from planner.i18n.roster_sheet import date_text, month_text, word

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from planner.domain.plan import Plan
    from planner.domain.scenario import Scenario
    from planner.exports.roster_month import Month
    from planner.i18n import Language

A3, A4 = 8, 9
"""Numbers of paper sizes in XLSX (ECMA-376, 18.3.1.63)."""


def encode(plan: Plan) -> bytes:
    """Give the workbook without the scenario: no minimum is known, and hours are those on the clock."""
    return encode_for_reader(plan, None, "en")


def encode_for_reader(plan: Plan, scenario: Scenario | None, language: Language) -> bytes:
    """Give four sheets: the month, how fair it is, what is not reached, and all shifts in a long table.

    Text from data is written as text, so that none is ever computed or followed as a link.
    """
    import xlsxwriter

    from planner.exports.roster_fairness import balances
    from planner.exports.roster_month import month_of
    from planner.exports.xlsx_fairness import write_fairness
    from planner.exports.xlsx_month import MonthSheet
    from planner.exports.xlsx_styles import Styles
    from planner.exports.xlsx_tables import write_table, write_unmet

    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    made = plan.created.astimezone(ZoneInfo(plan.timezone))
    book.set_properties({"created": made.replace(tzinfo=None)})
    month, styles = month_of(plan, scenario), Styles(book, _codes(plan, scenario))
    sheets = {key: book.add_worksheet(word(key, language)) for key in ("month", "fairness", "unmet", "table")}
    MonthSheet(sheets["month"], styles, plan, scenario, month, language).write(_title(plan, month, language))
    write_fairness(sheets["fairness"], styles, month, balances(month, scenario), language)
    write_unmet(sheets["unmet"], styles, plan, scenario, language)
    write_table(sheets["table"], styles, month, scenario, language)
    for key, sheet in sheets.items():
        _page(sheet, A3 if key == "month" else A4, made, language)
    book.close()
    return file.getvalue()


def _codes(plan: Plan, scenario: Scenario | None) -> list[str]:
    """List the codes of all shifts by the time of their start: colours go from morning to night."""
    known = sorted(scenario.shifts, key=lambda shift: shift.window.start) if scenario else []
    rows = sorted(plan.roster, key=lambda row: (row.start.time(), row.shift))
    return list(dict.fromkeys([*(shift.code for shift in known), *(row.shift for row in rows)]))


def _title(plan: Plan, month: Month, language: Language) -> str:
    station, first, last = plan.station_name or plan.station, month.dates[0], month.dates[-1]
    if first.day == 1 and (last + dt.timedelta(days=1)).day == 1 and first.month == last.month:
        return word("title_month", language, station=station, month=month_text(first, language))
    return word("title", language, station=station, first=date_text(first, language), last=date_text(last, language))


def _page(sheet: Worksheet, paper: int, made: dt.datetime, language: Language) -> None:
    """Set a sheet up for printing, across, with the number of each page and when the plan was made."""
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    page = word("page", language, page="&P", pages="&N")
    sheet.set_footer(f"&C{page}&R&8{word('made', language, at=f'{made:%Y-%m-%d %H:%M}')}")


FORMAT = Format(
    id="roster-xlsx",
    suffix=".roster.xlsx",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    summary=N_("The roster as a workbook to print on A3: month, fairness, what is not reached, all shifts"),
    encode=encode,
    per_unit=False,
    encode_for_reader=encode_for_reader,
)
