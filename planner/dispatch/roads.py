"""The streets as each kind of unit may use them, made ready once."""

from __future__ import annotations

from collections import OrderedDict
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.dispatch.reach import Reach
from planner.domain.force import Mode, Tier
from planner.errors import NotFound
from planner.geo import Frame
from planner.streets.segments import main_segments, nearest_segments
from planner.streets.snapping import streets_frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from planner.dispatch.way import Gates, Spot
    from planner.domain.noun import LonLat
    from planner.domain.scenario import Scenario


Floats = NDArray[np.float64]

Goal = tuple[tuple[int, float], float]
"""Where a mode meets a place: an edge and how far along it, 0 to 1; and how far that is from the place [m]."""


class Key(NamedTuple):
    """A kind of unit: its mode and speed, and the force whose ground it keeps to; None: the whole station."""

    mode: Mode
    speed_kmh: float
    ground: str | None


class Met(NamedTuple):
    """Where a mode meets n places: (n,) edges, how far along each, 0 to 1, and how far it is away [m]."""

    edge: NDArray[np.int64]
    part: Floats
    away_m: Floats

    @property
    def goal(self) -> Goal:
        """Where it meets the first of them."""
        return (int(self.edge[0]), float(self.part[0])), float(self.away_m[0])


SCENARIOS_KEPT = 2
"""Scenarios whose roads stay ready."""

_kept: OrderedDict[int, Roads] = OrderedDict()
_keeping = Lock()


def roads_of(scenario: Scenario) -> Roads:
    """Give the roads of a scenario; those of the scenarios that were asked about last are made once."""
    with _keeping:
        roads = _kept.pop(id(scenario), None) or Roads(scenario)
        _kept[id(scenario)] = roads  # it holds the scenario, so that nothing else takes its number
        while len(_kept) > SCENARIOS_KEPT:
            _kept.popitem(last=False)
    return roads


class Roads:
    """The streets of a scenario for every kind of unit that asks for them.

    Parameters
    ----------
    scenario
        Its streets, tiers, forces and grounds.
    """

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._frame = Frame(scenario.station.base)
        self._reaches: dict[Key, Reach] = {}
        self.modes = tuple(dict.fromkeys(tier.mode for tier in scenario.tiers))

    @cached_property
    def _street_frame(self) -> Frame:
        return streets_frame(self._scenario.streets)

    @cached_property
    def _grounds(self) -> dict[str, BaseGeometry]:
        from planner.routing.places.limits import grounds

        if not any(force.grids or force.areas for force in self._scenario.forces):
            return {}
        return grounds(self._scenario, self._frame)

    def key(self, tier: Tier, force: str | None) -> Key:
        """Give the kind of the units of a tier and a force; None: no force, and no ground."""
        return Key(tier.mode, tier.speed_kmh, force if force is not None and force in self._grounds else None)

    def on_ground(self, force: str, place: LonLat) -> bool:
        """Tell whether a place lies on the ground that a force keeps to."""
        ground = self._grounds.get(force)
        if ground is None:
            return True
        import shapely

        return bool(ground.covers(shapely.Point(self._frame.metres(place)[0])))

    def reach(self, key: Key) -> Reach:
        """Give the ways of a kind of unit."""
        if key not in self._reaches:
            streets, open_to = self._scenario.streets, None
            if key.ground is not None:
                from planner.routing.places.limits import edges_on

                open_to = edges_on(streets, self._grounds[key.ground], self._frame)
            self._reaches[key] = Reach(streets, key.mode, key.speed_kmh, open_to)
        return self._reaches[key]

    def metres(self, places: Sequence[LonLat]) -> Floats:
        """Give places in the frame of the streets, (n, 2) [m]."""
        return self._street_frame.metres(np.array(places, float).reshape(-1, 2))

    def goals(self, place: LonLat) -> dict[Mode, Goal]:
        """Give where each mode meets a place; modes without any street are left out."""
        place_m = self.metres([place])
        met = {mode: self.met(mode, place_m) for mode in self.modes}
        return {mode: where.goal for mode, where in met.items() if where is not None}

    def met(self, mode: Mode, places_m: Floats) -> Met | None:
        """Give where a mode meets places in the frame of the streets, (n, 2) [m]; None: it has no street at all."""
        try:
            return Met(*self._met(mode, places_m))
        except NotFound:
            return None

    def goal(self, key: Key, place: tuple[int, float]) -> Spot:
        """Give where an edge and a distance along it meet the ways of a kind of unit."""
        return self.reach(key).spot(*place)

    def gates(self, key: Key, places_m: Floats) -> Gates:
        """Give where units of a kind at places in the frame of the streets, (n, 2) [m], come to first."""
        edge, part, _ = self._met(key.mode, places_m)
        return self.reach(key).gates(edge, part)

    def spots(self, key: Key, places: Sequence[LonLat]) -> list[Spot]:
        """Give where places meet the ways of a kind of unit."""
        edges, parts, _ = self._met(key.mode, self.metres(places))
        return [self.reach(key).spot(edge, part) for edge, part in zip(edges.tolist(), parts.tolist(), strict=True)]

    def _met(self, mode: Mode, places_m: Floats) -> tuple[NDArray[np.int64], Floats, Floats]:
        """Give the edges of a mode that are nearest to places, how far along them, and how far away [m]."""
        return nearest_segments(main_segments(self._scenario.streets, mode, self._street_frame), places_m)

    def free(self, force: str) -> bool:
        """Tell whether a force may go anywhere."""
        return force not in self._grounds

    def all_on_ground(self, force: str, places: Sequence[LonLat]) -> NDArray[np.bool_]:
        """Tell which of (k,) places lie on the ground that a force keeps to, (k,)."""
        import shapely

        if not len(places):
            return np.zeros(0, bool)
        return np.asarray(shapely.covers(self._grounds[force], shapely.points(self._frame.metres(places))))
