"""The open air about a flight that is made anew."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from planner.drones.airspace.space import Airspace, closing_zones
from planner.drones.energy import corner_s
from planner.drones.problem import DockSite, DroneProblem, Floats


@dataclass(slots=True, kw_only=True, eq=False)
class Air:
    """The airspace of a day in its states, each made once."""

    problem: DroneProblem
    _made: dict[tuple[object, ...], Airspace] = field(default_factory=dict)

    def between(self, dock: DockSite, height_m: float, from_s: float, to_s: float) -> Airspace:
        """Give the open air for a flight at some height that may be up at any moment of a span."""
        state = closing_zones(self.problem, from_s, to_s, height_m=height_m)
        corner_m = corner_s(dock.model) * dock.model.cruise_mps
        key = (state, height_m, corner_m)
        if key not in self._made:
            zones = tuple(self.problem.zones[index] for index in state)
            self._made[key] = Airspace(zones, self.problem.rules.margin_m, corner_m, height_m)
        return self._made[key]


@dataclass(slots=True, eq=False)
class Course:
    """A level path that grows, with the stay at each of its points."""

    dock: DockSite
    air: Airspace
    points: list[Floats]
    stays_s: list[float]

    def fly_to(self, goal: Floats) -> bool:
        """Fly on to a point by the shortest legal way; tell whether there is one within the dock's reach."""
        if np.hypot(*(goal - self.points[-1])) < 0.05:
            return True
        way = self.air.way(self.points[-1], goal)
        if way is None or np.hypot(*(way[1:] - np.array(self.dock.xy)).T).max() > self.dock.radius_m:
            return False
        self.points.extend(way[1:])
        self.stays_s.extend([0.0] * (len(way) - 1))
        return True

    def follow(self, points: Floats, stays_s: Floats) -> int:
        """Fly along points that are known to be open, with their stays; give the index of the first one."""
        first = len(self.points) - 1
        if np.hypot(*(points[0] - self.points[-1])) >= 0.05:
            first += 1
            self.points.append(points[0])
            self.stays_s.append(0.0)
        self.stays_s[-1] += float(stays_s[0])
        self.points.extend(points[1:])
        self.stays_s.extend(float(stay) for stay in stays_s[1:])
        return first
