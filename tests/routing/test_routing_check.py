"""The checker catches every rule broken by hand, and passes what keeps them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from routing_town import random_problem

from planner.domain.solving import Limits
from planner.i18n.violations import violation_text
from planner.routing.bounds.upper import bound
from planner.routing.check import check
from planner.routing.problem import RoutingProblem, RoutingResult, UnitRoute
from planner.routing.reckoning.figures import begin_s, score, spread
from planner.routing.solve import solve


def two_cars() -> RoutingProblem:
    """Two cars with a break each and three visits, the second of which has two ways, all a minute apart."""
    return RoutingProblem(
        travel_s=60.0 * (1.0 - np.eye(5))[None],
        unit_class=np.zeros(2, np.int32),
        band_from_s=np.zeros(1),
        band_share=np.ones((1, 1)),
        unit_start_node=np.full(2, 4, np.int32),
        unit_end_node=np.full(2, 4, np.int32),
        unit_start_s=np.zeros(2),
        unit_end_s=np.full(2, 7200.0),
        unit_break=np.array([3, 4], np.int32),
        unit_team=np.zeros(2, np.int32),
        unit_most_load=np.full(2, np.inf),
        visit_opens_s=np.array([0.0, 0.0, 0.0, 3000.0, 4800.0]),
        visit_closes_s=np.array([7200.0, 7200.0, 7200.0, 4800.0, 6600.0]),
        visit_value=np.array([0.0, 5.0, 3.0, 0.0, 0.0]),
        visit_required=np.array([True, False, False, False, False]),
        visit_place=np.array([0, 1, 1, 2, 2], np.int32),
        visit_allowed=np.array([[True, True], [True, False], [True, True], [True, False], [False, True]]),
        visit_pinned=np.array([-1, -1, -1, 0, 1], np.int32),
        visit_load=np.zeros(5),
        way_start=np.array([0, 1, 3, 4, 5, 6], np.int32),
        way_entry=np.array([0, 1, 2, 3, 4, 4], np.int32),
        way_exit=np.array([0, 2, 1, 3, 4, 4], np.int32),
        way_service_s=np.array([[600.0, 600.0, 600.0, 600.0, 1800.0, 1800.0]]),
        repeat_share=np.ones(2),
        relief=((0, 1),),
    )


def stated(problem: RoutingProblem, *routes: tuple[int, ...]) -> RoutingResult:
    """State routes with the figures that belong to them."""
    required, value, saved = score(problem, routes)
    return RoutingResult(
        status="feasible",
        required_served=required,
        required_total=int(problem.visit_required.sum()),
        objective=value,
        bound=bound(problem, required),
        travel_s=-saved,
        spread=spread(problem, routes),
        seconds=0.0,
        routes=tuple(UnitRoute(ways=ways, begin_s=begin_s(problem, u, ways)) for u, ways in enumerate(routes)),
    )


def codes(problem: RoutingProblem, result: RoutingResult) -> set[str]:
    found = check(problem, result)
    assert all(violation_text(violation, "en") for violation in found)
    return {violation.code for violation in found}


def test_a_legal_plan_passes() -> None:
    """Nothing is found in a plan that keeps every rule."""
    problem = two_cars()
    assert codes(problem, stated(problem, (0, 1, 4), (3, 5))) == set()


@pytest.mark.parametrize(
    ("routes", "code"),
    [
        (((0, 1), (3, 5)), "meal_missing"),
        (((0, 1, 2, 4), (3, 5)), "visit_twice"),
        (((0, 4), (0, 5)), "visit_twice"),
        (((0, 4), (1, 5)), "visit_without_right"),
        (((4, 0), (3, 5, 99)), "route_malformed"),
    ],
)
def test_broken_routes_are_caught(routes: tuple[tuple[int, ...], ...], code: str) -> None:
    """A missing break, a visit made twice or by both ways, a lacking right and an unknown visit are found."""
    problem = two_cars()
    good = stated(problem, (0, 1, 4), (3, 5))
    begins = [
        tuple(float(k) for k in range(len(ways))) if 99 in ways else begin_s(problem, unit, ways)
        for unit, ways in enumerate(routes)
    ]
    broken = tuple(UnitRoute(ways=ways, begin_s=begin) for ways, begin in zip(routes, begins, strict=True))
    assert code in codes(problem, replace(good, routes=broken))


def test_a_route_too_few_is_caught() -> None:
    """Every unit has its route."""
    problem = two_cars()
    good = stated(problem, (0, 1, 4), (3, 5))
    assert codes(problem, replace(good, routes=good.routes[:1])) == {"routes_missing"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"visit_closes_s": np.array([500.0, 7200, 7200, 4800, 6600])}, "visit_outside_window"),
        ({"visit_opens_s": np.array([900.0, 0, 0, 3000, 4800])}, "visit_outside_window"),
        ({"way_service_s": np.array([[1200.0, 600, 600, 600, 1800, 1800]])}, "travel_too_quick"),
        ({"travel_s": 600.0 * (1.0 - np.eye(5))[None]}, "travel_too_quick"),
        ({"travel_s": np.where(np.eye(5) == 1, 0.0, np.inf)[None]}, "travel_too_quick"),
        ({"unit_end_s": np.array([7200.0, 6500.0])}, "back_after_shift"),
        ({"unit_start_s": np.array([300.0, 0.0])}, "travel_too_quick"),
        ({"repeat_share": np.ones(1)}, "place_over_ceiling"),
        ({"repeat_share": np.array([1.0, 0.5])}, "figure_wrong"),
        ({"visit_value": np.array([0.0, 5, 4, 0, 0])}, "figure_wrong"),
        ({"unit_team": np.array([0, 1])}, "figure_wrong"),
        ({"unit_end_s": np.array([7200.0, 7100.0])}, "figure_wrong"),
        ({"band_share": np.full((1, 1), 0.5)}, "travel_too_quick"),
        ({"band_from_s": np.array([0.0, 630.0]), "band_share": np.array([[1.0, 0.9]])}, "travel_too_quick"),
        ({"unit_start_node": np.array([0, 4])}, "figure_wrong"),
        ({"unit_end_node": np.array([0, 0])}, "figure_wrong"),
        ({"unit_end_node": np.array([0, 0]), "unit_end_s": np.array([4859.0, 7200.0])}, "back_after_shift"),
        ({"visit_load": np.array([2.0, 2, 0, 0, 0]), "unit_most_load": np.array([3.9, 9])}, "load_over_most"),
        ({"visit_pinned": np.array([1, -1, -1, 0, 1])}, "pinned_missing"),
        ({"visit_closes_s": np.array([7200.0, 7200, 7200, 4000, 6600])}, "visit_outside_window"),
    ],
)
def test_a_changed_world_is_caught(change: dict[str, object], code: str) -> None:
    """The same routes break the rule when windows, stays, travel, shifts or the ceiling are other than they were."""
    problem = two_cars()
    result = stated(problem, (0, 1, 4), (3, 5))
    assert code in codes(replace(problem, **change), result)


def test_what_still_keeps_the_rules_passes() -> None:
    """Loads up to the most, pins that are kept, bands of full speed and ends that are reached are no faults."""
    problem = two_cars()
    result = stated(problem, (0, 1, 4), (3, 5))
    kept = replace(
        problem,
        visit_load=np.array([2.0, 2, 0, 0, 0]),
        unit_most_load=np.array([4.0, 0.0]),
        visit_pinned=np.array([0, 0, 1, 0, 1]),
        band_from_s=np.array([0.0, 630.0]),
        band_share=np.ones((1, 2)),
    )
    assert codes(kept, result) == set()


def test_travel_by_the_hour_is_held() -> None:
    """Times and figures made with bands pass, and fail when each leg takes its time at full speed or at one speed."""
    problem = replace(two_cars(), band_from_s=np.array([0.0, 30.0, 700.0]), band_share=np.array([[1.0, 0.5, 0.8]]))
    slowed = stated(problem, (0, 1, 4), (3, 5))
    assert slowed.routes[0].begin_s[0] == 90.0
    assert codes(problem, slowed) == set()
    assert "travel_too_quick" in codes(problem, stated(two_cars(), (0, 1, 4), (3, 5)))
    assert "figure_wrong" in codes(two_cars(), slowed)


def test_all_on_break_at_once_is_caught() -> None:
    """Two cars of a force that rest at the same time are found, and two that rest in turn are not."""
    problem = replace(two_cars(), visit_opens_s=np.array([0.0, 0, 0, 3000, 3000]))
    assert "all_at_meal" in codes(problem, stated(problem, (4,), (5,)))
    assert "all_at_meal" not in codes(two_cars(), stated(two_cars(), (4,), (5,)))
    alone = replace(problem, unit_end_s=np.array([7200.0, 2900.0]))
    assert "all_at_meal" not in codes(alone, stated(problem, (4,), ()))


@pytest.mark.parametrize("figure", ["required_served", "required_total", "objective", "travel_s", "spread"])
def test_a_wrong_figure_is_caught(figure: str) -> None:
    """Each figure is recomputed."""
    problem = two_cars()
    good = stated(problem, (0, 1, 4), (3, 5))
    wrong = replace(good, **{figure: getattr(good, figure) + 1}, bound=1e9)
    assert codes(problem, wrong) == {"figure_wrong"}


def test_a_value_above_its_bound_is_caught() -> None:
    """A bound below the value is no bound."""
    problem = two_cars()
    assert codes(problem, replace(stated(problem, (0, 1, 4), (3, 5)), bound=1.0)) == {"value_over_bound"}


def test_the_solver_keeps_the_rules_of_the_two_cars() -> None:
    """The solver's own answer passes and makes everything."""
    problem = two_cars()
    result = solve(problem, Limits(iterations=200, workers=1))
    assert result.status in {"optimal", "feasible"}
    assert codes(problem, result) == set()
    assert (result.required_served, result.objective) == (1, 8.0)


@pytest.mark.parametrize("seed", range(8))
def test_stolen_visits_are_caught(seed: int) -> None:
    """Moving one unit's stays to the other never passes unless it is legal to travel and stay so."""
    problem = random_problem(seed, visits=6)
    result = solve(problem, Limits(iterations=100, workers=1))
    assert result.status in {"optimal", "feasible"}
    assert check(problem, result) == []
    doubled = UnitRoute(ways=result.routes[0].ways * 2, begin_s=result.routes[0].begin_s * 2)
    if result.routes[0].ways:
        assert "visit_twice" in codes(problem, replace(result, routes=(doubled, *result.routes[1:])))
