"""How many more officers would fill a gap: found by filling it with them, each within the rules."""

from __future__ import annotations

from collections.abc import Iterable

from planner.rosters.newcomer import may_take, newcomer
from planner.rosters.prepare.needs import covers
from planner.rosters.problem import DutyShift, Need, RosterProblem


def officers_to_add(problem: RosterProblem, gap: Iterable[tuple[Need, int]], staffed: frozenset[int]) -> int:
    """Count the officers whose added shifts fill a gap.

    From its start on the gap is filled with the shift that gives it the most; the new officers take turns on these
    shifts and keep every rule. The count is enough, and where one shift spans the gap it is also the least.

    Parameters
    ----------
    problem
        The roster's problem.
    gap
        Needs of one duty with the officers missing on each; some shift meets every one of them.
    staffed
        Indices of the shifts that somebody works already.
    """
    missing = dict(gap)
    person = newcomer(problem, next(iter(missing)).duty)
    hired: list[list[DutyShift]] = []
    while any(short > 0 for short in missing.values()):
        first = min((need for need, short in missing.items() if short > 0), key=lambda need: need.start_s)
        able = [index for index, shift in enumerate(problem.shifts) if meets(shift, first)]
        index = max(able, key=lambda index: _use(problem.shifts[index], missing))
        shift = problem.shifts[index]
        crew = 1 if index in staffed else problem.duties[shift.duty].crew_size
        added = max(missing[first], crew)
        for _ in range(added):
            taker = next((own for own in hired if may_take(person, own, shift)), None)
            if taker is None:
                hired.append(taker := [])
            taker.append(shift)
        missing = {need: short - added if meets(shift, need) else short for need, short in missing.items()}
    return len(hired)


def meets(shift: DutyShift, need: Need) -> bool:
    """Tell whether a shift covers a need."""
    counts = shift.duty == need.duty and (not need.templates or shift.shift in need.templates)
    return counts and covers(shift, need.start_s, need.end_s)


def _use(shift: DutyShift, missing: dict[Need, int]) -> int:
    return sum((need.end_s - need.start_s) for need, short in missing.items() if short > 0 and meets(shift, need))
