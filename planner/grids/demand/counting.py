"""Calls counted by date, hour and grid on the station's clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from planner.domain.day_kinds import day_kind
from planner.domain.demand import HOURS_PER_WEEK, OddDay, odd_day
from planner.domain.incidents import Incidents
from planner.domain.scenario import Scenario
from planner.grids.locate import NOWHERE, grid_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

DAY_S = 86_400
LEAST_REGULAR_DAYS = 28
"""Odd days are set apart from their days of the week where at least so many others were counted [days], one with a
call among them."""
ODD_DAYS: tuple[OddDay, ...] = ("makeup", "off", "holiday")
REGULAR = -1
"""Value of `Calls.odd` for a date that is like its day of the week."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Calls:
    """Calls of a span of dates, one row for all that came in one grid in one hour of one date.

    Attributes
    ----------
    grids
        Number of grids.
    first
        First date of the span.
    odd
        (days,) index into `ODD_DAYS` of every date, or `REGULAR`.
    day, hour, grid
        (n,) days since `first`, hour of the day, grid.
    count
        (n,) calls.
    """

    grids: int
    first: dt.date
    odd: NDArray[np.int8]
    day: Ints
    hour: Ints
    grid: Ints
    count: Floats

    @property
    def days(self) -> int:
        """Length of the span [days]."""
        return len(self.odd)

    @property
    def weekday(self) -> Ints:
        """Day of the week of every date, (days,), Monday 0."""
        return (np.arange(self.days) + self.first.weekday()) % 7

    @property
    def month(self) -> Ints:
        """Month of every date, (days,), January 0."""
        dates = np.datetime64(self.first) + np.arange(self.days)
        return np.asarray(dates.astype("datetime64[M]").astype(np.int64) % 12)

    @property
    def regular(self) -> NDArray[np.bool_]:
        """Tell which dates are like their days of the week, (days,)."""
        return np.asarray(self.odd == REGULAR)

    def until(self, days: int) -> Calls:
        """Give what came in the first `days` of the span."""
        kept = self.day < days
        return replace(
            self,
            odd=self.odd[:days],
            day=self.day[kept],
            hour=self.hour[kept],
            grid=self.grid[kept],
            count=self.count[kept],
        )

    def table(self, weight: Floats) -> Floats:
        """Add up calls by grid and hour of the week, those of each date times its (days,) weight, (grids, 168)."""
        cell = self.grid * HOURS_PER_WEEK + self.weekday[self.day] * 24 + self.hour
        size = self.grids * HOURS_PER_WEEK
        table = np.bincount(cell, self.count * weight[self.day], size).astype(float)
        return table.reshape(self.grids, HOURS_PER_WEEK)

    def by_grid(self, weight: Floats) -> Floats:
        """Add up calls by grid, those of each date times its (days,) weight, (grids,)."""
        return np.bincount(self.grid, self.count * weight[self.day], self.grids).astype(float)

    def exposure(self, weight: Floats) -> Floats:
        """Add up the (days,) weights of the dates that have each hour of the week, (168,)."""
        return np.repeat(np.bincount(self.weekday, weight, 7).astype(float), 24)

    def by_day(self) -> Floats:
        """Count the calls of every date, (days,)."""
        return np.bincount(self.day, self.count, self.days).astype(float)


def count(scenario: Scenario) -> Calls | None:
    """Count the incidents of the sources that drive demand; None without any inside a grid.

    Incidents outside every grid are left out. The span runs from the date of the first one that counts to the last.
    """
    incidents = Incidents.of(scenario.incidents)
    wanted = incidents.of_sources(scenario.demand.sources)
    incidents = incidents if wanted.all() else incidents.rows(wanted)
    where = grid_of(scenario, incidents.lonlat)
    inside = where != NOWHERE
    if not inside.any():
        return None
    clock_s = incidents.clock_s(ZoneInfo(scenario.station.timezone))[inside]
    dates = clock_s // DAY_S
    first = dt.date(1970, 1, 1) + dt.timedelta(int(dates.min()))
    odd = odd_days(scenario, first, int(dates.max() - dates.min()) + 1)
    if (odd[dates - dates.min()] != REGULAR).all():
        odd = np.full_like(odd, REGULAR)
    grids = len(scenario.grids)
    key = ((dates - dates.min()) * 24 + clock_s % DAY_S // 3600) * grids + where[inside]
    keys, counts = np.unique(key, return_counts=True)
    return Calls(
        grids=grids,
        first=first,
        odd=odd,
        day=keys // grids // 24,
        hour=keys // grids % 24,
        grid=keys % grids,
        count=counts.astype(float),
    )


def odd_days(scenario: Scenario, first: dt.date, days: int) -> NDArray[np.int8]:
    """Tell how each of `days` dates is unlike its day of the week, (days,); none is where too few others are left."""
    odd = np.full(days, REGULAR, np.int8)
    for row in range(days):
        date = first + dt.timedelta(row)
        found = odd_day(date, day_kind(date, scenario.roster.calendar, scenario.day_kinds))
        if found is not None:
            odd[row] = ODD_DAYS.index(found)
    return odd if (odd == REGULAR).sum() >= LEAST_REGULAR_DAYS else np.full(days, REGULAR, np.int8)


def recency(days: int, half_life_days: float | None) -> Floats:
    """Give the weight of every date of a span, (days,): 1 for the last, half as much at the age of the half-life."""
    age = np.arange(days - 1, -1, -1, dtype=float)
    return np.ones(days) if half_life_days is None else np.asarray(0.5 ** (age / half_life_days))


def worth(weight: Floats) -> float:
    """Give how many calls of weight 1 tell as much as one does on average here: Kish's effective size per weight."""
    return float(weight.sum() / (weight**2).sum())
