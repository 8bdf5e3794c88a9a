"""The span of time that a page can show, and where moments lie in it."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from planner.domain.clock import later, openings, seconds_between
from planner.domain.noun import Window
from planner.domain.plan import Plan

HOUR_S = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """A span of time on the station's clock.

    Attributes
    ----------
    start, end
        First and last moment, in the station's time zone.
    """

    start: dt.datetime
    end: dt.datetime

    @property
    def seconds(self) -> int:
        """Length [s]."""
        return round(seconds_between(self.start, self.end))

    def at(self, moment: dt.datetime) -> int:
        """Give the whole seconds from the start to a moment [s]."""
        return round(seconds_between(self.start, moment))

    def hours(self) -> list[dt.datetime]:
        """List the moments at which its hours begin."""
        return [later(self.start, second) for second in range(0, self.seconds, HOUR_S)]

    def utc_offsets(self) -> list[tuple[int, int]]:
        """List from which second on the station's clock is how far ahead of UTC [s, min]; one row without a change."""
        rows: list[tuple[int, int]] = []
        for moment in self.hours():
            offset = moment.utcoffset() or dt.timedelta()
            minutes = round(offset.total_seconds() / 60)
            if not rows or rows[-1][1] != minutes:
                rows.append((self.at(moment), minutes))
        return rows

    def spans(self, windows: tuple[Window, ...]) -> list[tuple[int, int]] | None:
        """List when windows are open inside it [s]; None for no windows, which means always."""
        if not windows:
            return None
        zone = self.start.tzinfo
        assert isinstance(zone, ZoneInfo)  # noqa: S101 - `horizon` makes it so
        first = self.start.date() - dt.timedelta(days=2)
        days = [first + dt.timedelta(days=number) for number in range((self.end.date() - first).days + 1)]
        found = [(self.at(opens), self.at(closes)) for day in days for opens, closes in openings(windows, day, zone)]
        shown = [(max(0, opens), min(self.seconds, closes)) for opens, closes in found]
        return [(opens, closes) for opens, closes in shown if opens < closes]


def horizon(plan: Plan) -> Horizon:
    """Give the span of a plan's routes and flights in whole hours, or the first day of a plan without any."""
    zone = ZoneInfo(plan.timezone)
    start = plan.start.astimezone(zone)
    ends = [route.end for route in plan.routes] + [flight.landing for flight in plan.flights]
    if not ends:
        return Horizon(start=start, end=min(plan.end.astimezone(zone), later(start, 24 * HOUR_S)))
    hours = math.ceil(max(seconds_between(start, end) for end in ends) / HOUR_S)
    return Horizon(start=start, end=later(start, max(1, hours) * HOUR_S))
