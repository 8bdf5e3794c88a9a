"""The roster as a grid: officers down, days across."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from planner.domain.clock import seconds_between
from planner.domain.plan import Assignment, Plan, PlanOfficer


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """One officer's shifts, one cell a day, with their hours over the horizon [h]."""

    officer: PlanOfficer
    cells: tuple[tuple[Assignment, ...], ...]
    hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftKey:
    """What a shift code stands for: its clock times and the duties worked in it."""

    code: str
    clock: str
    duties: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterGrid:
    """The whole roster; a shift stands on the day it starts, on the station's clock."""

    days: tuple[dt.date, ...]
    rows: tuple[RosterRow, ...]
    key: tuple[ShiftKey, ...]
    on_duty: tuple[int, ...]
    """Shifts that start on each day; both parts of a split one are one."""


def roster_grid(plan: Plan) -> RosterGrid:
    """Lay the roster out, officers by squad and then in the plan's order; days without any shift are kept."""
    cells: dict[tuple[str, dt.date], list[Assignment]] = defaultdict(list)
    for shift in sorted(plan.roster, key=lambda shift: shift.start):
        cells[shift.officer, shift.start.date()].append(shift)
    days = _days(plan)
    rows = []
    for officer in sorted(_officers(plan), key=lambda officer: officer.squad):
        own = tuple(tuple(cells.get((officer.id, day), ())) for day in days)
        hours = sum(seconds_between(shift.start, shift.end) for cell in own for shift in cell) / 3600
        rows.append(RosterRow(officer=officer, cells=own, hours=hours))
    on_duty = tuple(sum(len({shift.shift for shift in row.cells[k]}) for row in rows) for k in range(len(days)))
    return RosterGrid(days=days, rows=tuple(rows), key=_key(plan), on_duty=on_duty)


def _days(plan: Plan) -> tuple[dt.date, ...]:
    starts = [shift.start.date() for shift in plan.roster]
    if not starts:
        return ()
    first, last = min(starts), max(starts)
    return tuple(first + dt.timedelta(days=k) for k in range((last - first).days + 1))


def _officers(plan: Plan) -> list[PlanOfficer]:
    """List the officers, with those that only the roster names."""
    known = {officer.id for officer in plan.officers}
    strangers = dict.fromkeys(shift.officer for shift in plan.roster if shift.officer not in known)
    return [*plan.officers, *(PlanOfficer(id=officer, name="") for officer in strangers)]


def _key(plan: Plan) -> tuple[ShiftKey, ...]:
    times: dict[tuple[str, str], set[str]] = defaultdict(set)
    for shift in plan.roster:
        times[f"{shift.start:%H:%M}–{shift.end:%H:%M}", shift.shift].add(shift.duty)
    return tuple(
        ShiftKey(code=code, clock=clock, duties=tuple(sorted(duties)))
        for (clock, code), duties in sorted(times.items())
    )
