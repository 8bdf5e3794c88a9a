"""Which days are held against which, like with like."""

from __future__ import annotations

import datetime as dt
from functools import partial

from planner.domain.calendar import DayKind
from planner.domain.day_kinds import day_kind
from planner.grids.analysis.periods import STRATA, dates_of

KIND_OF = partial(day_kind, calendar="cn", overrides={})


def plain(date: dt.date) -> DayKind:
    """Give kinds without holidays."""
    return "rest" if date.weekday() >= 5 else "workday"


def test_a_day_has_the_same_day_of_the_week() -> None:
    """A Tuesday has the Tuesday before; several are the last ones."""
    tuesday = dt.date(2026, 11, 24)
    assert dates_of("day", tuesday, 1, plain).before == (dt.date(2026, 11, 17),)
    assert dates_of("day", tuesday, 3, plain).before == tuple(dt.date(2026, 11, day) for day in (3, 10, 17))


def test_a_holiday_between_is_passed_over() -> None:
    """The Thursday after 1 October 2026 has no holiday beside it, but the workday a fortnight before."""
    after = dt.date(2026, 10, 8)
    assert KIND_OF(dt.date(2026, 10, 1)) == "holiday"
    assert dates_of("day", after, 1, KIND_OF).before == (dt.date(2026, 9, 24),)


def test_a_made_up_workday_has_a_workday() -> None:
    """Sunday 20 September 2026 is worked (调休), and so has the last workday beside it."""
    sunday = dt.date(2026, 9, 20)
    assert KIND_OF(sunday) == "workday"
    assert dates_of("day", sunday, 1, KIND_OF).before == (dt.date(2026, 9, 18),)


def test_a_week_has_the_seven_days_before() -> None:
    """It need not begin on a Monday; two weeks before are fourteen days."""
    until = dt.date(2026, 11, 19)
    dates = dates_of("week", until, 1, plain)
    assert (dates.now[0], dates.now[-1]) == (dt.date(2026, 11, 13), until)
    assert (dates.before[0], dates.before[-1], len(dates.before)) == (dt.date(2026, 11, 6), dt.date(2026, 11, 12), 7)
    assert len(dates_of("week", until, 2, plain).before) == 14


def test_a_month_has_the_whole_month_before() -> None:
    """Also over the new year, and if the month is not over."""
    dates = dates_of("month", dt.date(2027, 1, 9), 1, plain)
    assert (len(dates.now), dates.before[0], dates.before[-1]) == (9, dt.date(2026, 12, 1), dt.date(2026, 12, 31))


def test_workdays_have_workdays_beside_them() -> None:
    """Made-up workdays are workdays, and moved days off days of rest."""
    dates = dates_of("month", dt.date(2026, 10, 31), 1, KIND_OF)
    kinds = [STRATA[dates.stratum(dt.date(2026, *day), KIND_OF)] for day in ((9, 20), (10, 1), (10, 5), (10, 12))]
    assert kinds == ["workday", "holiday", "rest", "workday"]
