"""Intervals stay within what a figure can be, and hold the truth as often as they say."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import chi2

from planner.evaluation.simulation.intervals import about, half_width, positive, share_pct
from planner.evaluation.simulation.usual import nine_of_ten

TRIES, BATCHES, RUNS = 600, 20, 10


@pytest.mark.parametrize("mean", [0.01, 0.05, 0.5, 3.0])
def test_counts_of_a_known_mean(mean: float) -> None:
    """Nineteen of twenty intervals of Poisson counts hold their mean, rare or not, and none runs below 0."""
    counts = np.random.default_rng(7).poisson(mean, (TRIES, BATCHES, RUNS))
    made = [positive(own.mean(), half_width(own.mean(axis=1)), own.size) for own in counts]
    assert 0.92 <= np.mean([own.low <= mean <= own.high for own in made]) <= 0.99
    assert all(0 <= own.low <= own.value <= own.high for own in made)


@pytest.mark.parametrize("share", [0.0005, 0.02, 0.3, 0.998])
def test_shares_of_a_known_chance(share: float) -> None:
    """The same of shares of 500 calls in every batch; none runs beyond 0 or 100 %."""
    parts = np.random.default_rng(8).binomial(500, share, (TRIES, BATCHES)) / 5
    made = [share_pct(own.mean(), half_width(own), 500 * BATCHES) for own in parts]
    assert 0.92 <= np.mean([own.low <= 100 * share <= own.high for own in made]) <= 0.99
    assert all(0 <= own.low <= own.value <= own.high <= 100 for own in made)


def test_rare_events_have_about_the_exact_interval() -> None:
    """One, two and five events in 200 runs: the ends are near those of Garwood's interval, which is exact."""
    for events in (1, 2, 5):
        spread = np.zeros(BATCHES)
        spread[:events] = 1 / RUNS
        made = positive(events / 200, half_width(spread), 200)
        exact = chi2.ppf(0.025, 2 * events) / 400, chi2.ppf(0.975, 2 * events + 2) / 400
        assert made.high == pytest.approx(exact[1], rel=0.5)
        assert exact[0] < made.low < made.value


def test_what_never_happened_may_happen() -> None:
    """Nothing in n trials leaves about 3 / n; what counts nothing has no width; a share of 100 % is the mirror."""
    assert positive(0.0, 0.0, 200).high == pytest.approx(3 / 200, rel=0.01)
    assert share_pct(0.0, 0.0, 1000).high == pytest.approx(0.3, rel=0.01)
    assert share_pct(100.0, 0.0, 1000).low == pytest.approx(99.7, abs=0.01)
    assert (positive(0.0, 0.0).low, positive(0.0, 0.0).high) == (0.0, 0.0)


def test_differences_may_be_negative_but_not_beyond_what_they_are_of() -> None:
    """The interval is symmetric, and cut off where two shares cannot differ more."""
    made = about(-3.0, 2.0, 100.0)
    assert (made.low, made.high) == (-5.0, -1.0)
    assert about(99.0, 5.0, 100.0).high == 100.0


def test_what_cannot_be_told_is_not() -> None:
    """One batch has no spread, and a figure without end no interval; empty batches are left out."""
    assert math.isnan(half_width(np.array([3.0])))
    assert math.isnan(half_width(np.array([3.0, math.inf])))
    assert half_width(np.array([1.0, math.nan, 3.0])) == pytest.approx(12.706, rel=1e-3)
    for made in (positive(math.inf, 1.0), share_pct(math.nan, 1.0), about(1.0, math.nan), positive(2.0, math.nan)):
        assert math.isnan(made.low)
        assert math.isnan(made.high)


def test_nine_of_ten_runs_lie_in_their_range() -> None:
    """The next of a skewed law lies in the range of 39 as often as promised; fewer than 19 promise nothing."""
    values = np.random.default_rng(9).exponential(5.0, (2000, 40))
    inside = [low <= own[-1] <= high for own in values for low, high in [nine_of_ten(own[:-1].tolist())]]
    assert 0.88 <= np.mean(inside) <= 0.92
    assert nine_of_ten([float(value) for value in range(1, 20)]) == (1.0, 19.0)
    assert math.isnan(nine_of_ten([1.0] * 18)[0])
    assert nine_of_ten([*range(38), math.inf, math.nan])[1] == 37
