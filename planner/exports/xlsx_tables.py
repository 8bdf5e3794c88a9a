"""The other sheets of a roster workbook: how fair it is, what is not reached, and every shift in a long table."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.exports.names import names_by_code
from planner.exports.xlsx_styles import BAR, BAR_BELOW
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
FAIRNESS = ("shifts", "hours", "nights", "weekends", "holidays", "turns")
LONG = ("date", "weekday", "id", "officer", "squad", "shift", "duty", "start", "end", "counted", "place")


def write_fairness(sheet: Worksheet, styles: Styles, month: Month, language: Language) -> None:
    """Write what each officer has of hours, nights, weekends, holidays and turns, with bars; averages stand below."""
    titles = ("squad", "id", "officer", *FAIRNESS, "above")
    _head(sheet, styles, [word(title, language) for title in titles], (22, 9, 12, *(11,) * len(FAIRNESS), 14))
    figures = _figures(month)
    for row, (line, own) in enumerate(zip(month.lines, figures, strict=True), 1):
        for column, text in enumerate((line.officer.squad, line.officer.id, line.officer.name)):
            sheet.write_string(row, column, text, styles.text)
        for column, figure in enumerate(own, 3):
            sheet.write_number(row, column, figure, styles.of(num_format="0.0" if column in {4, 9} else "0"))
    if not figures:
        return
    after = len(figures) + 1
    sheet.merge_range(after, 0, after, 2, "", styles.head)
    sheet.write_string(after, 0, word("average", language), styles.head)
    for column, letter in enumerate("DEFGHIJ", 3):
        lowest = {"min_type": "min"} if letter == "J" else {"min_type": "num", "min_value": 0}
        colours = {"bar_color": BAR, "bar_border_color": BAR, "bar_negative_color": BAR_BELOW}
        bar = {"type": "data_bar", "bar_solid": True, "bar_negative_border_color": BAR_BELOW, **colours, **lowest}
        sheet.conditional_format(1, column, after - 1, column, bar)
        mean = round(sum(own[column - 3] for own in figures) / len(figures), 2)
        look = styles.of(num_format="0.0", bold=True)
        sheet.write_formula(after, column, f"=AVERAGE({letter}2:{letter}{after})", look, mean)


def _figures(month: Month) -> list[tuple[float, ...]]:
    """Give the figures of each line: those of `FAIRNESS`, and the hours above the average of all."""
    totals = [line.totals for line in month.lines]
    average = sum(own.counted_h for own in totals) / max(1, len(totals))
    return [
        (
            own.shifts,
            own.counted_h,
            own.nights,
            own.weekends,
            own.holidays,
            own.turns,
            round(own.counted_h - average, 2),
        )
        for own in totals
    ]


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
    widths = (12, 9, 10, 12, 18, 18, 16, 17, 17, 11, 18)
    _head(sheet, styles, [word(title, language) for title in LONG], widths)
    names = names_by_code(scenario)
    works = [(work, line.officer) for line in month.lines for cell in line.worked.values() for work in cell]
    rows = sorted(works, key=lambda pair: (pair[0].start, pair[0].duty, pair[1].id))
    for row, (work, officer) in enumerate(rows, 1):
        weekday = label(f"weekday_{work.date.weekday()}", language)
        cells = (
            officer.id,
            officer.name,
            officer.squad,
            names.get(work.shift, work.shift),
            names.get(work.duty, work.duty),
        )
        sheet.write_datetime(row, 0, dt.datetime.combine(work.date, dt.time()), styles.of(num_format="yyyy-mm-dd"))
        for column, text in enumerate((weekday, *cells), 1):
            sheet.write_string(row, column, text, styles.of())
        for column, moment in enumerate((work.start, work.end), 7):
            sheet.write_datetime(row, column, moment.replace(tzinfo=None), styles.of(num_format="yyyy-mm-dd hh:mm"))
        sheet.write_number(row, 9, round(work.counted_h, 2), styles.hours)
        sheet.write_string(row, 10, place_of(work, names), styles.of())
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
