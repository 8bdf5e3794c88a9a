"""How fast the past fades: half-lives chosen by how well they would have foretold the calls that came.

The structure (`structure`) may rest on a long past, while the level of each grid follows the last weeks. Both
half-lives are chosen together: the last days of the span are held back, everything else is fitted, and the log of the
likelihood of what was held back is added up over a few such cuts (rolling-origin evaluation: Tashman, "Out-of-sample
tests of forecasting accuracy", International Journal of Forecasting 16, 2000).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.grids.demand.counting import Calls, recency, worth
from planner.grids.demand.seasons import month_factors
from planner.grids.demand.shrinkage import ratio
from planner.grids.demand.structure import Structure, fit, sure_of

Floats = NDArray[np.float64]

LEVELS: tuple[float | None, ...] = (None, 730.0, 365.0, 180.0, 90.0, 45.0, 21.0, 10.0)
SHAPES: tuple[float | None, ...] = (None, 1460.0, 365.0, 90.0, 45.0)
"""Half-lives tried for the level of grids and for the structure [days]; None: nothing fades."""
LEAST_DAYS, LEAST_CALLS = 56, 200
"""Below so many days or calls nothing fades, since nothing could be tried."""
CUTS = 3
"""Number of times that the end of the span is held back."""


@dataclass(frozen=True, slots=True)
class Fading:
    """Half-lives of the level and of the structure [days]; None: nothing fades."""

    level_days: float | None = None
    shape_days: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Recent:
    """The recent past: (grids,) calls, (168,) how often each hour was seen in season, and calls of an average week."""

    calls: Floats
    exposure: Floats
    week: float


def fitted(calls: Calls, tide: Floats, fading: Fading, months: Floats) -> Structure:
    """Fit the rates of regular days to come, (grids, 168) [calls per hour].

    The structure is fitted first. The level of each grid in the recent past is the shrunk ratio of what was counted
    then to what the structure expects, and the sum is that of the recent past, so that no call is lost or made up.

    Parameters
    ----------
    tide
        (grids, 168) shares expected before any call.
    months
        (12,) factors of the months.
    """
    return _levelled(_shape(calls, tide, fading.shape_days, months), _recent(calls, fading.level_days, months))


def _weight(calls: Calls, half_life_days: float | None) -> Floats:
    """Weigh the regular dates by their age, so that a call's weight is the information in it, (days,)."""
    weight = recency(calls.days, half_life_days) * calls.regular
    return weight * worth(weight)


def _shape(calls: Calls, tide: Floats, half_life_days: float | None, months: Floats) -> Structure:
    weight = _weight(calls, half_life_days)
    return fit(calls.table(weight), calls.exposure(weight * months[calls.month]), tide)


def _recent(calls: Calls, half_life_days: float | None, months: Floats) -> Recent:
    weight = _weight(calls, half_life_days)
    counted = calls.by_grid(weight)
    days = max(float(weight.sum()), 7 * float(weight.max()))
    return Recent(counted, calls.exposure(weight * months[calls.month]), float(counted.sum()) / days * 7)


def _levelled(found: Structure, recent: Recent) -> Structure:
    expected = (found.rate * recent.exposure).sum(axis=1)
    expected *= recent.calls.sum() / expected.sum()
    factor, shape = ratio(recent.calls, expected)
    rate = found.rate * factor[:, None]
    levels = (sure_of(float(recent.calls.sum())), shape[:, None, None])
    return Structure(rate * recent.week / rate.sum(), found.shapes + levels)


def chosen(calls: Calls, tide: Floats, ahead_days: int, level_days: float | None = None) -> Fading:
    """Choose the half-lives that foretell the last days of the span best.

    Parameters
    ----------
    ahead_days
        How far ahead the demand is wanted [days]: as many are held back, as long as enough is left.
    level_days
        The half-life of the level, where the station sets it.
    """
    if calls.days < LEAST_DAYS or calls.count.sum() < LEAST_CALLS:
        return Fading(level_days, None)
    levels = [days for days in LEVELS if _fits(calls, days)] if level_days is None else [level_days]
    shapes = [days for days in SHAPES if _fits(calls, days)]
    score = {Fading(level, shape): 0.0 for shape in shapes for level in levels}
    held = min(ahead_days, calls.days // 4)
    for cut in (calls.days - held * number for number in range(1, CUTS + 1)):
        past = calls.until(cut)
        if not past.regular[past.day].any():
            continue
        months = month_factors(past)
        came, seen = _held_back(calls, cut, cut + held, months)
        recent = {level: _recent(past, level, months) for level in levels}
        for shape in shapes:
            found = _shape(past, tide, shape, months)
            for level in levels:
                expected = _levelled(found, recent[level]).rate * seen
                foretold = (came * np.log(np.maximum(expected, 1e-12))).sum() - expected.sum()
                score[Fading(level, shape)] += float(foretold)
    return max(score, key=lambda fading: score[fading])


def _fits(calls: Calls, half_life_days: float | None) -> bool:
    """Tell whether a half-life fits in the span: a longer one is as good as none."""
    return half_life_days is None or half_life_days <= calls.days


def _held_back(calls: Calls, first: int, end: int, months: Floats) -> tuple[Floats, Floats]:
    """Give the calls of regular days from `first` to before `end`, (grids, 168), and how often hours came, (168,)."""
    weight = np.zeros(calls.days)
    weight[first:end] = 1
    weight *= calls.regular
    return calls.table(weight), calls.exposure(weight * months[calls.month])
