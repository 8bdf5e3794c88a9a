"""The time that is rostered, and how its dates lie in it."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from planner.domain.clock import MINUTES_PER_DAY, instant, seconds_between
from planner.domain.scenario import Scenario

DATES_AROUND = 2
"""Dates before and after the horizon on which something that touches it can open: clocks run to 48:00."""


class Horizon:
    """The horizon of a scenario's roster.

    It runs from the planning day's start on the first date, or from the first shift's where that is earlier, to the
    same clock time after the last date.

    Attributes
    ----------
    zone
        The station's time zone.
    first
        Date of day 0.
    days
        Dates of the horizon.
    origin
        The moment that seconds count from.
    end_s
        End of the horizon, in time that really passes [s].
    """

    def __init__(self, scenario: Scenario) -> None:
        rules = scenario.roster
        self.zone = ZoneInfo(scenario.station.timezone)
        self.first, self.days = rules.start, rules.days
        self._midnights: dict[tuple[int, int], int] = {}
        starts = [shift.window.start % MINUTES_PER_DAY for shift in scenario.shifts]
        opens_min = min([scenario.day_start_min, *starts])
        self.origin = instant(rules.start, opens_min, self.zone)
        self.end_s = self.second(instant(rules.start + dt.timedelta(rules.days), opens_min, self.zone))

    def second(self, moment: dt.datetime) -> int:
        """Give the seconds from the horizon's start to a moment [s]."""
        return round(seconds_between(self.origin, moment))

    def midnight(self, day: int, minutes: int = 0) -> int:
        """Give the second of a clock time on a date, counted from the first one [s]."""
        if (day, minutes) not in self._midnights:
            self._midnights[day, minutes] = self.second(instant(self.first + dt.timedelta(day), minutes, self.zone))
        return self._midnights[day, minutes]

    def dates(self) -> list[dt.date]:
        """List every date on which something that touches the horizon can open."""
        return [self.first + dt.timedelta(day) for day in range(-DATES_AROUND, self.days + DATES_AROUND)]
