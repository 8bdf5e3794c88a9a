"""Two counts held against each other: whether they come at the same rate.

Given how many calls came in both periods together, those of one of them are binomial with its share of the days if the
rates are the same: the conditional test of Przyborowski & Wilenski ("Homogeneity of results in testing samples from
Poisson series", Biometrika 31, 1940). Days are held against days of the same kind only, a stratum each, and the strata
add up. Where days differ by more than chance, counts are negative binomial with a constant ratio of variance to mean,
and the binomial becomes a beta-binomial. All of this is exact up to `EXACT_UP_TO` calls.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

EXACT_UP_TO = 4000
"""Calls up to which probabilities are summed; above, the normal law stands in for them."""
LEAST_RATIO, MOST_RATIO = 1e-6, 1e6


@dataclass(frozen=True, slots=True)
class Stratum:
    """Calls on days of one kind in two periods; both have such days.

    Attributes
    ----------
    now, before
        Calls.
    days_now, days_before
        Days.
    """

    now: int
    before: int
    days_now: int
    days_before: int

    def share(self, ratio: float) -> float:
        """Give the part of its calls that is of now, if now has `ratio` times the rate of before."""
        return ratio * self.days_now / (ratio * self.days_now + self.days_before)


def p_value(strata: Sequence[Stratum], dispersion: float = 1.0) -> float:
    """Give the two-sided probability of a difference like this at equal rates: twice the smaller tail.

    Parameters
    ----------
    dispersion
        Ratio of variance to mean of the calls of a day, 1 for pure chance.
    """
    return min(1.0, 2 * min(tails(strata, 1.0, dispersion)))


def least_p(strata: Sequence[Stratum], dispersion: float = 1.0) -> float:
    """Give the smallest p-value that so many calls can have: when all of them came in one period."""
    every = [Stratum(one.now + one.before, 0, one.days_now, one.days_before) for one in strata]
    none = [Stratum(0, one.now + one.before, one.days_now, one.days_before) for one in strata]
    return min(p_value(every, dispersion), p_value(none, dispersion))


def tails(strata: Sequence[Stratum], ratio: float, dispersion: float = 1.0) -> tuple[float, float]:
    """Give the probability of so few calls now or fewer, and of so many or more, at a ratio of the rates."""
    here, total = sum(one.now for one in strata), sum(one.now + one.before for one in strata)
    if total > EXACT_UP_TO:
        return _normal_tails(strata, here, ratio, dispersion)
    law = distribution(strata, ratio, dispersion)
    return min(1.0, float(law[: here + 1].sum())), min(1.0, float(law[here:].sum()))


def distribution(strata: Sequence[Stratum], ratio: float, dispersion: float = 1.0) -> Floats:
    """Give the probability of every number of calls now, 0 to all, given the calls of both periods, (total + 1,)."""
    return reduce(np.convolve, (_law(one, ratio, dispersion) for one in strata), np.ones(1))


def _law(one: Stratum, ratio: float, dispersion: float) -> Floats:
    """Give the same for one stratum: binomial, or beta-binomial where days differ by more than chance."""
    from scipy.special import betaln, gammaln, xlog1py, xlogy

    total, share = one.now + one.before, one.share(ratio)
    count = np.arange(total + 1)
    ways = gammaln(total + 1) - gammaln(count + 1) - gammaln(total - count + 1)
    if dispersion <= 1.0 or total == 0:
        return np.asarray(np.exp(ways + xlogy(count, share) + xlog1py(total - count, -share)))
    size = total / (dispersion - 1)
    a, b = size * share, size * (1 - share)
    return np.asarray(np.exp(ways + betaln(count + a, total - count + b) - betaln(a, b)))


def _normal_tails(strata: Sequence[Stratum], here: int, ratio: float, dispersion: float) -> tuple[float, float]:
    from scipy.special import ndtr

    mean = variance = 0.0
    for one in strata:
        total, share = one.now + one.before, one.share(ratio)
        wider = total * dispersion / (total + dispersion - 1) if total else 1.0
        mean += total * share
        variance += total * share * (1 - share) * wider
    deviation = variance**0.5 or 1e-9
    return float(ndtr((here + 0.5 - mean) / deviation)), float(ndtr((mean - here + 0.5) / deviation))


def ratio_interval(
    strata: Sequence[Stratum], dispersion: float = 1.0, level: float = 0.95
) -> tuple[float, float | None]:
    """Give the ratios of the rates that the counts do not speak against, both ends; None: there is no upper end.

    The ends are where a tail of the conditional law holds half of what `level` leaves (Clopper & Pearson, Biometrika
    26, 1934, carried over from shares to ratios).
    """
    from scipy.optimize import brentq

    rest = (1 - level) / 2
    here, total = sum(one.now for one in strata), sum(one.now + one.before for one in strata)
    ends = np.log(LEAST_RATIO), np.log(MOST_RATIO)

    def at_least(log_ratio: float) -> float:
        return tails(strata, float(np.exp(log_ratio)), dispersion)[1] - rest

    def at_most(log_ratio: float) -> float:
        return tails(strata, float(np.exp(log_ratio)), dispersion)[0] - rest

    low = 0.0 if here == 0 else float(np.exp(brentq(at_least, *ends, xtol=1e-6)))
    high = None if here == total else float(np.exp(brentq(at_most, *ends, xtol=1e-6)))
    return low, high
