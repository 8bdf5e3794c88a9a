"""How many calls an hour brings: a rate that is known only as well as past calls tell it.

An estimated rate is a product of factors, and each factor is known up to a Gamma distribution (`Demand.doubts`). A
replication draws every factor once and lets its calls come at the rates that follow, so that a quiet and a busy truth
are both met: the Bayesian model average of Chick, "Input distribution selection for simulation experiments: accounting
for input uncertainty", Operations Research 49 (2001). Given one Gamma factor, counts are negative binomial.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.domain.demand import HOURS_PER_WEEK, Demand

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Doubtful:
    """Rates that are not known for sure.

    Attributes
    ----------
    week
        (g, 168) expected calls in every grid and hour of the week.
    shapes
        Shapes of the Gamma distributions of each factor, mean 1: (g or 1, 7 or 1, 24 or 1) grids, days and hours.
    like
        (h, 168) how many times the calls of which hours of the week each hour to come has.
    """

    week: Floats
    shapes: tuple[Floats, ...]
    like: Floats

    def drawn(self, rng: np.random.Generator) -> Floats:
        """Draw the rates of all hours to come, (h, g) [calls per hour].

        A factor of one group moves the sum of all calls. One of several moves calls between them and keeps the sum,
        whose doubt is that of the first: else it would be counted once for each factor.
        """
        rate = self.week.reshape(len(self.week), 7, 24)
        for shape in self.shapes:
            moved = rate * (rng.standard_gamma(shape) / shape)
            rate = moved * (rate.sum() / moved.sum()) if shape.size > 1 and moved.any() else moved
        return np.asarray(self.like @ rate.reshape(len(self.week), HOURS_PER_WEEK).T)


def doubtful(demand: Demand, grids: Sequence[str], hours: Sequence[dt.datetime]) -> Doubtful | None:
    """Give the rates of some hours, each by its beginning on the station's clock; None: nothing is told of any doubt.

    Parameters
    ----------
    grids
        Ids of all grids of the demand, in its order.
    """
    if not demand.doubts:
        return None
    like = np.zeros((len(hours), HOURS_PER_WEEK))
    for row, moment in enumerate(hours):
        days, factor = demand.like(moment.date())
        like[row, [24 * day + moment.hour for day in days]] = factor[moment.hour] / len(days)
    return Doubtful(
        week=np.array([demand.by_grid[grid] for grid in grids]),
        shapes=tuple(np.array(doubt.shape) for doubt in demand.doubts),
        like=like,
    )
