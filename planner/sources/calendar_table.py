"""Dates that a station sets otherwise than the calendar, as a table."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from planner.domain.calendar import DayKind
from planner.sources.faults import shown
from planner.sources.tables import read_rows
from planner.sources.values import date_text

if TYPE_CHECKING:
    from planner.sources.draft import Draft
    from planner.sources.faults import Faults
    from planner.sources.files import SourceFile

KINDS: dict[str, DayKind] = {
    **dict.fromkeys(("workday", "上班", "工作日", "班", "补班"), "workday"),
    **dict.fromkeys(("rest", "休息", "休息日", "休"), "rest"),
    **dict.fromkeys(("holiday", "法定", "法定节假日", "法定假日", "法定节日"), "holiday"),
}
"""What the kinds of a date are called in a table."""

EXPECTED = "workday (上班), rest (休息), holiday (法定)"


def read_calendar(source: SourceFile, draft: Draft, faults: Faults) -> None:
    """Read dates and their kinds into the draft.

    Raises
    ------
    InputRefused
        If the file as a whole cannot be read.
    """
    first: dict[dt.date, str] = {}
    for row in read_rows(source, ("date", "kind")):
        date, kind = row.cells.get("date", ""), row.cells.get("kind", "")
        day = _date(date)
        if day is None:
            faults.add("date_unreadable", source.name, f"{row.place}: date", value=shown(date))
        elif kind.lower() not in KINDS:
            faults.add("value_not_allowed", source.name, f"{row.place}: kind", value=shown(kind), expected=EXPECTED)
        elif day in first:
            faults.add("date_twice", source.name, f"{row.place}: date", date=day.isoformat(), first=first[day])
        else:
            first[day] = row.place
            draft.day_kinds[day] = KINDS[kind.lower()]


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(date_text(text))
    except ValueError:
        return None
