"""The weather that is told for the flights of a scenario."""

from __future__ import annotations

from bisect import bisect_right
from zoneinfo import ZoneInfo

from planner.domain.scenario import Scenario
from planner.domain.weather import WeatherHour
from planner.evaluation.flights.tracks import seconds_of


class ToldWeather:
    """The weather of a scenario by its time.

    Parameters
    ----------
    scenario
        The station; moments without an offset stand on its clock.
    """

    def __init__(self, scenario: Scenario) -> None:
        zone = ZoneInfo(scenario.station.timezone)
        told = sorted(((seconds_of(hour.start, zone), hour) for hour in scenario.weather), key=lambda pair: pair[0])
        self._starts = [start for start, _ in told]
        self._hours = [hour for _, hour in told]

    def at(self, moment_s: float) -> WeatherHour | None:
        """Give the weather at a moment [s since 1970]; None before the first that is told."""
        index = bisect_right(self._starts, moment_s)
        return self._hours[index - 1] if index else None

    def during(self, begin_s: float, end_s: float) -> list[WeatherHour]:
        """Give all weather of a span of time [s since 1970], in order."""
        first = max(0, bisect_right(self._starts, begin_s) - 1)
        last = bisect_right(self._starts, end_s)
        return self._hours[first:last]
