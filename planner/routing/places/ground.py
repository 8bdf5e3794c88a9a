"""What a routing problem's numbers stand for: the streets, the units and the visits by name."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from planner.domain.clock import seconds_between
from planner.domain.force import Mode
from planner.domain.noun import LonLat
from planner.domain.plan import Unit
from planner.domain.street import Streets
from planner.routing.visits.visit import Visit
from planner.streets.travel import Travel

if TYPE_CHECKING:
    from shapely import MultiPolygon
    from shapely.geometry.base import BaseGeometry

    from planner.geo import Frame

OUTSIDE_M = 5.0
"""How far beyond the edge of its ground a street may lie and still belong to it [m]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Roads:
    """Where units of one travel class go, at one speed.

    Attributes
    ----------
    own
        The streets that they use between their stops.
    open
        The streets that they use on the way from and to a base beyond their ground.
    beyond
        Street nodes of such bases.
    """

    own: Travel
    open: Travel
    beyond: frozenset[int] = frozenset()

    def between(self, start: int, end: int) -> Travel:
        """Give the travel that a leg between two street nodes is taken on."""
        return self.open if start in self.beyond or end in self.beyond else self.own


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TravelClass:
    """A mode at a speed and a pace, slower in some hours, and perhaps bound to some ground.

    Attributes
    ----------
    mode, speed_kmh
        How its units get about.
    drive
        Where they go, at their speed.
    stroll
        Where they go when there is time to patrol, at their pace.
    limited
        Whether they are bound to some ground.
    node
        (n,) street node of every node of the problem; -1 where its units cannot go.
    line_edges
        Edges along a line, by the number of the way.
    """

    mode: Mode
    speed_kmh: float
    drive: Roads
    stroll: Roads
    limited: bool
    node: NDArray[np.int64]
    line_edges: dict[int, list[int]]

    @property
    def travel(self) -> Travel:
        """Travel between stops, at full speed."""
        return self.drive.own


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ground:
    """The names, the streets and the moments behind a routing problem.

    Attributes
    ----------
    start
        Start of the planning day, second 0 of the problem.
    streets
        The network in which every place is a node, open to everybody; all classes share its nodes and edges.
    units, visits
        In the problem's order; the visits' breaks stand last.
    classes
        In the problem's order.
    regions
        Of the scenario's areas, in its order [m].
    roam
        Ground on which each unit patrols when it has time, one a unit [m].
    frame
        In which regions and ground are drawn.
    resting_together
        Forces on whose ground the breaks could not be kept apart.
    seed
        Draws the streets that idle patrols take.
    """

    start: dt.datetime
    streets: Streets
    units: tuple[Unit, ...]
    visits: tuple[Visit, ...]
    classes: tuple[TravelClass, ...]
    regions: tuple[MultiPolygon, ...]
    roam: tuple[BaseGeometry, ...]
    frame: Frame
    resting_together: tuple[str, ...]
    seed: int

    def seconds(self, moment: dt.datetime) -> float:
        """Give when a moment is in the problem [s]."""
        return seconds_between(self.start, moment)

    def lonlat(self, kind: int, node: int) -> LonLat:
        """Give where a node of the problem lies on the streets of a travel class [deg]."""
        lon, lat = self.streets.node_lonlat[self.classes[kind].node[node]]
        return float(lon), float(lat)


def nodes_inside(streets: Streets, frame: Frame, region: BaseGeometry) -> NDArray[np.bool_]:
    """Tell which nodes lie in a region [m] or just beside it, (n,)."""
    import shapely

    x, y = frame.metres(streets.node_lonlat).T
    return np.asarray(shapely.contains_xy(region.buffer(OUTSIDE_M), x, y))
