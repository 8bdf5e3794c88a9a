"""Incidents, and the demand made from them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from planner.domain.calendar import DayKind
from planner.domain.day_kinds import Calendar, day_kind
from planner.domain.noun import Identifier, LonLat, Moment, Name, Noun

HOURS_PER_WEEK = 168
WORKDAYS = range(5)
WEEKEND = range(5, 7)

IncidentSource = Literal["public", "police"]
"""群众报警 (somebody called) or 巡逻发现 (found on patrol)."""

OddDay = Literal["makeup", "off", "holiday"]
"""A weekend day that is worked (调休上班), a day from Monday to Friday that is not (调休休息), a statutory holiday."""


class Incident(Noun):
    """A call (警情): a time, a place and a kind; never a person."""

    time: Moment
    """When it came."""
    location: LonLat
    """Where it was."""
    kind: Name = ""
    """Kind of call."""
    source: IncidentSource = "public"
    """Who told of it."""
    grid: Identifier | None = None
    """Grid that it is known by where its place is not known; `location` is then a point in that grid."""

    @property
    def precise(self) -> bool:
        """Whether the place itself is known, not its grid alone."""
        return self.grid is None


class DemandRules(Noun):
    """How demand is made from incidents."""

    sources: Annotated[tuple[IncidentSource, ...], Field(min_length=1)] = ("public",)
    """Whose incidents count; what patrols find themselves (`police`) does not, so that patrols do not feed on it."""
    half_life_days: Annotated[float, Field(ge=1)] | None = None
    """Age at which a call counts half for the level of its grid [days]; by default it is chosen from the calls."""


class Doubt(Noun):
    """How well one factor of all rates is known: each group of it up to a Gamma distribution of mean 1."""

    shape: tuple[tuple[tuple[float, ...], ...], ...]
    """Shapes by grid, day of the week and hour of the day; one row where all of them share the factor [calls]."""


class Demand(Noun):
    """Expected work in every grid and hour of the week, and on dates that are not like their day of the week."""

    by_grid: dict[Identifier, tuple[float, ...]]
    """168 figures a grid, Monday 00:00 first [incident equivalents per hour]."""
    shape_by_grid: dict[Identifier, tuple[float, ...]] = Field(default_factory=dict)
    """168 figures a grid: the figure of `by_grid` is the mean of a Gamma distribution of this shape [calls]."""
    doubts: tuple[Doubt, ...] = ()
    """The factors of the rates, the coarse ones first; a cell's inverse shapes sum to that of `shape_by_grid`."""
    odd_days: dict[OddDay, tuple[float, ...]] = Field(default_factory=dict)
    """24 figures: how many times the calls of the days that it is like an odd day has, hour by hour."""
    months: tuple[float, ...] = ()
    """12 figures: how many times the calls of an average month a month has; empty: all months are alike."""
    half_life_days: float | None = None
    """Age at which a call counted half for the level of its grid [days]; None: all counted the same."""
    calendar: Calendar = "none"
    """Whose holidays are kept."""
    day_kinds: dict[dt.date, DayKind] = Field(default_factory=dict)
    """Dates that the station sets otherwise than the calendar."""

    def at(self, grid: str, hour_of_week: int) -> float:
        """Give the demand of one grid in one hour of the week [incident equivalents per hour]."""
        return self.by_grid[grid][hour_of_week % HOURS_PER_WEEK]

    def station(self, hour_of_week: int) -> float:
        """Give the demand of all grids together [incident equivalents per hour]."""
        return sum(row[hour_of_week % HOURS_PER_WEEK] for row in self.by_grid.values())

    def on(self, grid: str, date: dt.date, hour: int) -> float:
        """Give the demand of one grid on a date from `hour` to the next, 0 to 23 [incident equivalents per hour]."""
        days, factor = self.like(date)
        return factor[hour] * sum(self.at(grid, 24 * day + hour) for day in days) / len(days)

    def at_moment(self, grid: str, moment: dt.datetime) -> float:
        """Give the demand of one grid in the hour of a moment on its own clock [incident equivalents per hour]."""
        return self.on(grid, moment.date(), moment.hour)

    def station_at_moment(self, moment: dt.datetime) -> float:
        """Give the demand of all grids in the hour of a moment on its own clock [incident equivalents per hour]."""
        days, factor = self.like(moment.date())
        return factor[moment.hour] * sum(self.station(24 * day + moment.hour) for day in days) / len(days)

    def tide_share(self, moment: dt.datetime, busiest: float) -> float:
        """Give the demand of all grids in the hour of a moment as a share of a busiest hour, at most 1.

        The season is left out, since a month in which all hours have more calls has no other tide.

        Parameters
        ----------
        busiest
            Demand of the busiest hour of an ordinary week [incident equivalents per hour], above 0.
        """
        days, factors = self._like(moment.date())
        mean = sum(self.station(24 * day + moment.hour) for day in days) / len(days)
        return min(1.0, factors[moment.hour] * mean / busiest)

    def tide(self, grid: str) -> tuple[tuple[float, ...], ...]:
        """Give the tidal curve of a grid: 24 figures for each of the 7 days, Monday first [calls per hour]."""
        row = self.by_grid[grid]
        return tuple(row[start : start + 24] for start in range(0, HOURS_PER_WEEK, 24))

    def like(self, date: dt.date) -> tuple[range, tuple[float, ...]]:
        """Give the days of the week whose mean a date is like, and by how much its 24 hours differ from it."""
        days, factors = self._like(date)
        month = self.months[date.month - 1] if self.months else 1.0
        return days, tuple(month * factor for factor in factors)

    def _like(self, date: dt.date) -> tuple[range, tuple[float, ...]]:
        """Give the same, but for the season."""
        odd = odd_day(date, day_kind(date, self.calendar, self.day_kinds))
        if odd is None:
            return range(date.weekday(), date.weekday() + 1), (1.0,) * 24
        return WORKDAYS if odd == "makeup" else WEEKEND, self.odd_days.get(odd, (1.0,) * 24)

    def interval(self, grid: str, hour_of_week: int, share: float = 0.8) -> tuple[float, float]:
        """Give the middle interval that holds the true rate with a probability of `share` [calls per hour].

        The rate is Gamma distributed (`shape_by_grid`). Without shapes nothing is known beyond the figure itself, and
        both ends are it.
        """
        from scipy.special import gammaincinv

        mean = self.at(grid, hour_of_week)
        if grid not in self.shape_by_grid:
            return mean, mean
        shape = self.shape_by_grid[grid][hour_of_week % HOURS_PER_WEEK]
        low, high = (float(gammaincinv(shape, part)) for part in ((1 - share) / 2, (1 + share) / 2))
        return mean * low / shape, mean * high / shape


def odd_day(date: dt.date, kind: DayKind) -> OddDay | None:
    """Tell in what way a date of a kind is unlike its day of the week; None: it is like it."""
    if kind == "holiday":
        return "holiday"
    if date.weekday() in WEEKEND:
        return "makeup" if kind == "workday" else None
    return "off" if kind == "rest" else None
