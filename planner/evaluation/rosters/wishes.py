"""What officers wished for and what was published before, held against the roster cell by cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from planner.domain.rostering import OFF, PastShift
from planner.domain.scenario import Scenario
from planner.evaluation.rosters.record import DAY, Record, Worked
from planner.evaluation.rosters.templates import shift_parts


class Change(NamedTuple):
    """A date of an officer that differs from the roster published before."""

    officer: str
    date: dt.date
    called_in: bool
    """Whether it was off."""


def granted(record: Record, scenario: Scenario) -> Iterator[bool]:
    """Tell of every wish for a date of the horizon whether it is granted."""
    for wish in scenario.requests:
        if wish.officer in record.officers and record.first <= wish.date <= record.last:
            works = [worked.shift for worked in record.on_horizon(wish.officer) if worked.date == wish.date]
            yield _is_so(wish.shift, works) == wish.wanted


def _is_so(shift: str, works: list[str]) -> bool:
    """Tell whether a date has the shift of a wish: one, any (empty), or none (`OFF`)."""
    if shift == OFF:
        return not works
    return shift in works if shift else bool(works)


def changes(record: Record, scenario: Scenario) -> Iterator[Change]:
    """Give every cell that differs from the roster published before, by officer and date.

    The published roster speaks of the dates from its first to its last one; there a date without a shift is off. A
    published shift that is not worked any more on its date says nothing.
    """
    before: dict[tuple[str, dt.date], PastShift] = {}
    for shift in sorted(scenario.published, key=lambda shift: shift.start):
        before.setdefault((shift.officer, shift.start.astimezone(record.zone).date()), shift)
    dates = {date for _, date in before}
    for officer in record.officers:
        cells = {worked.date: worked for worked in record.on_horizon(officer)}
        for date in record.dates():
            if dates and min(dates) <= date <= max(dates):
                was, now = before.get((officer, date)), cells.get(date)
                known = was is None or _exists(was, date, record, scenario)
                if known and _differs(was, now):
                    yield Change(officer, date, was is None)


def _differs(was: PastShift | None, now: Worked | None) -> bool:
    if was is None or now is None:
        return (was is None) != (now is None)
    return was.shift != now.shift or was.duty not in {"", now.duty}


def _exists(was: PastShift, date: dt.date, record: Record, scenario: Scenario) -> bool:
    """Tell whether a published shift can still be worked on its date."""
    shifts = [shift for shift in scenario.shifts if shift.code == was.shift]
    near = [shift_parts(shift, date - back * DAY, scenario) for shift in shifts for back in (0, 1, 2)]
    return any(parts and parts[0][0].astimezone(record.zone).date() == date for parts in near)
