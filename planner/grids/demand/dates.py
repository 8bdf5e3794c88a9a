"""The demand of many dates at once, as arrays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from planner.domain.demand import Demand

Floats = NDArray[np.float64]


def by_date(demand: Demand, dates: Iterable[dt.date]) -> Iterator[tuple[dt.date, Floats]]:
    """Give each date with its demand, (grids, 24), grids as in `Demand.by_grid` [calls per hour]."""
    table = np.array(list(demand.by_grid.values())).reshape(-1, 7, 24)
    for date in dates:
        days, factor = demand.like(date)
        yield date, table[:, days.start : days.stop].mean(axis=1) * np.array(factor)


def over_dates(demand: Demand, dates: Iterable[dt.date]) -> Floats:
    """Add up the demand of dates by grid and hour of the week, (grids, 168) [calls]."""
    total = np.zeros((len(demand.by_grid), 7, 24))
    for date, rows in by_date(demand, dates):
        total[:, date.weekday()] += rows
    return total.reshape(-1, 168)
