"""The rest of a day of rounds: as many as can still fly, and as they were planned as far as possible.

A beam search (Lowerre 1976, "The HARPY speech recognition system") goes through the rounds in the order of departure.
Each is flown as planned, at another time inside its tolerance, from another dock over the same ground, or not at all;
where rounds hand over, one that leaves early may stay longer, so that the next ones need not leave early as well. For
each number of rounds missed the states with the fewest changes and those with the readiest docks are kept. As soon
as the best state leaves every dock at least as ready as the plan did, the rest of the day stays as it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from planner.drones.problem import DroneProblem, Floats
from planner.drones.repairing.apart import keep_apart
from planner.drones.repairing.charge import charge_at, charged_by, free_after
from planner.drones.repairing.departures import departures
from planner.drones.repairing.longer import longer
from planner.drones.repairing.standing import Standing
from planner.drones.repairing.staying import Staying
from planner.drones.repairing.trips import Trip
from planner.drones.repairing.ways import Way, Ways
from planner.drones.schedule.passing import Shut, shut_departures

WIDTHS = (48, 24, 12)
"""States kept with the fewest rounds missed, with one more, and with two more."""
ALIKE_S, ALIKE_PCT = 20.0, 1.0
"""States whose docks differ by less are one [s] [%]."""
SAME_S, SAME_PCT = 0.5, 0.02
"""Plans are written in tenths of seconds and hundredths of a per cent [s] [%]."""
OTHER_TIME = 2
"""A round at another time counts as so many changes, one from another dock as one."""

Battery = tuple[float, float]
"""When a dock's drone is served [s], and its charge then [%]."""


@dataclass(frozen=True, slots=True, eq=False)
class Pick:
    """What becomes of one round: its way, departure [s] and charge at take-off [%]; no way: it is missed."""

    trip: Trip
    way: Way | None = None
    depart_s: float = 0.0
    before_pct: float = 0.0

    @property
    def changed(self) -> bool:
        """Whether it flies from another dock or at another time."""
        return self.way is None or self.way.dock != self.trip.dock or abs(self.depart_s - self.trip.takeoff_s) > SAME_S

    @property
    def path(self) -> Floats:
        """(n, 4) x, y, height [m] and time [s] of a round that flies."""
        if self.way is None:
            raise ValueError("a round that is missed has no path")
        path = self.way.path.copy()
        path[:, 3] += self.depart_s
        return path


@dataclass(frozen=True, slots=True, eq=False)
class _State:
    lost: int
    changes: int
    shift_s: float
    docks: tuple[Battery, ...]
    pick: Pick | None = None
    earlier: _State | None = None

    @property
    def cost(self) -> tuple[int, int, float]:
        return self.lost, self.changes, self.shift_s

    @property
    def before(self) -> tuple[int, float] | None:
        """Number and landing [s] of the last round that has been decided; None: it is missed, or there is none."""
        if self.pick is None or self.pick.way is None:
            return None
        return self.pick.trip.number, self.pick.depart_s + self.pick.way.air_s

    def picks(self) -> list[Pick]:
        found, state = [], self
        while state.pick is not None and state.earlier is not None:
            found.append(state.pick)
            state = state.earlier
        return found[::-1]


def _cost(state: _State) -> tuple[int, int, float]:
    return state.cost


