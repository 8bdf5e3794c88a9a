"""The bound against brute force, and against worlds in which less or more can be done."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from routing_brute import every_plan
from routing_town import random_problem, rich_problem

from planner.routing.bounds.needs import crews
from planner.routing.bounds.reach import reach
from planner.routing.bounds.upper import bound, most_required
from planner.routing.problem import RoutingProblem
from planner.routing.reckoning.figures import score
from planner.routing.warm import smallest


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("make", [random_problem, rich_problem])
def test_no_plan_is_above_the_bound(make, seed: int) -> None:
    """Among plans with any number of required visits none is worth more than its bound, nor makes more of them."""
    problem = make(seed, visits=4)
    scores = {score(problem, plan)[:2] for plan in every_plan(problem)}
    assert most_required(problem) >= max(required for required, _ in scores)
    for least in range(max(required for required, _ in scores) + 1):
        assert bound(problem, least) >= max(worth for required, worth in scores if required >= least) - 1e-9


def test_the_bound_is_often_reached() -> None:
    """For half of tiny problems the bound is the value of the best plan, so that it can be told to be optimal."""
    reached = 0
    for seed in range(20):
        problem = rich_problem(seed, visits=4)
        required, worth, _ = max(score(problem, plan) for plan in every_plan(problem))
        reached += bound(problem, required) <= worth + 1e-6
    assert reached >= 10


def without_break() -> RoutingProblem:
    """Draw a problem with fourteen visits and no break."""
    drawn = (random_problem(seed, visits=14) for seed in range(50))
    return next(problem for problem in drawn if problem.visits == 14)


def ample(problem: RoutingProblem, **changes: object) -> RoutingProblem:
    """Open all windows for a long day of all units, and change what the test changes."""
    free = replace(
        problem,
        visit_opens_s=np.zeros(problem.visits),
        visit_closes_s=np.full(problem.visits, 1e5),
        unit_end_s=np.full(problem.units, 1e5),
        visit_allowed=problem.visit_allowed | (problem.visit_pinned < 0)[:, None],
        repeat_share=np.ones(20),
    )
    return replace(free, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"unit_end_s": np.array([2500.0, 2500.0])},
        {"repeat_share": np.ones(2)},
        {"repeat_share": 0.5 ** np.arange(20)},
        {"unit_most_load": np.full(2, 4.0), "visit_load": np.ones(14)},
        {"visit_closes_s": np.full(14, 2500.0)},
        {"visit_allowed": np.zeros((14, 2), bool)},
    ],
)
def test_bound_falls_with_what_can_be_done(changes: dict[str, object]) -> None:
    """Short shifts, ceilings, repeats worth less, loads, short windows and lacking rights each bring the bound down."""
    problem = without_break()
    everything = ample(problem)
    assert bound(everything, 0) == pytest.approx(everything.visit_value[~everything.visit_required].sum())
    assert bound(ample(problem, **changes), 0) < bound(everything, 0) - 0.5


def test_bound_falls_with_required_visits() -> None:
    """Time that required visits take is not there for optional ones."""
    problem = ample(without_break())
    short = replace(problem, unit_end_s=np.full(2, 3000.0))
    assert bound(short, most_required(short)) < bound(short, 0)


def test_a_slow_hour_counts_for_reach_and_bound() -> None:
    """A visit that can be reached in time at full speed only is not reached in a slow hour."""
    problem = replace(smallest(), visit_closes_s=np.full(2, 400.0), visit_opens_s=np.zeros(2))
    slow = replace(problem, band_share=np.full((1, 1), 0.5))
    assert (most_required(problem), bound(problem, 0)) == (1, 1.0)
    assert (most_required(slow), bound(slow, 0)) == (0, 0.0)
    assert not reach(slow).in_time.any()


def test_others_do_not_reach_what_is_pinned() -> None:
    """Only the unit to which a visit is pinned can make it, and none whose load it is above."""
    problem = random_problem(3, visits=5)
    free = replace(problem, visit_pinned=np.where(problem.is_break(), problem.visit_pinned, 1))
    assert not reach(free).servable(free)[~problem.is_break(), 0].any()
    heavy = replace(problem, visit_load=np.full(problem.visits, 2.0), unit_most_load=np.array([1.0, 2.0]))
    assert not reach(heavy).servable(heavy)[:, 0].any()
    assert reach(heavy).servable(heavy)[:, 1].any()


def test_units_that_are_many_are_put_together() -> None:
    """Put together by class, the bound still holds and is no tighter."""
    problem = rich_problem(2, visits=8, units=6)
    alone = crews(problem, reach(problem).servable(problem))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("planner.routing.bounds.needs.MOST_CELLS", 0)
        together = crews(problem, reach(problem).servable(problem))
        wide = bound(problem, 0)
    assert len(together) == 2 < len(alone)
    assert wide >= bound(problem, 0) - 1e-9
