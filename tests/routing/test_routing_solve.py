"""The solver against brute force, random plans, its bound and itself."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from routing_town import random_problem

from planner.domain.solving import Limits
from planner.routing.bound import bound
from planner.routing.check import check
from planner.routing.problem import RoutingProblem
from planner.routing.solve import begin_s, score, solve
from planner.routing.warm import smallest

QUICK = Limits(iterations=600, workers=1)


def legal(problem: RoutingProblem, unit: int, ways: tuple[int, ...]) -> bool:
    """Tell whether a route keeps windows, shift, rights and break; ceilings apart."""
    visit = problem.way_visit()
    kind, base = int(problem.unit_class[unit]), int(problem.unit_base[unit])
    made = visit[list(ways)]
    if len(set(made.tolist())) < len(made) or not problem.visit_allowed[made, unit].all():
        return False
    if problem.unit_break[unit] >= 0 and problem.unit_break[unit] not in made:
        return False
    clock, node = float(problem.unit_start_s[unit]), base
    for way in ways:
        clock = max(clock + problem.travel_s[kind, node, problem.way_entry[way]], problem.visit_opens_s[visit[way]])
        clock += problem.way_service_s[kind, way]
        if clock > problem.visit_closes_s[visit[way]]:
            return False
        node = int(problem.way_exit[way])
    return bool(clock + problem.travel_s[kind, node, base] <= problem.unit_end_s[unit])


def within_ceiling(problem: RoutingProblem, plan: tuple[tuple[int, ...], ...]) -> bool:
    made = problem.way_visit()[[way for ways in plan for way in ways]]
    counted = made[~problem.visit_required[made] & ~problem.is_break()[made]]
    return bool(np.bincount(problem.visit_place[counted], minlength=1).max() <= problem.ceiling)


def every_plan(problem: RoutingProblem):
    """List every legal plan of a tiny problem."""
    routes = [
        [
            ways
            for size in range(problem.visits + 1)
            for ways in itertools.permutations(range(problem.ways), size)
            if legal(problem, unit, ways)
        ]
        for unit in range(problem.units)
    ]
    visit = problem.way_visit()
    for plan in itertools.product(*routes):
        made = visit[[way for ways in plan for way in ways]].tolist()
        if len(set(made)) == len(made) and within_ceiling(problem, plan):
            yield plan


@pytest.mark.parametrize("seed", range(12))
def test_tiny_problems_are_solved_as_well_as_by_brute_force(seed: int) -> None:
    """Required visits and value are those of the best of all plans, and travel is within 2 % of the least."""
    problem = random_problem(seed, visits=4)
    result = solve(problem, QUICK)
    assert result.status in {"optimal", "feasible"}
    assert check(problem, result) == []
    best = max(score(problem, plan) for plan in every_plan(problem))
    found = score(problem, [route.ways for route in result.routes])
    assert found[:2] == best[:2]
    assert found[2] >= best[2] * 1.02
    assert result.bound >= best[1] - 1e-9


@settings(max_examples=25, derandomize=True, deadline=None)
@given(seed=st.integers(0, 10_000), visits=st.integers(2, 14), units=st.integers(1, 3))
def test_plans_are_legal_and_beat_random_ones(seed: int, visits: int, units: int) -> None:
    """Any answer passes the check, keeps to its bound, and is no worse than plans filled at random."""
    problem = random_problem(seed, visits, units)
    result = solve(problem, QUICK)
    assert result.status in {"optimal", "feasible"}
    assert check(problem, result) == []
    found = score(problem, [route.ways for route in result.routes])
    draw = np.random.default_rng(seed)
    for _ in range(20):
        plan = _random_plan(problem, draw)
        assert found[:2] >= score(problem, plan)[:2]


def _random_plan(problem: RoutingProblem, draw: np.random.Generator) -> list[tuple[int, ...]]:
    visit, breaks = problem.way_visit(), problem.unit_break
    plan: list[tuple[int, ...]] = [
        (int(problem.way_start[breaks[u]]),) if breaks[u] >= 0 else () for u in range(problem.units)
    ]
    for way in draw.permutation(problem.ways).tolist():
        if visit[way] in visit[[w for ways in plan for w in ways]]:
            continue
        unit = int(draw.integers(problem.units))
        slot = int(draw.integers(len(plan[unit]) + 1))
        longer = (*plan[unit][:slot], way, *plan[unit][slot:])
        trial = [*plan[:unit], longer, *plan[unit + 1 :]]
        if legal(problem, unit, longer) and within_ceiling(problem, tuple(trial)):
            plan = trial
    return plan


def test_same_seed_same_plan() -> None:
    """One worker and a limit on iterations give the same plan twice, and another seed may differ."""
    problem = random_problem(7, visits=20, units=3)
    first, again = (solve(problem, QUICK) for _ in range(2))
    assert first.status in {"optimal", "feasible"}
    assert replace(first, seconds=0.0) == replace(again, seconds=0.0)


def test_required_comes_before_any_value() -> None:
    """A required visit is made although an optional one of enormous value takes its place."""
    problem = smallest()
    crowded = replace(
        problem, unit_end_s=np.array([420.0]), visit_value=np.array([0.0, 1e9]), visit_closes_s=np.full(2, 420.0)
    )
    result = solve(crowded, QUICK)
    assert result.status == "feasible"
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
        unit_base=problem.unit_base[:0],
        unit_start_s=problem.unit_start_s[:0],
        unit_end_s=problem.unit_end_s[:0],
        unit_break=problem.unit_break[:0],
        visit_allowed=problem.visit_allowed[:, :0],
    )
    result = solve(nobody, QUICK)
    assert result.status == "optimal"
    assert result.routes == ()
    assert result.bound == 0.0


def test_bound_falls_with_time_on_shift() -> None:
    """Shifts cut to a fraction allow less value, and the bound says so."""
    problem = replace(random_problem(5, visits=14), ceiling=99)
    free = replace(
        problem,
        visit_opens_s=np.zeros(problem.visits),
        visit_closes_s=np.full(problem.visits, 1e5),
        unit_end_s=np.full(problem.units, 1e5),
    )
    tight = replace(free, unit_end_s=free.unit_start_s + 3000)
    assert bound(tight, 0) < bound(free, 0)


def test_stays_begin_as_early_as_can_be() -> None:
    """Begin times are the travel time or the opening, whichever is later."""
    problem = replace(smallest(), visit_opens_s=np.array([500.0, 0.0]))
    assert begin_s(problem, 0, (1, 0)) == (60.0, 500.0)
