"""By how much the calls of the last hours raise the demand of a grid.

What is known of a grid's rate is a mixture of two Gamma distributions (DuMouchel, "Bayesian data mining in large
frequency tables", The American Statistician 53, 1999): most hours are usual ones, a few are hot. The usual part is as
wide as the rate is unsure or as days differ, whichever is wider. Each part follows the calls by Bayes' rule, and so
does the chance of each: a call or two say little, many calls say that this is no usual evening.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lgamma, log, log1p

import numpy as np

from planner.dispatch.redeploy.day_to_day import shapes
from planner.domain.clock import hour_of_week, later
from planner.domain.demand import Demand
from planner.domain.scenario import Scenario

HOT_SHARE = 0.01
"""Chance that the last hours of a grid are hot, before its calls are seen: an assumption."""
HOT_TIMES = 5.0
"""How many times its usual calls a grid has then, on average: an assumption."""
HOT_SHAPE = 2.0
"""Shape of the rate of a hot grid: from about one to about ten times the usual, an assumption."""
UNSURE_SHAPE = 1.0
"""Shape of the distribution of a grid's rate where the demand tells none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """What the calls of the last hours say of one grid.

    Attributes
    ----------
    grid, name
        Its id, and what it is called.
    hours
        How many hours were looked at.
    calls, usual
        Calls that came in them, and how many are usual then.
    shape
        Shape of the usual rate.
    times
        The rate that is taken over the usual one.
    """

    grid: str
    name: str
    hours: float
    calls: int
    usual: float
    shape: float
    times: float


def rises(scenario: Scenario, demand: Demand, at: dt.datetime, calls: Sequence[int], hours: float) -> tuple[Rise, ...]:
    """Give the rise of every grid of a scenario, in its order.

    Parameters
    ----------
    calls
        (grids,) calls of the last hours.
    hours
        How many hours that is, above 0.
    """
    differ = shapes(scenario, demand)
    steps = np.arange(0.5, np.ceil(hours) + 0.5)
    found = []
    for number, grid in enumerate(scenario.grids):
        unsure = demand.shape_by_grid.get(grid.id)
        shape = min(unsure[hour_of_week(at)] if unsure else UNSURE_SHAPE, float(differ[number]))
        usual = hours * float(np.mean([demand.at_moment(grid.id, later(at, -3600 * back)) for back in steps]))
        came = int(calls[number])
        found.append(
            Rise(
                grid=grid.id,
                name=grid.name or grid.id,
                hours=hours,
                calls=came,
                usual=usual,
                shape=shape,
                times=times(came, usual, shape),
            )
        )
    return tuple(found)


def times(calls: int, usual: float, shape: float) -> float:
    """Give the posterior mean of a rate over its prior mean.

    Parameters
    ----------
    calls, usual
        Calls that came, and how many are usual.
    shape
        Shape of the usual rate.
    """
    parts = (
        (1 - HOT_SHARE, (1 - HOT_SHARE * HOT_TIMES) / (1 - HOT_SHARE), shape),
        (HOT_SHARE, HOT_TIMES, HOT_SHAPE),
    )
    logs = [log(share) + _log_likely(calls, usual * mean, width) for share, mean, width in parts]
    chances = [exp(one - max(logs)) for one in logs]
    means = [mean * (width + calls) / (width + usual * mean) for _, mean, width in parts]
    return sum(chance * mean for chance, mean in zip(chances, means, strict=True)) / sum(chances)


def _log_likely(calls: int, mean: float, shape: float) -> float:
    """Give the logarithm of the chance of a count under a negative binomial, but for what all shapes share."""
    came = calls * (log(mean) - log(mean + shape)) if calls and mean > 0 else 0.0
    return lgamma(shape + calls) - lgamma(shape) + came - shape * log1p(mean / shape)
