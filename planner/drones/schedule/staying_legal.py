"""Whether a changed round still keeps what the timetable kept: closures of its dock, hand-overs, operators."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from planner.drones.problem import DroneProblem
from planner.drones.schedule.openings import closures, departures
from planner.drones.schedule.operators import Watch

Flying = tuple[int, int, int, float]
"""Round, dock, departure [s] and time in the air [s] of a flight."""


class StayingLegal:
    """The limits of a day that changing what a round flies could break.

    Parameters
    ----------
    problem
        The day.
    """

    def __init__(self, problem: DroneProblem) -> None:
        self._closed = [closures(problem, dock) for dock in problem.docks]
        self._watch = Watch(problem)
        self._both_s = problem.rules.handover_min * 60.0 if problem.rules.uninterrupted else None

    def holds(self, changed: Flying, day: Sequence[Flying]) -> bool:
        """Tell whether one flight of a day is legal beside the others; `day` holds it too, in the order of rounds."""
        _, dock, depart_s, air_s = changed
        if not departures(self._closed[dock], math.ceil(air_s), depart_s, depart_s):
            return False
        return self._hands_over(changed, day) and self._is_watched(changed, day)

    def _hands_over(self, changed: Flying, day: Sequence[Flying]) -> bool:
        if self._both_s is None:
            return True
        return all(
            one[2] + one[3] - other[2] >= self._both_s
            for one, other in pairwise(day)
            if changed in (one, other) and other[0] == one[0] + 1
        )

    def _is_watched(self, changed: Flying, day: Sequence[Flying]) -> bool:
        if not self._watch.limited:
            return True
        begin, end = changed[2], changed[2] + changed[3]
        near = [item for item in day if item[2] < end and item[2] + item[3] > begin]
        moments = [begin, *(item[2] for item in near), *(opens for (opens, _), _ in self._watch.spans)]
        return all(
            sum(item[2] <= at < item[2] + item[3] for item in near) <= self._watch.most(at)
            for at in moments
            if begin <= at < end
        )
