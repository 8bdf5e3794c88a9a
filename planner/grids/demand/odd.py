"""How odd days differ from the days that they are like: make-up workdays, days moved off work, statutory holidays."""

from __future__ import annotations

import numpy as np

from planner.domain.demand import WEEKEND, WORKDAYS, OddDay
from planner.grids.demand.counting import ODD_DAYS, Calls, Floats
from planner.grids.demand.shrinkage import over_hours

PSEUDO_CALLS = 20.0
"""Calls for which the days that an odd day is like stand: too few odd days are known to learn it; an assumption."""


def odd_factors(calls: Calls, rate: Floats, months: Floats, weight: Floats) -> dict[OddDay, tuple[float, ...]]:
    """Give the 24 ratios of each kind of odd day that was counted: calls that came to those that were expected.

    A make-up workday is expected to be like the mean of Monday to Friday, the others like that of Saturday and Sunday.

    Parameters
    ----------
    rate
        (grids, 168) rates of regular days to come [calls per hour].
    months
        (12,) factors of the months.
    weight
        (days,) weight of every date, by its age.
    """
    station = rate.sum(axis=0).reshape(7, 24)
    found: dict[OddDay, tuple[float, ...]] = {}
    for index, odd in enumerate(ODD_DAYS):
        days = calls.odd == index
        if not days.any():
            continue
        like = station[list(WORKDAYS if odd == "makeup" else WEEKEND)].mean(axis=0)
        seen = weight * days
        expected = over_hours(like * float((seen * months[calls.month]).sum()))
        came = over_hours(np.bincount(calls.hour, calls.count * seen[calls.day], 24).astype(float))
        level = (came.sum() + PSEUDO_CALLS) / (expected.sum() + PSEUDO_CALLS)
        ratio = (came + PSEUDO_CALLS) / (level * expected + PSEUDO_CALLS)
        found[odd] = tuple((level * ratio).tolist())
    return found
