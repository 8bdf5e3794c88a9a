"""Every rule that can be judged from one officer's own shifts, in plain numbers; some are never broken.

A rule takes the problem, the officer and the indices of their shifts by start, and gives what is broken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from planner.rosters.check_limits import hours_limits, shift_limits, weekend_limits
from planner.rosters.check_rests import free_after_long, rest_between, successions_avoided
from planner.rosters.check_runs import night_runs, off_runs, work_runs
from planner.rosters.check_sheet import Breach, date_text, shifts_of, time_text
from planner.rosters.problem import OFF, RosterOfficer, RosterProblem

PersonalRule = Callable[[RosterProblem, RosterOfficer, Sequence[int]], Iterator[Breach]]


def able_and_there(problem: RosterProblem, officer: RosterOfficer, own: Sequence[int]) -> Iterator[Breach]:
    """An officer does only their own duties, those that they have the skills for, and nothing while on leave."""
    for shift in shifts_of(problem, own):
        duty = problem.duties[shift.duty]
        away = any(max(away_s, shift.start_s) < min(back_s, shift.end_s) for away_s, back_s in officer.leave)
        if shift.duty in officer.duties and duty.skills <= officer.skills and not away:
            continue
        params = {"officer": officer.id, "duty": duty.code, "start": time_text(problem, shift.start_s)}
        if shift.duty not in officer.duties:
            yield Breach(code="roster_duty_not_allowed", params=params)
        for skill in sorted(duty.skills - officer.skills):
            yield Breach(code="roster_skill_missing", params={**params, "skill": skill})
        if away:
            yield Breach(code="roster_on_leave", params=params)


def one_shift_a_date(problem: RosterProblem, officer: RosterOfficer, own: Sequence[int]) -> Iterator[Breach]:
    """An officer starts at most one shift on a date."""
    starts = Counter(shift.day for shift in shifts_of(problem, own))
    for day, count in sorted(starts.items()):
        if count > 1:
            params = {"officer": officer.id, "date": date_text(problem, day), "count": count}
            yield Breach(code="roster_two_on_date", params=params)


def pins_kept(problem: RosterProblem, officer: RosterOfficer, own: Sequence[int]) -> Iterator[Breach]:
    """A cell that is decided by hand stays as it is."""
    for day, pinned in officer.pins:
        there = [k for k in own if problem.shifts[k].day == day]
        if there != ([] if pinned == OFF else [pinned]):
            names = [_name(problem, k) for k in there] or [_name(problem, OFF)]
            params = {"officer": officer.id, "date": date_text(problem, day), "shift": ", ".join(names)}
            yield Breach(code="roster_pin_broken", params={**params, "pinned": _name(problem, pinned)})


def _name(problem: RosterProblem, index: int) -> str:
    if index == OFF:
        return "off"
    shift = problem.shifts[index]
    return f"{shift.shift} ({problem.duties[shift.duty].code})"


def patterns_followed(problem: RosterProblem, officer: RosterOfficer, own: Sequence[int]) -> Iterator[Breach]:
    """An officer with a rotation works only the shifts that it has on the date."""
    for shift in shifts_of(problem, own):
        allowed = officer.pattern[shift.day] if shift.day < len(officer.pattern) else None
        if allowed is not None and shift.shift not in allowed:
            params = {"officer": officer.id, "date": date_text(problem, shift.day), "shift": shift.shift}
            yield Breach(code="roster_off_pattern", params={**params, "allowed": ", ".join(sorted(allowed)) or "off"})


PERSONAL_RULES: tuple[PersonalRule, ...] = (
    able_and_there,
    one_shift_a_date,
    pins_kept,
    patterns_followed,
    rest_between,
    free_after_long,
    successions_avoided,
    work_runs,
    night_runs,
    off_runs,
    hours_limits,
    weekend_limits,
    shift_limits,
)


def breaches(problem: RosterProblem, officer: RosterOfficer, own: Sequence[int]) -> Iterator[Breach]:
    """Hold the shifts of one officer, by start, against every personal rule."""
    for rule in PERSONAL_RULES:
        yield from rule(problem, officer, own)
