"""A part of a roster that asks for less than the whole: fewer dates, fewer duties.

What is impossible there is impossible. Where duties are left out, so is every rule that asks an officer to work, for
their work on other duties would count for it; all other rules are kept just as well by a part of an officer's shifts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import NamedTuple

from planner.rosters.model.cover import Cover, Goal
from planner.rosters.model.rules_crews import midnight_s
from planner.rosters.problem import OFF, Need, Requirement, RosterOfficer, RosterProblem, Runs


class Place(NamedTuple):
    """Where a conflict is looked for."""

    problem: RosterProblem
    goal: Goal
    days: range
    duties: frozenset[int] | None = None
    """Duties whose shifts are looked at, besides those that are pinned; None: all."""
    idle: frozenset[int] = frozenset()
    """Officers who work nothing and are held to no rule of their own."""

    def cut(self) -> tuple[RosterProblem, Goal]:
        """Give the part of the roster, and of the goal what no other shift could reach.

        Officers, needs and requirements keep their indices.
        """
        problem = self.problem
        pinned = {shift for officer in problem.officers for _, shift in officer.pins}
        kept = [
            s
            for s, shift in enumerate(problem.shifts)
            if shift.day in self.days and (self.duties is None or shift.duty in self.duties or s in pinned)
        ]
        number = {s: place for place, s in enumerate(kept)}
        part = replace(
            problem,
            shifts=tuple(problem.shifts[s] for s in kept),
            officers=tuple(self._officer(officer, number) for officer in problem.officers),
            requirements=tuple(
                replace(rule, shifts=frozenset(number[s] for s in rule.shifts if s in number))
                for rule in problem.requirements
            ),
            fair_shares=(),
            together=() if self.duties is not None else problem.together,
        )
        return part, self._reachable(number)

    def _officer(self, officer: RosterOfficer, number: Mapping[int, int]) -> RosterOfficer:
        """Give an officer with pins to the shifts that are left, held to no fewest hours or dates of a part's work.

        A pin to a shift of another date is of no account there.
        """
        cut = replace(officer, published=(), pins=tuple((day, number.get(s, OFF)) for day, s in officer.pins))
        if self.duties is None:
            return cut
        return replace(
            cut,
            hours=tuple(replace(limit, least_s=0) for limit in officer.hours),
            work_run=replace(officer.work_run, shortest=1),
            night_run=replace(officer.night_run, shortest=1),
            off_run=Runs(),
        )

    def _reachable(self, number: Mapping[int, int]) -> Goal:
        """Give what of the goal only the shifts that are left could reach."""
        problem, cover = self.problem, Cover(self.problem)
        spans = [problem.shifts[s] for s in number]
        begins_s = min([midnight_s(problem, self.days.start), *(shift.start_s for shift in spans)])
        ends_s = max([midnight_s(problem, self.days.stop), *(shift.end_s for shift in spans)])

        def here(one: Need | Requirement, shifts: Collection[int]) -> bool:
            return begins_s <= one.start_s < ends_s and all(s in number for s in shifts)

        needs, requirements = problem.needs, problem.requirements
        return Goal(
            needs=tuple(n for n in self.goal.needs if here(needs[n], cover.of(needs[n]))),
            requirements=tuple(n for n in self.goal.requirements if here(requirements[n], requirements[n].shifts)),
            requests=tuple((o, n) for o, n in self.goal.requests if problem.officers[o].requests[n].day in self.days),
        )
