"""How the months of the year differ, where more than two years were counted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.grids.demand.counting import Calls
from planner.grids.demand.shrinkage import ratio

Floats = NDArray[np.float64]

YEAR_DAYS = 365
LEAST_YEARS = 2
"""Whole years without which a season cannot be told from a trend."""


def month_factors(calls: Calls) -> Floats:
    """Give how many times an average month's calls each month has, (12,), with a mean of 1 over a year.

    Each whole year, counted back from the last date, has a level of its own, so that a trend makes no season. The
    ratios are shrunk towards 1 as far as the years do not agree.
    """
    years = calls.days // YEAR_DAYS
    if years < LEAST_YEARS:
        return np.ones(12)
    by_day, month, regular = calls.by_day(), calls.month, calls.regular
    came, expected = np.zeros(12), np.zeros(12)
    for year in range(years):
        end = calls.days - year * YEAR_DAYS
        span = slice(end - YEAR_DAYS, end)
        days = np.bincount(month[span], regular[span], 12)
        counted = np.bincount(month[span], by_day[span] * regular[span], 12)
        came += counted
        expected += days * counted.sum() / max(days.sum(), 1)
    factor, _ = ratio(came, expected)
    return np.asarray(factor / factor.mean())
