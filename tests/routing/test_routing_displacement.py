"""Why visits are not made: the insertion table against every exchange tried by hand and held by the checker."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from routing_town import random_problem, rich_problem

from planner.routing.check import check
from planner.routing.problem import RoutingProblem, RoutingResult, UnitRoute
from planner.routing.reasons.displacement import Price
from planner.routing.reasons.obstacles import obstacles
from planner.routing.reasons.worth import Worth
from planner.routing.reckoning.figures import begin_s, score, spread
from planner.routing.reckoning.hours import arrivals_s, departure_s, departures_s

Routes = list[tuple[int, ...]]
MAY_BREAK = {Price.HELD: {"meal_missing", "pinned_missing", "load_over_most"}, Price.LOAD: {"load_over_most"}}
"""What an exchange may break that takes the time of a break or a pinned visit, or more load than the unit has."""


def as_result(problem: RoutingProblem, routes: Routes) -> RoutingResult:
    """State routes as a result."""
    required, value, travel = score(problem, routes)
    return RoutingResult(
        status="feasible",
        required_served=required,
        required_total=int(problem.visit_required.sum()),
        objective=value,
        bound=value,
        travel_s=-travel,
        spread=spread(problem, routes),
        seconds=0.0,
        routes=tuple(UnitRoute(ways=ways, begin_s=begin_s(problem, u, ways)) for u, ways in enumerate(routes)),
    )


def legal(problem: RoutingProblem, routes: Routes) -> bool:
    """Ask the checker."""
    return check(problem, as_result(problem, routes)) == []


def some_routes(problem: RoutingProblem, seed: int, share: float) -> Routes:
    """Fill routes by chance with a share of the visits."""
    draw, visit_of = np.random.default_rng(seed), problem.way_visit()
    routes: Routes = [() for _ in range(problem.units)]
    for v in np.argsort(problem.visit_opens_s).tolist():
        if problem.visit_pinned[v] >= 0:
            routes[problem.visit_pinned[v]] += (int(problem.way_start[v]),)
    if not legal(problem, routes):
        pytest.skip("the break and the pin drawn do not go together in this order")
    for way in draw.permutation(problem.ways).tolist():
        made = {int(visit_of[other]) for ways in routes for other in ways}
        if int(visit_of[way]) in made or draw.random() > share:
            continue
        for unit in draw.permutation(problem.units).tolist():
            slot = int(draw.integers(len(routes[unit]) + 1))
            trial = list(routes)
            trial[unit] = (*routes[unit][:slot], way, *routes[unit][slot:])
            if legal(problem, trial):
                routes = trial
                break
    return routes


def without_one_optional(problem: RoutingProblem, routes: Routes, v: int) -> Iterator[Routes]:
    """List all legal plans that make a visit, on one route, in place of nothing or of one optional visit."""
    visit_of = problem.way_visit()
    for unit, ways in enumerate(routes):
        loose = [w for w in ways if not problem.visit_required[visit_of[w]] and problem.visit_pinned[visit_of[w]] < 0]
        for out in (None, *loose):
            rest = tuple(way for way in ways if way != out)
            for way in range(int(problem.way_start[v]), int(problem.way_start[v + 1])):
                for slot in range(len(rest) + 1):
                    trial = list(routes)
                    trial[unit] = (*rest[:slot], way, *rest[slot:])
                    if legal(problem, trial):
                        yield trial


@pytest.mark.parametrize("seed", range(20))
def test_reasons_hold_against_every_exchange(seed: int) -> None:
    """Nothing is called worth less that one exchange would gain from, and what was not found is a better plan."""
    problem = rich_problem(seed, visits=7)
    routes = some_routes(problem, seed, 0.7)
    value = score(problem, routes)[1]
    for v, obstacle in obstacles(problem, as_result(problem, routes)).items():
        best = max((score(problem, trial)[1] for trial in without_one_optional(problem, routes, v)), default=None)
        exchange = obstacle.exchange
        if obstacle.reason in {"worth_less", "worth_nothing", "required_first", "break_first", "load", "ceiling"}:
            assert best is None or problem.visit_required[v] or best <= value + 1e-6
        if exchange is not None:
            trial = [exchange.ways if unit == exchange.unit else ways for unit, ways in enumerate(routes)]
            broken = {violation.code for violation in check(problem, as_result(problem, trial))}
            assert broken <= MAY_BREAK.get(exchange.price, set())
            if exchange.price == Price.OPTIONAL:
                assert score(problem, trial)[1] - value == pytest.approx(exchange.net, abs=1e-6)
        if obstacle.reason in {"not_found_in_time", "exchange_not_found"}:
            assert best is not None
            assert problem.visit_required[v] or exchange.net > 0
        if obstacle.reason in {"no_unit_in_window", "window", "shift_end", "unreachable", "no_unit_with_rights"}:
            assert best is None


def town(**changes: object) -> RoutingProblem:
    """Give one unit on a straight road, three places 600 s apart, and a fourth beside the first."""
    at = np.array([0.0, 600.0, 1200.0, 1800.0, 600.0])
    parts: dict[str, object] = {
        "travel_s": np.abs(at[:, None] - at)[None],
        "unit_class": np.zeros(1, np.int32),
        "band_from_s": np.zeros(1),
        "band_share": np.ones((1, 1)),
        "unit_start_node": np.zeros(1, np.int32),
        "unit_end_node": np.zeros(1, np.int32),
        "unit_start_s": np.zeros(1),
        "unit_end_s": np.array([7200.0]),
        "unit_break": np.full(1, -1, np.int32),
        "unit_team": np.zeros(1, np.int32),
        "unit_most_load": np.full(1, np.inf),
        "visit_opens_s": np.zeros(4),
        "visit_closes_s": np.full(4, 7200.0),
        "visit_value": np.array([5.0, 3.0, 2.0, 4.0]),
        "visit_required": np.zeros(4, bool),
        "visit_place": np.arange(4, dtype=np.int32),
        "visit_allowed": np.ones((4, 1), bool),
        "visit_pinned": np.full(4, -1, np.int32),
        "visit_load": np.ones(4),
        "way_start": np.arange(5, dtype=np.int32),
        "way_entry": np.array([1, 2, 3, 4], np.int32),
        "way_exit": np.array([1, 2, 3, 4], np.int32),
        "way_service_s": np.full((1, 4), 1200.0),
        "repeat_share": np.ones(2),
    }
    return RoutingProblem(**{**parts, **changes})  # type: ignore[arg-type]


def reason(problem: RoutingProblem, v: int, *routes: tuple[int, ...]) -> str:
    """Give the reason why a visit is not on the routes."""
    return obstacles(problem, as_result(problem, list(routes)))[v].reason


def test_the_cheapest_displacement_is_named() -> None:
    """With room for two stays on the road, the least valuable one is what another would cost."""
    problem = town(unit_end_s=np.array([5400.0]), visit_value=np.array([5.0, 3.0, 2.0, 2.5]))
    found = obstacles(problem, as_result(problem, [(0, 1)]))[3]
    assert found.reason == "worth_less"
    assert found.exchange is not None
    assert (found.exchange.displaced, found.exchange.gain, found.exchange.loss) == ((1,), 2.5, 3.0)


def test_each_obstacle_is_told_apart() -> None:
    """Every reason has a town in which it is the right one."""
    late, early = np.array([0.0, 0.0, 0.0, 0.0]), np.array([1700.0, 7200.0, 7200.0, 7200.0])
    assert reason(town(), 2, (0, 1)) == "not_found_in_time"
    assert reason(town(unit_end_s=np.array([5400.0])), 3, (0, 1)) == "exchange_not_found"
    assert reason(town(visit_value=np.array([5.0, 3.0, 0.0, 2.5])), 2, (0, 1)) == "worth_nothing"
    assert reason(town(visit_closes_s=early), 0, ()) == "window"
    assert reason(town(unit_end_s=np.array([4700.0])), 2, ()) == "shift_end"
    assert reason(town(visit_opens_s=late + 8000, visit_closes_s=late + 9500), 0, ()) == "no_unit_in_window"
    assert reason(town(visit_allowed=np.array([[True], [True], [False], [True]])), 2, (0, 1)) == "no_unit_with_rights"
    assert reason(town(visit_place=np.zeros(4, np.int32)), 2, (0, 1)) == "ceiling"
    assert reason(town(unit_most_load=np.array([2.0]), visit_load=np.array([1.0, 1, 3, 1])), 2, ()) == "load"
    must = np.array([True, True, False, False])
    short = np.array([5400.0])
    assert reason(town(visit_required=must, unit_end_s=short), 3, (0, 1)) == "required_first"
    more = np.array([True, True, False, True])
    assert reason(town(visit_required=more, unit_end_s=short), 3, (0, 1)) == "no_time_left"
    one = np.array([False, False, False, True])
    assert reason(town(visit_required=one, unit_end_s=short), 3, (0, 1)) == "exchange_not_found"
    rest = {"unit_break": np.array([1], np.int32), "visit_pinned": np.array([-1, 0, -1, -1], np.int32)}
    busy = np.array([7200.0, 1800.0, 7200.0, 7200.0])
    assert reason(town(**rest, unit_end_s=np.array([3000.0]), visit_closes_s=busy + 600), 0, (1,)) == "break_first"


def test_what_is_left_for_even_work_is_told() -> None:
    """A visit that fits, but would make two units' work less even within what may be given up, is told so."""
    two = {
        "unit_class": np.zeros(2, np.int32),
        "unit_start_node": np.zeros(2, np.int32),
        "unit_end_node": np.zeros(2, np.int32),
        "unit_start_s": np.zeros(2),
        "unit_end_s": np.full(2, 9000.0),
        "unit_break": np.full(2, -1, np.int32),
        "unit_team": np.zeros(2, np.int32),
        "unit_most_load": np.full(2, np.inf),
        "visit_allowed": np.ones((4, 2), bool),
        "visit_value": np.array([5.0, 5.0, 0.1, 0.05]),
    }
    routes: Routes = [(0, 2), (1,)]
    assert reason(town(**two, even_share=0.0), 3, *routes) == "not_found_in_time"
    even = [(0,), (3,)]
    assert reason(town(**two, even_share=0.05), 2, *even) == "even_work"


