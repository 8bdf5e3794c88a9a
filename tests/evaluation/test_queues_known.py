"""Formulas of queues and the hypercube, held against tables, closed forms and each other."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from planner.evaluation.queueing.hypercube import hypercube
from planner.evaluation.queueing.queues import erlang_b, erlang_c, mean_wait_h, mean_waits_by_priority_h


@pytest.mark.parametrize(
    ("units", "offered", "blocked"), [(1, 1.0, 0.5), (2, 1.0, 0.2), (3, 3.0, 9 / 26), (10, 5.0, 0.018385)]
)
def test_erlang_b_is_the_table(units: int, offered: float, blocked: float) -> None:
    """Losses are those that printed tables give."""
    assert erlang_b(units, offered) == pytest.approx(blocked, rel=1e-4)


def test_erlang_c_of_one_unit_is_how_busy_it_is() -> None:
    """M/M/1: a call waits as often as the unit is busy, rho / (mu - lambda) on average."""
    assert erlang_c(1, 0.7) == pytest.approx(0.7)
    assert mean_wait_h(1, 1.4, 0.5) == pytest.approx(0.7 / (2.0 - 1.4))


def test_erlang_c_of_two_units() -> None:
    """M/M/2: 2 rho^2 / (1 + rho), in every textbook."""
    assert erlang_c(2, 1.5) == pytest.approx(2 * 0.75**2 / 1.75)


def test_waits_of_priorities_make_up_the_wait_of_all() -> None:
    """What the urgent gain the others lose: the mean over all calls stays (Kleinrock's conservation law)."""
    rates = (0.5, 1.5, 2.5)
    waits = mean_waits_by_priority_h(3, rates, 0.5)
    assert waits[0] < waits[1] < waits[2]
    assert np.average(waits, weights=rates) == pytest.approx(mean_wait_h(3, 4.5, 0.5))


def test_a_queue_without_end_is_refused() -> None:
    """As many calls as the units can serve is too many."""
    with pytest.raises(ValueError, match="catch up"):
        erlang_c(2, 2.0)
    with pytest.raises(ValueError, match="without end"):
        hypercube([2.0], [1.0, 1.0], [[0, 1]], queue=True)
    with pytest.raises(ValueError, match="every unit once"):
        hypercube([1.0], [1.0, 1.0], [[0, 0]], queue=False)


def test_two_units_by_hand() -> None:
    """Two units, two atoms that each prefer their own: the balance solved on paper, calls lost when both are busy."""
    first, second = 0.6, 0.9
    rate = first + second
    empty = 1 / (1 + rate + rate**2 / 2)
    both = empty * rate**2 / 2
    one = (first * empty + both) / (1 + rate)  # only unit 0 is busy
    other = (second * empty + both) / (1 + rate)
    found = hypercube([first, second], [1.0, 1.0], [[0, 1], [1, 0]], queue=False)
    assert found.state == pytest.approx([empty, one, other, both])
    assert found.workload == pytest.approx([one + both, other + both])
    answered = rate * (1 - both)
    sent = np.array([[first * (empty + other), second * other], [first * one, second * (empty + one)]]) / answered
    assert found.dispatches == pytest.approx(sent)


@pytest.mark.parametrize("queue", [False, True])
@pytest.mark.parametrize("units", [1, 4, 10])
def test_the_hypercube_of_equal_units_is_erlang(units: int, *, queue: bool) -> None:
    """How many are busy does not depend on the lists when all units work alike: M/M/c and M/M/c/c."""
    rng = np.random.default_rng(units)
    rate = rng.uniform(0.1, 1.0, 7)
    rate *= 0.7 * units / rate.sum()
    found = hypercube(rate, np.ones(units), [rng.permutation(units) for _ in rate], queue=queue)
    offered = 0.7 * units
    assert found.all_busy == pytest.approx(erlang_c(units, offered) if queue else erlang_b(units, offered))
    assert found.workload.sum() == pytest.approx(offered * (1 if queue else 1 - erlang_b(units, offered)))
    assert found.dispatches.sum() == pytest.approx(1)
    assert found.state.min() > 0
    assert found.state.sum() + found.waiting == pytest.approx(1)


def test_calls_that_are_spread_alike_give_equal_workloads() -> None:
    """Every unit is as often the first, second and third choice, so all work the same."""
    lists = list(itertools.permutations(range(3)))
    found = hypercube(np.full(6, 0.3), np.ones(3), lists, queue=True)
    assert found.workload == pytest.approx(np.full(3, 0.6))


def test_units_of_their_own_speed_keep_the_balance() -> None:
    """In the steady state each unit ends as many services as it begins, whatever its rate."""
    rate, ends = np.array([0.5, 0.8]), np.array([0.7, 1.0, 1.6])
    found = hypercube(rate, ends, [[0, 1, 2], [2, 0, 1]], queue=True)
    begun = found.dispatches.sum(axis=1) * rate.sum()
    assert begun == pytest.approx(found.workload * ends)
