"""How much the calls of one evening differ from those of another, in each grid, beyond pure chance.

Calls of a grid in a few hours of a day are Poisson around a rate that is itself Gamma distributed about its usual
figure, so they are negative binomial. The shape of that Gamma is fitted by maximum likelihood for each grid, with the
likelihood of all grids together added in part, so that a grid with few calls is taken to be like the others
(Robinson and Smyth, "Moderated statistical tests for assessing differences in tag abundance", Bioinformatics 23, 2007).
"""

from __future__ import annotations

import datetime as dt

import numpy as np
from numpy.typing import NDArray

from planner.domain.demand import Demand
from planner.domain.scenario import Scenario
from planner.grids.demand.counting import Calls, count

Floats = NDArray[np.float64]

BLOCK_H = 4
"""Hours that are counted together: about as long as a hot evening lasts; an assumption."""
LATEST_DAYS = 364
"""Days that are looked at, the last ones."""
LEVEL_DAYS = 28
"""In each of these spans a grid's usual figures are scaled to its calls, so that a trend is not taken for hot days."""
PRIOR_CALLS = 500.0
"""How many calls of a grid say as much as all grids together do; an assumption."""
SHAPES = np.geomspace(0.1, 20_000.0, 49)
"""Shapes that are tried; with the last, calls are Poisson for all that can be told."""


def shapes(scenario: Scenario, demand: Demand) -> Floats:
    """Give the shape of each grid's rate from day to day, (grids,); where no call is known, the largest."""
    calls = count(scenario)
    if calls is None:
        return np.full(len(scenario.grids), SHAPES[-1])
    counted = _counted(calls)
    return fitted(counted, _levelled(counted, _usual(calls, scenario, demand, counted.shape[1])))


def fitted(calls: Floats, usual: Floats) -> Floats:
    """Fit the shapes to counts, (grids,).

    Parameters
    ----------
    calls, usual
        (grids, ...) calls of blocks, and what is usual for them.
    """
    from scipy.special import gammaln

    likely = np.zeros((len(calls), len(SHAPES)))
    for grid, known in enumerate(usual > 0):
        n, mean = calls[grid][known], usual[grid][known]
        came = n > 0
        for column, shape in enumerate(SHAPES.tolist()):
            likely[grid, column] = (
                gammaln(n[came] + shape) - gammaln(shape) - n[came] * np.log(mean[came] + shape)
            ).sum() - shape * np.log1p(mean / shape).sum()
    together = likely.sum(axis=0) * PRIOR_CALLS / max(PRIOR_CALLS, float(calls.sum()))
    return np.asarray(SHAPES[(likely + together).argmax(axis=1)])


def _counted(calls: Calls) -> Floats:
    """Give the calls of the last days in blocks, (grids, days, blocks of a day)."""
    days = min(calls.days, LATEST_DAYS)
    table = np.zeros((calls.grids, days, 24 // BLOCK_H))
    late = calls.day >= calls.days - days
    day = calls.day[late] - (calls.days - days)
    np.add.at(table, (calls.grid[late], day, calls.hour[late] // BLOCK_H), calls.count[late])
    return table


def _usual(calls: Calls, scenario: Scenario, demand: Demand, days: int) -> Floats:
    """Give what the demand has for the same blocks, (grids, days, blocks of a day)."""
    week = np.array([demand.by_grid[grid.id] for grid in scenario.grids]).reshape(-1, 7, 24)
    rows = []
    for back in range(days, 0, -1):
        like, factors = demand.like(calls.first + dt.timedelta(calls.days - back))
        rows.append(week[:, list(like)].mean(axis=1) * np.array(factors))
    blocks = np.stack(rows, axis=1).reshape(len(week), days, 24 // BLOCK_H, BLOCK_H)
    return np.asarray(blocks.sum(axis=3))


def _levelled(calls: Floats, usual: Floats) -> Floats:
    """Scale what is usual to the calls of each span of some weeks, counted from the last day."""
    found = usual.copy()
    for end in range(calls.shape[1], 0, -LEVEL_DAYS):
        span = slice(max(0, end - LEVEL_DAYS), end)
        came, meant = calls[:, span].sum(axis=(1, 2)), usual[:, span].sum(axis=(1, 2))
        level = np.divide(came, meant, out=np.zeros_like(came), where=meant > 0)
        found[:, span] *= level[:, None, None]
    return found