def test_repeats_count_for_less() -> None:
    """Gains and losses follow the shares of a place's visits, the most valuable first."""
    problem = town(visit_place=np.array([0, 0, 1, 0], np.int32), repeat_share=np.array([1.0, 0.5]))
    worth = Worth(problem, [0, 2])
    assert worth.total() == 7.0
    assert worth.gain(3) == 2.0
    assert worth.gain(3, [0]) == 4.0
    assert worth.loss([0, 2]) == 7.0
    assert Worth(problem, [0, 1]).gain(3) == -np.inf
    assert Worth(problem, [0, 1]).gain(3, [1]) == 2.0


def test_departures_of_many_legs_are_those_of_each() -> None:
    """The table agrees with the single leg, and arriving after the latest departure is in time."""
    problem = replace(
        random_problem(1), band_from_s=np.array([0.0, 1000, 2500]), band_share=np.array([[1, 0.5, 0.8]] * 2)
    )
    draw = np.random.default_rng(3)
    legs, arrive = draw.uniform(0, 2000, (30, 20)), draw.uniform(-500, 5000, 20)
    legs[0, 0] = np.inf
    table = departures_s(problem, 0, legs, arrive)
    each = [
        [departure_s(problem, 0, float(leg), float(at)) for leg, at in zip(row, arrive, strict=True)] for row in legs
    ]
    assert table == pytest.approx(np.array(each))
    back = arrivals_s(problem, 0, legs, table)
    assert np.allclose(back[np.isfinite(legs)], np.broadcast_to(arrive, legs.shape)[np.isfinite(legs)])


