"""How a round of the plan can be flown: as it is, or the same looks from another dock."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planner.drones.airspace.space import Airspace, kept_out
from planner.drones.energy import Flown, Winds, WindTooStrong, corner_s, flown, needed_pct
from planner.drones.problem import DockSite, DroneProblem, Floats, Look
from planner.drones.repairing.air import Air, Course
from planner.drones.repairing.stretch import Stretch, clock, stretch
from planner.drones.repairing.trips import Trip
from planner.drones.sorties.winds import winds_over

CUTS = 4
"""So often a round that takes too long from another dock is cut [times]."""
GRAZE_M = 0.5
"""Paths of plans are rounded: one that goes along the edge of a zone may be so far inside [m]."""


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
    _grounds: list[BaseGeometry] = field(default_factory=list)

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

    def clear_of(self, way: Way) -> frozenset[int]:
        """List the zones whose ground a way is never over, and those that it may pass with the camera off."""
        if not self._grounds:
            margin_m = self.problem.rules.margin_m
            self._grounds.extend(kept_out(zone, margin_m).buffer(-GRAZE_M) for zone in self.problem.zones)
        over = shapely.intersects(np.array(self._grounds, object), shapely.linestrings(way.path[:, :2]))
        return frozenset(index for index, zone in enumerate(self.problem.zones) if zone.camera_off or not over[index])

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
        course = Course(dock, self._open_air(trip, dock, trip.height_m), list(rest.points), rest.stays_s.tolist())
        flight = self._flight(course, trip, trip.height_m)
        needed = math.inf if flight is None else self._needed(course, flight, trip)
        least = max(dock.model.threshold_pct, dock.model.lowest_pct + trip.used_pct)
        return min(trip.before_pct, max(needed, least))

    def _from(self, trip: Trip, index: int) -> Way | None:
        """Give a way over the same looks from another dock; a little is cut off one if it takes too long."""
        longest_s = self.problem.longest_air_s(self.problem.docks[index])
        cut_s = 0.0
        for _ in range(CUTS):
            looks = _cut(self.problem, trip, cut_s)
            way = self._over(trip, index, looks) if looks else None
            if way is None or way.air_s <= longest_s:
                return way
            cut_s += way.air_s - longest_s + 1.0
        return None

    def _over(self, trip: Trip, index: int, looks: tuple[Look, ...]) -> Way | None:
        dock, seen = self.problem.docks[index], _seen(trip, looks)
        if seen is None:
            return None
        home = np.array(dock.xy)
        height_m = self._height_m(trip, index)
        course = Course(dock, self._open_air(trip, dock, height_m), [home], [0.0])
        if not course.air.open_at(dock.xy) or not course.fly_to(seen.points[0]):
            return None
        first = course.follow(seen.points, seen.stays_s)
        if not course.fly_to(home) or np.hypot(*(seen.points - home).T).max() > dock.radius_m:
            return None
        flight = self._long_enough(course, trip, first + len(seen.points) - 1, height_m)
        if flight is None:
            return None
        places = slice(first, first + len(seen.points))
        again = clock(seen, flight.arrive_s[places], flight.leave_s[places])
        return Way(
            dock=index,
            path=flight.path,
            used_pct=float(flight.used_pct[-1]),
            needed_pct=self._needed(course, flight, trip),
            looks=again.looks(looks),
        )

    def _long_enough(self, course: Course, trip: Trip, last: int, height_m: float) -> Flown | None:
        """Fly a course; a round that would be too short stays over its last place for the rest."""
        flight = self._flight(course, trip, height_m)
        short_s = 0.0 if flight is None else self.problem.shortest_air_s - float(flight.path[-1, 3])
        if short_s <= 0.0:
            return flight
        course.stays_s[last] += math.ceil(short_s)
        return self._flight(course, trip, height_m)

    def _height_m(self, trip: Trip, index: int) -> float:
        """Give the height in which a round flies from another dock: in the dock's layer, if there are layers [m]."""
        return self.problem.home_height_m(index) if self.problem.rules.layers_m else trip.height_m

    def _open_air(self, trip: Trip, dock: DockSite, height_m: float) -> Airspace:
        first, last = self.problem.departure_span(trip.number - 1)
        return self.air.between(dock, height_m, first, last + self.problem.longest_air_s(dock))

    def _winds(self, trip: Trip) -> Winds:
        return winds_over(self.problem, trip.takeoff_s, trip.landing_s)

    def _flight(self, course: Course, trip: Trip, height_m: float) -> Flown | None:
        points, stays_s = np.array(course.points), np.array(course.stays_s)
        try:
            return flown(
                points,
                stays_s,
                course.dock.model,
                height_m,
                winds_over(self.problem, trip.takeoff_s, trip.landing_s),
            )
        except WindTooStrong:
            return None

    def _needed(self, course: Course, flight: Flown, trip: Trip) -> float:
        """Give the charge without which a flight must not take off [%].

        The rest of a flight is a legal way home from each of its points, so shorter ones are looked for only where that
        one asks for more charge than the flight itself.
        """
        model = course.dock.model
        winds = winds_over(self.problem, trip.takeoff_s, trip.landing_s)
        onward_m = _onward_m(flight.path, corner_s(model) * model.cruise_mps)
        needed = needed_pct(flight, onward_m, model, winds)
        if needed <= max(model.threshold_pct, model.lowest_pct + float(flight.used_pct[-1])):
            return needed
        ways_home = course.air.lengths(flight.path[:, :2], np.array([course.dock.xy]))[:, 0]
        return needed_pct(flight, np.minimum(ways_home, onward_m), model, winds)


