"""From a plan's roster to the solver's pairs of officer and shift."""

from __future__ import annotations

from collections.abc import Iterable

from planner.domain.clock import seconds_between
from planner.domain.plan import Assignment
from planner.errors import NotFound
from planner.rosters.problem import RosterProblem


def works_of(problem: RosterProblem, roster: Iterable[Assignment]) -> tuple[tuple[int, int], ...]:
    """Give the pairs of a plan's roster, sorted; the two rows of a split shift are one pair.

    Raises
    ------
    NotFound
        With code ``roster_of_another_scenario`` if a row names an officer or a shift that the problem does not have.
    """
    officers = {officer.id: index for index, officer in enumerate(problem.officers)}
    shifts: dict[tuple[str, str, int], int] = {}
    for index, shift in enumerate(problem.shifts):
        code = problem.duties[shift.duty].code
        shifts[shift.shift, code, shift.start_s] = index
        if shift.pause_s is not None:
            shifts.setdefault((shift.shift, code, shift.pause_s[1]), index)
    found = set()
    for row in roster:
        start_s = round(seconds_between(problem.origin, row.start))
        officer, work = officers.get(row.officer), shifts.get((row.shift, row.duty, start_s))
        if officer is None or work is None:
            params = {"officer": row.officer, "shift": row.shift, "start": row.start.isoformat(timespec="minutes")}
            raise NotFound("roster_of_another_scenario", **params)
        found.add((officer, work))
    return tuple(sorted(found))
