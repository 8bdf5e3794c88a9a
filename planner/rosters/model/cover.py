"""What must be covered: needs, requirements, and wishes that are to be granted."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from planner.rosters.model.facts import Fact
from planner.rosters.model.frame import Expression, Frame
from planner.rosters.problem import DutyShift, Need, Request, Requirement, RosterProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What is to be reached, by indices.

    Attributes
    ----------
    needs
        Needs that have their minimum.
    requirements
        Requirements that are met.
    requests
        Pairs of officer and request (index among the officer's) that are granted.
    """

    needs: tuple[int, ...] = ()
    requirements: tuple[int, ...] = ()
    requests: tuple[tuple[int, int], ...] = ()


def everything(problem: RosterProblem) -> Goal:
    """Ask for the minimum of every need and for every requirement that has no price."""
    return Goal(
        needs=tuple(number for number, need in enumerate(problem.needs) if need.minimum > 0),
        requirements=tuple(
            number for number, rule in enumerate(problem.requirements) if rule.points is None and rule.least > 0
        ),
    )


def covers(shift: DutyShift, need: Need) -> bool:
    """Tell whether a shift of the need's duty and templates is worked all through the need."""
    if shift.duty != need.duty or (need.templates and shift.shift not in need.templates):
        return False
    if not (shift.start_s <= need.start_s and need.end_s <= shift.end_s):
        return False
    return shift.pause_s is None or need.end_s <= shift.pause_s[0] or shift.pause_s[1] <= need.start_s


class Cover:
    """Which shifts meet which need, looked up by duty and start."""

    def __init__(self, problem: RosterProblem) -> None:
        self.problem = problem
        self._of_duty: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for s, shift in enumerate(problem.shifts):
            self._of_duty[shift.duty].append((shift.start_s, s))
        for starts in self._of_duty.values():
            starts.sort()
        self._longest_s = max((shift.end_s - shift.start_s for shift in problem.shifts), default=0)

    def of(self, need: Need) -> list[int]:
        """List the shifts that meet a need."""
        starts = self._of_duty.get(need.duty, [])
        first = bisect_left(starts, (need.end_s - self._longest_s, -1))
        last = bisect_left(starts, (need.start_s + 1, -1))
        return sorted(s for _, s in starts[first:last] if covers(self.problem.shifts[s], need))


def there(frame: Frame, shifts: Iterable[int]) -> Expression:
    """Count the officers on some shifts."""
    return sum(frame.of[o, s] for s in shifts for o, _ in frame.officers() if (o, s) in frame.of)


def pairs(frame: Frame, rule: Requirement) -> Expression:
    """Count the pairs of officer and shift that a requirement asks for."""
    return sum(frame.of[o, s] for s in sorted(rule.shifts) for o in sorted(rule.officers) if (o, s) in frame.of)


def granted(frame: Frame, officer: int, request: Request) -> Expression:
    """Tell whether a request is granted: 0 or 1."""
    shifts = [
        s
        for s in frame.on_day.get(request.day, ())
        if not request.templates or frame.problem.shifts[s].shift in request.templates
    ]
    worked = frame.some(officer, shifts)
    return worked if request.wanted else 1 - worked


def reach(frame: Frame, goal: Goal) -> None:
    """Ask for a goal, as far as all shifts that it could be reached by are in the model."""
    problem, inside, cover = frame.problem, set(frame.shifts), Cover(frame.problem)
    for number in goal.needs:
        need = problem.needs[number]
        shifts = cover.of(need)
        if inside.issuperset(shifts):
            frame.hold(Fact("need", item=number), there(frame, shifts) >= need.minimum)
    for number in goal.requirements:
        rule = problem.requirements[number]
        if inside.issuperset(rule.shifts):
            frame.hold(Fact("requirement", item=number), pairs(frame, rule) >= rule.least)
    for officer, item in goal.requests:
        request = problem.officers[officer].requests[item]
        if request.day in frame.days:
            frame.hold(Fact("request", officer, item), granted(frame, officer, request) == 1)
