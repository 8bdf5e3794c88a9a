"""Every rule alone, in a tiny model that it leaves feasible and in one that it makes infeasible."""

from __future__ import annotations

import pytest
from ortools.sat.python import cp_model

from planner.rosters import rules
from planner.rosters.rules import RULES, works_of

HOUR_S = 3600
DAYS = [(24 * day + 8, 24 * day + 16) for day in range(8)]
NIGHTS = [(24 * day + 22, 24 * day + 30) for day in range(8)]


def status_of(problem, rule, chosen):
    """Solve a model that holds one rule alone while the chosen pairs of officer and shift must be worked."""
    model = cp_model.CpModel()
    works = works_of(model, problem)
    rule(model, problem, works)
    for pair, variable in works.of.items():
        model.add(variable == (pair in chosen))
    return cp_model.CpSolver().solve(model)


def alone(*shifts):
    """Give the first officer these shifts."""
    return {(0, shift) for shift in shifts}


def cases(problem_of):
    """Give for each rule a problem, a roster that it allows and one that it forbids."""
    lonely = [{"duties": frozenset({1})}, {}]
    away = [{"leave": ((30 * HOUR_S, 54 * HOUR_S),)}]
    short_week = [{"week_s": 16 * HOUR_S, "total_s": 16 * HOUR_S}]
    return {
        "allowed_duties_only": (problem_of([(8, 16)], officers=lonely), {(1, 0)}, {(0, 0)}),
        "skills_needed": (
            problem_of([(8, 16)], officers=[{}, {"skills": frozenset({"drone"})}], duty_skills=("drone",)),
            {(1, 0)},
            {(0, 0)},
        ),
        "nobody_on_leave": (problem_of([(8, 16), (23, 31), (54, 62)], officers=away), alone(0, 2), alone(1)),
        "rest_between_shifts": (problem_of([(8, 16), (26, 34), (27, 35)]), alone(0, 2), alone(0, 1)),
        "weekly_hours": (problem_of(DAYS[:3], officers=short_week), alone(0, 1), alone(0, 1, 2)),
        "longest_run_of_days": (
            problem_of(DAYS, longest_run_days=3),
            alone(0, 1, 2, 4, 5, 6),
            alone(1, 2, 3, 4),
        ),
        "nights_in_row": (problem_of(NIGHTS, most_nights_in_row=2), alone(0, 1, 3, 4), alone(3, 4, 5)),
        "crew_together": (problem_of([(8, 16)], officers=3, crew_size=2), {(0, 0), (2, 0)}, {(1, 0)}),
    }


@pytest.mark.parametrize("name", [rule.__name__ for rule in RULES])
def test_rule_allows_and_forbids(problem_of, name):
    """A rule alone must allow the roster that keeps it and make the one that breaks it infeasible."""
    problem, legal, illegal = cases(problem_of)[name]
    assert status_of(problem, getattr(rules, name), legal) in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    assert status_of(problem, getattr(rules, name), illegal) == cp_model.INFEASIBLE


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_nobody_on_duty_is_legal(problem_of, rule):
    """Nobody on duty must keep every rule, so that there always is a roster to hand over."""
    problem = problem_of(DAYS + NIGHTS, officers=2, crew_size=2)
    assert status_of(problem, rule, set()) in {cp_model.OPTIMAL, cp_model.FEASIBLE}


def test_two_shifts_at_once_are_forbidden_without_rest(problem_of):
    """With no rest asked for, shifts may follow each other at once but never overlap."""
    problem = problem_of([(8, 16), (16, 24), (15, 23)], rest_h=0)
    assert status_of(problem, rules.rest_between_shifts, alone(0, 1)) in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    assert status_of(problem, rules.rest_between_shifts, alone(0, 2)) == cp_model.INFEASIBLE


def test_long_shift_clashes_with_all_inside(problem_of):
    """A long shift must clash with a short one inside it, even when another started in between."""
    problem = problem_of([(0, 48), (10, 12), (20, 22)], rest_h=0)
    assert status_of(problem, rules.rest_between_shifts, alone(1, 2)) in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    assert status_of(problem, rules.rest_between_shifts, alone(0, 2)) == cp_model.INFEASIBLE


def test_hours_are_counted_a_week_and_in_all(problem_of):
    """The hours of the horizon must be limited beside those of each week."""
    shifts = [(150, 158), (170, 178)]
    loose, tight = ({"week_s": 8 * HOUR_S, "total_s": total * HOUR_S} for total in (16, 15))
    chosen = alone(0, 1)
    assert status_of(problem_of(shifts, officers=[loose]), rules.weekly_hours, chosen) in {
        cp_model.OPTIMAL,
        cp_model.FEASIBLE,
    }
    assert status_of(problem_of(shifts, officers=[tight]), rules.weekly_hours, chosen) == cp_model.INFEASIBLE
