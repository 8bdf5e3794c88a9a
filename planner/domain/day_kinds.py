"""Which dates are working days, days of rest and statutory holidays.

The announced years, with the days moved (调休), come from chinesecalendar; the statutory days of every year from
`holidays`, which knows them since the first notice and reckons those to come from the lunar calendar. Since 2025 they
are 13 (State Council Order 795): New Year 1, Spring Festival 4, Qingming 1, Labour Day 2, Dragon Boat 1, Mid-Autumn 1,
National Day 3. All other days of a long holiday are days of rest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from planner.domain.calendar import DayKind

Calendar = Literal["cn", "none"]

STATUTORY = frozenset(
    {
        "New Year's Day",
        "Chinese New Year's Eve",
        "Chinese New Year (Spring Festival)",
        "Tomb-Sweeping Day",
        "Labor Day",
        "Dragon Boat Festival",
        "Mid-Autumn Festival",
        "National Day",
    }
)
"""Names of the statutory days as `holidays` gives them; its other days are moved or observed ones."""


def day_kind(date: dt.date, calendar: Calendar, overrides: Mapping[dt.date, DayKind]) -> DayKind:
    """Tell what a date is.

    Parameters
    ----------
    date
        Any date.
    calendar
        ``none``: weekends are days of rest, all others working days.
    overrides
        Dates that the station sets otherwise.
    """
    if date in overrides:
        return overrides[date]
    if calendar == "cn" and date in _statutory(date.year):
        return "holiday"
    if calendar == "cn":
        from chinese_calendar.constants import holidays, workdays

        if date in workdays:
            return "workday"
        if date in holidays:
            return "rest"
    return "rest" if date.weekday() >= 5 else "workday"


@lru_cache(maxsize=256)
def is_announced(year: int) -> bool:
    """Tell whether the make-up workdays and moved days of rest of a year are known."""
    from chinese_calendar.constants import holidays

    return any(date.year == year for date in holidays)


@lru_cache(maxsize=256)
def _statutory(year: int) -> frozenset[dt.date]:
    """Give the statutory holidays of a year."""
    from holidays import country_holidays

    found = country_holidays("CN", years=year, observed=False, language="en_US")
    return frozenset(
        date
        for date, names in found.items()
        if STATUTORY & {name.removesuffix(" (estimated)") for name in names.split("; ")}
    )
