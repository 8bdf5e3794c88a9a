"""What a round can fly: sorties from one dock over one or several tasks, each within the battery and the longest round.

Ground too large for one round is cut into several (`cutting`); small tasks are strung together along a tour of their
neighbours. Time and charge come from `energy` alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from planner.drones.airspace.space import Airspace
from planner.drones.coverage.lane_order import best_order
from planner.drones.energy import CALM, Flown, Winds, WindTooStrong, flown, home_pct, may_fly_in, needed_pct, stop_s
from planner.drones.looks.strokes import CoverageCache, Stroke, strokes
from planner.drones.problem import DroneProblem, Floats, Look, Span
from planner.drones.sorties.cutting import Base, halves, parts

TOUR_KICKS = 10
"""Random restarts of a tour over small tasks."""
ROUNDING_PCT = 1e-9
"""Against rounding of charges [%]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sortie:
    """A flight that a round may make.

    Attributes
    ----------
    dock
        Index of the dock.
    path
        (n, 4) x, y, height above ground [m] and time from take-off [s].
    looks
        What it sees and when, from take-off.
    used_pct
        Charge that it takes [%].
    needs_pct
        Charge without which it must not take off: it lands no lower than the lowest charge, can come home from every
        point of its way, and starts at the threshold or above [%].
    camera_off
        When its camera is off, from take-off; zones count that are active at any moment it may be up.
    """

    dock: int
    path: Floats
    looks: tuple[Look, ...]
    used_pct: float
    needs_pct: float
    camera_off: tuple[Span, ...] = ()

    @property
    def air_s(self) -> float:
        """Time from take-off to landing [s]."""
        return float(self.path[-1, 3])

    @property
    def tasks(self) -> frozenset[int]:
        """Tasks that it looks at."""
        return frozenset(look.task for look in self.looks)


def sorties(
    problem: DroneProblem,
    dock_index: int,
    airspace: Airspace,
    cache: CoverageCache,
    winds: Winds = (CALM,),
    *,
    by_night: bool = False,
) -> list[Sortie]:
    """List the sorties of one dock in one state of the airspace.

    Each can be flown in every one of the winds in which the drone flies at all. Lanes lie as far apart as the camera
    of the day sees, or as the thermal camera does.
    """
    dock = problem.docks[dock_index]
    longest_s = problem.longest_air_s(dock)
    if not airspace.open_at(dock.xy) or problem.rules.height_m > problem.rules.ceiling_m or longest_s <= 0:
        return []
    base = Base(
        dock=dock,
        airspace=airspace,
        height_m=problem.rules.height_m,
        winds=tuple(wind for wind in winds if may_fly_in(wind, dock.model)) or (CALM,),
        longest_s=longest_s,
    )
    maker = _Maker(dock_index, base)
    small: list[Stroke] = []
    made: list[Sortie] = []
    for stroke in strokes(problem, dock, airspace, cache, winds=base.winds, by_night=by_night):
        for part, sortie in (found for piece in parts(base, stroke) for found in maker.flyable(piece)):
            made.append(sortie)
            if sortie.air_s <= longest_s - 2 * stop_s(dock.model):
                small.append(part)
    for group in _groups(problem, small):
        made.extend(maker.tours([part for part in small if part.task in group]))
    return made


def _groups(problem: DroneProblem, small: list[Stroke]) -> list[frozenset[int]]:
    """List the sets of tasks worth stringing together: those required at one time, and all of them."""
    present = frozenset(part.task for part in small)
    groups = {present}
    required = [index for index in present if problem.tasks[index].required]
    for index in required:
        for opens, closes in problem.tasks[index].windows:
            together = [
                other
                for other in required
                if any(start < closes and end > opens for start, end in problem.tasks[other].windows)
            ]
            groups.add(frozenset(together))
    return sorted((group for group in groups if len(group) > 1), key=sorted)


