"""The value of every layer of the objective, counted again from the roster itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from planner.rosters import check_crews
from planner.rosters.check_personal import PERSONAL
from planner.rosters.check_sheet import Sheet
from planner.rosters.problem import LAYERS, DutyShift, Need, Requirement, RosterProblem


def layers_of(problem: RosterProblem, sheet: Sheet) -> tuple[int, ...]:
    """Count every layer, in the order of `LAYERS`: what officers cost alone, and what they cost together."""
    alone = {
        name: sum(price(problem, index, own) for index, own in enumerate(sheet.own)) for name, price in PERSONAL.items()
    }
    together = {name: price(problem, sheet) for name, price in TOGETHER.items()}
    return tuple(alone.get(name, 0) + together.get(name, 0) for name in LAYERS)


def objective_of(problem: RosterProblem, layers: Sequence[int]) -> int:
    """Weigh layers and add them up."""
    return sum(weight * value for weight, value in zip(problem.weights, layers, strict=True))


def short(problem: RosterProblem, sheet: Sheet) -> int:
    """Officers missing below the minimum of needs, and pairs missing from requirements without a price, times units."""
    needs = sum(need.units * max(0, need.minimum - _there(problem, sheet, need)) for need in problem.needs)
    return needs + sum(rule.units * _missing(rule, sheet) for rule in problem.requirements if rule.points is None)


def soft(problem: RosterProblem, sheet: Sheet) -> int:
    """Points of squads apart, and of pairs missing from requirements with a price."""
    apart = sum(breach.units * breach.points for breach in check_crews.breaches(problem, sheet) if breach.points)
    return apart + sum(rule.units * rule.points * _missing(rule, sheet) for rule in problem.requirements if rule.points)


def _missing(rule: Requirement, sheet: Sheet) -> int:
    pairs = sum(len(rule.officers.intersection(sheet.staff.get(shift, ()))) for shift in rule.shifts)
    return max(0, rule.least - pairs)


def under(problem: RosterProblem, sheet: Sheet) -> int:
    """Officers missing between the minimum and the number wanted, and those above the maximum, by their prices."""
    total = 0
    for need in problem.needs:
        there = _there(problem, sheet, need)
        below = max(0, need.wanted - max(there, need.minimum))
        above = 0 if need.maximum is None else max(0, there - need.maximum)
        total += need.units * (need.under_points * below + need.over_points * above)
    return total


def _there(problem: RosterProblem, sheet: Sheet, need: Need) -> int:
    return sum(len(staff) for index, staff in sheet.staff.items() if covers(problem.shifts[index], need))


def covers(shift: DutyShift, need: Need) -> bool:
    """Whether a shift counts for a need and is worked all through it."""
    if shift.duty != need.duty or (need.templates and shift.shift not in need.templates):
        return False
    inside = shift.start_s <= need.start_s and need.end_s <= shift.end_s
    if shift.pause_s is None:
        return inside
    return inside and (need.end_s <= shift.pause_s[0] or shift.pause_s[1] <= need.start_s)


def kinds(problem: RosterProblem, sheet: Sheet) -> int:
    """Different templates that are worked."""
    return len({problem.shifts[index].shift for index in sheet.staff})


TOGETHER: dict[str, Callable[[RosterProblem, Sheet], int]] = {
    "short": short,
    "soft": soft,
    "under": under,
    "kinds": kinds,
}
"""By layer, what depends on several officers."""
