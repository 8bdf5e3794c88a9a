"""How a round of the plan can be flown: as it is, or the same looks from another dock."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from planner.drones.airspace.space import Airspace
from planner.drones.energy import Flown, Winds, WindTooStrong, flown, needed_pct
from planner.drones.problem import DockSite, DroneProblem, Floats, Look
from planner.drones.repairing.air import Air, Course
from planner.drones.repairing.stretch import Stretch, clock, stretch
from planner.drones.repairing.trips import Trip
from planner.drones.sorties.winds import winds_over


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Way:
    """A flight whose departure is open.

    Attributes
    ----------
    dock
        Index of its dock.
    path
        (n, 4) x, y, height above ground [m] and time from take-off [s].
    used_pct
        Charge that it takes [%].
    needed_pct
        Charge without which it must not take off [%].
    looks
        What it looks at, with times from take-off [s].
    """

    dock: int
    path: Floats
    used_pct: float
    needed_pct: float
    looks: tuple[Look, ...]

    @property
    def air_s(self) -> float:
        """Time in the air [s]."""
        return float(self.path[-1, 3])


@dataclass(slots=True, kw_only=True, eq=False)
class Ways:
    """The ways of a day's rounds, each made when it is first asked for."""

    problem: DroneProblem
    air: Air
    _made: dict[tuple[int, int], Way | None] = field(default_factory=dict)

    def of(self, trip: Trip, dock: int) -> Way | None:
        """Give the way of a round from a dock; None if there is none."""
        key = (trip.number, dock)
        if key not in self._made:
            own = dock == trip.dock
            self._made[key] = self._own(trip, self._needed_as_planned(trip)) if own else self._from(trip, dock)
        return self._made[key]

    def planned(self, trip: Trip) -> Way:
        """Give a round as it is planned, with the charge that it was to start with."""
        return self._own(trip, trip.before_pct)

    def _own(self, trip: Trip, needed_pct: float) -> Way:
        shift = trip.takeoff_s
        return Way(
            dock=trip.dock,
            path=trip.path - np.array([0.0, 0.0, 0.0, shift]),
            used_pct=trip.used_pct,
            needed_pct=needed_pct,
            looks=tuple(Look(task=k.task, start_s=k.start_s - shift, end_s=k.end_s - shift) for k in trip.looks),
        )

    def _needed_as_planned(self, trip: Trip) -> float:
        """Give the charge that a planned round needs [%]: never more than it was to start with."""
        dock, rest = self.problem.docks[trip.dock], stretch(trip.path)
        if rest is None:
            return trip.before_pct
        course = Course(dock, self._open_air(trip, dock), list(rest.points), rest.stays_s.tolist())
        flight = self._flight(course, trip)
        needed = math.inf if flight is None else self._needed(course, flight, trip)
        least = max(dock.model.threshold_pct, dock.model.lowest_pct + trip.used_pct)
        return min(trip.before_pct, max(needed, least))

    def _from(self, trip: Trip, index: int) -> Way | None:
        """Give a way over the same looks from another dock."""
        dock, seen = self.problem.docks[index], _seen(trip)
        if seen is None:
            return None
        home = np.array(dock.xy)
        course = Course(dock, self._open_air(trip, dock), [home], [0.0])
        if not course.air.open_at(dock.xy) or not course.fly_to(seen.points[0]):
            return None
        first = course.follow(seen.points, seen.stays_s)
        if not course.fly_to(home) or np.hypot(*(seen.points - home).T).max() > dock.radius_m:
            return None
        flight = self._flight(course, trip)
        if flight is None or flight.path[-1, 3] > self.problem.longest_air_s(dock):
            return None
        places = slice(first, first + len(seen.points))
        again = clock(seen, flight.arrive_s[places], flight.leave_s[places])
        return Way(
            dock=index,
            path=flight.path,
            used_pct=float(flight.used_pct[-1]),
            needed_pct=self._needed(course, flight, trip),
            looks=again.looks(trip.looks),
        )

    def _open_air(self, trip: Trip, dock: DockSite) -> Airspace:
        first, last = self.problem.departure_span(trip.number - 1)
        return self.air.between(dock, trip.height_m, first, last + self.problem.longest_air_s(dock))

    def _winds(self, trip: Trip) -> Winds:
        return winds_over(self.problem, trip.takeoff_s, trip.landing_s)

    def _flight(self, course: Course, trip: Trip) -> Flown | None:
        points, stays_s = np.array(course.points), np.array(course.stays_s)
        try:
            return flown(
                points,
                stays_s,
                course.dock.model,
                trip.height_m,
                winds_over(self.problem, trip.takeoff_s, trip.landing_s),
            )
        except WindTooStrong:
            return None

    def _needed(self, course: Course, flight: Flown, trip: Trip) -> float:
        """Give the charge without which a flight must not take off [%]."""
        ways_home = course.air.lengths(flight.path[:, :2], np.array([course.dock.xy]))[:, 0]
        return needed_pct(
            flight, ways_home, course.dock.model, winds_over(self.problem, trip.takeoff_s, trip.landing_s)
        )


def _seen(trip: Trip) -> Stretch | None:
    """Give the part of a round from its first look to its last; None if it looks at nothing."""
    if not trip.looks:
        return None
    begin = max(min(look.start_s for look in trip.looks), trip.takeoff_s)
    end = min(max(look.end_s for look in trip.looks), trip.landing_s)
    clock_s = trip.path[:, 3]
    ends = np.array([[*(np.interp(at, clock_s, trip.path[:, axis]) for axis in range(3)), at] for at in (begin, end)])
    inside = trip.path[(clock_s > begin) & (clock_s < end)]
    return stretch(np.vstack([ends[:1], inside, ends[1:]]))
