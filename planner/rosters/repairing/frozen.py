"""The roster problem of what can still be changed: what has begun is pinned, what was published is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from planner.domain.clock import seconds_between
from planner.domain.plan import Assignment
from planner.rosters.problem import OFF, RosterOfficer, RosterProblem

Works = tuple[tuple[int, int], ...]
"""Pairs of officer and shift, sorted."""
Cells = Mapping[int, int]
"""Index of the shift on each date with one."""


class Now(NamedTuple):
    """The moment of a repair, in seconds and in dates from the horizon's first on."""

    second: float
    date: int

    def is_past(self, problem: RosterProblem, day: int, shift: int) -> bool:
        """Tell whether a cell has begun, so that nothing about it can change."""
        return day < self.date or (shift != OFF and problem.shifts[shift].start_s <= self.second)


def works_of(problem: RosterProblem, rows: Iterable[Assignment]) -> Works:
    """Find the officers and shifts of a plan's rows; the second part of a split shift adds none.

    Rows of officers and shifts that the problem does not know are left out.
    """
    people = {officer.id: index for index, officer in enumerate(problem.officers)}
    shifts = {
        (problem.duties[shift.duty].code, shift.shift, shift.start_s): index
        for index, shift in enumerate(problem.shifts)
    }
    found = set()
    for row in rows:
        shift = shifts.get((row.duty, row.shift, round(seconds_between(problem.origin, row.start))))
        if shift is not None and row.officer in people:
            found.add((people[row.officer], shift))
    return tuple(sorted(found))


def frozen(problem: RosterProblem, works: Works, now: Now) -> RosterProblem:
    """Give the problem in which only what has not begun can change.

    Dates before today are pinned as they are, and so is a shift that has begun. Nobody starts another shift today
    before now. Squads that are on duty together keep today as it is, since some of them may have begun.

    Parameters
    ----------
    works
        The published roster, those who cannot work it included.
    """
    cells = cells_of(problem, works)
    squads = {member for rule in problem.together for member in rule.officers}
    officers = tuple(
        _frozen(problem, one, cells[index], now, keeps_today=index in squads)
        for index, one in enumerate(problem.officers)
    )
    return replace(problem, officers=officers)


def cells_of(problem: RosterProblem, works: Works) -> Mapping[int, Cells]:
    """Sort a roster into the cells of each officer."""
    cells: dict[int, dict[int, int]] = defaultdict(dict)
    for officer, shift in works:
        cells[officer][problem.shifts[shift].day] = shift
    return cells


def _frozen(
    problem: RosterProblem, officer: RosterOfficer, cells: Cells, now: Now, *, keeps_today: bool
) -> RosterOfficer:
    """Pin what has begun; of a cell on which a leave falls nothing is known, so that it changes without a price."""
    begun = {day: shift for day, shift in cells.items() if now.is_past(problem, day, shift)}
    lost = {day for day, shift in cells.items() if day not in begun and away(problem, officer, shift)}
    closed = range(min(now.date + keeps_today, problem.days))
    fixed = {day: cells.get(day, OFF) for day in closed if day not in lost} | begun
    free_s = max((problem.shifts[shift].end_s for shift in begun.values()), default=min(0, int(now.second)))
    before_now = ((free_s, int(now.second) + 1),) if free_s <= now.second else ()
    return replace(
        officer,
        pins=tuple(sorted({**dict(officer.pins), **fixed}.items())),
        leave=tuple(sorted((*officer.leave, *before_now))),
        published=tuple(None if day in lost else cells.get(day, OFF) for day in range(problem.days)),
    )


def away(problem: RosterProblem, officer: RosterOfficer, shift: int) -> bool:
    """Tell whether a shift touches an officer's leave."""
    span = problem.shifts[shift]
    return any(span.start_s < end_s and start_s < span.end_s for start_s, end_s in officer.leave)


def held(problem: RosterProblem, works: Works, free: Iterable[int]) -> RosterProblem:
    """Give the problem in which only some officers can change at all."""
    cells, those = cells_of(problem, works), set(free)
    return replace(
        problem,
        officers=tuple(
            officer if index in those else replace(officer, pins=_pinned(problem, officer, cells[index]))
            for index, officer in enumerate(problem.officers)
        ),
    )


def _pinned(problem: RosterProblem, officer: RosterOfficer, cells: Cells) -> tuple[tuple[int, int], ...]:
    known = dict(officer.pins)
    return tuple((day, known.get(day, cells.get(day, OFF))) for day in range(problem.days))
