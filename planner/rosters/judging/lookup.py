"""What of a problem every judgement looks up: which needs, requirements and squads a cell touches."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass

from planner.rosters.check_layers import covers
from planner.rosters.check_sheet import Breach, date_span
from planner.rosters.problem import Need, RosterProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The personal rules that an officer breaks, and what layers come to by their own shifts.

    ``soft`` is that of the rules; what a rotation wants worked is told date by date.
    """

    breaches: tuple[Breach, ...]
    layers: dict[str, int]


class Lookup:
    """Made once for a problem, and shared by all of its rosters.

    Attributes
    ----------
    needs
        Indices of the needs that each shift counts for, (shifts,).
    requirements
        Indices of the requirements that each shift counts for, (shifts,).
    squads
        By officer and date, the indices of the squads in which the officer counts then.
    together
        By squad and date, the officers who count.
    accounts
        Of officers and their shifts, as they are asked for.
    """

    def __init__(self, problem: RosterProblem) -> None:
        self.accounts: dict[tuple[int, tuple[int, ...]], Account] = {}
        self.needs = _needs(problem)
        self.requirements = _requirements(problem)
        self.squads: dict[tuple[int, int], list[int]] = defaultdict(list)
        self.together: dict[tuple[int, int], tuple[int, ...]] = {}
        for squad, rule in enumerate(problem.together):
            for day in range(problem.days):
                there = tuple(o for o in rule.officers if _counts(problem, o, day))
                self.together[squad, day] = there
                for officer in there:
                    self.squads[officer, day].append(squad)


def _needs(problem: RosterProblem) -> tuple[tuple[int, ...], ...]:
    by_duty: dict[int, list[tuple[int, int, Need]]] = defaultdict(list)
    for index, need in enumerate(problem.needs):
        by_duty[need.duty].append((need.start_s, index, need))
    for needs in by_duty.values():
        needs.sort(key=lambda item: item[:2])
    starts = {duty: [start_s for start_s, _, _ in needs] for duty, needs in by_duty.items()}
    found = []
    for shift in problem.shifts:
        known = starts.get(shift.duty, [])
        near = by_duty[shift.duty][bisect_left(known, shift.start_s) : bisect_right(known, shift.end_s)]
        found.append(tuple(index for _, index, need in near if covers(shift, need)))
    return tuple(found)


def _requirements(problem: RosterProblem) -> tuple[tuple[int, ...], ...]:
    found: list[list[int]] = [[] for _ in problem.shifts]
    for index, rule in enumerate(problem.requirements):
        for shift in rule.shifts:
            found[shift].append(index)
    return tuple(map(tuple, found))


def _counts(problem: RosterProblem, index: int, day: int) -> bool:
    """Tell whether an officer counts in their squad on a date: no leave at any time of it, and no pin."""
    officer = problem.officers[index]
    if any(pinned == day for pinned, _ in officer.pins):
        return False
    if not officer.leave:
        return True
    start_s, end_s = date_span(problem, day)
    return not any(max(away_s, start_s) < min(back_s, end_s) for away_s, back_s in officer.leave)
