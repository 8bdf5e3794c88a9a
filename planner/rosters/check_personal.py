"""What the shifts of one officer cost without regard to the others, counted again: by layer, in plain numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from planner.rosters import check_rules
from planner.rosters.check_sheet import shifts_of
from planner.rosters.problem import FREE_OFF, OFF, DutyShift, FairShare, Request, RosterOfficer, RosterProblem


def soft(problem: RosterProblem, index: int, own: Sequence[int]) -> int:
    """Points of the personal rules with a price that are broken, and of dates that a rotation wants worked."""
    officer = problem.officers[index]
    broken = check_rules.breaches(problem, officer, own)
    points = sum(breach.units * breach.points for breach in broken if breach.points is not None)
    return points + (officer.pattern_points * len(_idle_dates(problem, officer, own)) if officer.pattern_points else 0)


def _idle_dates(problem: RosterProblem, officer: RosterOfficer, own: Sequence[int]) -> set[int]:
    """List the dates off on which the officer's rotation names shifts, without a choice to be off, that they may work.

    A date with a pin is none of them.
    """
    taken = {shift.day for shift in shifts_of(problem, own)} | {day for day, _ in officer.pins}
    found = set()
    for shift in problem.shifts:
        named = officer.pattern[shift.day] if shift.day < len(officer.pattern) else None
        wanted = shift.day not in taken and named and shift.shift in named and FREE_OFF not in named
        if wanted and _may_work(problem, officer, shift):
            found.add(shift.day)
    return found


def _may_work(problem: RosterProblem, officer: RosterOfficer, shift: DutyShift) -> bool:
    """Tell whether duty, skills, leave and limits of none leave a shift to an officer."""
    away = any(max(away_s, shift.start_s) < min(back_s, shift.end_s) for away_s, back_s in officer.leave)
    able = shift.duty in officer.duties and problem.duties[shift.duty].skills <= officer.skills
    never = any(x.template == shift.shift and x.most <= 0 and x.points is None for x in officer.shift_limits)
    return able and not away and not never


def hours(problem: RosterProblem, _index: int, own: Sequence[int]) -> int:
    """Time on duty without the pauses of split shifts, in units of `unit_s`."""
    return sum(_worked_s(shift) // problem.unit_s for shift in shifts_of(problem, own))


def _worked_s(shift: DutyShift) -> int:
    idle_s = 0 if shift.pause_s is None else shift.pause_s[1] - shift.pause_s[0]
    return shift.end_s - shift.start_s - idle_s


def unfair(problem: RosterProblem, index: int, own: Sequence[int]) -> int:
    """Squares of how far the officer is from their fair shares, by their prices, each rounded down."""
    total = 0
    for share in problem.fair_shares:
        if share.officer == index:
            apart = 1000 * _amount(problem, share, own) - share.target
            total += share.points * apart * apart // (share.unit * share.unit)
    return total


def _amount(problem: RosterProblem, share: FairShare, own: Sequence[int]) -> int:
    """Count what the officer has of what is shared out: seconds for hours, else pieces."""
    shifts = shifts_of(problem, own)
    days = {shift.day for shift in shifts}
    kind, _, code = share.what.partition(":")
    match kind:
        case "hours":
            return sum(shift.counted_s for shift in shifts)
        case "nights":
            return sum(len(shift.nights) for shift in shifts)
        case "weekends":
            return sum(not days.isdisjoint(weekend) for weekend in problem.weekends)
        case "holidays":
            return sum(problem.day_kinds[day] == "holiday" for day in days)
        case "turns":
            return sum(problem.duties[shift.duty].code == code for shift in shifts)
        case _:
            raise ValueError(f"nothing called {share.what} is shared out")


def requests(problem: RosterProblem, index: int, own: Sequence[int]) -> int:
    """Points of the officer's requests that are not granted."""
    asked = problem.officers[index].requests
    return sum(request.points for request in asked if _worked(problem, request, own) != request.wanted)


def _worked(problem: RosterProblem, request: Request, own: Sequence[int]) -> bool:
    return any(
        shift.day == request.day and (not request.templates or shift.shift in request.templates)
        for shift in shifts_of(problem, own)
    )


def change(problem: RosterProblem, index: int, own: Sequence[int]) -> int:
    """Price of all that differs from what was published for the officer."""
    cells = {problem.shifts[k].day: k for k in own}
    published = problem.officers[index].published
    pairs = [(before, cells.get(day, OFF)) for day, before in enumerate(published) if before is not None]
    changed = [(before, after) for before, after in pairs if before != after]
    if not changed:
        return 0
    called_in = sum(before == OFF for before, _ in changed)
    return problem.change.person + problem.change.cell * len(changed) + problem.change.called_in * called_in


PERSONAL: dict[str, Callable[[RosterProblem, int, Sequence[int]], int]] = {
    "soft": soft,
    "hours": hours,
    "unfair": unfair,
    "requests": requests,
    "change": change,
}
"""By layer; what is here of ``soft`` is not all of it. Nothing is below zero."""
