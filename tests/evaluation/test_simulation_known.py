"""The simulation of calls, held against queues and Larson's hypercube, whose answers are known."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.evaluation import dispatches
from benchmarks.evaluation_queues import at_hand, exponential
from planner.domain.solving import Limits
from planner.evaluation.queueing.hypercube import hypercube
from planner.evaluation.queueing.queues import erlang_b, erlang_c, mean_wait_h, mean_waits_by_priority_h
from planner.evaluation.simulation.figures import (
    by_unit,
    estimate,
    unanswered_pct,
    utilisation_pct,
    wait_mean_min,
    waiting_pct,
)
from planner.evaluation.simulation.intervals import Estimate
from planner.evaluation.simulation.policies import FixedLists, Nearest
from planner.evaluation.simulation.simulate import simulate

LIMITS = Limits(time_s=300.0, seed=3, workers=1)


def holds(found: Estimate, truth: float, widest: float) -> bool:
    """Tell whether an interval holds a known figure and is narrow enough to mean something."""
    return found.low <= truth <= found.high and found.high - found.low < widest


def test_waits_are_those_of_erlang() -> None:
    """M/M/3 with 75 % busy: the share that waits, the mean wait and the work lie inside their intervals."""
    problem = at_hand(3, np.full((48, 1), 4.5), exponential(30.0), run_in_h=12.0)
    outcome = simulate(problem, Nearest(), 60, LIMITS)
    assert holds(estimate(outcome, waiting_pct), 100 * erlang_c(3, 2.25), 8.0)
    assert holds(estimate(outcome, wait_mean_min), 60 * mean_wait_h(3, 4.5, 0.5), 9.0)
    assert holds(estimate(outcome, utilisation_pct), 75.0, 5.0)


def test_losses_are_those_of_erlang() -> None:
    """M/M/3/3: who finds all busy is lost."""
    problem = at_hand(3, np.full((48, 1), 4.5), exponential(30.0), run_in_h=6.0, most_waiting=0)
    outcome = simulate(problem, Nearest(), 60, LIMITS)
    assert holds(estimate(outcome, unanswered_pct), 100 * erlang_b(3, 2.25), 3.0)


def test_waits_by_priority_are_those_of_cobham() -> None:
    """Two priorities: each waits as long as theory says."""
    problem = at_hand(3, np.full((48, 1), 4.5), exponential(30.0, (0.4, 0.6)), run_in_h=12.0)
    outcome = simulate(problem, Nearest(), 60, LIMITS)
    truth = mean_waits_by_priority_h(3, (1.8, 2.7), 0.5)
    for rank, widest in ((1, 2.5), (2, 15.0)):
        own = estimate(outcome.where(outcome.priority == rank), wait_mean_min)
        assert holds(own, 60 * truth[rank - 1], widest)


@pytest.mark.parametrize("queue", [True, False])
def test_fixed_lists_are_larsons_hypercube(*, queue: bool) -> None:
    """Workloads and dispatches of four units and five atoms: the intervals hold nearly all, and none is far off."""
    rng = np.random.default_rng(4)
    rate = rng.uniform(0.5, 1.5, 5)
    lists = np.array([rng.permutation(4) for _ in rate])
    truth = hypercube(rate, np.full(4, 2.0), lists, queue=queue)
    rank = tuple(tuple(np.argsort(own).tolist()) for own in lists)
    most = None if queue else 0
    problem = at_hand(4, np.tile(rate, (72, 1)), exponential(30.0), run_in_h=12.0, most_waiting=most)
    outcome = simulate(problem, FixedLists(rank), 60, LIMITS)
    pairs = list(zip(by_unit(outcome).values(), 100 * truth.workload, strict=True))
    pairs += [
        (estimate(outcome, dispatches(unit, grid)), 100 * truth.dispatches[unit, grid])
        for unit in range(4)
        for grid in range(5)
    ]
    assert np.mean([holds(found, true, 9.0) for found, true in pairs]) >= 0.85
    assert max(abs(found.value - true) for found, true in pairs) < 1.5
