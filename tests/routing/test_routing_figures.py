"""The solver's figures of routes: value with repeats, travel by the hour, even work, and which plan is best."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from routing_town import rich_problem

from planner.routing.problem import RoutingProblem
from planner.routing.reckoning.figures import begin_s, best_plan, in_time, score, spread, travel_s, value
from planner.routing.warm import smallest


def one_place(values: list[float], shares: list[float]) -> RoutingProblem:
    """Make a problem with these optional visits to one place."""
    count = len(values)
    return replace(
        smallest(),
        travel_s=60.0 * (1.0 - np.eye(count + 1))[None],
        unit_start_node=np.full(1, count, np.int32),
        unit_end_node=np.full(1, count, np.int32),
        visit_opens_s=np.zeros(count),
        visit_closes_s=np.full(count, 3600.0),
        visit_value=np.array(values),
        visit_required=np.zeros(count, bool),
        visit_place=np.zeros(count, np.int32),
        visit_allowed=np.ones((count, 1), bool),
        visit_pinned=np.full(count, -1, np.int32),
        visit_load=np.zeros(count),
        way_start=np.arange(count + 1, dtype=np.int32),
        way_entry=np.arange(count, dtype=np.int32),
        way_exit=np.arange(count, dtype=np.int32),
        way_service_s=np.full((1, count), 300.0),
        repeat_share=np.array(shares),
    )


@pytest.mark.parametrize(
    ("made", "worth"),
    [([], 0.0), ([0], 2.0), ([0, 1], 5.0 + 0.5 * 2.0), ([2, 0, 1], 5.0 + 0.5 * 3.0 + 0.1 * 2.0), ([0, 2], 4.0)],
)
def test_repeats_are_worth_less(made: list[int], worth: float) -> None:
    """The most valuable visit to a place counts in full, in whatever order they are made."""
    problem = one_place([2.0, 5.0, 3.0], [1.0, 0.5, 0.1])
    assert value(problem, made) == pytest.approx(worth)
    assert score(problem, [tuple(made)])[1] == pytest.approx(worth)


def test_visits_beyond_the_last_share_count_nothing() -> None:
    """With two shares the least valuable of three visits is worth nothing."""
    assert value(one_place([2.0, 5.0, 3.0], [1.0, 1.0]), [0, 1, 2]) == 8.0


def test_required_visits_count_no_value_and_take_no_rank() -> None:
    """A required visit to the same place leaves the optional one its full value."""
    problem = replace(one_place([9.0, 5.0], [1.0, 0.5]), visit_required=np.array([True, False]))
    assert score(problem, [(0, 1)])[:2] == (1, 5.0)


def test_travel_depends_on_the_hour() -> None:
    """A leg over the border of two bands is slowed on its part in the second."""
    problem = replace(smallest(), band_from_s=np.array([0.0, 30.0]), band_share=np.array([[1.0, 0.5]]))
    assert begin_s(problem, 0, (0,)) == (90.0,)
    assert travel_s(problem, 0, (0,)) == pytest.approx(90.0 + 120.0)
    assert travel_s(smallest(), 0, (0,)) == 120.0


def test_a_route_ends_at_its_end() -> None:
    """Travel counts to the end node, from the start node when nothing is done."""
    problem = replace(smallest(), unit_end_node=np.zeros(1, np.int32))
    assert travel_s(problem, 0, (0,)) == 60.0
    assert travel_s(problem, 0, ()) == 60.0
    assert not in_time(replace(problem, unit_end_s=np.array([59.0])), 0, ())


def test_spread_is_within_teams() -> None:
    """Two units of one team differ by their shares of work; of two teams, not at all."""
    problem = rich_problem(1, visits=4)
    routes = [(), ()]
    one = replace(problem, unit_team=np.zeros(2, np.int32))
    gone = [travel_s(problem, u, ()) / (problem.unit_end_s[u] - problem.unit_start_s[u]) for u in range(2)]
    assert spread(one, routes) == pytest.approx(abs(gone[0] - gone[1]))
    assert spread(replace(problem, unit_team=np.arange(2, dtype=np.int32)), routes) == 0.0


def test_the_best_plan_gives_up_only_what_it_may() -> None:
    """A more even plan is best while its value is near the most, and only breaks ties when none may be given up."""
    problem = replace(
        one_place([10.0, 9.8], [1.0, 1.0]),
        unit_class=np.zeros(2, np.int32),
        unit_start_node=np.full(2, 2, np.int32),
        unit_end_node=np.full(2, 2, np.int32),
        unit_start_s=np.zeros(2),
        unit_end_s=np.full(2, 3600.0),
        unit_break=np.full(2, -1, np.int32),
        unit_team=np.zeros(2, np.int32),
        unit_most_load=np.full(2, np.inf),
        visit_allowed=np.ones((2, 2), bool),
    )
    together, shared, one = [(0, 1), ()], [(0,), (1,)], [(1,), ()]
    assert best_plan(problem, [one, shared, together]) == together
    assert best_plan(replace(problem, even_share=0.01), [one, together, shared]) == shared
    nothing = [(), ()]
    assert best_plan(replace(problem, even_share=0.5), [nothing, together, shared]) == shared
    longer = [(1, 0), ()]
    assert best_plan(replace(problem, travel_s=problem.travel_s * 0), [together, longer, shared]) == shared
