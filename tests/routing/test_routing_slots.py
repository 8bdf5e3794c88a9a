"""Single stays put into routes: where they fit, and what that costs, against walking every route again."""

from __future__ import annotations

import numpy as np
import pytest
from routing_town import random_problem

from planner.routing.problem import RoutingProblem
from planner.routing.reckoning.figures import begin_s
from planner.routing.reckoning.hours import arrival_s
from planner.routing.repairing.slots import Route, best_slot, put, slots, times, visit_of


def back_s(problem: RoutingProblem, unit: int, route: Route) -> float:
    """Give when a unit is home, infinite if the route breaks a window or the shift [s]."""
    kind, node, clock = int(problem.unit_class[unit]), int(problem.unit_start_node[unit]), problem.unit_start_s[unit]
    for way, begin in zip(route, begin_s(problem, unit, route), strict=True):
        clock, node = begin + problem.way_service_s[kind, way], int(problem.way_exit[way])
        if clock > problem.visit_closes_s[visit_of(problem, way)] + 1e-6:
            return float("inf")
    home = arrival_s(problem, kind, float(problem.travel_s[kind, node, problem.unit_end_node[unit]]), float(clock))
    return home if home <= problem.unit_end_s[unit] + 1e-6 else float("inf")


def greedy(problem: RoutingProblem, unit: int) -> Route:
    """Fill a route visit by visit."""
    routes: dict[int, Route] = {unit: ()}
    for v in range(problem.visits):
        slot = best_slot(problem, routes, v, [unit])
        if slot is not None:
            routes[unit] = put(routes[unit], slot)
    return routes[unit]


@pytest.mark.parametrize("seed", range(30))
def test_slots_are_those_that_keep_the_route(seed: int) -> None:
    """A visit has a slot exactly where the route with it keeps all windows and the shift."""
    problem = random_problem(seed, visits=6)
    for unit in range(problem.units):
        route = greedy(problem, unit)[:2]
        known = times(problem, unit, route)
        assert known is not None
        made = {visit_of(problem, way) for way in route}
        for v in set(range(problem.visits)) - made:
            found = {(slot.place, slot.way) for slot in slots(problem, unit, route, known, v)}
            ways = range(problem.way_start[v], problem.way_start[v + 1])
            fits = {
                (place, way)
                for way in ways
                for place in range(len(route) + 1)
                if problem.visit_allowed[v, unit]
                and np.isfinite(back_s(problem, unit, (*route[:place], way, *route[place:])))
            }
            assert found == fits


@pytest.mark.parametrize("seed", range(10))
def test_a_route_without_times_breaks_a_rule(seed: int) -> None:
    """`times` refuses a route exactly when a stay ends too late or the unit is back too late."""
    problem = random_problem(seed, visits=5)
    draw = np.random.default_rng(seed)
    for _ in range(40):
        route = tuple(draw.permutation(problem.ways)[: draw.integers(1, 4)].tolist())
        assert (times(problem, 0, route) is None) == bool(np.isinf(back_s(problem, 0, route)))


def test_the_slot_that_moves_the_fewest_stays_is_taken() -> None:
    """Whatever has a slot takes one that makes no stay later, if there is one."""
    for seed in range(20):
        problem = random_problem(seed, visits=6)
        route = greedy(problem, 0)
        for v in range(problem.visits):
            known = times(problem, 0, route)
            assert known is not None
            if v in {visit_of(problem, way) for way in route}:
                continue
            every = list(slots(problem, 0, route, known, v))
            best = best_slot(problem, {0: route}, v, [0])
            assert best == min(every, default=None)
            if best is not None:
                before, after = begin_s(problem, 0, route), begin_s(problem, 0, put(route, best))
                moved = [b for n, b in enumerate(after) if n != best.place]
                assert best.later == sum(b > a + 1.0 for a, b in zip(before, moved, strict=True))