def test_many_dropped_visits_are_explained_quickly() -> None:
    """Five hundred visits on twenty units take less than a second of the processor."""
    rng = np.random.default_rng(1)
    problem = random_problem(5, visits=900, units=20)
    problem = replace(
        problem,
        unit_end_s=np.full(20, 28800.0),
        unit_start_s=np.zeros(20),
        visit_opens_s=rng.uniform(0, 20000, problem.visits).round(),
        visit_required=np.zeros(problem.visits, bool),
        visit_place=np.arange(problem.visits, dtype=np.int32) // 8,
        repeat_share=0.9 ** np.arange(8),
    )
    problem = replace(problem, visit_closes_s=problem.visit_opens_s + 7200)
    routes, taken = [], set(problem.unit_break.tolist())
    for unit in range(20):
        ways: tuple[int, ...] = ()
        if problem.unit_break[unit] >= 0:
            continue
        for v in np.argsort(problem.visit_opens_s).tolist():
            way = int(problem.way_start[v])
            if v in taken or not problem.visit_allowed[v, unit]:
                continue
            begins = begin_s(problem, unit, (*ways, way))[-1]
            if begins < 27000 and begins <= problem.visit_opens_s[v] + 1800 and len(ways) < 22:
                ways, taken = (*ways, way), taken | {v}
        routes.append(ways)
    problem = replace(problem, unit_break=np.full(20, -1, np.int32), visit_pinned=np.full(problem.visits, -1, np.int32))
    routes += [()] * (20 - len(routes))
    began = time.process_time()
    found = obstacles(problem, as_result(problem, routes))
    spent_s = time.process_time() - began
    assert len(found) >= 450
    assert spent_s < 1.0
