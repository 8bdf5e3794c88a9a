"""Officers whose own rules allow no schedule at all, whoever else is there."""

from __future__ import annotations

from dataclasses import replace

from ortools.sat.python import cp_model

from planner.rosters.model.rules import BANS, framed
from planner.rosters.problem import OFF, DutyShift, RosterDuty, RosterOfficer, RosterProblem


def stuck_officers(problem: RosterProblem) -> tuple[int, ...]:
    """List the officers whose own rules allow no schedule at all, not even without a shift.

    Those whose rules and shifts are the same are looked at once.
    """
    free = alone(problem)
    owing = {o for o, officer in enumerate(problem.officers) if _owes(officer)}
    banned = {(ban.officer, ban.shift) for rule in BANS for ban in rule(free)} if owing else set()
    known: dict[RosterProblem, bool] = {}
    found = []
    for o in sorted(owing):
        single = _single(free, o, [s for s in range(len(free.shifts)) if (o, s) not in banned])
        if single not in known:
            known[single] = _possible(single)
        if not known[single]:
            found.append(o)
    return tuple(found)


def alone(problem: RosterProblem) -> RosterProblem:
    """Give a roster in which officers owe each other nothing: no crews, no squads, no cover."""
    duties = tuple(RosterDuty(code=duty.code, skills=duty.skills) for duty in problem.duties)
    return replace(problem, duties=duties, needs=(), requirements=(), fair_shares=(), together=())


def _owes(officer: RosterOfficer) -> bool:
    """Tell whether a schedule without any shift may break a rule of the officer."""
    runs = (officer.work_run, officer.night_run, officer.off_run)
    return bool(
        officer.pins
        or any(run.points is None and (run.shortest > 1 or run.longest is not None) for run in runs)
        or any(limit.points is None and (limit.least_s > 0 or (limit.most_s or 0) < 0) for limit in officer.hours)
    )


def _single(free: RosterProblem, index: int, able: list[int]) -> RosterProblem:
    """Give the roster of one officer with the shifts that they may work, of those that are alike for them only one."""
    officer = free.officers[index]
    pinned = {shift for _, shift in officer.pins}
    number: dict[int, int] = {}
    shifts: dict[DutyShift, int] = {}
    for s in able:
        alike = replace(free.shifts[s], duty=0)
        if s in pinned or alike not in shifts:
            number[s] = shifts.setdefault(alike, len(shifts))
    blank = replace(
        officer,
        id="",
        duties=frozenset({0}),
        skills=frozenset(),
        police=True,
        squad="",
        grid="",
        leave=(),
        pattern=(),
        requests=(),
        published=(),
        pins=tuple((day, OFF if shift == OFF else number.get(shift, -2)) for day, shift in officer.pins),
        contract_s=0,
        peers=0,
    )
    return replace(free, officers=(blank,), duties=(RosterDuty(code=""),), shifts=tuple(shifts))


def _possible(single: RosterProblem) -> bool:
    """Tell whether an officer alone has a legal schedule."""
    solver = cp_model.CpSolver()
    solver.parameters.catch_sigint_signal = False
    solver.parameters.num_workers = 1
    return bool(solver.solve(framed(single).model) != cp_model.INFEASIBLE)
