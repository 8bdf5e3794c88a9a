"""Every way in which every round may fly, made from the sorties of its hour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from planner.domain.solving import OnProgress, Progress
from planner.drones.looks.sights import Passes, Sights, sights
from planner.drones.problem import DroneProblem, Span
from planner.drones.schedule.filling import Filling
from planner.drones.schedule.openings import Closure, closures, departures, without
from planner.drones.schedule.passing import Shut, shut_departures
from planner.drones.schedule.states import State, passing_states, states
from planner.drones.schedule.timetable import Option
from planner.drones.sorties.making import Sortie


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
    passes
        Which points of the ground each sees, and when.
    by_state
        Indices of the sorties of a dock in a state.
    states
        State of airspace and wind for every round that can depart.
    passing
        For every round during which a zone opens or closes the sorties that pass it in time, at some departures.
    shut
        Departures at which a sortie meets a closed zone, for the sorties of `passing` and those added later [s].
    needed
        Windows of required tasks.
    copies
        The same flights in other layers of height, for a sortie and the zones of its state; made when asked for.
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
    passes: Passes = field(default_factory=Passes.none)
    passing: dict[int, list[int]] = field(default_factory=dict)
    shut: dict[int, tuple[Shut, ...]] = field(default_factory=dict)
    copies: dict[tuple[int, tuple[int, ...]], list[int]] = field(default_factory=dict)
    serving: list[dict[int, tuple[int, int]]] = field(default_factory=list)
    stopped: bool = False

    def windows_served(self, sortie: int, depart_s: float) -> frozenset[int]:
        """List the required windows that a sortie serves when it leaves at a time."""
        return frozenset(window for window, (first, last) in self.serving[sortie].items() if first <= depart_s <= last)

    def of_round(self, index: int) -> list[int]:
        """List the sorties that one round may fly, of any dock."""
        docks = range(len(self.problem.docks))
        lasting = [number for dock in docks for number in self.by_state.get((dock, self.states[index]), [])]
        return lasting + self.passing.get(index, [])

    def add(self, sortie: Sortie, shut: tuple[Shut, ...]) -> int:
        """Add a sortie that is not listed for any round, with the departures forbidden to it; give its number."""
        self.sorties.append(sortie)
        self.serving.append(_departures(self, sortie))
        self.passes = self.passes.joined(Passes.of(self.problem, self.ground, [sortie]))
        self.shut[len(self.sorties) - 1] = shut
        return len(self.sorties) - 1

    def may_leave(self, sortie: int, depart_s: int) -> bool:
        """Tell whether a sortie that leaves at a time is clear of the zones that close or open meanwhile."""
        return not any(first <= depart_s <= last for first, last in self.shut.get(sortie, ()))


def hangar(problem: DroneProblem, on_progress: OnProgress) -> Hangar:
    """Make the sorties of every dock in every state that airspace and wind have over the day."""
    first = states(problem)
    second = passing_states(problem, first)
    needed = tuple(
        NeededWindow(task=index, span=span)
        for index, task in enumerate(problem.tasks)
        if task.required
        for span in task.windows
    )
    made = Hangar(problem=problem, ground=sights(problem), states=first, needed=needed)
    _fill(made, list(dict.fromkeys((*first.values(), *second.values()))), on_progress)
    _let_pass(made, second)
    made.passes = Passes.of(problem, made.ground, made.sorties)
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


def _fill(made: Hangar, every: list[State], on_progress: OnProgress) -> None:
    filling = Filling(made.problem, made.ground)
    for step, state in enumerate(every):
        for dock in range(len(made.problem.docks)):
            if on_progress(Progress(stage="flights", done=step / len(every))):
                made.stopped = True
                return
            found = filling.sorties(dock, state)
            made.by_state[dock, state] = list(range(len(made.sorties), len(made.sorties) + len(found)))
            made.sorties.extend(found)


def _let_pass(made: Hangar, second: Mapping[int, State]) -> None:
    """Give rounds the sorties that are over a zone which opens or closes meanwhile, at departures that keep clear."""
    problem = made.problem
    for index, state in second.items():
        span = problem.departure_span(index)
        steady = set(range(len(problem.zones))) - (set(made.states[index].zones) - set(state.zones))
        made.passing[index] = []
        for dock in range(len(problem.docks)):
            for number in made.by_state.get((dock, state), []):
                path = made.sorties[number].path
                if number not in made.shut:
                    made.shut[number] = shut_departures(problem, path, state.zones)
                if without([span], made.shut[number]) and shut_departures(problem, path, steady):
                    made.passing[index].append(number)


def options(made: Hangar) -> list[Option]:
    """List the ways to fly every round that matter to the schedule: the cheapest, and those that serve windows."""
    found: list[Option] = []
    for dock, site in enumerate(made.problem.docks):
        closed = closures(made.problem, site)
        for index, state in made.states.items():
            lasting = made.by_state.get((dock, state), [])
            passing = [number for number in made.passing.get(index, []) if made.sorties[number].dock == dock]
            numbers = lasting + passing
            for number in _cheapest(made, lasting) + _cheapest(made, passing):
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
    pieces = departures(closed, air_s, *made.problem.departure_span(index))
    for opens, closes in without(pieces, made.shut.get(number, ())):
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
