"""Every way in which every round may fly, made from the sorties of its hour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from planner.domain.solving import OnProgress, Progress
from planner.drones.airspace.space import Airspace, closing_zones
from planner.drones.energy import Winds, corner_s
from planner.drones.looks.sights import Sights, sights
from planner.drones.looks.strokes import CoverageCache
from planner.drones.problem import DroneProblem, Span
from planner.drones.schedule.lengthening import lengthened
from planner.drones.schedule.openings import Closure, closures, departures
from planner.drones.schedule.timetable import Option
from planner.drones.sorties.making import Sortie, sorties
from planner.drones.sorties.winds import winds_over


@dataclass(frozen=True, slots=True)
class State:
    """What sorties depend on: the indices of the zones that are closed, and the winds told for its time."""

    zones: tuple[int, ...]
    winds: Winds


@dataclass(frozen=True, slots=True, kw_only=True)
class NeededWindow:
    """A window in which a required task must be seen."""

    task: int
    span: Span


@dataclass(slots=True, kw_only=True, eq=False)
class Hangar:
    """All sorties of a day, by dock and state of the airspace.

    Attributes
    ----------
    sorties
        Every sortie.
    seen
        (sorties, points) which points of the ground each sees.
    by_state
        Indices of the sorties of a dock in a state.
    states
        State of airspace and wind for every round that can depart.
    needed
        Windows of required tasks.
    serving
        For every sortie the required windows that it can serve, with the first and the last departure for it [s].
    stopped
        Whether the caller asked to stop before all was made.
    """

    problem: DroneProblem
    ground: Sights
    states: dict[int, State]
    needed: tuple[NeededWindow, ...]
    sorties: list[Sortie] = field(default_factory=list)
    by_state: dict[tuple[int, State], list[int]] = field(default_factory=dict)
    seen: NDArray[np.bool_] = field(default_factory=lambda: np.zeros((0, 0), bool))
    serving: list[dict[int, tuple[int, int]]] = field(default_factory=list)
    stopped: bool = False

    def windows_served(self, sortie: int, depart_s: float) -> frozenset[int]:
        """List the required windows that a sortie serves when it leaves at a time."""
        return frozenset(window for window, (first, last) in self.serving[sortie].items() if first <= depart_s <= last)

    def of_round(self, index: int) -> list[int]:
        """List the sorties that one round may fly, of any dock."""
        docks = range(len(self.problem.docks))
        return [number for dock in docks for number in self.by_state.get((dock, self.states[index]), [])]


def hangar(problem: DroneProblem, on_progress: OnProgress) -> Hangar:
    """Make the sorties of every dock in every state that airspace and wind have over the day."""
    longest_s = max((problem.longest_air_s(dock) for dock in problem.docks), default=0.0)
    spans = {index: problem.departure_span(index) for index in range(problem.rules.rounds_per_day)}
    states = {
        index: State(closing_zones(problem, first, last + longest_s), winds_over(problem, first, last + longest_s))
        for index, (first, last) in spans.items()
        if first <= last
    }
    needed = tuple(
        NeededWindow(task=index, span=span)
        for index, task in enumerate(problem.tasks)
        if task.required
        for span in task.windows
    )
    made = Hangar(problem=problem, ground=sights(problem), states=states, needed=needed)
    _fill(made, list(dict.fromkeys(states.values())), on_progress)
    rows = [made.ground.seen(problem, sortie) for sortie in made.sorties]
    made.seen = np.array(rows, bool).reshape(len(rows), len(made.ground.value))
    made.serving = [_departures(made, sortie) for sortie in made.sorties]
    return made


def _departures(made: Hangar, sortie: Sortie) -> dict[int, tuple[int, int]]:
    """Give the windows that a sortie can serve, with the departures that do."""
    found: dict[int, tuple[int, int]] = {}
    for window, needed in enumerate(made.needed):
        for look in sortie.looks:
            if look.task == needed.task and window not in found:
                first, last = departures_serving(made.problem, needed, look.start_s, look.end_s)
                if first <= last:
                    found[window] = (first, last)
    return found


def _fill(made: Hangar, states: list[State], on_progress: OnProgress) -> None:
    problem, cache = made.problem, CoverageCache()
    airs: dict[tuple[tuple[int, ...], float], Airspace] = {}
    for step, state in enumerate(states):
        zones = tuple(problem.zones[index] for index in state.zones)
        for dock, site in enumerate(problem.docks):
            if on_progress(Progress(stage="flights", done=step / len(states))):
                made.stopped = True
                return
            corner_m = corner_s(site.model) * site.model.cruise_mps
            key = (state.zones, corner_m)
            if key not in airs:
                airs[key] = Airspace(zones, problem.rules.margin_m, corner_m, problem.rules.height_m)
            found = [
                longer
                for sortie in sorties(problem, dock, airs[key], cache, state.winds)
                if (longer := lengthened(sortie, problem.shortest_air_s, site, state.winds)) is not None
            ]
            made.by_state[dock, state] = list(range(len(made.sorties), len(made.sorties) + len(found)))
            made.sorties.extend(found)


def options(made: Hangar) -> list[Option]:
    """List the ways to fly every round that matter to the schedule: the cheapest, and those that serve windows."""
    found: list[Option] = []
    for dock, site in enumerate(made.problem.docks):
        closed = closures(made.problem, site)
        for index, state in made.states.items():
            numbers = made.by_state.get((dock, state), [])
            for number in _cheapest(made, numbers):
                found.extend(_options(made, index, number, closed, serve=False))
            serving = [way for number in numbers for way in _options(made, index, number, closed, serve=True)]
            found.extend(_undominated(serving))
    return sorted(found, key=lambda option: option.round)


def _cheapest(made: Hangar, numbers: list[int]) -> list[int]:
    """List the sorties that no other one beats in time and in charge."""
    kept: list[int] = []
    figures = {number: _figures(made.sorties[number]) for number in numbers}
    for number in sorted(numbers, key=figures.__getitem__):
        if not any(all(np.less_equal(figures[other], figures[number])) for other in kept):
            kept.append(number)
    return kept


def _figures(sortie: Sortie) -> tuple[float, float, float]:
    return sortie.air_s, sortie.used_pct, sortie.needs_pct


def _options(made: Hangar, index: int, number: int, closed: tuple[Closure, ...], *, serve: bool) -> Iterator[Option]:
    """Make the options of one sortie, one for each span of departures that nothing closes.

    If asked with as many required windows as one departure can serve.
    """
    sortie = made.sorties[number]
    air_s = int(np.ceil(sortie.air_s))
    for opens, closes in departures(closed, air_s, *made.problem.departure_span(index)):
        first, last = opens, closes
        covers: set[int] = set()
        for window, (low, high) in made.serving[number].items() if serve else ():
            if max(first, low) <= min(last, high):
                first, last = max(first, low), min(last, high)
                covers.add(window)
        yield Option(
            round=index,
            dock=sortie.dock,
            sortie=number,
            air_s=air_s,
            used_pct=sortie.used_pct,
            needed_pct=sortie.needs_pct,
            earliest_s=first,
            latest_s=last,
            covers=frozenset(covers),
        )


def departures_serving(problem: DroneProblem, needed: NeededWindow, start_s: float, end_s: float) -> tuple[int, int]:
    """Give the first and the last departure with which a look serves a window.

    A hover over a point lies wholly inside the window, if it is no longer than the window; of a look along a line or
    over an area, which may take most of a round, the middle does.
    """
    opens, closes = needed.span
    if problem.tasks[needed.task].shape.length > 0 or end_s - start_s > closes - opens:
        start_s = end_s = (start_s + end_s) / 2
    return int(np.ceil(opens - start_s)), int(np.floor(closes - end_s))


def _undominated(serving: list[Option]) -> list[Option]:
    """Drop options that serve nothing, and those that another one beats in windows, time and choice of departure."""
    useful = sorted((option for option in serving if option.covers), key=lambda o: (-len(o.covers), o.air_s))
    kept: list[Option] = []
    for option in useful:
        if not any(
            option.covers <= other.covers
            and other.air_s <= option.air_s
            and other.used_pct <= option.used_pct
            and other.needed_pct <= option.needed_pct
            and other.earliest_s <= option.earliest_s
            and other.latest_s >= option.latest_s
            for other in kept
        ):
            kept.append(option)
    return kept
