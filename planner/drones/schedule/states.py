"""The states that airspace and wind have over a day: every round is planned for one of them, some for a second one.

In the first state of a round every zone counts that is active at any moment at which it may be in the air. In the
second one only those count that are active all that time: a round that is flown in it must pass the others before they
close or after they open, which `passing` reckons to the second.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from planner.drones.airspace.space import closing_zones
from planner.drones.energy import Winds
from planner.drones.problem import DroneProblem, Span
from planner.drones.schedule.alike_winds import alike_winds
from planner.drones.sorties.winds import winds_over


@dataclass(frozen=True, slots=True)
class State:
    """What sorties depend on: the indices of the zones that are closed, the winds told for its time, and the night."""

    zones: tuple[int, ...]
    winds: Winds
    by_night: bool = False


def states(problem: DroneProblem) -> dict[int, State]:
    """Give the state of every round that can depart, by its index: all that it may meet."""
    aloft = _aloft(problem)
    winds = alike_winds({index: winds_over(problem, *span) for index, span in aloft.items()})
    return {
        index: State(_zones(problem, span), winds[index], _by_night(problem, index)) for index, span in aloft.items()
    }


def passing_states(problem: DroneProblem, first: Mapping[int, State]) -> dict[int, State]:
    """Give a second state to every round during which a zone opens or closes: without the zones that do.

    Parameters
    ----------
    problem
        The day.
    first
        The states of `states`.
    """
    found = {}
    for index, (begin, end) in _aloft(problem).items():
        state = first[index]
        lasting = tuple(zone for zone in state.zones if _all_the_time(problem.zones[zone].active, begin, end))
        if lasting != state.zones:
            found[index] = replace(state, zones=lasting)
    return found


def _aloft(problem: DroneProblem) -> dict[int, Span]:
    """Give from when to when each round that can depart may be in the air [s]."""
    longest_s = _longest_s(problem)
    spans = {index: problem.departure_span(index) for index in range(problem.rules.rounds_per_day)}
    return {index: (first, last + longest_s) for index, (first, last) in spans.items() if first <= last}


def _by_night(problem: DroneProblem, index: int) -> bool:
    """Tell whether a round flies by night for the most part, if it leaves by the timetable."""
    middle_s = problem.departures_s[index] + _longest_s(problem) / 2
    return bool(problem.is_night(middle_s))


def _longest_s(problem: DroneProblem) -> float:
    return max((problem.longest_air_s(dock) for dock in problem.docks), default=0.0)


def _zones(problem: DroneProblem, span: Span) -> tuple[int, ...]:
    """List the zones that matter to a flight in some layer within a span."""
    every = {zone for height_m in problem.rules.heights_m for zone in closing_zones(problem, *span, height_m=height_m)}
    return tuple(sorted(every))


def _all_the_time(active: tuple[Span, ...], begin: float, end: float) -> bool:
    return any(opens <= begin and closes >= end for opens, closes in active)
