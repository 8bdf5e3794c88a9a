"""The clock on days on which it changes: hours that are skipped, hours that come twice, days of 23 and 25 hours."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from planner.domain.clock import instant, next_day, openings, seconds_between
from planner.domain.noun import Window

HELSINKI = ZoneInfo("Europe/Helsinki")
SPRING, AUTUMN = dt.date(2027, 3, 28), dt.date(2026, 10, 25)


@pytest.mark.parametrize("minutes", [180, 200, 239, 240])
def test_a_skipped_time_is_the_moment_of_the_skip(minutes: int) -> None:
    """What the clock never shows is when it jumps: a moment that exists, in its place among the others."""
    assert instant(SPRING, minutes, HELSINKI).isoformat() == "2027-03-28T04:00:00+03:00"


@pytest.mark.parametrize("day", [SPRING, AUTUMN])
def test_later_times_never_come_first(day: dt.date) -> None:
    """Through the change of the clock moments keep the order of their times."""
    moments = [instant(day, minutes, HELSINKI).timestamp() for minutes in range(0, 2880, 5)]
    assert moments == sorted(moments)


def test_a_window_that_is_skipped_does_not_open() -> None:
    """A window inside the skipped hour does not open; one that reaches out of it opens for what is left of it."""
    inside, across = Window(start="03:10", end="03:50"), Window(start="03:30", end="04:10")
    ((opens, closes),) = openings((inside, across), SPRING, HELSINKI)
    assert seconds_between(opens, closes) == 600


@pytest.mark.parametrize(
    ("day", "minutes", "hours"),
    [(SPRING, 0, 23), (AUTUMN, 0, 25), (SPRING, 420, 24), (dt.date(2027, 3, 27), 420, 23), (AUTUMN, 2000, 24)],
)
def test_next_day(day: dt.date, minutes: int, hours: int) -> None:
    """The next planning day begins at the same time of the clock."""
    begin = instant(day, minutes, HELSINKI)
    assert seconds_between(begin, next_day(begin, minutes)) == hours * 3600
    assert next_day(begin, minutes) == instant(day + dt.timedelta(days=1), minutes, HELSINKI)


def test_next_day_needs_a_named_zone() -> None:
    """An offset does not tell when the clock changes."""
    with pytest.raises(TypeError):
        next_day(dt.datetime(2027, 3, 28, tzinfo=dt.UTC), 0)
