"""What would mend a change that breaks rules: cells to set besides, or instead; each one is tried before it is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from planner.rosters.judging.judge import difference, judge
from planner.rosters.judging.standing import Standing
from planner.rosters.judging.standins import stand_ins
from planner.rosters.judging.verdict import Cell, Finding, Verdict
from planner.rosters.problem import OFF, RosterProblem

TRIED = 5
"""Officers who are tried for one shift."""
TOLD = 5
"""Most mends that are told."""
NEAR = 6
"""Dates that are tried for being freed, those nearest to the change first."""
FREED = 2
"""Dates to be freed for which somebody is sought who takes over."""
TOO_SMALL = "roster_crew_too_small"
CREWS = (TOO_SMALL, "roster_crew_police", "roster_crew_skill")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """A change that does better than the one that was judged.

    Attributes
    ----------
    code
        ``free`` (a date of the officer besides), ``hand_over`` (that, and somebody takes the shift of it over),
        ``instead`` (somebody else works the shift), ``take_over`` (somebody takes the shift that is left),
        ``join`` (somebody fills the crew up), ``leave`` (the rest of a crew that is too small goes off as well).
    cells
        The cells that it sets besides those judged; for ``instead``, in their place.
    verdict
        What all of it together comes to.
    """

    code: str
    cells: tuple[Cell, ...]
    verdict: Verdict


def mends(standing: Standing, verdict: Verdict) -> tuple[Mend, ...]:
    """List what would mend a change, best first: changes that break fewer rules, or cost less and break no more.

    What is never broken comes before what it costs; where something makes the change legal, only that is listed.
    Nothing is listed for a change that neither breaks anything nor costs anything.
    """
    if verdict.legal and verdict.objective <= 0:
        return ()
    after = standing.after(verdict.cells)
    tried = chain(
        _freed(standing, after, verdict),
        _taken_over(standing, after, verdict),
        _crews_filled(standing, after, verdict),
        _instead(standing, verdict),
    )
    better = [mend for mend in tried if _rank(mend.verdict) < _rank(verdict)]
    better.sort(key=lambda mend: (*_rank(mend.verdict), len(mend.cells)))
    legal = [mend for mend in better if mend.verdict.legal]
    return tuple((legal or better)[:TOLD])


def _rank(verdict: Verdict) -> tuple[int, int]:
    return verdict.illegal, verdict.objective


def _besides(standing: Standing, after: Standing, verdict: Verdict, code: str, *cells: Cell) -> Mend:
    together = (*verdict.cells, *cells)
    return Mend(code=code, cells=cells, verdict=difference(standing, after.after(cells), together))


def _freed(standing: Standing, after: Standing, verdict: Verdict) -> Iterator[Mend]:
    """Free another date of an officer whose own rule is broken; and let somebody take over what is worked there."""
    decided = {(cell.officer, cell.day) for cell in verdict.cells}
    changed = [cell.day for cell in verdict.cells]
    places = {place for place in chain.from_iterable(map(_dates, verdict.findings)) if place not in decided}
    worked = [place for place in places if 0 <= place[1] < standing.problem.days and after.cell(*place) != OFF]
    worked.sort(key=lambda place: (min(abs(place[1] - day) for day in changed), place))
    cells = [Cell(officer=officer, day=day, shift=OFF) for officer, day in worked[:NEAR]]
    found = [_besides(standing, after, verdict, "free", cell) for cell in cells]
    found = [mend for mend in found if mend.verdict.illegal < verdict.illegal or _eases(verdict, mend.verdict)]
    found.sort(key=lambda mend: _rank(mend.verdict))
    for mend in found[:FREED]:
        (freed,) = mend.cells
        shift = after.cell(freed.officer, freed.day)
        for other in islice(stand_ins(after, shift, {cell.officer for cell in verdict.cells}), TRIED):
            taken = Cell(officer=other, day=freed.day, shift=shift)
            yield _besides(standing, after, verdict, "hand_over", freed, taken)
    yield from found


def _dates(finding: Finding) -> list[tuple[int, int]]:
    personal = finding.after > finding.before and len(finding.officers) == 1 and finding.layer in {None, "soft"}
    return [(finding.officers[0], day) for day in finding.days] if personal else []


def _eases(verdict: Verdict, other: Verdict) -> bool:
    """Tell whether fewer points of soft rules are broken: what a freed date costs, somebody may still take over."""
    return _soft(other) < _soft(verdict) and other.illegal <= verdict.illegal


def _soft(verdict: Verdict) -> int:
    return sum(finding.after - finding.before for finding in verdict.findings if finding.layer == "soft")


def _taken_over(standing: Standing, after: Standing, verdict: Verdict) -> Iterator[Mend]:
    """Let somebody take a shift that is left by the change."""
    changed = {cell.officer for cell in verdict.cells}
    for _, shift, count in standing.moves(verdict.cells):
        if count < 0:
            day = standing.problem.shifts[shift].day
            for other in islice(stand_ins(after, shift, changed), TRIED):
                cell = Cell(officer=other, day=day, shift=shift)
                yield _besides(standing, after, verdict, "take_over", cell)


def _crews_filled(standing: Standing, after: Standing, verdict: Verdict) -> Iterator[Mend]:
    """Let somebody join a crew that may not go out as it is, or let what is left of one that is too small go off."""
    problem, changed = standing.problem, {cell.officer for cell in verdict.cells}
    codes = {finding.code for finding in verdict.findings if finding.after > finding.before}
    for shift in sorted({shift for _, shift, _ in standing.moves(verdict.cells)}) if codes.intersection(CREWS) else ():
        staff, day = after.staff.get(shift, ()), problem.shifts[shift].day
        if not staff:
            continue
        helpers = _helpful(problem, shift, list(stand_ins(after, shift, changed)))
        for other in helpers[:TRIED]:
            yield _besides(standing, after, verdict, "join", Cell(officer=other, day=day, shift=shift))
        rest = [Cell(officer=officer, day=day, shift=OFF) for officer in staff if officer not in changed]
        if TOO_SMALL in codes and len(rest) == len(staff):
            yield _besides(standing, after, verdict, "leave", *rest)


def _helpful(problem: RosterProblem, shift: int, officers: list[int]) -> list[int]:
    """Put those first who bring what the crews of a duty need: police, and skills."""
    duty = problem.duties[problem.shifts[shift].duty]
    skills = [skill for skill, _ in duty.crew_skills]

    def brings(index: int) -> int:
        officer = problem.officers[index]
        return sum(skill in officer.skills for skill in skills) + (officer.police and duty.crew_police > 0)

    return sorted(officers, key=lambda index: -brings(index))


def _instead(standing: Standing, verdict: Verdict) -> Iterator[Mend]:
    """Let somebody else work the one shift that a change gives an officer."""
    given = [cell for cell in verdict.cells if cell.shift != OFF]
    if len(given) != 1 or len(verdict.cells) != 1:
        return
    (cell,) = given
    for other in islice(stand_ins(standing, cell.shift, {cell.officer}), TRIED):
        cells = (Cell(officer=other, day=cell.day, shift=cell.shift),)
        yield Mend(code="instead", cells=cells, verdict=judge(standing, cells))
