"""The sorties of a dock in a state of airspace and wind, in its own layer of height and where it pays in others.

Drones of a dock fly at the dock's own height: the docks take the layers of the rules in turn, so that drones of
different docks pass each other at any place and, unlike with times, also when one of them is late. Where a zone is
closed in one layer and open in another, the dock also has the sorties of the other layer that see more ground.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planner.drones.airspace.space import Airspace
from planner.drones.energy import corner_s
from planner.drones.looks.sights import Passes, Sights
from planner.drones.looks.strokes import CoverageCache
from planner.drones.problem import DroneProblem
from planner.drones.schedule.lengthening import lengthened
from planner.drones.schedule.states import State
from planner.drones.sorties.making import Sortie, sorties

Closed = tuple[tuple[int, bool, bool], ...]
"""Zones with whether they are closed at a height, and somewhere below it."""


class Filling:
    """Makes sorties; it remembers the coverage of ground and the ways through the air.

    Parameters
    ----------
    problem
        The day.
    ground
        The points that stand for what must be seen.
    """

    def __init__(self, problem: DroneProblem, ground: Sights) -> None:
        self._problem, self._ground = problem, ground
        self._cache = CoverageCache()
        self._airs: dict[tuple[Closed, tuple[int, ...], float], Airspace] = {}
        self._at = {height_m: at_height(problem, height_m) for height_m in problem.rules.heights_m}

    def sorties(self, dock: int, state: State) -> list[Sortie]:
        """List the sorties of a dock in a state."""
        home_m = self._problem.home_height_m(dock)
        made = self._in_layer(dock, state, home_m)
        others = {self._closed(state, height_m): height_m for height_m in reversed(self._at)}
        others.pop(self._closed(state, home_m))
        for height_m in sorted(others.values()):
            seen = self._seen(made)
            made += [one for one in self._in_layer(dock, state, height_m) if self._seen([one]) - seen]
        return made

    def _in_layer(self, dock: int, state: State, height_m: float) -> list[Sortie]:
        problem = self._at[height_m]
        site = problem.docks[dock]
        air = self._air(state, height_m, corner_s(site.model) * site.model.cruise_mps)
        found = sorties(problem, dock, air, self._cache, state.winds, by_night=state.by_night)
        longer = (lengthened(sortie, problem.shortest_air_s, site, state.winds) for sortie in found)
        return [sortie for sortie in longer if sortie is not None]

    def _air(self, state: State, height_m: float, corner_m: float) -> Airspace:
        key = (self._closed(state, height_m), state.zones, corner_m)
        if key not in self._airs:
            zones = tuple(self._problem.zones[index] for index in state.zones)
            self._airs[key] = Airspace(zones, self._problem.rules.margin_m, corner_m, height_m)
        return self._airs[key]

    def _closed(self, state: State, height_m: float) -> Closed:
        zones = ((index, self._problem.zones[index]) for index in state.zones)
        return tuple((index, zone.closes(height_m), zone.closes_climb(height_m)) for index, zone in zones)

    def _seen(self, made: list[Sortie]) -> frozenset[int]:
        """Give the points of the ground that some sorties see by day or by night."""
        return frozenset(np.unique(Passes.of(self._problem, self._ground, made).point).tolist())


def at_height(problem: DroneProblem, height_m: float) -> DroneProblem:
    """Give the same day with flights at another height above ground [m]."""
    return replace(problem, rules=problem.rules.model_copy(update={"height_m": height_m}))
