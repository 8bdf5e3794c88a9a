"""Which dates are held against which: a period and those before it, like with like."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from planner.domain.analysis import Period
from planner.domain.calendar import DayKind

KindOf = Callable[[dt.date], DayKind]

STRATA: tuple[DayKind, ...] = ("workday", "rest", "holiday")
WEEKS_BACK = 8
"""How far back a day like another is sought [weeks]."""


@dataclass(frozen=True, slots=True)
class Dates:
    """Dates to compare.

    Attributes
    ----------
    now, before
        The dates of the period and of those before it, in order.
    pooled
        Whether all dates are alike, since they were chosen so.
    """

    now: tuple[dt.date, ...]
    before: tuple[dt.date, ...]
    pooled: bool = False

    def stratum(self, date: dt.date, kind_of: KindOf) -> int:
        """Give which dates a date is held against: make-up workdays are workdays, moved days off days of rest."""
        return 0 if self.pooled else STRATA.index(kind_of(date))


def dates_of(period: Period, until: dt.date, before: int, kind_of: KindOf) -> Dates:
    """Give the dates of a period and of `before` periods before it.

    A day has the same day of the week before it, if that is of the same kind (workday, rest, holiday); a day that is
    not like its day of the week has the last days of its kind. A week is the 7 days to `until`, and has the 7 days
    before it. A month is the calendar month up to `until`, and has the whole month before.
    """
    if period == "day":
        return Dates((until,), _days_like(until, before, kind_of), pooled=True)
    if period == "week":
        week = dt.timedelta(7)
        start = until - dt.timedelta(6)
        return Dates(_run(start, until), _run(start - before * week, until - week))
    first = until.replace(day=1)
    start = first
    for _ in range(before):
        start = (start - dt.timedelta(1)).replace(day=1)
    return Dates(_run(first, until), _run(start, first - dt.timedelta(1)))


def _run(first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """Give all dates of a span."""
    return tuple(first + dt.timedelta(n) for n in range((last - first).days + 1))


def _days_like(until: dt.date, count: int, kind_of: KindOf) -> tuple[dt.date, ...]:
    """Give the last days that are like a date."""
    kind = kind_of(until)
    regular = kind == ("rest" if until.weekday() >= 5 else "workday")
    step = 7 if regular else 1
    back = (until - dt.timedelta(step * n) for n in range(1, 7 * (WEEKS_BACK + count) // step + 1))
    alike = [date for date in back if kind_of(date) == kind]
    return tuple(reversed(alike[:count]))
