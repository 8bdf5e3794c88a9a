"""The measures of the held-out test of demand, by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from benchmarks.demand import accuracy_index, city, covered, exposure, log_score, months, years
from benchmarks.instances.files import DATA


def test_accuracy_index():
    """Ten cells of equal room: the densest one is a tenth; ties share what is left."""
    room, calls = np.ones((1, 10)), np.array([[5.0, 5, 0, 0, 0, 0, 0, 0, 0, 0]])
    assert accuracy_index(np.array([[9.0, 1, 1, 1, 1, 1, 1, 1, 1, 1]]), calls, room) == pytest.approx(5)
    assert accuracy_index(np.ones((1, 10)), calls, room) == pytest.approx(1)
    assert accuracy_index(np.array([[9.0, 9, 1, 1, 1, 1, 1, 1, 1, 1]]), calls, room) == pytest.approx(5)
    assert accuracy_index(np.array([[1.0, 1, 1, 1, 1, 1, 1, 1, 1, 9]]), calls, room) == 0


def test_log_score():
    """The log of the Poisson probabilities, per call; what was held impossible is worth nothing."""
    expected = math.log(math.exp(-2) * 2**3 / 6) + math.log(math.exp(-1))
    assert log_score(np.array([2.0, 1.0]), np.array([3.0, 0.0])) == pytest.approx(expected / 3)
    assert log_score(np.array([2.0, 0.0]), np.array([3.0, 1.0])) == -math.inf


def test_intervals_of_forecasts_that_are_right_hold_their_share():
    """Counts drawn from the forecast itself lie inside as often as the interval says."""
    rng = np.random.default_rng(4)
    expected, shape = np.full(20_000, 0.7), np.full(20_000, 2.0)
    calls = rng.poisson(expected * rng.gamma(shape, 1 / shape))
    assert covered(expected, shape, calls.astype(float)) == pytest.approx(80, abs=1)


def test_periods_follow_each_other():
    """Months and years begin where what they repeat ends."""
    for period in (*months(2, 12), *years(2016, 2019)):
        assert period.same_before[1] == period.first
        assert exposure(period.first, period.end).sum() == 24 * len(period.dates())


def test_the_estimate_is_best_on_held_out_calls(capsys):
    """On one month of Vancouver the estimate is better than every baseline by both measures."""
    if not (DATA / "police").is_dir():
        pytest.skip("the data to measure on are not here")
    from benchmarks.instances.police import vancouver

    city("Vancouver", vancouver(), months(9, 9))
    assert '"Vancouver: periods in which the estimate is best by both", "value": 1,' in capsys.readouterr().out
