"""The check: it must find every rule that is broken by hand, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.i18n.violations import VIOLATIONS, violation_text
from planner.rosters.check import check
from planner.rosters.problem import RosterResult
from planner.rosters.score import cost, layers_of

HOUR_S = 3600
DAYS = [(24 * day + 8, 24 * day + 16) for day in range(8)]
NIGHTS = [(24 * day + 22, 24 * day + 30) for day in range(8)]


def result_of(problem, works, **changes):
    layers = layers_of(problem, works)
    told = {"status": "feasible", "objective": cost(problem, layers), "bound": 0, "layers": layers, "seconds": 0.0}
    return RosterResult(works=tuple(works), **(told | changes))


def codes(problem, works, **changes):
    found = check(problem, result_of(problem, works, **changes))
    for violation in found:
        assert "{" not in violation_text(violation, "en")
    return [violation.code for violation in found]


def broken(problem_of):
    """Give for each code a problem and a roster that breaks just that rule."""
    lonely = [{"duties": frozenset({1}), "contract_s": 0}]
    away = [{"leave": ((30 * HOUR_S, 54 * HOUR_S),)}]
    tight = [{"week_s": 16 * HOUR_S}]
    total = [{"total_s": 16 * HOUR_S}]
    return {
        "roster_duty_not_allowed": (problem_of([(8, 16)], officers=lonely), [(0, 0)]),
        "roster_skill_missing": (problem_of([(8, 16)], duty_skills=("drone",)), [(0, 0)]),
        "roster_on_leave": (problem_of([(23, 31)], officers=away), [(0, 0)]),
        "roster_two_at_once": (problem_of([(8, 16), (15, 20)], rest_h=0), [(0, 0), (0, 1)]),
        "rest_too_short": (problem_of([(8, 16), (26, 34)]), [(0, 0), (0, 1)]),
        "roster_week_too_long": (problem_of(DAYS, officers=tight), [(0, 0), (0, 1), (0, 2)]),
        "roster_hours_too_long": (problem_of(DAYS, officers=total), [(0, 0), (0, 1), (0, 2)]),
        "roster_run_too_long": (problem_of(DAYS, longest_run_days=2), [(0, 1), (0, 2), (0, 3)]),
        "roster_nights_in_row": (problem_of(NIGHTS, most_nights_in_row=2), [(0, 0), (0, 1), (0, 2)]),
        "roster_crew_too_small": (problem_of([(8, 16)], officers=2, crew_size=2), [(1, 0)]),
        "roster_work_twice": (problem_of([(8, 16)]), [(0, 0), (0, 0)]),
    }


BROKEN = (
    "roster_duty_not_allowed",
    "roster_skill_missing",
    "roster_on_leave",
    "roster_two_at_once",
    "rest_too_short",
    "roster_week_too_long",
    "roster_hours_too_long",
    "roster_run_too_long",
    "roster_nights_in_row",
    "roster_crew_too_small",
    "roster_work_twice",
)


@pytest.mark.parametrize("code", BROKEN)
def test_finds_a_broken_rule(problem_of, code):
    """A rule broken by hand must be found, and no other."""
    assert codes(*broken(problem_of)[code]) == [code]


@pytest.mark.parametrize("code", BROKEN)
def test_is_silent_when_the_rule_is_kept(problem_of, code):
    """One shift less, or a second officer, must mend it: the check must then be silent."""
    problem, works = broken(problem_of)[code]
    mended = [(0, 0), (1, 0)] if code == "roster_crew_too_small" else works[1:]
    assert codes(problem, mended) == []


@pytest.mark.parametrize(("works"), [[(5, 0)], [(0, 9)], [(-1, 0)]])
def test_finds_unknown_work(problem_of, works):
    """An officer or a shift that does not exist must be found before anything is counted."""
    problem = problem_of([(8, 16)])
    assert [v.code for v in check(problem, replace(result_of(problem, []), works=tuple(works)))] == [
        "roster_unknown_work"
    ]


def test_finds_wrong_figures(problem_of):
    """Layers, objective and bound that are not what counting gives must be found."""
    problem = problem_of([(8, 16)], needs=[(8, 16, 1, 2)], officers=2)
    layers = layers_of(problem, [(0, 0)])
    assert layers == (0, 8, 8, 19)
    objective = cost(problem, layers)
    assert codes(problem, [(0, 0)], layers=(0, 8, 8, 18)) == ["roster_layer_wrong"]
    assert codes(problem, [(0, 0)], objective=objective - 1) == ["roster_objective_wrong"]
    assert codes(problem, [(0, 0)], bound=objective + 1) == ["roster_bound_wrong"]
    assert codes(problem, [(0, 0)], status="optimal", bound=objective - 1) == ["roster_bound_wrong"]
    assert codes(problem, [(0, 0)], status="optimal", bound=objective) == []


def test_every_code_has_its_sentence():
    """Every code that the check can give must have a sentence."""
    more = {"roster_unknown_work", "roster_layer_wrong", "roster_objective_wrong", "roster_bound_wrong"}
    assert {*BROKEN, *more} <= VIOLATIONS.keys()


def test_large_figures_are_counted_exactly(problem_of):
    """An objective beyond the whole numbers of a float must be counted to the last unit."""
    problem = replace(
        problem_of([(8, 16)], needs=[(8, 16, 1, 2)], officers=2), weights=(3 * 10**19 + 1, 10**17 + 1, 10, 1)
    )
    assert codes(problem, [(0, 0)]) == []
    assert codes(problem, [(0, 0)], objective=cost(problem, (0, 8, 8, 19)) + 1) == ["roster_objective_wrong"]
