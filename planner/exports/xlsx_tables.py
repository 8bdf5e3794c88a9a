"""Two sheets of a roster workbook: what is not reached, and every shift in a long table."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.exports.names import names_by_code
from planner.i18n.labels import LABELS, label
from planner.i18n.reasons import fix_text, reason_text
from planner.i18n.roster_sheet import word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

    from planner.domain.plan import Parameter, Plan, Unmet
    from planner.domain.scenario import Scenario
    from planner.exports.roster_month import Month, Worked
    from planner.exports.xlsx_styles import Styles
    from planner.i18n import Language

NOT_OF_ROSTERS = frozenset({"visit", "presence", "break", "round", "drone_task"})
"""Kinds of what is unmet that another stage answers for."""
LONG = ("date", "weekday", "id", "officer", "rank", "squad", "shift", "duty", "start", "end", "counted", "place")


def write_unmet(sheet: Worksheet, styles: Styles, plan: Plan, scenario: Scenario | None, language: Language) -> None:
    """Write what the roster does not reach, why, and what would mend it; equal lines are put together."""
    _head(sheet, styles, [word(title, language) for title in ("what", "when", "why", "mend")], (22, 24, 44, 44))
    groups: dict[tuple[str, str, str], list[Unmet]] = {}
    for item in plan.required_unmet:
        if item.kind not in NOT_OF_ROSTERS:
            groups.setdefault(_sentences(item, scenario, language), []).append(item)
    for row, ((what, why, mend), items) in enumerate(groups.items(), 1):
        whens = [item.when.astimezone(ZoneInfo(plan.timezone)) for item in items if item.when]
        when = ", ".join(f"{moment:%m-%d %H:%M}" for moment in sorted(whens))
        for column, text in enumerate((what, when, why, mend)):
            sheet.write_string(row, column, text, styles.text)
    if not groups:
        sheet.write_string(1, 0, word("all_reached", language), styles.text)


def _sentences(item: Unmet, scenario: Scenario | None, language: Language) -> tuple[str, str, str]:
    """Give what an item is about, its reason and its fix, with names in place of codes."""
    names = names_by_code(scenario)
    key = f"unmet_{item.kind}"
    kind = label(key, language) if key in LABELS else item.kind
    what = f"{kind}: {names.get(item.id, item.id)}"
    why = reason_text(item.reason, language, _named(item.params, names))
    return what, why, fix_text(item.fix.code, language, _named(item.fix.params, names))


def _named(params: Mapping[str, Parameter], names: Mapping[str, str]) -> dict[str, object]:
    kinds = {"duty", "shift", "force", "grid"}
    return {key: names.get(str(value), value) if key in kinds else value for key, value in params.items()}


def write_table(sheet: Worksheet, styles: Styles, month: Month, scenario: Scenario | None, language: Language) -> None:
    """Write one row a shift in order of time, with a filter on every column."""
    widths = (12, 9, 10, 12, 12, 18, 18, 16, 17, 17, 11, 18)
    _head(sheet, styles, [word(title, language) for title in LONG], widths)
    names = names_by_code(scenario)
    works = [(work, line.officer) for line in month.lines for cell in line.worked.values() for work in cell]
    rows = sorted(works, key=lambda pair: (pair[0].start, pair[0].duty, pair[1].id))
    for row, (work, officer) in enumerate(rows, 1):
        weekday = label(f"weekday_{work.date.weekday()}", language)
        cells = (
            officer.id,
            officer.name,
            officer.rank,
            officer.squad,
            names.get(work.shift, work.shift),
            names.get(work.duty, work.duty),
        )
        sheet.write_datetime(row, 0, dt.datetime.combine(work.date, dt.time()), styles.of(num_format="yyyy-mm-dd"))
        for column, text in enumerate((weekday, *cells), 1):
            sheet.write_string(row, column, text, styles.of())
        for column, moment in enumerate((work.start, work.end), 8):
            sheet.write_datetime(row, column, moment.replace(tzinfo=None), styles.of(num_format="yyyy-mm-dd hh:mm"))
        sheet.write_number(row, 10, round(work.counted_h, 2), styles.hours)
        sheet.write_string(row, 11, place_of(work, names), styles.of())
    sheet.autofilter(0, 0, max(1, len(rows)), len(LONG) - 1)


def place_of(work: Worked, names: Mapping[str, str]) -> str:
    """Give where a shift is worked: its post, its grid or its unit, by name where that is known."""
    part = work.parts[0]
    place = part.post or part.grid or part.unit or ""
    return names.get(place, place)


def _head(sheet: Worksheet, styles: Styles, titles: Sequence[str], widths: Sequence[float]) -> None:
    for column, (title, width) in enumerate(zip(titles, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, styles.head)
    sheet.set_row(0, 22)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
