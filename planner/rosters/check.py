"""Judge a roster again in plain numbers: every rule, every layer and the objective, without the solver."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from planner.domain.violation import Violation
from planner.rosters import check_crews, check_rules
from planner.rosters.check_layers import layers_of, objective_of
from planner.rosters.check_sheet import Breach, Sheet, sheet_of
from planner.rosters.problem import LAYERS, RosterProblem, RosterResult


def check(problem: RosterProblem, result: RosterResult) -> list[Violation]:
    """List every never-broken rule that a roster breaks, and every figure of it that is not what it says."""
    people, shifts = range(len(problem.officers)), range(len(problem.shifts))
    if any(person not in people or shift not in shifts for person, shift in result.works):
        return [Violation(code="roster_unknown_work")]
    if any(person not in people for person in result.stuck):
        return [Violation(code="roster_unknown_work")]
    found = []
    if len(set(result.works)) < len(result.works):
        found.append(Violation(code="roster_work_twice"))
    sheet = sheet_of(problem, result.works)
    for index in people:
        found += _stuck(problem, sheet, index) if index in result.stuck else _personal(problem, sheet, index)
    found += [_violation(breach) for breach in check_crews.breaches(problem, sheet) if breach.points is None]
    return [*found, *_figures(problem, result, sheet)]


def _violation(breach: Breach) -> Violation:
    return Violation(code=breach.code, params=breach.params)


def _personal(problem: RosterProblem, sheet: Sheet, index: int) -> list[Violation]:
    broken = check_rules.breaches(problem, problem.officers[index], sheet.own[index])
    return [_violation(breach) for breach in broken if breach.points is None]


def _stuck(problem: RosterProblem, sheet: Sheet, index: int) -> Iterator[Violation]:
    """Officers whose rules allow no schedule have no shift, and having none is not legal either."""
    officer = problem.officers[index]
    if sheet.own[index]:
        yield Violation(code="roster_stuck_works", params={"officer": officer.id})
    if all(breach.points is not None for breach in check_rules.breaches(problem, officer, ())):
        yield Violation(code="roster_stuck_wrongly", params={"officer": officer.id})


def _figures(problem: RosterProblem, result: RosterResult, sheet: Sheet) -> Iterator[Violation]:
    """Count the objective again; its bound may not lie above it, and meets it when the roster is called optimal."""
    layers = layers_of(problem, sheet)
    for name, told, counted in zip_longest(LAYERS, result.layers, layers, fillvalue="-"):
        if told != counted:
            yield Violation(code="roster_layer_wrong", params={"layer": name, "told": told, "counted": counted})
    objective = objective_of(problem, layers)
    if objective != result.objective:
        yield Violation(code="roster_objective_wrong", params={"told": result.objective, "counted": objective})
    proven = result.status == "optimal"
    if result.bound > objective or (proven and result.bound != objective):
        yield Violation(code="roster_bound_wrong", params={"bound": result.bound, "objective": objective})
