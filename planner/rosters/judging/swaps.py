"""Two officers exchange what they work on some dates: judged as a whole, and partners found for one date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner.rosters.check_rules import breaches
from planner.rosters.check_sheet import Breach, by_start
from planner.rosters.judging.judge import judge
from planner.rosters.judging.standing import Standing
from planner.rosters.judging.standins import able
from planner.rosters.judging.verdict import Cell, Verdict
from planner.rosters.problem import OFF

NEAR_DAYS = 7
"""How many dates before or after the wanted one a partner's shift is looked for in return."""
RETURNS = 3
"""Most dates of one partner that are judged as a whole, the nearest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """An exchange of two officers' cells on each of some dates, and what it does to the roster."""

    officer: int
    other: int
    days: tuple[int, ...]
    verdict: Verdict


def swap_cells(standing: Standing, officer: int, other: int, days: Iterable[int]) -> tuple[Cell, ...]:
    """Give the cells that an exchange sets."""
    found = []
    for day in sorted(set(days)):
        mine, theirs = standing.cell(officer, day), standing.cell(other, day)
        if mine != theirs:
            found += [Cell(officer=officer, day=day, shift=theirs), Cell(officer=other, day=day, shift=mine)]
    return tuple(found)


def swap(standing: Standing, officer: int, other: int, days: Iterable[int]) -> Swap:
    """Judge the exchange of two officers on some dates, duties and all."""
    days = tuple(sorted(set(days)))
    verdict = judge(standing, swap_cells(standing, officer, other, days))
    return Swap(officer=officer, other=other, days=days, verdict=verdict)


def partners(standing: Standing, officer: int, day: int) -> tuple[Swap, ...]:
    """List exchanges that rid an officer of their shift on a date and break no personal rule of either, best first.

    A partner who works on the date exchanges that date; one who is off takes the shift and gives one of their own
    within `NEAR_DAYS` in return, on a date on which the officer is off. The best exchange of each partner is told.
    """
    if standing.cell(officer, day) == OFF:
        return ()
    found = []
    for other in range(len(standing.problem.officers)):
        if other != officer:
            tried = [swap(standing, officer, other, days) for days in _ways(standing, officer, other, day)]
            legal = [one for one in tried if one.verdict.legal]
            found += [min(legal, key=lambda one: one.verdict.objective)] if legal else []
    return tuple(sorted(found, key=lambda one: (one.verdict.objective, one.other)))


def _ways(standing: Standing, officer: int, other: int, day: int) -> Iterator[tuple[int, ...]]:
    """Give the dates that two officers could exchange as far as their own rules go."""
    problem = standing.problem
    theirs = standing.cell(other, day)
    if not able(problem, problem.officers[other], problem.shifts[standing.cell(officer, day)]):
        return
    if theirs != OFF:
        if theirs != standing.cell(officer, day) and _both_keep(standing, officer, other, (day,)):
            yield (day,)
        return
    near = sorted(
        (back for back in range(max(0, day - NEAR_DAYS), min(problem.days, day + NEAR_DAYS + 1)) if back != day),
        key=lambda back: (abs(back - day), back),
    )
    given = 0
    for back in near:
        returned = standing.cell(other, back)
        fits = returned != OFF and standing.cell(officer, back) == OFF
        if (
            fits
            and able(problem, problem.officers[officer], problem.shifts[returned])
            and _both_keep(standing, officer, other, (day, back))
        ):
            yield (day, back)
            given += 1
            if given == RETURNS:
                return


def _both_keep(standing: Standing, officer: int, other: int, days: tuple[int, ...]) -> bool:
    """Tell whether neither of two officers breaks a personal rule by an exchange that they do not break already."""
    cells = swap_cells(standing, officer, other, days)
    return all(_keeps(standing, o, [cell for cell in cells if cell.officer == o]) for o in (other, officer))


def _keeps(standing: Standing, officer: int, cells: list[Cell]) -> bool:
    problem = standing.problem
    own = set(standing.own[officer])
    for person, shift, count in standing.moves(cells):
        assert person == officer  # noqa: S101 - the caller has picked this officer's cells
        own.add(shift) if count > 0 else own.discard(shift)
    before = {_name(breach) for breach in standing.account(officer).breaches if breach.points is None}
    broken = breaches(problem, problem.officers[officer], by_start(problem, own))
    return all(breach.points is not None or _name(breach) in before for breach in broken)


def _name(breach: Breach) -> tuple[str, object, int]:
    return breach.code, breach.params.get("rule"), breach.units
