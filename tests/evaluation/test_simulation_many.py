"""Draws, many replications, figures, and two plans against each other."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from scipy.stats import lognorm
from simulated_line import problem

from planner.domain.solving import Limits, Progress
from planner.errors import PlannerError
from planner.evaluation.simulation import simulate as module
from planner.evaluation.simulation.calls import CallKind, CallSource, Service, draw
from planner.evaluation.simulation.figures import (
    FIGURES,
    by_grid,
    by_hour,
    by_priority,
    by_unit,
    differences,
    estimate,
    estimates,
    response_mean_min,
)
from planner.evaluation.simulation.policies import Nearest, OwnGrid
from planner.evaluation.simulation.simulate import simulate

LIMITS = Limits(time_s=300.0, seed=5, workers=1)


def source(**changes: object) -> CallSource:
    """Give two grids with three places, and a rate that changes from hour to hour."""
    parts = {
        "grids": ("a", "b"),
        "per_hour": np.array([[4.0, 0.0], [1.0, 3.0]]),
        "place_grid": np.array([0, 1, 1]),
        "place_weight": np.array([1.0, 0.2, 0.8]),
        "kinds": (
            CallKind(priority=1, share=1.0, service=Service(law="given", given_min=(5.0, 15.0))),
            CallKind(priority=2, share=3.0, service=Service(mean_min=20.0, variation=0.5)),
        ),
    }
    return CallSource(**{**parts, **changes})


def test_calls_are_drawn_as_asked() -> None:
    """Hours, grids, places, kinds and services come as often as their weights say."""
    drawn = [draw(source(), 1, number) for number in range(800)]
    time_s, grid, place, priority, service_s = (
        np.concatenate([getattr(calls, name) for calls in drawn])
        for name in ("time_s", "grid", "place", "priority", "service_s")
    )
    hour = (time_s // 3600).astype(int)
    counts = np.array([[((hour == h) & (grid == g)).sum() for g in (0, 1)] for h in (0, 1)]) / 800
    assert counts == pytest.approx(np.array([[4.0, 0.0], [1.0, 3.0]]), abs=0.2)
    assert counts[0, 1] == 0
    assert (place == 2).sum() / (grid == 1).sum() == pytest.approx(0.8, abs=0.02)
    assert ((place == 0) == (grid == 0)).all()
    assert (priority == 2).mean() == pytest.approx(0.75, abs=0.02)
    assert sorted(set(service_s[priority == 1])) == [300.0, 900.0]
    assert service_s[priority == 2].mean() == pytest.approx(1200.0, rel=0.03)
    assert np.bincount(np.concatenate([np.full(1, len(calls.time_s)) for calls in drawn])).argmax() in {7, 8}


def test_counts_are_poisson() -> None:
    """Their variance is their mean."""
    counts = np.array([len(draw(source(), 2, number).time_s) for number in range(1500)])
    assert counts.var() / counts.mean() == pytest.approx(1.0, abs=0.1)


def test_services_follow_their_law() -> None:
    """Quantiles are those of scipy; what makes no sense is refused."""
    service, share = Service(mean_min=30.0, variation=0.8), np.linspace(0.01, 0.99, 9)
    sigma = np.sqrt(np.log1p(0.64))
    assert service.seconds(share) / 60 == pytest.approx(lognorm(sigma, scale=30 / np.exp(sigma**2 / 2)).ppf(share))
    assert Service(law="exponential", mean_min=2.0).seconds(np.array([0.5])) == pytest.approx(120 * np.log(2))
    assert Service(law="given", given_min=(4.0, 8.0)).mean_s == 360.0
    with pytest.raises(ValueError, match="at least one time"):
        Service(law="given")
    with pytest.raises(ValueError, match="above 0"):
        Service(mean_min=0.0)


def test_a_day_without_calls_is_a_day() -> None:
    """Nothing comes, nothing fails, and what cannot be told is not told."""
    case = problem([0])
    case = dataclasses.replace(case, calls=dataclasses.replace(case.calls, per_hour=np.zeros((10, 2))))
    figures = estimates(simulate(case, Nearest(), 3, LIMITS))
    assert figures["calls_per_run"].value == 0
    assert np.isnan(figures["response_mean_min"].value)


def test_the_same_seed_gives_the_same_and_more_workers_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes give what one gives; another seed gives something else."""
    case = problem([0], [9])
    one = simulate(case, Nearest(), 12, LIMITS)
    monkeypatch.setattr(module, "WORTH_A_PROCESS", 0)
    two = simulate(case, Nearest(), 12, dataclasses.replace(LIMITS, workers=2))
    other = simulate(case, Nearest(), 12, dataclasses.replace(LIMITS, seed=6))
    assert np.array_equal(one.response_s, two.response_s)
    assert np.array_equal(one.number, two.number)
    assert not np.array_equal(one.response_s, other.response_s)


