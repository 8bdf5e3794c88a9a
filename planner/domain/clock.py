"""Between the clock on the wall and moments in time, daylight saving included."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from planner.domain.noun import WEEKDAYS, Weekday, Window

MINUTES_PER_DAY = 1440


def instant(day: dt.date, minutes: int, zone: ZoneInfo) -> dt.datetime:
    """Give the moment when a clock in `zone` shows `minutes` after midnight of `day`; minutes may exceed a day.

    A time that the clock shows twice is the first of the two; for one that it skips it is the moment of the skip, so
    that of two times the later one never comes first.
    """
    wall = dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=minutes)
    while _skipped(wall, zone):
        wall += dt.timedelta(minutes=1)
    return wall.replace(tzinfo=zone)


def _skipped(wall: dt.datetime, zone: ZoneInfo) -> bool:
    """Tell whether no clock in `zone` ever shows a time, since daylight saving begins."""
    return wall.replace(tzinfo=zone).astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) != wall


def next_day(day_start: dt.datetime, minutes: int) -> dt.datetime:
    """Give when the planning day after the one that begins at `day_start` does; days begin `minutes` after midnight.

    A planning day is an hour shorter or longer than 24 h when the clock changes in it.
    """
    if not isinstance(day_start.tzinfo, ZoneInfo):
        raise TypeError("the start of a planning day stands in a named zone")
    return instant(day_start.date() + dt.timedelta(days=1), minutes % MINUTES_PER_DAY, day_start.tzinfo)


def seconds_between(start: dt.datetime, end: dt.datetime) -> float:
    """Give the time that really passes between two moments [s]; plain subtraction forgets daylight saving."""
    return (end.astimezone(dt.UTC) - start.astimezone(dt.UTC)).total_seconds()


def later(start: dt.datetime, seconds: float) -> dt.datetime:
    """Give the moment `seconds` after `start` in the same zone."""
    return (start.astimezone(dt.UTC) + dt.timedelta(seconds=seconds)).astimezone(start.tzinfo)


def weekday(day: dt.date) -> Weekday:
    """Name the day of the week."""
    return WEEKDAYS[day.weekday()]


def openings(windows: tuple[Window, ...], day: dt.date, zone: ZoneInfo) -> list[tuple[dt.datetime, dt.datetime]]:
    """List when windows that open on `day` open and close; the closing may lie on the day after.

    A window whose whole span the clock skips does not open.
    """
    spans = [(instant(day, w.start, zone), instant(day, w.end, zone)) for w in windows if w.opens_on(day)]
    return [(opens, closes) for opens, closes in spans if seconds_between(opens, closes) > 0]


def hour_of_week(moment: dt.datetime) -> int:
    """Give the hour of the week on the clock of the moment's own zone: 0 is Monday 00:00."""
    return moment.weekday() * 24 + moment.hour
