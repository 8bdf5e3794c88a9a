"""Intervals of figures that stay within what the figure can be.

A figure of all replications has the standard error s / sqrt(b) of the b batches. Student's t of b - 1 degrees of
freedom is laid not about the figure but about its logit (a share) or its logarithm (what is never below 0), by the
delta method, and led back: Brown, Cai and DasGupta, "Interval estimation for a binomial proportion", Statistical
Science 16, 2001; Meeker, Hahn and Escobar, "Statistical Intervals", 2017. Of rare events, counted, the ends are about
those of the exact Poisson interval.

Where nothing was counted in any replication there is no spread. Then the upper end is what still leaves one chance in
twenty of counting nothing, about 3 in the number of trials: Hanley and Lippman-Hand, "If nothing goes wrong, is
everything all right?", JAMA 249, 1983.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CONFIDENCE = 0.95
"""Share of such intervals that hold the truth."""
ALL_PCT = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure and its interval; infinite: it is never reached; not a number: it cannot be told.

    Attributes
    ----------
    value
        The figure of all replications.
    low, high
        Interval that holds the true figure in `CONFIDENCE` of all cases.
    """

    value: float
    low: float
    high: float


def half_width(spread: Floats) -> float:
    """Give half of the interval of a mean of batches; not a number with fewer than two, or one that is not finite."""
    from scipy.stats import t

    known = spread[~np.isnan(spread)]
    if len(known) < 2 or not np.isfinite(known).all():
        return math.nan
    return float(t.ppf((1 + CONFIDENCE) / 2, len(known) - 1) * known.std(ddof=1) / np.sqrt(len(known)))


def about(value: float, half: float, most: float = math.inf) -> Estimate:
    """Give the interval of a difference, -+ `half`, cut off at -+ `most`."""
    if not (math.isfinite(value) and math.isfinite(half)):
        return _untold(value)
    return Estimate(value=value, low=max(value - half, -most), high=min(value + half, most))


def positive(value: float, half: float, trials: int | None = None) -> Estimate:
    """Give the interval of a figure that is never below 0.

    Parameters
    ----------
    value
        The figure.
    half
        Half of the interval that would be symmetric, of `half_width`.
    trials
        Replications, if the figure counts events of one; None: it counts none.
    """
    if not (math.isfinite(value) and math.isfinite(half)):
        return _untold(value)
    if value <= 0:
        return Estimate(value=value, low=0.0, high=-math.log(1 - CONFIDENCE) / trials if trials else 0.0)
    return _led_back(value, half / value, math.log, math.exp)


def share_pct(value: float, half: float, trials: int | None = None) -> Estimate:
    """Give the interval of a share [%].

    Parameters
    ----------
    value
        The share [%].
    half
        Half of the interval that would be symmetric, of `half_width` [%].
    trials
        Calls, if it is a share of calls; None: of something else, such as time.
    """
    if not (math.isfinite(value) and math.isfinite(half)):
        return _untold(value)
    if not 0 < value < ALL_PCT:
        reach = ALL_PCT * (1 - (1 - CONFIDENCE) ** (1 / trials)) if trials else 0.0
        return Estimate(value=value, low=max(value - reach, 0.0), high=min(value + reach, ALL_PCT))
    return _led_back(value, half * ALL_PCT / (value * (ALL_PCT - value)), _logit, _share)


def _led_back(value: float, half: float, to: Callable[[float], float], back: Callable[[float], float]) -> Estimate:
    """Lay an interval of half width `half` about the figure on another scale."""
    middle, half = to(value), min(half, _FARTHEST)
    return Estimate(value=value, low=back(middle - half), high=back(middle + half))


_FARTHEST = 300.0
"""Beyond this a power of e is nothing or without end."""


def _logit(pct: float) -> float:
    return math.log(pct / (ALL_PCT - pct))


def _share(logit: float) -> float:
    return ALL_PCT / (1 + math.exp(-logit))


def _untold(value: float) -> Estimate:
    return Estimate(value=value, low=math.nan, high=math.nan)