def test_it_stops_when_asked_and_keeps_what_is_done() -> None:
    """After three replications of a hundred; at least one is always done."""
    seen: list[float] = []

    def enough(report: Progress) -> bool:
        seen.append(report.done)
        return len(seen) == 3

    assert simulate(problem([0]), Nearest(), 100, LIMITS, on_progress=enough).number.tolist() == [0, 1, 2]
    assert seen == [0.01, 0.02, 0.03]
    assert simulate(problem([0]), Nearest(), 100, Limits(time_s=0.0, workers=1)).replications == 1


def test_parts_add_up() -> None:
    """Grids, hours and priorities share out all calls; every unit's work is there; figures stand in order."""
    outcome = simulate(problem([0], [9]), Nearest(), 40, LIMITS)
    figures = estimates(outcome)
    assert set(figures) == set(FIGURES)
    for part in (by_grid, by_hour, by_priority):
        calls = sum(own["calls_per_run"].value for own in part(outcome).values())
        assert calls == pytest.approx(figures["calls_per_run"].value)
    assert np.mean([own.value for own in by_unit(outcome).values()]) == pytest.approx(figures["utilisation_pct"].value)
    within = [figures[f"response_within_{minutes}_min_pct"].value for minutes in (1, 3, 5)]
    assert 0 < within[0] < within[1] < within[2] <= 100
    assert figures["response_median_min"].value <= figures["response_p90_min"].value
    assert all(own.low <= own.value <= own.high for own in figures.values())


def test_calls_that_nobody_came_to_are_the_longest() -> None:
    """With nobody on duty at the end the ninth decile is never reached, and shares count these calls."""
    outcome = simulate(problem([0], shifts=[(0, 60)]), Nearest(), 30, LIMITS)
    figures = estimates(outcome)
    assert figures["calls_unanswered_pct"].value > 50
    assert figures["response_p90_min"].value == np.inf
    assert np.isnan(figures["response_p90_min"].low)
    assert np.isfinite(figures["response_mean_min"].value)


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """Of 100 simulations of 10 replications nearly all intervals of 95 % hold the mean of a long one."""
    case = problem([0], [9])
    long = simulate(case, Nearest(), 1000, LIMITS)
    truth = response_mean_min(long)
    parts = [long.part(np.arange(first, first + 10)) for first in range(0, 1000, 10)]
    found = [estimate(part, response_mean_min) for part in parts]
    assert 0.89 <= np.mean([own.low <= truth <= own.high for own in found]) <= 0.99


def test_the_same_calls_make_differences_sharper() -> None:
    """Paired, the interval of the difference is far narrower than that of either plan; equal plans do not differ."""
    near, far = problem([3], [9]), problem([2], [9])
    one, other = (simulate(case, Nearest(), 60, LIMITS) for case in (near, far))
    assert np.array_equal(one.hour, other.hour)
    found = differences(one, other)["response_mean_min"]
    alone = estimate(one, response_mean_min)
    assert found.low > 0, "the plan with the unit in the middle of its half is quicker"
    assert found.high - found.low < 0.7 * (alone.high - alone.low)
    same = differences(one, one)["response_mean_min"]
    assert (same.value, same.low, same.high) == (0.0, 0.0, 0.0)


def test_policies_differ_on_the_same_calls() -> None:
    """Own grid first is slower than nearest first, and surely so."""
    case = problem([0], [5], [10])
    one, other = (simulate(case, policy, 60, LIMITS) for policy in (OwnGrid(), Nearest()))
    assert differences(other, one)["response_mean_min"].low > 0


def test_other_replications_are_not_compared() -> None:
    """Pairs are of the same calls, or there are none."""
    case = problem([0])
    one, other = simulate(case, Nearest(), 3, LIMITS), simulate(case, Nearest(), 4, LIMITS)
    with pytest.raises(PlannerError, match="replications_differ"):
        differences(one, other)
