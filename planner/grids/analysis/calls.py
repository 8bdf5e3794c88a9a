"""Calls as columns by day of work, hour, grid and kind; whose days are whole."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from planner.domain.incidents import Incidents
from planner.domain.scenario import Scenario
from planner.errors import NotFound
from planner.grids.locate import grid_of

Ints = NDArray[np.int64]

EPOCH = dt.date(1970, 1, 1)
DAY_S = 86_400
SURELY_CALLS = 7.0
"""Calls that are to be expected in hours without any so that these are taken for missing: chance is exp(-7)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Calls:
    """Calls of a span of whole days, one row each.

    Attributes
    ----------
    first
        First day.
    days
        Number of days.
    day
        (n,) days since `first`; a day begins at the station's `day_start`.
    hour
        (n,) hour on the clock.
    grid
        (n,) index of the grid, or `planner.grids.locate.NOWHERE`.
    kind
        (n,) index into `incidents.kinds`.
    incidents
        The calls themselves, in the same order.
    """

    first: dt.date
    days: int
    day: Ints
    hour: Ints
    grid: Ints
    kind: Ints
    incidents: Incidents

    @property
    def last(self) -> dt.date:
        """Last day."""
        return self.first + dt.timedelta(self.days - 1)

    def date(self, day: int) -> dt.date:
        """Give the date of a day."""
        return self.first + dt.timedelta(day)

    def on(self, dates: tuple[dt.date, ...]) -> NDArray[np.bool_]:
        """Tell which calls came on some dates, (n,)."""
        wanted = np.array([(date - self.first).days for date in dates], np.int64)
        return np.isin(self.day, wanted)

    def since(self, date: dt.date) -> Calls:
        """Give the calls of the days from a date on."""
        cut = max(0, (date - self.first).days)
        kept = self.day >= cut
        return Calls(
            first=self.date(cut),
            days=self.days - cut,
            day=self.day[kept] - cut,
            hour=self.hour[kept],
            grid=self.grid[kept],
            kind=self.kind[kept],
            incidents=self.incidents.rows(kept),
        )

    def known(self, dates: tuple[dt.date, ...]) -> tuple[dt.date, ...]:
        """Give those of some dates that lie in the span."""
        return tuple(date for date in dates if self.first <= date <= self.last)


def calls_of(scenario: Scenario) -> Calls:
    """Give the calls of the sources that drive demand, without the days at both ends that are not whole.

    Raises
    ------
    NotFound
        With code ``analysis_no_calls`` if there are none.
    """
    incidents = Incidents.of(scenario.incidents)
    incidents = incidents.rows(incidents.of_sources(scenario.demand.sources))
    if not len(incidents):
        raise NotFound("analysis_no_calls")
    clock_s = incidents.clock_s(ZoneInfo(scenario.station.timezone))
    shift_s = 60 * (scenario.day_start_min % 1440)
    day = (clock_s - shift_s) // DAY_S
    since_start_h = (clock_s - shift_s) % DAY_S // 3600
    low, high = _whole(day, since_start_h)
    kept = (day >= low) & (day <= high)
    used = incidents.rows(kept)
    return Calls(
        first=EPOCH + dt.timedelta(int(low)),
        days=int(high - low + 1),
        day=day[kept] - low,
        hour=clock_s[kept] // 3600 % 24,
        grid=grid_of(scenario, used.lonlat),
        kind=used.kind.astype(np.int64),
        incidents=used,
    )


def _whole(day: Ints, hour: Ints) -> tuple[int, int]:
    """Give the first and last day; an end at which hours that always have calls have none is left out."""
    low, high = int(day.min()), int(day.max())
    if high - low < 2:
        return low, high
    inner = (day > low) & (day < high)
    by_hour = np.bincount(hour[inner], minlength=24) / (high - low - 1)
    silent_first = by_hour[: int(hour[day == low].min())].sum()
    silent_last = by_hour[int(hour[day == high].max()) + 1 :].sum()
    return low + int(silent_first >= SURELY_CALLS), high - int(silent_last >= SURELY_CALLS)
