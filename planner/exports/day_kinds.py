"""What each date of a roster sheet is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from planner.domain.calendar import DayKind
from planner.domain.day_kinds import day_kind
from planner.domain.scenario import Scenario


def kinds_of(dates: Sequence[dt.date], scenario: Scenario | None) -> tuple[DayKind, ...]:
    """Give the kind of each date; without a scenario weekends are days of rest and no holiday is known."""
    if scenario is None:
        return tuple(day_kind(date, "none", {}) for date in dates)
    return tuple(day_kind(date, scenario.roster.calendar, scenario.day_kinds) for date in dates)
