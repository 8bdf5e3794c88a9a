"""Where places meet the streets: one network in which every place is a node, for all who move about on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from planner.routing.places.ground import nodes_inside
from planner.routing.places.limits import Limit, places_on, streets_on
from planner.routing.places.lines import line_points
from planner.routing.places.sites import Sites
from planner.streets.network import main_part
from planner.streets.snapping import insert, nearest, streets_frame
from planner.streets.splitting import Cut, split

if TYPE_CHECKING:
    from shapely import MultiPolygon
    from shapely.geometry.base import BaseGeometry

Floats = NDArray[np.float64]
Mover = tuple[Mode, Limit | None]
"""A mode, and the ground that it keeps to; None: the whole station."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Found:
    """Where the places of one mover lie on its streets.

    Attributes
    ----------
    node
        (n,) street nodes; -1: too far from its streets.
    beyond
        Street nodes of bases that no street on its ground reaches.
    line_nodes
        The street nodes along each of the scenario's lines; none where a point is too far.
    """

    node: NDArray[np.int64]
    beyond: frozenset[int]
    line_nodes: list[list[int]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Located:
    """The problem's places on the network of all modes.

    Attributes
    ----------
    streets
        The network with every place of every mover inserted.
    of
        What was found for each mover.
    """

    streets: Streets
    of: dict[Mover, Found]


def locate(
    scenario: Scenario,
    sites: Sites,
    regions: Sequence[MultiPolygon],
    movers: Sequence[Mover],
    shapes: Mapping[Limit, BaseGeometry],
    frame: Frame,
) -> Located:
    """Insert every place into the network, for one mover after the other.

    Parameters
    ----------
    regions
        Of the scenario's areas [m].
    movers
        Modes, each with the ground that it keeps to.
    shapes
        Outline of each such ground [m].

    Raises
    ------
    NotFound
        With code ``"no_streets_for_mode"``, if a mode may use no street at all.
    """
    streets = scenario.streets
    lines = [line_points(line.line, frame) for line in scenario.lines]
    found: dict[Mover, Found] = {}
    for mode, limit in movers:
        outline = None if limit is None else shapes[limit]
        own = scenario.streets if outline is None else streets_on(scenario.streets, outline, frame)
        anchor = {area: _anchor(own, mode, regions[area], frame) for area in {*sites.area} - {-1}}
        places = [
            anchor[area] if lonlat is None else lonlat for lonlat, area in zip(sites.lonlat, sites.area, strict=True)
        ]
        wanted = np.array([*places, *(point for line in lines for point in line)])
        streets, node = _insert(streets, wanted, mode, scenario.patrol.snap_m, outline, frame)
        own_node = node[: len(places)]
        own_node[~_in_own_area(streets, own_node, sites.area, regions, frame)] = -1
        bases = np.flatnonzero(sites.is_base)
        streets, beyond = _insert_bases(streets, wanted, own_node, bases, mode, outline, frame)
        ends = np.cumsum([len(places), *(len(line) for line in lines)])
        along_lines = [node[low:high].tolist() if (node[low:high] >= 0).all() else [] for low, high in pairwise(ends)]
        found[mode, limit] = Found(node=own_node, beyond=beyond, line_nodes=along_lines)
    return Located(streets=streets, of=found)


def _insert(
    streets: Streets, places: Floats, mode: Mode, snap_m: float, outline: BaseGeometry | None, frame: Frame
) -> tuple[Streets, NDArray[np.int64]]:
    """Make nodes of the (k, 2) places [deg] that lie near a street of a mode on its ground; -1 for the others."""
    node = np.full(len(places), -1, np.int64)
    own = streets if outline is None else streets_on(streets, outline, frame)
    if outline is not None and not main_part(own, mode).any():
        return streets, node
    snaps = nearest(own, places, mode)
    near = np.flatnonzero(snaps.distance_m <= snap_m)
    cuts = [Cut(*cut) for cut in zip(snaps.edge[near].tolist(), snaps.fraction[near].tolist(), strict=True)]
    streets, node[near] = split(streets, streets_frame(streets), cuts)
    return streets, node


def _insert_bases(
    streets: Streets,
    places: Floats,
    node: NDArray[np.int64],
    bases: NDArray[np.int64],
    mode: Mode,
    outline: BaseGeometry | None,
    frame: Frame,
) -> tuple[Streets, frozenset[int]]:
    """Put the bases that are still missing on any street of their mode, in place; name those beyond the ground."""
    wanted = node[bases] < 0
    if outline is not None:
        wanted |= ~places_on(places[bases], outline, frame)
    missing = bases[wanted]
    if not len(missing):
        return streets, frozenset()
    inserted = insert(streets, places[missing], mode)
    node[missing] = inserted.node
    if outline is None:
        return inserted.streets, frozenset()
    outside = ~places_on(inserted.streets.node_lonlat[inserted.node], outline, frame)
    return inserted.streets, frozenset(inserted.node[outside].tolist())


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
