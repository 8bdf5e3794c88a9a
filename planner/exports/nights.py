"""Which shifts are nights."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from planner.domain.clock import instant, seconds_between
from planner.domain.rostering import NIGHT_END_MIN, NIGHT_S


def is_night(start: dt.datetime, end: dt.datetime) -> bool:
    """Tell whether a shift spends three hours or more of one night between 00:00 and 06:00.

    Parameters
    ----------
    start, end
        Moments in the station's own zone.
    """
    zone = start.tzinfo
    if not isinstance(zone, ZoneInfo):
        raise TypeError("a shift stands in a named zone")
    date = start.date()
    while date <= end.date():
        opens, closes = instant(date, 0, zone), instant(date, NIGHT_END_MIN, zone)
        first, last = max((start, opens), key=_stamp), min((end, closes), key=_stamp)
        if seconds_between(first, last) >= NIGHT_S:
            return True
        date += dt.timedelta(days=1)
    return False


def _stamp(moment: dt.datetime) -> float:
    return moment.timestamp()
