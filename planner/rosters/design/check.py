"""A choice of shifts held against its problem again, in plain Python."""

from __future__ import annotations

from planner.domain.violation import Violation
from planner.rosters.design.problem import DesignProblem, DesignResult


def check(problem: DesignProblem, result: DesignResult) -> list[Violation]:
    """Every kind in use exists, is staffed on its own days only, and the figures are right."""
    found = []
    known = [row for row in result.used if 0 <= row.kind < len(problem.kinds)]
    if len(known) < len(result.used) or len({row.kind for row in known}) < len(known):
        found.append(_broken("design_kind_unknown"))
    for row in known:
        days = problem.kinds[row.kind].days
        if len(row.people) != problem.days or min(row.people, default=0) < 0 or not any(row.people):
            found.append(_broken("design_staff_wrong", kind=row.kind))
        elif days is not None and any(count and day not in days for day, count in enumerate(row.people)):
            found.append(_broken("design_day_closed", kind=row.kind))
    if problem.most_kinds is not None and len(result.used) > problem.most_kinds:
        found.append(_broken("design_too_many_kinds", kinds=len(result.used), most=problem.most_kinds))
    if not found:
        found += _figures(problem, result)
    return found


def _figures(problem: DesignProblem, result: DesignResult) -> list[Violation]:
    missing = over = short = 0
    least = problem.least or (0,) * problem.slots
    for wanted, needed, there in zip(problem.required, least, staff(problem, result), strict=True):
        missing += max(0, wanted - there)
        over += max(0, there - wanted)
        short += max(0, needed - there)
    cost = problem.missing_price * missing + problem.over_price * over + problem.short_price * short
    cost += problem.kind_price * len(result.used)
    told = (result.missing, result.over, result.short, result.objective)
    found = []
    if told != (missing, over, short, cost):
        found.append(_broken("design_cost_wrong", told=result.objective, right=cost))
    if result.bound > result.objective or (result.status == "optimal" and result.bound != result.objective):
        found.append(_broken("design_bound_wrong", bound=result.bound, objective=result.objective))
    return found


def staff(problem: DesignProblem, result: DesignResult) -> list[int]:
    """Count the people in every slot."""
    there = [0] * problem.slots
    for row in result.used:
        kind = problem.kinds[row.kind]
        for day, count in enumerate(row.people):
            for step in range(kind.length):
                slot = day * problem.slots_per_day + kind.start + step
                rests = kind.pause is not None and kind.pause[0] <= step < sum(kind.pause)
                if not rests and (problem.cyclic or slot < problem.slots):
                    there[slot % problem.slots] += count
    return there


def _broken(code: str, **params: object) -> Violation:
    return Violation(code=code, params=params)
