"""The search: against brute force, against random rosters, repeatable, stoppable."""

from __future__ import annotations

import itertools
import random
import threading
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain.solving import Limits
from planner.rosters.check import check
from planner.rosters.problem import RosterResult
from planner.rosters.score import cost, layers_of
from planner.rosters.solve import solve

QUICK = Limits(iterations=2000, workers=1)


def result_of(problem, works):
    layers = layers_of(problem, works)
    objective = cost(problem, layers)
    return RosterResult(
        works=tuple(sorted(works)), status="feasible", objective=objective, bound=0, layers=layers, seconds=0.0
    )


def legal(problem, works):
    return not check(problem, result_of(problem, works))


def brute_force(problem):
    """Try every roster."""
    pairs = [(o, s) for o in range(len(problem.officers)) for s in range(len(problem.shifts))]
    rosters = itertools.chain.from_iterable(itertools.combinations(pairs, k) for k in range(len(pairs) + 1))
    return min(cost(problem, layers_of(problem, works)) for works in rosters if legal(problem, works))


@pytest.mark.parametrize("crew_size", [1, 2])
def test_agrees_with_brute_force(problem_of, crew_size):
    """On a roster of two officers and five shifts the solver must reach the best of all 1,024 rosters and prove it."""
    problem = problem_of(
        [(6, 14), (14, 22), (22, 30), (30, 38), (38, 46)],
        needs=[(6, 14, 1, 2), (14, 30, 1, 1), (30, 38, 1, 2), (38, 46, 2, 2)],
        officers=[{}, {"leave": ((0, 20 * 3600),), "contract_s": 30 * 3600}],
        crew_size=crew_size,
        rest_h=9,
    )
    result = solve(problem, QUICK)
    assert result.status == "optimal"
    assert check(problem, result) == []
    assert result.objective == result.bound == brute_force(problem)


@st.composite
def small_problems(draw, problem_of):
    hours = st.integers(0, 5).map(lambda step: step * 4)
    shifts = []
    for day in range(draw(st.integers(1, 4))):
        for start in draw(st.lists(hours, min_size=1, max_size=3)):
            length = draw(st.sampled_from((4, 8, 12)))
            shifts.append({"span": (24 * day + start, 24 * day + start + length), "duty": draw(st.integers(0, 1))})
    needs = []
    for start in range(0, 96, 4):
        minimum = draw(st.integers(0, 2))
        if draw(st.booleans()) and minimum:
            needs.append((start, start + 4, minimum, minimum + draw(st.integers(0, 1))))
    people = [
        {
            "duties": frozenset(draw(st.sets(st.integers(0, 1), min_size=1))),
            "leave": ((24 * 3600, 48 * 3600),) if draw(st.booleans()) else (),
            "week_s": draw(st.sampled_from((16, 24, 40))) * 3600,
            "peers": draw(st.integers(0, 1)),
        }
        for _ in range(draw(st.integers(1, 4)))
    ]
    rules = {"crew_size": draw(st.integers(1, 2)), "longest_run_days": draw(st.integers(1, 3)), "most_nights_in_row": 1}
    return problem_of(shifts, needs=needs, officers=people, **rules)


@given(data=st.data(), seed=st.integers(0, 1000))
@settings(max_examples=15, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_small_rosters_are_legal_and_hard_to_beat(problem_of, data, seed):
    """Any roster must pass the check, keep its bound, and never be worse than random legal rosters."""
    problem = data.draw(small_problems(problem_of))
    result = solve(problem, QUICK)
    assert result.status == "optimal"
    assert check(problem, result) == []
    assert result.bound <= result.objective == cost(problem, layers_of(problem, result.works))
    dice = random.Random(seed)
    pairs = [(o, s) for o in range(len(problem.officers)) for s in range(len(problem.shifts))]
    for _ in range(20):
        works = []
        for pair in dice.sample(pairs, len(pairs)):
            if dice.random() < 0.7 and legal(replace(problem, duties=_no_crews(problem)), [*works, pair]):
                works.append(pair)
        if legal(problem, works):
            assert cost(problem, layers_of(problem, works)) >= result.objective


def _no_crews(problem):
    return tuple(replace(duty, crew_size=1) for duty in problem.duties)


def tidal_week(problem_of, officers=12):
    """Give a week with three staggered shifts a day."""
    spans = [(24 * d + start, 24 * d + start + 8) for d in range(7) for start in (6, 14, 22)]
    needs = [(24 * d + start, 24 * d + start + 8, 2, 3) for d in range(7) for start in (6, 14, 22)]
    return problem_of(spans, needs=needs, officers=officers)


def test_same_seed_same_roster(problem_of):
    """With one worker and a limit on iterations the same seed must give the same roster."""
    problem = tidal_week(problem_of)
    first, second = (solve(problem, Limits(iterations=40, workers=1, seed=7)) for _ in range(2))
    assert first.works == second.works
    assert first.objective == second.objective
    assert first.bound == second.bound


def test_week_of_twelve_is_covered_fairly(problem_of):
    """Twelve officers with 44 h must cover 63 shifts of eight hours but three, with hours as even as shifts allow."""
    problem = tidal_week(problem_of)
    result = solve(problem, Limits(iterations=300, workers=1))
    assert result.status in {"optimal", "feasible"}
    assert check(problem, result) == []
    short, under, hours, _ = result.layers
    assert (short, under, hours) == (0, 24, 60 * 8)


def test_cancel_keeps_the_best_so_far(problem_of):
    """When progress asks to stop, the roster found so far must come back, legal and marked."""
    problem = tidal_week(problem_of, officers=40)
    asked = []

    def stop(progress):
        asked.append(progress)
        return len(asked) > 1

    result = solve(problem, Limits(time_s=60), on_progress=stop)
    assert result.status == "cancelled"
    assert check(problem, result) == []
    assert {progress.stage for progress in asked} == {"roster"}
    assert all(progress.bound <= progress.incumbent for progress in asked)


def test_cancel_at_once_hands_over_the_empty_roster(problem_of):
    """Stopped before it begins, the search must hand over nobody on duty and claim nothing."""
    result = solve(tidal_week(problem_of), Limits(), on_progress=lambda _: True)
    assert (result.status, result.works, result.bound) == ("cancelled", (), 0)


def test_progress_errors_reach_the_caller(problem_of):
    """An exception in the progress function must reach the caller, with no solver thread left behind."""
    asked = []

    def fail(progress):
        asked.append(progress)
        if len(asked) > 1:
            raise KeyError(progress.stage)
        return False

    before = threading.active_count()
    with pytest.raises(KeyError, match="roster"):
        solve(tidal_week(problem_of, officers=60), Limits(time_s=60), on_progress=fail)
    assert threading.active_count() == before


def test_no_time_still_gives_a_legal_roster(problem_of):
    """Without any time the roster must be legal and its bound honest."""
    problem = tidal_week(problem_of)
    result = solve(problem, Limits(time_s=0))
    assert result.status == "feasible"
    assert check(problem, result) == []


@pytest.mark.parametrize(("shifts", "officers"), [([], 2), ([(8, 16)], []), ([], [])])
def test_nothing_to_roster(problem_of, shifts, officers):
    """Without shifts or officers the roster must be empty, proven, and short of all that is needed."""
    problem = problem_of(shifts, needs=[(8, 16, 1, 2)], officers=officers)
    result = solve(problem, QUICK)
    assert (result.status, result.works) == ("optimal", ())
    assert result.layers[:2] == (8, 16)
    assert check(problem, result) == []
