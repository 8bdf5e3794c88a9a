"""The streets as each kind of unit may use them, made ready once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from planner.dispatch.reach import Reach
from planner.domain.force import Mode, Tier
from planner.errors import NotFound
from planner.geo import Frame
from planner.streets.snapping import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from planner.dispatch.way import Spot
    from planner.domain.noun import LonLat
    from planner.domain.scenario import Scenario


class Key(NamedTuple):
    """A kind of unit: its mode and speed, and the force whose ground it keeps to; None: the whole station."""

    mode: Mode
    speed_kmh: float
    ground: str | None


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

    def goals(self, place: LonLat) -> dict[Mode, tuple[tuple[int, float], float]]:
        """Give where each mode meets a place, an edge and how far along it, and how far that is from the place [m]."""
        found: dict[Mode, tuple[tuple[int, float], float]] = {}
        for mode in self.modes:
            try:
                snaps = nearest(self._scenario.streets, [place], mode)
            except NotFound:  # the mode has no street here at all
                continue
            found[mode] = (int(snaps.edge[0]), float(snaps.fraction[0])), float(snaps.distance_m[0])
        return found

    def goal(self, key: Key, place: tuple[int, float]) -> Spot:
        """Give where an edge and a distance along it meet the ways of a kind of unit."""
        return self.reach(key).spot(*place)

    def spots(self, key: Key, places: Sequence[LonLat]) -> list[Spot]:
        """Give where places meet the ways of a kind of unit."""
        snaps = nearest(self._scenario.streets, np.array(places), key.mode)
        return [self.reach(key).spot(int(e), float(part)) for e, part in zip(snaps.edge, snaps.fraction, strict=True)]

    def free(self, force: str) -> bool:
        """Tell whether a force may go anywhere."""
        return force not in self._grounds

    def all_on_ground(self, force: str, places: Sequence[LonLat]) -> NDArray[np.bool_]:
        """Tell which of (k,) places lie on the ground that a force keeps to, (k,)."""
        import shapely

        if not len(places):
            return np.zeros(0, bool)
        return np.asarray(shapely.covers(self._grounds[force], shapely.points(self._frame.metres(places))))
