"""Rules about a shift and the next: one place at a time, rest, free dates after long shifts, successions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from planner.rosters.check_sheet import HOUR_S, Breach, date_text, shifts_of, time_text
from planner.rosters.problem import RosterOfficer, RosterProblem


class _Stint(NamedTuple):
    """A shift of the horizon or of the history."""

    start_s: int
    end_s: int
    day: int
    template: str


def _stints(problem: RosterProblem, officer: RosterOfficer, own: Sequence[int]) -> tuple[list[_Stint], list[_Stint]]:
    before = [_Stint(shift.start_s, shift.end_s, shift.day, shift.template) for shift in officer.past]
    after = [_Stint(shift.start_s, shift.end_s, shift.day, shift.shift) for shift in shifts_of(problem, own)]
    return sorted(before), sorted(after)


def rest_between(problem: RosterProblem, officer: RosterOfficer, own: Sequence[int]) -> Iterator[Breach]:
    """Shifts never overlap, and between the end of one and the start of the next lies the least rest.

    The last shift of the history counts as the one before. Time is time that really passes.
    """
    before, after = _stints(problem, officer, own)
    for one, two in pairwise([*before[-1:], *after]):
        rest_s = two.start_s - one.end_s
        if rest_s >= max(0, officer.rest_s):
            continue
        params = {"officer": officer.id, "start": time_text(problem, two.start_s)}
        if rest_s < 0:
            yield Breach(code="roster_two_at_once", params=params)
        else:
            figures = {"rest_h": rest_s / HOUR_S, "needed_h": officer.rest_s / HOUR_S}
            yield Breach(code="rest_too_short", params={**params, **figures}, points=officer.rest_points)


def free_after_long(problem: RosterProblem, officer: RosterOfficer, own: Sequence[int]) -> Iterator[Breach]:
    """After a long shift no shift starts on so many dates; each date missing before the next start counts once."""
    before, after = _stints(problem, officer, own)
    for rule in officer.free_after:
        for one in (*before, *after):
            if one.template != rule.template:
                continue
            later = [two.day for two in (*before, *after) if two.day > one.day]
            if not later or min(later) < 0:
                continue
            free = min(later) - one.day - 1
            if free < rule.free_days:
                params = {"officer": officer.id, "shift": one.template, "date": date_text(problem, one.day)}
                yield Breach(
                    code="roster_free_days_missing",
                    params={**params, "free": free, "needed": rule.free_days},
                    units=rule.free_days - free,
                    points=rule.points,
                )


def successions_avoided(problem: RosterProblem, officer: RosterOfficer, own: Sequence[int]) -> Iterator[Breach]:
    """No shift starts on the date after one that it may not follow."""
    before, after = _stints(problem, officer, own)
    for two in after:
        for one in (*before, *after):
            if one.day + 1 == two.day and (one.template, two.template) in officer.successions:
                params = {"officer": officer.id, "date": date_text(problem, two.day)}
                names = {"first": one.template, "second": two.template}
                yield Breach(code="roster_succession", params={**params, **names}, points=officer.successions_points)
