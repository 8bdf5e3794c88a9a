"""Officers who could work a shift, found quickly: the able and free ones, those with the most hours left first."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from planner.rosters.judging.standing import Standing
from planner.rosters.problem import OFF, DutyShift, RosterOfficer, RosterProblem


def able(problem: RosterProblem, officer: RosterOfficer, shift: DutyShift) -> bool:
    """Tell whether an officer may work a shift as far as duties, skills, leave and pins go."""
    away = any(max(away_s, shift.start_s) < min(back_s, shift.end_s) for away_s, back_s in officer.leave)
    pinned = any(day == shift.day for day, _ in officer.pins)
    return (
        shift.duty in officer.duties and problem.duties[shift.duty].skills <= officer.skills and not away and not pinned
    )


def counted_s(standing: Standing, officer: int) -> int:
    """Add up an officer's counted hours of duty in the horizon [s]."""
    return sum(standing.problem.shifts[shift].counted_s for shift in standing.own[officer])


def stand_ins(standing: Standing, shift: int, without: Collection[int]) -> Iterator[int]:
    """Give officers who are off on a shift's date and could work it, those with the most contract hours left first."""
    problem, wanted = standing.problem, standing.problem.shifts[shift]

    def left_s(index: int) -> int:
        return problem.officers[index].contract_s - counted_s(standing, index)

    free = (
        index
        for index, officer in enumerate(problem.officers)
        if index not in without and able(problem, officer, wanted) and standing.cell(index, wanted.day) == OFF
    )
    yield from sorted(free, key=lambda index: (-left_s(index), index))
