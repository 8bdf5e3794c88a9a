"""Plans that are nearly as good as the best: legal, near, unlike each other, and repeatable; what makes them so."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from routing_town import random_problem, rich_problem

from planner.domain.solving import Limits, Progress
from planner.routing.check import check
from planner.routing.problem import RoutingProblem
from planner.routing.reckoning.figures import begin_s
from planner.routing.reckoning.timing import due_s, wanted_begin_s
from planner.routing.variety.alternatives import MOST_ALIKE, drawn, near_best
from planner.routing.variety.narrowing import draw_parts, kept, narrowed, reopened, spare_s
from planner.routing.variety.predictability import alike_share, entropy_bits, visit_begins, visit_time_entropy_bits

QUICK = Limits(iterations=600, workers=1, seed=3)


def roomy(seed: int, visits: int = 14) -> RoutingProblem:
    """Give a problem with windows long enough to vary the times in."""
    problem = random_problem(seed, visits=visits, units=2)
    rests = problem.is_break()
    opens = np.where(rests, problem.visit_opens_s, 0.0)
    closes = np.where(rests, problem.visit_closes_s, 14000.0)
    ends = np.full(2, 15000.0)
    allowed = problem.visit_allowed | (~rests & (problem.visit_allowed.sum(axis=1) == 0))[:, None]
    return replace(
        problem,
        visit_opens_s=opens,
        visit_closes_s=closes,
        unit_end_s=ends,
        visit_allowed=allowed,
        repeat_share=np.ones(9),
    )


@pytest.mark.parametrize("seed", range(4))
def test_plans_are_legal_near_and_unlike(seed: int) -> None:
    """Each plan passes the checker, makes the required visits and nearly all the value, and differs from the others."""
    problem = roomy(seed)
    plans = near_best(problem, QUICK, 4, 0.1)
    assert len(plans) == 4
    for plan in plans:
        assert plan.status in {"optimal", "feasible"}
        assert check(problem, plan) == []
        assert plan.required_served >= plans[0].required_served
        assert plan.objective >= 0.9 * plans[0].objective - 1e-6
    begins = [visit_begins(problem, plan) for plan in plans]
    for row, one in enumerate(begins):
        assert all(alike_share(problem, one, other) <= MOST_ALIKE for other in begins[:row])
    assert visit_time_entropy_bits(problem, plans) > 1.0


@pytest.mark.parametrize("seed", range(6))
def test_plans_of_rich_problems_are_legal(seed: int) -> None:
    """Speeds by the hour, loads, pins, other ends of routes and repeats are kept in every plan."""
    problem = rich_problem(seed, visits=8)
    plans = near_best(problem, Limits(iterations=200, workers=1), 3, 0.2)
    assert plans[0].status in {"optimal", "feasible"}
    assert [violation for plan in plans for violation in check(problem, plan)] == []


def test_one_plan_is_the_solvers_own() -> None:
    """Without alternatives nothing is moved: every stay begins as early as it can."""
    problem = roomy(1)
    (plan,) = near_best(problem, QUICK, 1, 0.1)
    for unit, route in enumerate(plan.routes):
        assert route.begin_s == begin_s(problem, unit, route.ways)


def test_same_seed_same_plans() -> None:
    """With one worker and a limit on iterations all plans come again."""
    problem = roomy(2, visits=8)
    first, second = (near_best(problem, replace(QUICK, iterations=200), 3, 0.1) for _ in range(2))
    assert [plan.routes for plan in first] == [plan.routes for plan in second]


def test_stopping_keeps_what_was_made() -> None:
    """A stop during the first search gives one plan, marked; one later gives the plans that were whole by then."""
    problem = roomy(3, visits=8)
    (only,) = near_best(problem, QUICK, 5, 0.1, on_progress=lambda _: True)
    assert only.status == "cancelled"
    done: list[float] = []

    def listen(progress: Progress) -> bool:
        done.append(progress.done)
        return progress.done > 0.55

    plans = near_best(problem, replace(QUICK, iterations=5000), 5, 0.1, on_progress=listen)
    assert 1 <= len(plans) < 5
    assert all(plan.status != "cancelled" and check(problem, plan) == [] for plan in plans)
    assert done == sorted(done)


def test_a_problem_without_visits_has_one_plan() -> None:
    """There is nothing to vary."""
    assert len(near_best(random_problem(0, visits=1, units=2), replace(QUICK, iterations=20), 1, 0.1)) == 1
    idle = replace(roomy(0, visits=2), visit_allowed=np.zeros_like(roomy(0, visits=2).visit_allowed))
    if not idle.is_break().any():
        assert len(near_best(idle, replace(QUICK, iterations=20), 3, 0.1)) == 1


def test_the_draw_is_fair_and_follows_seed_and_date() -> None:
    """The same seed and date draw the same plan, and over many dates every plan has its turn."""
    assert [drawn(5, 1, day) for day in range(50)] == [drawn(5, 1, day) for day in range(50)]
    counts = np.bincount([drawn(5, 1, day) for day in range(5000)], minlength=5)
    assert counts.min() > 900
    assert [drawn(5, 1, day) for day in range(50)] != [drawn(5, 2, day) for day in range(50)]


def test_parts_of_windows_are_spread_over_the_plans() -> None:
    """Each visit lies in another equal part of its window in each plan."""
    parts = draw_parts(40, 5, 1)
    assert parts.shape == (5, 40)
    assert (np.sort((parts * 5).astype(int), axis=0) == np.arange(5)[:, None]).all()
    assert (draw_parts(40, 5, 2) != parts).any()


@pytest.mark.parametrize("seed", range(6))
def test_narrowed_windows_lie_in_the_windows_and_hold_the_stay(seed: int) -> None:
    """Nothing is allowed that was not, and a visit that a unit could make alone still fits into its window."""
    problem = rich_problem(seed, visits=8)
    narrow = narrowed(problem, draw_parts(problem.visits, 3, seed)[1], 0.25)
    assert (narrow.visit_opens_s >= problem.visit_opens_s).all()
    assert (narrow.visit_closes_s <= problem.visit_closes_s).all()
    length, whole = (p.visit_closes_s - p.visit_opens_s for p in (narrow, problem))
    assert length == pytest.approx(whole - 0.75 * spare_s(problem))
    fixed = problem.visit_pinned >= 0
    assert (length[fixed] == whole[fixed]).all()
    wide = reopened(narrow, problem, [(0,), *[()] * (problem.units - 1)])
    assert wide.visit_opens_s[0] == narrow.visit_opens_s[0]
    assert (wide.visit_opens_s[1:] == problem.visit_opens_s[1:]).all()


def test_routes_are_cut_down_to_what_fits() -> None:
    """What is kept of a route is legal in the narrowed windows, in the same order, with every pinned visit on it."""
    problem = roomy(5)
    (best,) = near_best(problem, QUICK, 1, 0.1)
    narrow = narrowed(problem, draw_parts(problem.visits, 3, 1)[2], 0.2)
    left = kept(narrow, [route.ways for route in best.routes])
    pinned = (problem.visit_pinned >= 0)[problem.way_visit()]
    for unit, (ways, route) in enumerate(zip(left, best.routes, strict=True)):
        assert list(ways) == [way for way in route.ways if way in ways]
        assert {way for way in route.ways if pinned[way]} <= set(ways)
        due = due_s(narrow, unit, ways)
        assert all(begin <= latest + 1e-6 for begin, latest in zip(begin_s(narrow, unit, ways), due, strict=False))
    assert 0 < sum(map(len, left)) < sum(len(route.ways) for route in best.routes)


def test_stays_begin_when_wanted_as_far_as_the_route_allows() -> None:
    """Early wishes give the earliest times, late ones the latest, and anything between is met when it can be."""
    problem = roomy(4)
    (best,) = near_best(problem, QUICK, 1, 0.1)
    ways = max((route.ways for route in best.routes), key=len)
    unit = [route.ways for route in best.routes].index(ways)
    visit = problem.way_visit()[list(ways)]
    assert wanted_begin_s(problem, unit, ways, np.full(problem.visits, -1e9)) == begin_s(problem, unit, ways)
    latest = wanted_begin_s(problem, unit, ways, np.full(problem.visits, 1e9))
    assert latest == pytest.approx(due_s(problem, unit, ways)[:-1])
    middle = np.zeros(problem.visits)
    middle[visit] = (np.array(begin_s(problem, unit, ways)) + np.array(latest)) / 2
    assert wanted_begin_s(problem, unit, ways, middle)[0] == pytest.approx(middle[visit[0]])


def test_entropy_of_known_samples() -> None:
    """One time tells all; n equally frequent ones are log2 n bits."""
    assert entropy_bits([3, 3, 3]) == 0.0
    assert entropy_bits([1, 2, 3, 4]) == 2.0
    assert entropy_bits([1, 1, 2]) == pytest.approx(math.log2(3) - 2 / 3)
    assert entropy_bits([]) == 0.0


def test_entropy_is_the_mean_of_the_places() -> None:
    """Visits of one place count together once, times in the same quarter are one, and unmade visits count nothing."""
    problem = replace(
        random_problem(0, visits=3, units=1), visit_opens_s=np.zeros(random_problem(0, visits=3, units=1).visits)
    )
    problem = replace(problem, visit_place=np.array([0, 0, 1, 9][: problem.visits], np.int32))
    (base,) = near_best(problem, replace(QUICK, iterations=5), 1, 0.1)

    def plan(*begins: tuple[int, float]):
        ways = tuple(int(problem.way_start[v]) for v, _ in begins)
        return replace(base, routes=(replace(base.routes[0], ways=ways, begin_s=tuple(b for _, b in begins)),))

    plans = [plan((0, 10.0), (1, 0.0), (2, 0.0)), plan((0, 890.0), (1, 900.0))]
    assert visit_time_entropy_bits(problem, plans) == pytest.approx(((0 + 1) / 2 + 0) / 2)
    assert visit_time_entropy_bits(problem, plans, {0}) == pytest.approx(0.5)
    assert visit_time_entropy_bits(problem, plans, {5}) is None
    assert alike_share(problem, *(visit_begins(problem, one) for one in plans)) == pytest.approx(1 / 3)
