"""Which windows of required tasks are served by which flights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from planner.drones.problem import DroneProblem, Look, Span
from planner.drones.repairing.trips import Trip

SLACK_S = 1.0
"""Plans are written in tenths of seconds [s]."""

Window = tuple[int, Span]
"""Index of a required task, and the span in which it must be seen."""


def windows(problem: DroneProblem) -> list[Window]:
    """List the windows of the required tasks."""
    return [(index, span) for index, task in enumerate(problem.tasks) if task.required for span in task.windows]


def served(problem: DroneProblem, looks: Iterable[Look]) -> frozenset[Window]:
    """List the windows in which looks serve their task."""
    found = list(looks)
    return frozenset(window for window in windows(problem) if any(_serves(problem, window, look) for look in found))


def alone(problem: DroneProblem, rounds: Sequence[Trip], others: Sequence[Trip]) -> dict[int, int]:
    """Count for each round by its number the windows that neither another round nor another flight serves."""
    safe = served(problem, (look for trip in others for look in trip.looks))
    by_round = {trip.number: served(problem, trip.looks) - safe for trip in rounds}
    count = Counter(window for mine in by_round.values() for window in mine)
    return {number: sum(count[window] == 1 for window in mine) for number, mine in by_round.items()}


def _serves(problem: DroneProblem, window: Window, look: Look) -> bool:
    """Tell whether a look serves a window: a stay at a point lies inside it, of a longer look the middle does."""
    task, (opens, closes) = window
    if look.task != task:
        return False
    begin, end = look.start_s, look.end_s
    if problem.tasks[task].shape.length > 0 or end - begin > closes - opens:
        begin = end = (begin + end) / 2
    return opens - SLACK_S <= begin and end <= closes + SLACK_S
