"""A log-linear model of calls by grid and hour of the week, fitted factor by factor with shrinkage.

``log rate = log tide + grid + hour of the day + day of the week + hour of the week + (grid x hour of the day)
+ (grid x hour of the week)``. Each factor in turn is the shrunk ratio of what was counted to what the factors before
it expect (`shrinkage`), as in the fitting of margins (Deming & Stephan, Annals of Mathematical Statistics 11, 1940).
Coarse factors have many calls and so follow them; fine ones have few and stay near 1 unless the data ask for more.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.domain.demand import HOURS_PER_WEEK
from planner.grids.demand.shrinkage import ratio

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Structure:
    """A fitted table of rates.

    Attributes
    ----------
    rate
        (grids, 168) calls an hour.
    shapes
        Shapes of the Gamma distributions of the factors, (grids or 1, 7 or 1, 24 or 1) each [calls].
    """

    rate: Floats
    shapes: tuple[Floats, ...]

    @property
    def doubt(self) -> Floats:
        """Squared coefficient of variation of the rate, to first order, (grids, 168)."""
        total = np.zeros((len(self.rate), 7, 24))
        for shape in self.shapes:
            total += 1 / shape
        return total.reshape(self.rate.shape)


def sure_of(calls: float) -> Floats:
    """Give the shape of a factor that all cells share and so many calls tell of, (1, 1, 1)."""
    return np.full((1, 1, 1), max(calls, 1.0))


def fit(calls: Floats, exposure: Floats, tide: Floats) -> Structure:
    """Fit the rates.

    Parameters
    ----------
    calls
        (grids, 168) calls counted.
    exposure
        (168,) how often each hour of the week was seen.
    tide
        (grids, 168) shares expected before, which sum to 1.
    """
    grids = len(tide)
    rate = tide * (calls.sum() / (tide * exposure).sum())
    shapes = [sure_of(float(calls.sum()))]
    by_day = (grids, 7, 24)
    for axes, smooth in (
        ((1, 2), False),  # grid
        ((0, 1), True),  # hour of the day
        ((0, 2), False),  # day of the week
        ((0,), True),  # hour of the week
        ((1,), True),  # grid and hour of the day
        ((), True),  # grid and hour of the week
    ):
        expected = (rate * exposure).reshape(by_day).sum(axis=axes, keepdims=True)
        counted = calls.reshape(by_day).sum(axis=axes, keepdims=True)
        factor, shape = _ratio(counted, expected, smooth=smooth)
        rate = (rate.reshape(by_day) * factor).reshape(grids, HOURS_PER_WEEK)
        shapes.append(shape)
    return Structure(rate * (calls.sum() / (rate * exposure).sum()), tuple(shapes))


def _ratio(counted: Floats, expected: Floats, *, smooth: bool) -> tuple[Floats, Floats]:
    """Shrink ratios of (grids or 1, 7 or 1, 24 or 1) groups; smoothing runs round the day, or round the week."""
    row = (counted.shape[0], -1)
    factor, shape = ratio(counted.reshape(row), expected.reshape(row), smooth=smooth)
    return factor.reshape(counted.shape), shape.reshape(counted.shape)
