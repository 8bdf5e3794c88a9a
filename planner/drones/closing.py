"""What is told where weather, quiet hours, an outage or missing operators keep drones down, and what would mend it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from planner.domain.clock import later
from planner.domain.plan import Parameter
from planner.drones.problem import DAY_S, DroneProblem, Span
from planner.drones.schedule.openings import Closure, closures, departures
from planner.drones.schedule.options import Hangar

Cause = tuple[str, dict[str, Parameter], str, dict[str, Parameter]]
"""Reason with its figures, fix with its figures."""


def because_closed(problem: DroneProblem, shut: Sequence[Closure], hold_min: int | None = None) -> Cause:
    """Name what closes most docks, and what would open them.

    Parameters
    ----------
    shut
        What keeps the drones down; at least one.
    hold_min
        After so long the weather lets a drone depart [min]; None: not before the next round.
    """
    (reason, kind), _ = Counter((closure.reason, closure.kind) for closure in shut).most_common(1)[0]
    first = next(closure for closure in shut if closure.reason == reason)
    if kind == "quiet":
        return reason, {}, "move_quiet", {}
    if kind == "operators":
        hours = hours_of(problem, first.span)
        return reason, hours, *more_operators(problem, hours)
    if kind == "outage":
        return reason, first.params, "add_dock", {"count": 1}
    if hold_min is not None:
        return reason, first.params, "hold_longer", {"tolerance_min": hold_min}
    return reason, first.params, "hardier_drone", {}


def closing_round(made: Hangar, index: int) -> list[Closure]:
    """List what keeps down all flights of a round of the docks that have some, inside its tolerance."""
    span, found = made.problem.departure_span(index), []
    for dock, air_s in _shortest(made, index).items():
        closed = closures(made.problem, made.problem.docks[dock])
        if not departures(closed, air_s, *span):
            found += [item for item in closed if item.shut(air_s)[0] <= span[1] and item.shut(air_s)[1] >= span[0]]
    return found


def hold_min(made: Hangar, index: int) -> int | None:
    """Give after how long a round could depart [min]; None if that is not before the next one does."""
    problem, waits = made.problem, []
    nominal_s = math.floor(float(problem.departures_s[index]))
    for dock, air_s in _shortest(made, index).items():
        closed = closures(problem, problem.docks[dock])
        free = departures(closed, air_s, nominal_s, nominal_s + math.ceil(problem.headway_s) - 1)
        waits += [first - nominal_s for first, _ in free]
    return math.ceil(min(waits) / 60.0) if waits else None


def closing_window(made: Hangar, window: int) -> list[Closure]:
    """List what keeps rounds down that could otherwise look at a required task in its window."""
    return [item for shut in _closing(made, lambda number: made.serving[number].get(window)) for item in shut]


def closing_task(made: Hangar, task: int) -> list[Closure]:
    """List what keeps down all rounds that could look at a task; nothing if one of them may fly."""
    always = (0, math.ceil(DAY_S))
    shut = list(_closing(made, lambda number: always if task in made.sorties[number].tasks else None))
    return [item for each in shut for item in each] if all(shut) else []


def _closing(made: Hangar, serving: Callable[[int], tuple[int, int] | None]) -> Iterator[list[Closure]]:
    """Give for every round that has flights with departures that serve what keeps all of them down; empty: one is free.

    Parameters
    ----------
    serving
        Gives the first and the last departure at which a sortie serves [s].
    """
    problem = made.problem
    closed = [closures(problem, dock) for dock in problem.docks]
    for index in made.states:
        earliest, latest = problem.departure_span(index)
        shut, able, free = [], False, False
        for number in made.of_round(index):
            sortie, span = made.sorties[number], serving(number)
            low, high = (max(span[0], earliest), min(span[1], latest)) if span is not None else (1, 0)
            if low > high or free:
                continue
            able, free = True, bool(departures(closed[sortie.dock], sortie.air_s, low, high))
            spans = [(item, *item.shut(sortie.air_s)) for item in closed[sortie.dock]]
            shut += [item for item, first, last in spans if first <= high and last >= low]
        if able:
            yield [] if free else shut


def hours_of(problem: DroneProblem, span: Span) -> dict[str, Parameter]:
    """Give the part of a span that lies in the planning day, as moments."""
    ends = (max(0.0, span[0]), min(DAY_S, span[1]))
    start, end = (later(problem.start, at_s).isoformat(timespec="minutes") for at_s in ends)
    return {"start": start, "end": end}


def more_operators(problem: DroneProblem, hours: dict[str, Parameter]) -> tuple[str, dict[str, Parameter]]:
    """Ask for one more of those who watch, on their duty if they are rostered."""
    duty = problem.rules.operator_duty
    if duty is None:
        return "add_operators", {"count": 1, **hours}
    return "add_officers_on_duty", {"count": 1, "duty": duty, **hours}


def _shortest(made: Hangar, index: int) -> dict[int, float]:
    """Give the shortest flight of a round by dock [s]; docks without a flight are left out."""
    least: dict[int, float] = {}
    for number in made.of_round(index):
        sortie = made.sorties[number]
        least[sortie.dock] = min(sortie.air_s, least.get(sortie.dock, math.inf))
    return least