@dataclass(slots=True, kw_only=True, eq=False)
class Rest:
    """The rest of one day.

    Attributes
    ----------
    rounds
        The rounds to come as planned, in the order of take-off.
    stand, planned
        How the docks stand, and how they would as planned, by index.
    now_s
        No round departs before.
    fixed
        Paths of flights that are in the air, (n, 4) each.
    alone
        For each round by its number how many required windows nobody else looks at.
    landed_s
        When the flights that have taken off land, by planning day and number; those broken off are left out [s].
    """

    problem: DroneProblem
    ways: Ways
    rounds: Sequence[Trip]
    stand: Sequence[Standing]
    planned: Sequence[Standing]
    now_s: float
    fixed: Sequence[Floats] = ()
    alone: dict[int, int] = field(default_factory=dict)
    landed_s: Mapping[tuple[dt.date, int], float] = field(default_factory=dict)
    staying: Staying = field(init=False)
    _last_s: dict[int, int] = field(init=False)
    _apart: dict[tuple[object, ...], bool] = field(default_factory=dict)
    _stayed: dict[tuple[int, int, int], Way | None] = field(default_factory=dict)
    _passing: dict[tuple[int, int, int], tuple[Shut, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.staying = Staying(problem=self.problem, landed_s=self.landed_s)
        self._last_s = {trip.number: self.problem.departure_span(trip.number - 1)[1] for trip in self.rounds}

    def mend(self) -> list[Pick]:
        """Give what becomes of every round."""
        planned = self._planned_states()
        states = [_State(0, 0, 0.0, tuple((s.free_s, s.pct) for s in self.stand))]
        clash = max((n for n in range(len(self.rounds)) if not self._stays(n)), default=-1)
        best: tuple[_State, int] | None = None
        for number, trip in enumerate(self.rounds):
            if number > clash:
                able = (state for state in states if self._may_go_on(state, trip, planned[number]))
                found = min(able, key=_cost, default=None)
                if found is not None and (best is None or found.cost < best[0].cost):
                    best = found, number
                states = [state for state in states if best is None or state.cost < best[0].cost]
            grown = [after for state in states for after in self._grown(state, trip)]
            states = self._kept(grown, self.rounds[min(number + 1, len(self.rounds) - 1)].takeoff_s)
        last, number = best if best is not None and not states else (states[0], len(self.rounds))
        return [*last.picks(), *self._as_planned(last.docks, self.rounds[number:])]

    def _stays(self, number: int) -> bool:
        """Tell whether a round can stay as it is beside the others as planned and the flights in the air."""
        trip, before = self.rounds[number], self.rounds[:number]
        landings = [trip.landing_s for trip in before] + self._landings(trip.takeoff_s)
        return (
            self.staying.is_open(trip)
            and self.staying.is_watched(trip.takeoff_s, trip.air_s, landings)
            and trip.takeoff_s <= self.staying.latest_s(trip, None)
            and all(keep_apart(trip.path, path, self.problem.rules) for path in self.fixed)
        )

    def _landings(self, depart_s: float) -> list[float]:
        """Give when the drones land that are in the air by a departure [s]."""
        return [float(path[-1, 3]) for path in self.fixed if path[0, 3] <= depart_s]

    def _may_go_on(self, state: _State, trip: Trip, planned: tuple[Battery, ...]) -> bool:
        """Tell whether the rest of the day from a round on can stay as planned after a state."""
        return trip.takeoff_s <= self.staying.latest_s(trip, state.before) and self._no_worse(state, planned)

    def _planned_states(self) -> list[tuple[Battery, ...]]:
        """Give how the docks would stand before each round if all went as planned."""
        docks = [(standing.free_s, standing.pct) for standing in self.planned]
        found = []
        for trip in self.rounds:
            found.append(tuple(docks))
            docks[trip.dock] = (free_after(self.problem.docks[trip.dock], trip.landing_s), trip.after_pct)
        return found

    def _no_worse(self, state: _State, planned: tuple[Battery, ...]) -> bool:
        return all(
            free_s <= at_s + SAME_S and charge_at(dock, free_s, pct, at_s) >= planned_pct - SAME_PCT
            for dock, (free_s, pct), (at_s, planned_pct) in zip(self.problem.docks, state.docks, planned, strict=True)
        )

    def _as_planned(self, docks: tuple[Battery, ...], rounds: Sequence[Trip]) -> Iterator[Pick]:
        now = list(docks)
        for trip in rounds:
            way = self.ways.planned(trip)
            pick, now[trip.dock] = self._flown(trip, way, trip.takeoff_s, now[trip.dock])
            yield pick

    def _flown(self, trip: Trip, way: Way, depart_s: float, battery: Battery) -> tuple[Pick, Battery]:
        dock = self.problem.docks[way.dock]
        before_pct = charge_at(dock, *battery, depart_s)
        after = (free_after(dock, depart_s + way.air_s), before_pct - way.used_pct)
        return Pick(trip, way, depart_s, before_pct), after

    def _grown(self, state: _State, trip: Trip) -> Iterator[_State]:
        """Give the states after one round: flown in each way that it can be, and missed."""
        own, *others = (trip.dock, *(n for n in range(len(self.problem.docks)) if n != trip.dock))
        for dock in (own, *others):
            yield from self._flying(state, trip, dock)
        lost = state.lost + 1 + self._windows_lost(trip)
        yield _State(lost, state.changes, state.shift_s, state.docks, Pick(trip), state)

    def _windows_lost(self, trip: Trip) -> int:
        return (self.problem.rules.rounds_per_day + 1) * self.alone.get(trip.number, 0)

    def _flying(self, state: _State, trip: Trip, index: int) -> Iterator[_State]:
        battery, dock = state.docks[index], self.problem.docks[index]
        if battery[0] > self._last_s[trip.number]:
            return
        way = self.ways.of(trip, index)
        if way is None:
            return
        ready_s = max(self.now_s, battery[0], charged_by(dock, *battery, way.needed_pct))
        latest_s = self.staying.latest_s(trip, state.before)
        if ready_s > self._last_s[trip.number]:
            return
        for depart_s in departures(self.problem, trip, way, ready_s, self.staying.closed[index], latest_s):
            for flown in self._lengths(trip, way, depart_s, battery):
                pick, after = self._flown(trip, flown, depart_s, battery)
                if self._clear(state, pick) and self._watched(state, pick, flown.air_s):
                    docks = (*state.docks[:index], after, *state.docks[index + 1 :])
                    shift_s = abs(depart_s - trip.takeoff_s)
                    changes = OTHER_TIME * (shift_s > SAME_S) + (index != trip.dock)
                    yield _State(state.lost, state.changes + changes, state.shift_s + shift_s, docks, pick, state)

    def _lengths(self, trip: Trip, way: Way, depart_s: float, battery: Battery) -> Iterator[Way]:
        """Give a way as it is; where rounds hand over, one that leaves early may also land when it was to land.

        A round that is not as planned stays clear of zones that close or open while it flies.
        """
        early_s = trip.takeoff_s - depart_s
        ways = [way]
        if self.problem.rules.uninterrupted and early_s > SAME_S:
            charge_pct = charge_at(self.problem.docks[way.dock], *battery, depart_s)
            ways += [other for other in [self._longer(trip, way, early_s)] if other and other.needed_pct <= charge_pct]
        for one in ways:
            as_planned = abs(early_s) <= SAME_S and way.dock == trip.dock
            if as_planned or not any(opens <= depart_s <= closes for opens, closes in self._shut(trip, one)):
                yield one

    def _longer(self, trip: Trip, way: Way, early_s: float) -> Way | None:
        key = (trip.number, way.dock, round(early_s))
        if key not in self._stayed:
            self._stayed[key] = longer(self.problem, way, trip, early_s)
        return self._stayed[key]

    def _shut(self, trip: Trip, way: Way) -> tuple[Shut, ...]:
        key = (trip.number, way.dock, round(way.air_s))
        if key not in self._passing:
            self._passing[key] = shut_departures(self.problem, way.path, self.ways.clear_of(way))
        return self._passing[key]

    def _clear(self, state: _State, pick: Pick) -> bool:
        """Tell whether a flight keeps apart from those in the air, as far as one of them is not as planned."""
        if any(not self._are_apart((0, number), path, pick) for number, path in enumerate(self.fixed)):
            return False
        earlier = state
        while earlier.pick is not None and earlier.earlier is not None:
            other = earlier.pick
            if other.way is not None and (other.changed or pick.changed):
                name = (other.trip.number, other.way.dock, other.depart_s, other.way.air_s)
                if other.depart_s + other.way.air_s > pick.depart_s:
                    if not self._are_apart(name, other, pick):
                        return False
                elif not other.changed:
                    break
            if pick.depart_s - earlier.pick.trip.takeoff_s > self.problem.rules.round_min * 120.0:
                break
            earlier = earlier.earlier
        return True

    def _watched(self, state: _State, pick: Pick, air_s: float) -> bool:
        """Tell whether the operators on duty can watch one more drone."""
        landings, earlier = self._landings(pick.depart_s), state
        while earlier.pick is not None and earlier.earlier is not None:
            if earlier.pick.way is not None:
                landings.append(earlier.pick.depart_s + earlier.pick.way.air_s)
            if pick.depart_s - earlier.pick.trip.takeoff_s > self.problem.rules.round_min * 120.0:
                break
            earlier = earlier.earlier
        return self.staying.is_watched(pick.depart_s, air_s, landings)

    def _are_apart(self, name: tuple[float, ...], other: Pick | Floats, pick: Pick) -> bool:
        way = pick.way
        key = (name, pick.trip.number, pick.depart_s, (way.dock, way.air_s) if way else ())
        if key not in self._apart:
            path = other.path if isinstance(other, Pick) else other
            self._apart[key] = keep_apart(path, pick.path, self.problem.rules)
        return self._apart[key]

    def _kept(self, states: list[_State], next_s: float) -> list[_State]:
        """Keep the best states: for each number of rounds missed those with few changes and those with ready docks."""
        unlike: dict[tuple[object, ...], _State] = {}
        for state in sorted(states, key=lambda state: state.cost):
            key = (state.lost, *((free_s // ALIKE_S, pct // ALIKE_PCT) for free_s, pct in state.docks))
            unlike.setdefault(key, state)
        levels: dict[int, list[_State]] = {}
        for state in unlike.values():
            levels.setdefault(state.lost, []).append(state)
        kept: dict[int, _State] = {}
        for width, lost in zip(WIDTHS, sorted(levels), strict=False):
            ready = sorted(levels[lost], key=lambda state: -self._readiness(state, next_s))
            kept |= {id(state): state for state in (*levels[lost][: width // 2], *ready[: width // 2])}
        return sorted(kept.values(), key=lambda state: state.cost)

    def _readiness(self, state: _State, at_s: float) -> float:
        """Add up the charge of all docks at a moment; a drone that is not back yet has less than none [%]."""
        return sum(
            charge_at(dock, free_s, pct, at_s) - max(0.0, free_s - at_s) * dock.model.charge_pct_per_min / 60.0
            for dock, (free_s, pct) in zip(self.problem.docks, state.docks, strict=True)
        )
