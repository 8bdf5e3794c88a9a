"""Between the clock on the wall and moments in time, daylight saving included."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from planner.domain.noun import WEEKDAYS, Weekday, Window


def instant(day: dt.date, minutes: int, zone: ZoneInfo) -> dt.datetime:
    """Give the moment when a clock in `zone` shows `minutes` after midnight of `day`; minutes may exceed a day."""
    wall = dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=minutes)
    return wall.replace(tzinfo=zone)


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
    """List when windows that open on `day` open and close; the closing may lie on the day after."""
    name = weekday(day)
    return [(instant(day, w.start, zone), instant(day, w.end, zone)) for w in windows if name in w.days]


def hour_of_week(moment: dt.datetime) -> int:
    """Give the hour of the week on the clock of the moment's own zone: 0 is Monday 00:00."""
    return moment.weekday() * 24 + moment.hour
