"""Who changes on which date, and why."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping

from planner.domain.repair import RosterChange
from planner.rosters.problem import OFF, DutyShift, RosterProblem
from planner.rosters.repairing.frozen import Works, away, cells_of

Cell = tuple[int, int]
"""Officer and date."""


def changes_of(
    problem: RosterProblem, before: Works, after: Works, *, more: Collection[int] = ()
) -> tuple[RosterChange, ...]:
    """List every cell that differs, by date and officer.

    Parameters
    ----------
    more
        Shifts that give what more was asked for.
    """
    old, new = cells_of(problem, before), cells_of(problem, after)
    cells: dict[Cell, tuple[int, int]] = {}
    for officer in range(len(problem.officers)):
        for day in range(problem.days):
            was, is_now = old[officer].get(day, OFF), new[officer].get(day, OFF)
            if was != is_now:
                cells[officer, day] = (was, is_now)
    taken = _taken_over(problem, cells)
    by_date = sorted(cells, key=lambda cell: (cell[1], cell[0]))
    return tuple(_change(problem, cell, *cells[cell], taken, more) for cell in by_date)


def _taken_over(problem: RosterProblem, cells: Mapping[Cell, tuple[int, int]]) -> dict[Cell, str]:
    """Pair those who come to a shift with those who leave it, who are away first."""
    left: dict[int, list[int]] = defaultdict(list)
    for (officer, _), (was, _) in cells.items():
        if was != OFF:
            left[was].append(officer)
    for shift, officers in left.items():
        officers.sort(key=lambda one: (not away(problem, problem.officers[one], shift), one), reverse=True)
    taken = {}
    for (officer, day), (_, is_now) in sorted(cells.items()):
        if is_now != OFF and left[is_now]:
            taken[officer, day] = problem.officers[left[is_now].pop()].id
    return taken


def _change(
    problem: RosterProblem, cell: Cell, was: int, is_now: int, taken: Mapping[Cell, str], more: Collection[int]
) -> RosterChange:
    officer, day = problem.officers[cell[0]], cell[1]
    absent = was != OFF and away(problem, officer, was)
    if cell in taken:
        reason = "takes_over"
    elif is_now in more:
        reason = "more_needed"
    elif is_now != OFF:
        reason = "keeps_cover"
    else:
        reason = "officer_away" if absent else "keeps_rules"
    shifts = {"before": _shift(problem, was), "after": _shift(problem, is_now)}
    return RosterChange(
        kind="called_in" if was == OFF else "freed" if is_now == OFF else "moved",
        officer=officer.id,
        date=problem.first + dt.timedelta(day),
        **{f"shift_{when}": shift.shift for when, shift in shifts.items() if shift},
        **{f"duty_{when}": problem.duties[shift.duty].code for when, shift in shifts.items() if shift},
        reason=reason,
        other=taken.get(cell, ""),
    )


def _shift(problem: RosterProblem, index: int) -> DutyShift | None:
    return None if index == OFF else problem.shifts[index]
