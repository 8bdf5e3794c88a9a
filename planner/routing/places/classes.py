"""Travel classes: units of one mode, speed and pace, slower in the same hours, on the same ground."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.domain.force import Mode, SpeedBand
from planner.domain.plan import Unit
from planner.domain.scenario import Scenario
from planner.geo import Frame
from planner.routing.places.ground import Roads, TravelClass
from planner.routing.places.limits import Limit, limit_of, streets_on
from planner.routing.places.locate import Located, Mover
from planner.routing.places.ways import Ways
from planner.streets.travel import Travel

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


class Kind(NamedTuple):
    """What makes two units of one class."""

    mode: Mode
    speed_kmh: float
    pace_kmh: float
    slower: tuple[SpeedBand, ...]
    limit: Limit | None

    @property
    def mover(self) -> Mover:
        """On which streets its units move."""
        return self.mode, self.limit


def kinds_of(scenario: Scenario, units: Sequence[Unit]) -> list[Kind]:
    """Give the kind of every unit, (u,)."""
    tiers = {tier.id: tier for tier in scenario.tiers}
    limits = {force.id: limit_of(force) for force in scenario.forces}
    kinds = []
    for unit in units:
        tier = tiers[unit.tier]
        kinds.append(Kind(unit.mode, tier.speed_kmh, tier.pace_kmh, tier.slower, limits.get(unit.force)))
    return kinds


class ClassRoads(NamedTuple):
    """Where the units of one class go: at their speed, and at their pace."""

    drive: Roads
    stroll: Roads


def roads_of(
    kinds: Sequence[Kind], located: Located, shapes: Mapping[Limit, BaseGeometry], frame: Frame
) -> list[ClassRoads]:
    """Lay out the roads of every kind, (c,).

    A class that is bound to some ground has the streets on it. The whole network is there for the ways from a base
    beyond it and back.
    """
    roads = []
    for kind in kinds:
        limited, beyond = located.streets, located.of[kind.mover].beyond
        if kind.limit is not None:
            limited = streets_on(located.streets, shapes[kind.limit], frame)
        pair = []
        for kmh in (kind.speed_kmh, kind.pace_kmh):
            own = Travel(limited, kind.mode, kmh)
            anywhere = own if kind.limit is None else Travel(located.streets, kind.mode, kmh)
            pair.append(Roads(own=own, open=anywhere, beyond=beyond))
        roads.append(ClassRoads(*pair))
    return roads


def classes_of(
    kinds: Sequence[Kind], roads: Sequence[ClassRoads], located: Located, ways: Ways
) -> tuple[TravelClass, ...]:
    """Make the travel class of every kind."""
    return tuple(
        TravelClass(
            mode=kind.mode,
            speed_kmh=kind.speed_kmh,
            drive=own.drive,
            stroll=own.stroll,
            limited=kind.limit is not None,
            node=located.of[kind.mover].node,
            line_edges=edges,
        )
        for kind, own, edges in zip(kinds, roads, ways.line_edges, strict=True)
    )


def times(classes: Sequence[TravelClass]) -> NDArray[np.float64]:
    """Give the times between all nodes of the problem for every class at full speed, (c, n, n) [s]."""
    nodes = len(classes[0].node) if classes else 0
    table = np.full((len(classes), nodes, nodes), np.inf)
    for row, own in enumerate(classes):
        there = np.flatnonzero(own.node >= 0)
        street = own.node[there]
        table[row][np.ix_(there, there)] = own.drive.own.times(street, street)
        outside = there[np.isin(street, list(own.drive.beyond))]
        if len(outside):
            table[row][np.ix_(outside, there)] = own.drive.open.times(own.node[outside], street)
            table[row][np.ix_(there, outside)] = own.drive.open.times(street, own.node[outside])
    return table
