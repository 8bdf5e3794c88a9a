"""What a round can fly: sorties from one dock over one or several tasks, each within the battery and the longest round.

Ground too large for one round is cut between legs into the fewest rounds of near equal time (dynamic programming,
exact for the given order); small tasks are strung together along a tour of their neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from planner.drones.airspace import Airspace
from planner.drones.energy import climb_s, corner_s, descent_s, is_corner, stop_s, timed, used_pct
from planner.drones.lane_order import best_order
from planner.drones.problem import DockSite, DroneProblem, Floats, Look
from planner.drones.strokes import CoverageCache, Stroke, strokes

TOUR_KICKS = 10
"""Random restarts of a tour over small tasks."""
MOST_LEGS = 1000
"""Legs that are cut into rounds at once; longer strokes are cut into stretches of so many first."""
ROUNDING_S = 0.1
"""What rounding up may add to a leg [s]."""


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
    """

    dock: int
    path: Floats
    looks: tuple[Look, ...]
    used_pct: float

    @property
    def air_s(self) -> float:
        """Time from take-off to landing [s]."""
        return float(self.path[-1, 3])

    @property
    def tasks(self) -> frozenset[int]:
        """Tasks that it looks at."""
        return frozenset(look.task for look in self.looks)


def sorties(problem: DroneProblem, dock_index: int, airspace: Airspace, cache: CoverageCache) -> list[Sortie]:
    """List the sorties of one dock in one state of the airspace."""
    dock = problem.docks[dock_index]
    if not airspace.open_at(dock.xy) or problem.rules.height_m > problem.rules.ceiling_m:
        return []
    maker = _Maker(problem, dock_index, airspace)
    small: list[Stroke] = []
    made: list[Sortie] = []
    for stroke in strokes(problem, dock, airspace, cache):
        for part in maker.parts(stroke):
            sortie = maker.sortie([part])
            if sortie is not None:
                made.append(sortie)
                if sortie.air_s <= maker.longest_s - 2 * stop_s(dock.model):
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

    def __init__(self, problem: DroneProblem, dock_index: int, airspace: Airspace) -> None:
        self.dock_index, self.airspace = dock_index, airspace
        self.dock: DockSite = problem.docks[dock_index]
        self.height_m = problem.rules.height_m
        self.longest_s = problem.longest_air_s(self.dock)
        self._home = np.array([self.dock.xy])

    def parts(self, stroke: Stroke) -> Iterator[Stroke]:
        """Cut a stroke into the fewest parts that one round each can fly, of near equal time."""
        model, points = self.dock.model, stroke.points
        transit_s = self.airspace.lengths(self._home, points)[0] / model.cruise_mps
        fixed_s = climb_s(model, self.height_m) + descent_s(model, self.height_m) + stop_s(model)
        if len(points) == 1:
            if fixed_s + 2 * transit_s[0] + stroke.hover_s + stop_s(model) <= self.longest_s:
                yield stroke
            return
        legs_s = np.hypot(*np.diff(points, axis=0).T) / model.cruise_mps
        corners_s = np.concatenate([[0.0], is_corner(points) * corner_s(model)])
        along = np.concatenate([[0.0], np.cumsum(legs_s + corners_s + ROUNDING_S)])
        out_s, home_s = fixed_s + 2 * corner_s(model) + transit_s - along, transit_s + along
        flyable = out_s[:-1] + home_s[1:] <= self.longest_s
        for first, last in _runs(flyable):
            for begin in range(first, last, MOST_LEGS):
                stretch = slice(begin, min(begin + MOST_LEGS, last) + 1)
                for start, end in _fewest_equal(out_s[stretch, None] + home_s[None, stretch], self.longest_s):
                    yield Stroke(task=stroke.task, points=points[begin + start : begin + end + 1])

    def sortie(self, parts: list[Stroke]) -> Sortie | None:
        """Give the sortie over parts, from the dock to the dock; None if there is no legal way or it takes too long."""
        points, stays, marks = [self._home[0]], [0.0], []
        for part in parts:
            if not self._extend(points, stays, part.points[0]):
                return None
            first = len(points) - 1
            for point in part.points[1:]:
                points.append(point)
                stays.append(0.0)
            stays[-1] += part.hover_s
            marks.append((part.task, first, len(points) - 1))
        if not self._extend(points, stays, self._home[0]):
            return None
        timing = timed(np.array(points), np.array(stays), self.dock.model, self.height_m)
        air_s = float(timing.path[-1, 3])
        if air_s > self.longest_s:
            return None
        looks = tuple(
            Look(task=task, start_s=float(timing.arrive_s[first]), end_s=float(timing.leave_s[last]))
            for task, first, last in marks
        )
        return Sortie(dock=self.dock_index, path=timing.path, looks=looks, used_pct=used_pct(self.dock, air_s))

    def _extend(self, points: list[Floats], stays: list[float], goal: Floats) -> bool:
        """Fly on to a point by the shortest legal way."""
        if np.hypot(*(goal - points[-1])) < 0.05:
            return True
        way = self.airspace.way(points[-1], goal)
        if way is None or np.hypot(*(way - self._home[0]).T).max() > self.dock.radius_m:
            return False
        points.extend(way[1:])
        stays.extend([0.0] * (len(way) - 1))
        return True

    def tours(self, parts: list[Stroke]) -> Iterator[Sortie]:
        """Give the longest stretches of a tour over several parts that one round can fly."""
        ends = np.array([end for part in parts for end in (part.points[0], part.points[-1])])
        between = self.airspace.lengths(ends, ends)
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
    return Stroke(task=part.task, points=part.points[::-1], hover_s=part.hover_s)


def _runs(flyable: np.ndarray) -> Iterator[tuple[int, int]]:
    """Give the first and the last point of every run of flyable legs."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flyable, [False]]).astype(int)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _fewest_equal(cost: Floats, longest_s: float) -> list[tuple[int, int]]:
    """Cut points 0..k-1 into the fewest parts no costlier than `longest_s`, the costliest as cheap as can be.

    Parameters
    ----------
    cost
        (k, k) time of a round over the points from row to column [s]; every single leg is within the longest.
    longest_s
        Longest round [s].
    """
    size = len(cost)
    upper = np.where(np.triu(np.ones((size, size), bool), 1), cost, np.inf)
    worst = np.full(size, np.inf)
    worst[0] = 0.0
    choices = []
    while True:
        through = np.maximum(worst[:, None], upper)
        choices.append(np.argmin(through, axis=0))
        worst = through.min(axis=0)
        if worst[-1] <= longest_s:
            break
    cuts = [size - 1]
    for choice in reversed(choices):
        cuts.append(int(choice[cuts[-1]]))
    cuts.reverse()
    return list(pairwise(cuts))
