"""A time zone spelt out for calendars (RFC 5545, 3.6.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone

MARGIN = dt.timedelta(days=370)
"""How far before the first and after the last event the changes of the clock are told."""


def time_zone(zone: ZoneInfo, first: dt.datetime, last: dt.datetime) -> Timezone:
    """Give the component of a zone, with each change of its clock about a span as a part of its own.

    Each part starts on the clock as it stood before the change, as the standard has it.
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    begin = first.astimezone(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0) - MARGIN
    component = Timezone()
    component.add("tzid", zone.key)
    before = begin.astimezone(zone)
    for change in (begin, *changes(zone, begin, last.astimezone(dt.UTC) + MARGIN)):
        after = change.astimezone(zone)
        old, new = before.utcoffset() or dt.timedelta(), after.utcoffset() or dt.timedelta()
        part = TimezoneDaylight() if after.dst() else TimezoneStandard()
        part.add("dtstart", (change + old).replace(tzinfo=None))
        part.add("tzoffsetfrom", old)
        part.add("tzoffsetto", new)
        part.add("tzname", after.tzname() or zone.key)
        component.add_component(part)
        before = after
    return component


def changes(zone: ZoneInfo, begin: dt.datetime, end: dt.datetime) -> Iterator[dt.datetime]:
    """Give the moments in UTC at which the clock of a zone changes, to the second; at most one a day is found."""
    day = dt.timedelta(days=1)
    moment = begin
    while moment < end:
        if _offset(moment, zone) != _offset(moment + day, zone):
            low, high = 0, int(day.total_seconds())
            while high - low > 1:
                middle = (low + high) // 2
                same = _offset(moment + dt.timedelta(seconds=middle), zone) == _offset(moment, zone)
                low, high = (middle, high) if same else (low, middle)
            yield moment + dt.timedelta(seconds=high)
        moment += day


def _offset(moment: dt.datetime, zone: ZoneInfo) -> dt.timedelta | None:
    return moment.astimezone(zone).utcoffset()
