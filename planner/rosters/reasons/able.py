"""Who could work which shift at all, by the rules that need no solver: duties, skills, leave, patterns and pins."""

from __future__ import annotations

from planner.rosters.model.cover import Cover
from planner.rosters.model.rules_following import last_before
from planner.rosters.model.rules_who import allowed_duties_only, nobody_on_leave, patterns_followed, skills_needed
from planner.rosters.problem import Need, RosterProblem

HINDRANCES = {
    "duties": allowed_duties_only,
    "skills": skills_needed,
    "leave": nobody_on_leave,
    "pattern": patterns_followed,
}
"""Rules in the order in which they are blamed."""


class Able:
    """Shifts that each officer could work if nobody else were there and nothing else were worked.

    Attributes
    ----------
    shifts
        Indices of the shifts of each officer, (officers,).
    hindered
        What keeps an officer from a shift: the first of `HINDRANCES`, ``past`` or ``pin``.
    """

    def __init__(self, problem: RosterProblem) -> None:
        self.problem, self.cover = problem, Cover(problem)
        self.hindered: dict[tuple[int, int], str] = {}
        for name, rule in HINDRANCES.items():
            for ban in rule(problem):
                self.hindered.setdefault((ban.officer, ban.shift), name)
        for o, officer in enumerate(problem.officers):
            pins, last = dict(officer.pins), last_before(officer)
            for s, shift in enumerate(problem.shifts):
                if last and shift.start_s < last.end_s:
                    self.hindered.setdefault((o, s), "past")
                if pins.get(shift.day, s) != s:
                    self.hindered.setdefault((o, s), "pin")
        every = range(len(problem.shifts))
        self.shifts = [frozenset(s for s in every if (o, s) not in self.hindered) for o in range(len(problem.officers))]

    def for_need(self, need: Need) -> list[int]:
        """List the officers who could meet a need."""
        meeting = self.cover.of(need)
        return [o for o, shifts in enumerate(self.shifts) if not shifts.isdisjoint(meeting)]

    def hindrance(self, officer: int, shifts: list[int]) -> str:
        """Tell what keeps an officer from some shifts: what is blamed last of all of them."""
        order = [*HINDRANCES, "past", "pin"]
        return max((self.hindered.get((officer, s), "duties") for s in shifts), key=order.index, default="duties")
