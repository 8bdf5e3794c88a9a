"""The solver against brute force, random plans, its bound and itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from routing_brute import every_plan, only_pinned, random_plan
from routing_town import random_problem, rich_problem

from planner.domain.solving import Limits
from planner.routing.check import check
from planner.routing.reckoning.figures import Score, begin_s, score
from planner.routing.solve import solve
from planner.routing.warm import smallest

QUICK = Limits(iterations=600, workers=1)


def unlike(found: Score, best: Score, even_share: float) -> bool:
    """Tell whether an answer has fewer required visits, or less value than may be given up for even work."""
    least = best[1] * (1.0 - even_share) - 1e-9
    return found[0] < best[0] or (found[0] == best[0] and found[1] < least)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("make", [random_problem, rich_problem])
def test_tiny_problems_are_solved_as_well_as_by_brute_force(make, seed: int) -> None:
    """Required visits and value are those of the best of all plans; where that is asked, travel is near the least."""
    problem = make(seed, visits=4)
    result = solve(problem, QUICK)
    assert result.status in {"optimal", "feasible"}
    assert check(problem, result) == []
    best = max(score(problem, plan) for plan in every_plan(problem))
    found = score(problem, [route.ways for route in result.routes])
    assert found[0] == best[0]
    assert not unlike(found, best, problem.even_share)
    assert problem.even_share or found[2] >= best[2] * 1.02
    assert result.bound >= best[1] - 1e-9


@pytest.mark.parametrize("make", [random_problem, rich_problem])
@settings(max_examples=20, derandomize=True, deadline=None)
@given(seed=st.integers(0, 10_000), visits=st.integers(2, 14), units=st.integers(1, 4))
def test_plans_are_legal_and_beat_random_ones(make, seed: int, visits: int, units: int) -> None:
    """Any answer passes the check, keeps to its bound, and is no worse than plans filled at random."""
    problem = make(seed, visits, units)
    result = solve(problem, QUICK)
    assert result.status in {"optimal", "feasible"}
    assert check(problem, result) == []
    found = score(problem, [route.ways for route in result.routes])
    assert (result.required_served, result.objective, result.travel_s) == pytest.approx((*found[:2], -found[2]))
    draw = np.random.default_rng(seed)
    for _ in range(20):
        plan = random_plan(problem, draw, only_pinned(problem))
        assert not unlike(found, score(problem, plan), problem.even_share)


def test_work_is_shared_evenly_where_value_allows() -> None:
    """With some value to give up the work of two units that could do the same is nearer than without, on the whole."""
    spreads = []
    for share in (0.0, 0.05):
        problems = [replace(rich_problem(seed, visits=12, units=3), even_share=share) for seed in range(6)]
        spreads.append(sum(solve(problem, QUICK).spread for problem in problems))
    assert spreads[1] < spreads[0]


def test_same_seed_same_plan() -> None:
    """One worker and a limit on iterations give the same plan twice, and another seed may differ."""
    problem = random_problem(7, visits=20, units=3)
    first, again = (solve(problem, QUICK) for _ in range(2))
    assert first.status in {"optimal", "feasible"}
    assert replace(first, seconds=0.0) == replace(again, seconds=0.0)


def test_required_comes_before_any_value() -> None:
    """A required visit is made although an optional one of enormous value takes its place; the bound says so."""
    problem = smallest()
    crowded = replace(
        problem, unit_end_s=np.array([420.0]), visit_value=np.array([0.0, 1e9]), visit_closes_s=np.full(2, 420.0)
    )
    result = solve(crowded, QUICK)
    assert result.status == "optimal"
    assert check(crowded, result) == []
    assert (result.required_served, result.objective) == (1, 0.0)


def test_stops_when_told() -> None:
    """A progress callback that says stop gets the best plan so far, marked as cancelled."""
    problem = random_problem(3, visits=14, units=2)
    heard = []
    result = solve(problem, Limits(time_s=30, workers=2), on_progress=lambda p: heard.append(p) or True)
    assert result.status in {"cancelled", "optimal"}
    assert len(heard) == 1
    assert heard[0].stage == "routes"
    assert check(problem, result) == []


def test_nobody_on_shift() -> None:
    """Without units there are no routes, and nothing is promised."""
    problem = random_problem(1, visits=4, units=2)
    nobody = replace(
        problem,
        unit_class=problem.unit_class[:0],
        unit_start_node=problem.unit_start_node[:0],
        unit_end_node=problem.unit_end_node[:0],
        unit_team=problem.unit_team[:0],
        unit_most_load=problem.unit_most_load[:0],
        unit_start_s=problem.unit_start_s[:0],
        unit_end_s=problem.unit_end_s[:0],
        unit_break=problem.unit_break[:0],
        visit_allowed=problem.visit_allowed[:, :0],
        visit_pinned=np.full(problem.visits, -1, np.int32),
    )
    result = solve(nobody, QUICK)
    assert result.status == "optimal"
    assert result.routes == ()
    assert result.bound == 0.0


def test_stays_begin_as_early_as_can_be() -> None:
    """Begin times are the travel time or the opening, whichever is later."""
    problem = replace(smallest(), visit_opens_s=np.array([500.0, 0.0]))
    assert begin_s(problem, 0, (1, 0)) == (60.0, 500.0)