def _onward_m(path: Floats, corner_m: float) -> Floats:
    """Give how far every row of a path is from its end along the path, every turn counted, (n,) [m]."""
    legs_m = np.hypot(*np.diff(path[:, :2], axis=0).T)
    legs_m = np.where(legs_m > 0, legs_m + corner_m, 0.0)
    return np.append(np.cumsum(legs_m[::-1])[::-1], 0.0)


def _cut(problem: DroneProblem, trip: Trip, cut_s: float) -> tuple[Look, ...]:
    """Give the looks of a round with a shorter last or first one along a line or over an area.

    None, if it would be less than half a look, or it is required.
    """
    if cut_s <= 0.0 or not trip.looks:
        return trip.looks
    *before, last = sorted(trip.looks, key=lambda look: look.end_s)
    first, *after = sorted(trip.looks, key=lambda look: look.start_s)
    end_s, start_s = last.end_s - cut_s, first.start_s + cut_s
    if _may_lose(problem, last, cut_s) and all(look.end_s <= end_s for look in before):
        return (*before, replace(last, end_s=end_s))
    if _may_lose(problem, first, cut_s) and all(look.start_s >= start_s for look in after):
        return (replace(first, start_s=start_s), *after)
    return ()


def _may_lose(problem: DroneProblem, look: Look, cut_s: float) -> bool:
    task = problem.tasks[look.task]
    return not task.required and task.shape.length > 0 and cut_s <= (look.end_s - look.start_s) / 2


def _seen(trip: Trip, looks: tuple[Look, ...]) -> Stretch | None:
    """Give the part of a round from its first look to its last; None if it looks at nothing."""
    if not looks:
        return None
    begin = max(min(look.start_s for look in looks), trip.takeoff_s)
    end = min(max(look.end_s for look in looks), trip.landing_s)
    clock_s = trip.path[:, 3]
    ends = np.array([[*(np.interp(at, clock_s, trip.path[:, axis]) for axis in range(3)), at] for at in (begin, end)])
    inside = trip.path[(clock_s > begin) & (clock_s < end)]
    return stretch(np.vstack([ends[:1], inside, ends[1:]]))
