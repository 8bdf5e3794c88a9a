"""How many more officers would fill a gap: found by filling it with them, each within the rules."""

from __future__ import annotations

from collections.abc import Iterable

from planner.rosters.problem import DutyShift, Need, RosterProblem

USUAL_WEEK_S = 44 * 3600
"""Hours of an officer who is not there yet, when no other is known [s]: `Officer.weekly_hours` by default."""


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
    hired: list[list[DutyShift]] = []
    while any(short > 0 for short in missing.values()):
        first = min((need for need, short in missing.items() if short > 0), key=lambda need: need.start_s)
        able = [index for index, shift in enumerate(problem.shifts) if meets(shift, first)]
        index = max(able, key=lambda index: _use(problem.shifts[index], missing))
        shift = problem.shifts[index]
        crew = 1 if index in staffed else problem.duties[shift.duty].crew_size
        added = max(missing[first], crew)
        for _ in range(added):
            taker = next((own for own in hired if _may_take(problem, own, shift)), None)
            if taker is None:
                hired.append(taker := [])
            taker.append(shift)
        missing = {need: short - added if meets(shift, need) else short for need, short in missing.items()}
    return len(hired)


def meets(shift: DutyShift, need: Need) -> bool:
    """Tell whether a shift covers a need."""
    return shift.duty == need.duty and shift.start_s <= need.start_s and need.end_s <= shift.end_s


def _use(shift: DutyShift, missing: dict[Need, int]) -> int:
    return sum((need.end_s - need.start_s) for need, short in missing.items() if short > 0 and meets(shift, need))


def _may_take(problem: RosterProblem, own: list[DutyShift], shift: DutyShift) -> bool:
    """Tell whether somebody with these shifts may take one more."""
    rest_s = problem.rest_s
    if any(shift.start_s < other.end_s + rest_s and other.start_s < shift.end_s + rest_s for other in own):
        return False
    every = [*own, shift]
    week_s = max((officer.week_s for officer in problem.officers), default=USUAL_WEEK_S)
    total_s = max((officer.total_s for officer in problem.officers), default=USUAL_WEEK_S)
    same_week = sum(other.end_s - other.start_s for other in every if other.week == shift.week)
    days, nights = {other.day for other in every}, {night for other in every for night in other.nights}
    return (
        same_week <= week_s
        and sum(other.end_s - other.start_s for other in every) <= total_s
        and not _has_run(days, problem.longest_run_days + 1)
        and not _has_run(nights, problem.most_nights_in_row + 1)
    )


def _has_run(dates: set[int], length: int) -> bool:
    return any(all(date + step in dates for step in range(length)) for date in dates)
