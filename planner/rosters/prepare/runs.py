"""Rest between shifts, free dates after long ones, and runs of dates."""

from __future__ import annotations

from collections.abc import Iterable

from planner.domain.force import Shift
from planner.domain.rostering import Rest, RestAfterLong, Run
from planner.rosters.problem import FreeAfter, Points, Runs


def runs(rule: Run) -> Runs:
    """Give the limits of a run of dates; none, if the rule is off."""
    return Runs(shortest=rule.shortest, longest=rule.longest, points=rule.weight) if rule.on else Runs()


def rest(rule: Rest) -> tuple[int, Points]:
    """Give the least rest between two shifts [s] and what it costs to break it."""
    return (round(rule.hours * 3600), rule.weight) if rule.on else (0, None)


def free_after(rule: RestAfterLong, shifts: Iterable[Shift]) -> tuple[FreeAfter, ...]:
    """Give the free dates after each template that is long by the clock, the pause of a split shift not counted."""
    if not rule.on or not rule.free_days:
        return ()
    long = [shift.code for shift in shifts if _worked_min(shift) >= 60 * rule.from_h]
    return tuple(FreeAfter(template=code, free_days=rule.free_days, points=rule.weight) for code in long)


def _worked_min(shift: Shift) -> int:
    windows = (shift.window,) if shift.second is None else (shift.window, shift.second)
    return sum(window.end - window.start for window in windows)
