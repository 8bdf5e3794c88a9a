"""Where visits and bases meet the streets: one network in which every place is a node, and travel on it by class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray

from planner.domain.force import Mode
from planner.domain.noun import LonLat
from planner.domain.scenario import Scenario
from planner.domain.street import Streets
from planner.geo import Frame
from planner.routing.ground import nodes_inside
from planner.routing.lines import along, line_length_m, line_points
from planner.routing.visits import Visit
from planner.streets.network import main_part
from planner.streets.snapping import insert
from planner.streets.travel import Travel

if TYPE_CHECKING:
    from shapely import MultiPolygon

Place = tuple[str, str, str]
"""Kind, id, and which end of a line: ``"start"`` or ``"end"``; otherwise empty."""


@dataclass(slots=True)
class Sites:
    """Places that become nodes: those of the problem, and the points along lines.

    Attributes
    ----------
    index
        Node of the problem for each place.
    lonlat
        (n,) where they lie [deg]; None for the anchor of an area, which each mode has its own of.
    area
        (n,) index of the area that a node is the anchor of; -1: none.
    """

    index: dict[Place, int] = field(default_factory=dict)
    lonlat: list[LonLat | None] = field(default_factory=list)
    area: list[int] = field(default_factory=list)
    is_base: list[bool] = field(default_factory=list)

    def node(self, place: Place, lonlat: LonLat | None, *, area: int = -1, is_base: bool = False) -> int:
        """Give the node of a place, a new one if it is new."""
        if place not in self.index:
            self.index[place] = len(self.lonlat)
            self.lonlat.append(lonlat)
            self.area.append(area)
            self.is_base.append(is_base)
        return self.index[place]

    def base(self, lonlat: LonLat) -> int:
        """Give the node of a base."""
        return self.node(("base", f"{lonlat[0]!r} {lonlat[1]!r}", ""), lonlat, is_base=True)

    def ends(self, scenario: Scenario, visit: Visit) -> tuple[int, int]:
        """Give the nodes where a visit begins and ends; for a line its first and last point."""
        if visit.kind == "line":
            line = scenario.lines[visit.index].line
            return self.node(("line", visit.id, "start"), line[0]), self.node(("line", visit.id, "end"), line[-1])
        kind = "spot" if visit.kind == "point" and visit.index < 0 else visit.kind
        area = visit.index if visit.kind == "area" else -1
        node = self.node((kind, visit.id, ""), visit.lonlat, area=area)
        return node, node


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Located:
    """The problem's places on the network of all modes.

    Attributes
    ----------
    streets
        The network with every place of every mode inserted.
    node
        For each mode, (n,) street nodes; -1: too far from its streets.
    line_nodes
        For each mode, the street nodes along each of the scenario's lines; none where a point is too far.
    """

    streets: Streets
    node: dict[Mode, NDArray[np.int64]]
    line_nodes: dict[Mode, list[list[int]]]


def locate(
    scenario: Scenario, sites: Sites, regions: Sequence[MultiPolygon], modes: Sequence[Mode], frame: Frame
) -> Located:
    """Insert every place into the network, for one mode after the other."""
    streets = scenario.streets
    lines = [line_points(line.line, frame) for line in scenario.lines]
    node: dict[Mode, NDArray[np.int64]] = {}
    line_nodes: dict[Mode, list[list[int]]] = {}
    for mode in modes:
        anchor = {area: _anchor(scenario.streets, mode, regions[area], frame) for area in {*sites.area} - {-1}}
        places = [
            anchor[area] if lonlat is None else lonlat for lonlat, area in zip(sites.lonlat, sites.area, strict=True)
        ]
        inserted = insert(streets, np.array([*places, *(point for line in lines for point in line)]), mode)
        streets, near = inserted.streets, inserted.distance_m <= scenario.patrol.snap_m
        near[: len(places)] |= np.array(sites.is_base, bool)
        near[: len(places)] &= _in_own_area(streets, inserted.node[: len(places)], sites.area, regions, frame)
        node[mode] = np.where(near[: len(places)], inserted.node[: len(places)], -1)
        ends = np.cumsum([len(places), *(len(line) for line in lines)])
        line_nodes[mode] = [
            inserted.node[low:high].tolist() if near[low:high].all() else [] for low, high in pairwise(ends)
        ]
    return Located(streets=streets, node=node, line_nodes=line_nodes)


def _anchor(streets: Streets, mode: Mode, region: MultiPolygon, frame: Frame) -> LonLat:
    """Give the junction of a mode inside a region that is nearest to its middle; without one, a point inside [deg]."""
    inside = np.flatnonzero(nodes_inside(streets, frame, region.buffer(-10.0)) & main_part(streets, mode))
    if not len(inside):
        middle = region.representative_point()
        return _lonlat(frame, middle.x, middle.y)
    metres = frame.metres(streets.node_lonlat[inside])
    middle = region.centroid
    best = inside[np.hypot(*(metres - (middle.x, middle.y)).T).argmin()]
    return float(streets.node_lonlat[best, 0]), float(streets.node_lonlat[best, 1])


def _lonlat(frame: Frame, x: float, y: float) -> LonLat:
    ((lon, lat),) = frame.lonlat([[x, y]])
    return float(lon), float(lat)


def _in_own_area(
    streets: Streets, node: NDArray[np.int64], area: Sequence[int], regions: Sequence[MultiPolygon], frame: Frame
) -> NDArray[np.bool_]:
    """Tell which nodes lie inside the area that they are the anchor of, (n,); others do."""
    inside = np.ones(len(node), bool)
    for index in {*area} - {-1}:
        own = np.flatnonzero(np.array(area) == index)
        points = shapely.points(frame.metres(streets.node_lonlat[node[own]]))
        inside[own] = shapely.distance(points, regions[index]) <= 1.0
    return inside


def line_edges(travel: Travel, nodes: Sequence[int], scenario: Scenario, index: int) -> list[list[int] | None]:
    """Give the edges along a line in its own direction and against it; None where streets do not allow it."""
    if not nodes:
        return [None, None]
    length_m = line_length_m(scenario.lines[index].line)
    frame = Frame(scenario.station.base)
    return [along(travel, nodes, length_m, frame), along(travel, nodes[::-1], length_m, frame)]
