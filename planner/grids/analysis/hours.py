"""Hours of the day: bands, peaks, and what every hour of a grid lets expect."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from planner.domain.incidents import Incidents
from planner.domain.scenario import Scenario
from planner.grids.analysis.calls import Calls

Floats = NDArray[np.float64]

BAND_H = 3
"""Hours that are taken together where they are compared [h]."""
PEAK_H = 3
"""Hours of a peak [h]."""
LEAST_DAYS = 14
"""Days of calls from which on expectations are made [days]."""


def peak_of(by_hour: ArrayLike) -> int | None:
    """Give the first of the `PEAK_H` hours in a row, over midnight too, that hold most of (24,) figures."""
    figures = np.asarray(by_hour, float)
    if not figures.any():
        return None
    windows = sum(np.roll(figures, -step) for step in range(PEAK_H))
    return int(np.argmax(windows))


def band_text(first_h: int, hours: int = PEAK_H) -> str:
    """Write some hours of the day."""
    return f"{first_h % 24:02d}:00–{(first_h + hours - 1) % 24 + 1:02d}:00"


def expected_by_hour(scenario: Scenario, calls: Calls, dates: Sequence[dt.date]) -> Floats | None:
    """Give what the calls before a period let expect in it by grid and hour, (grids, 24) [calls].

    The demand (`planner.grids.demand`) is made from the calls before the first date alone.

    Returns
    -------
    None
        If fewer than `LEAST_DAYS` days with calls come before it.
    """
    from planner.grids.demand import estimate
    from planner.grids.demand.dates import by_date

    days_before = (dates[0] - calls.first).days
    if days_before < LEAST_DAYS or not scenario.grids:
        return None
    earlier = calls.incidents.rows(calls.day < days_before)
    demand = estimate(scenario.model_copy(update={"incidents": Incidents.of(earlier)}))
    if not demand.by_grid or not len(earlier):
        return None
    first_h = scenario.day_start_min % 1440 // 60
    days = sorted({*dates, *(date + dt.timedelta(1) for date in dates)})
    tables = dict(by_date(demand, days))
    total = np.zeros((len(scenario.grids), 24))
    for date in dates:
        total[:, first_h:] += tables[date][:, first_h:]
        total[:, :first_h] += tables[date + dt.timedelta(1)][:, :first_h]
    return total