class _Maker:
    """Makes the sorties of one dock in one state of the airspace."""

    def __init__(self, dock_index: int, base: Base) -> None:
        self.dock_index, self.base = dock_index, base

    def flyable(self, part: Stroke) -> Iterator[tuple[Stroke, Sortie]]:
        """Give the sortie over a part, or over its halves where the whole takes more than was estimated."""
        sortie = self.sortie([part])
        if sortie is not None:
            yield part, sortie
            return
        for half in halves(part):
            yield from self.flyable(half)

    def sortie(self, parts: list[Stroke]) -> Sortie | None:
        """Give the sortie over parts, from the dock to the dock.

        None if there is no legal way, it takes too long, lands too low or cannot always come home.
        """
        points, stays, marks = [self.base.home[0]], [0.0], []
        for part in parts:
            if not self._extend(points, stays, part.points[0]):
                return None
            first = len(points) - 1
            for point in part.points[1:]:
                points.append(point)
                stays.append(0.0)
            stays[-1] += part.hover_s
            marks.append((part.task, first, len(points) - 1))
        if not self._extend(points, stays, self.base.home[0]):
            return None
        return self._timed(np.array(points), np.array(stays), marks)

    def _timed(self, points: Floats, stays: Floats, marks: list[tuple[int, int, int]]) -> Sortie | None:
        """Give a path its clock and its charge."""
        model, winds = self.base.dock.model, self.base.winds
        try:
            flight = flown(points, stays, model, self.base.height_m, winds)
        except WindTooStrong:
            return None
        if float(flight.path[-1, 3]) > self.base.longest_s:
            return None
        needs = self._needs_pct(flight)
        if needs > model.start_pct + ROUNDING_PCT:
            return None
        looks = tuple(
            Look(task=task, start_s=float(flight.arrive_s[first]), end_s=float(flight.leave_s[last]))
            for task, first, last in marks
        )
        return Sortie(
            dock=self.dock_index,
            path=flight.path,
            looks=looks,
            used_pct=float(flight.used_pct[-1]),
            needs_pct=min(needs, model.start_pct),
            camera_off=self.base.airspace.camera_off(flight.path),
        )

    def _needs_pct(self, flight: Flown) -> float:
        """Give the charge without which a flight must not take off [%].

        A drone can always come home along the rest of its path, or back along it; the shortest way is asked for only
        from where that would need more charge than the flight itself.
        """
        model, winds = self.base.dock.model, self.base.winds
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(flight.path[:, :2], axis=0).T))])
        ways = np.minimum(along, along[-1] - along)
        least = needed_pct(flight, np.zeros(len(along)), model, winds)
        far = flight.used_pct + home_pct(ways, flight.path[:, 2], model, winds) > least
        if far.any():
            ways[far] = np.minimum(ways[far], self.base.ways_home_m(flight.path[far, :2]))
        return needed_pct(flight, ways, model, winds)

    def _extend(self, points: list[Floats], stays: list[float], goal: Floats) -> bool:
        """Fly on to a point by the shortest legal way."""
        if np.hypot(*(goal - points[-1])) < 0.05:
            return True
        way = self.base.airspace.way(points[-1], goal)
        if way is None or np.hypot(*(way - self.base.home[0]).T).max() > self.base.dock.radius_m:
            return False
        points.extend(way[1:])
        stays.extend([0.0] * (len(way) - 1))
        return True

    def tours(self, parts: list[Stroke]) -> Iterator[Sortie]:
        """Give the longest stretches of a tour over several parts that one round can fly."""
        ends = np.array([end for part in parts for end in (part.points[0], part.points[-1])])
        between = self.base.airspace.lengths(ends, ends)
        order = best_order(np.minimum(between, 1e7), kicks=TOUR_KICKS)
        tour = [_turned(parts[entry // 2]) if entry % 2 else parts[entry // 2] for entry in order]
        last_end, first = 0, 0
        while first < len(tour) and last_end < len(tour):
            best, end = None, max(last_end, first + 1)
            while end <= len(tour):
                sortie = self.sortie(tour[first:end])
                if sortie is None:
                    break
                best, end = sortie, end + 1
            if best is not None and end - 1 > last_end and end - 1 - first > 1:
                yield best
            last_end = max(last_end, end - 1)
            first += 1


def _turned(part: Stroke) -> Stroke:
    return replace(part, points=part.points[::-1])
