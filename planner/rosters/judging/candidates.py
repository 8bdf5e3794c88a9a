"""Who could take a vacant shift: every officer judged, the best first, with the reasons."""

from __future__ import annotations

from dataclasses import dataclass

from planner.rosters.judging.aspects import Aspect, aspects
from planner.rosters.judging.judge import difference
from planner.rosters.judging.standing import Standing
from planner.rosters.judging.standins import counted_s
from planner.rosters.judging.verdict import Cell, Verdict
from planner.rosters.problem import OFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An officer for a vacant shift.

    Attributes
    ----------
    called_in
        Whether the roster has them off on the shift's date; otherwise they leave another shift for it.
    verdict
        What taking the shift does to the roster that has the vacancy.
    aspects
        Hours, rest, fair shares and wishes.
    """

    officer: int
    called_in: bool
    verdict: Verdict
    aspects: tuple[Aspect, ...]


def candidates(standing: Standing, shift: int, *, vacated_by: int | None = None) -> tuple[Candidate, ...]:
    """Rank all officers who are not on a shift for it.

    First those who break the fewest rules that are never broken, then by what the whole roster costs with them, then
    by hours counted.

    Parameters
    ----------
    vacated_by
        Officer who is taken off the shift and is no candidate.
    """
    vacant = standing
    if vacated_by is not None:
        gone = Cell(officer=vacated_by, day=standing.problem.shifts[shift].day, shift=OFF)
        vacant = standing.after([gone])
    there = {*vacant.staff.get(shift, ()), vacated_by}
    found = [_candidate(vacant, o, shift) for o in range(len(standing.problem.officers)) if o not in there]
    found.sort(key=lambda c: (c.verdict.illegal, c.verdict.objective, counted_s(vacant, c.officer), c.officer))
    return tuple(found)


def _candidate(vacant: Standing, officer: int, shift: int) -> Candidate:
    day = vacant.problem.shifts[shift].day
    cells = (Cell(officer=officer, day=day, shift=shift),)
    after = vacant.after(cells)
    return Candidate(
        officer=officer,
        called_in=vacant.cell(officer, day) == OFF,
        verdict=difference(vacant, after, cells),
        aspects=aspects(vacant, after, officer, shift),
    )
