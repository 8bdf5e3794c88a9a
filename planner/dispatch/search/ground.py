"""The streets as stretches between junctions, and how far along the street each lies from the place last seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from planner.domain.noun import LonLat
from planner.errors import NotFound
from planner.geo import Frame
from planner.streets.columns import sides
from planner.streets.network import allowed
from planner.streets.snapping import nearest

if TYPE_CHECKING:
    from planner.dispatch.search.kinds import Kind
    from planner.domain.scenario import Scenario

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FARTHEST_M = 500.0
"""A place last seen farther from every street than this is a slip of the pen [m]."""
BAND_M = 50.0
"""Width of a band of distances [m]; chances are dealt out within it by length and by what draws."""
DETOUR = 1.3
"""A way along streets against the line through the air (Newell, "Traffic flow on transportation networks", 1980)."""
CIRCLE_STEPS = 72
"""Points at which a circle is looked at."""
DRAWS_M = 150.0
"""Distance at which a place draws e times less than at its door [m]: an assumption."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ground:
    """s stretches of street, each a line once, whichever way it runs.

    Attributes
    ----------
    edge
        (s,) one edge of each.
    ends
        (s, 2) its nodes.
    length_m, middle
        (s,) its length [m]; (s, 2) a point in its middle [deg].
    near_m, far_m
        (s,) the distances along the street of its nearest and its farthest point from the place last seen [m].
    draw
        (s,) by how much its metres are more likely than others at the same distance.
    known
        (b,) the part of each band of `BAND_M` that the streets of the file can hold: that of the circle which lies
        within their convex hull.
    """

    edge: Ints
    ends: Ints
    length_m: Floats
    middle: Floats
    near_m: Floats
    far_m: Floats
    draw: Floats
    known: Floats

    @property
    def size(self) -> int:
        """Number of stretches."""
        return len(self.edge)


def ground(scenario: Scenario, place: LonLat, kind: Kind) -> Ground:
    """Find the stretches that can be reached, in any direction along streets of the kind's mode.

    Raises
    ------
    NotFound
        With code ``"search_off_street"`` if the place lies far from every street that the kind uses.
    """
    streets = scenario.streets
    snap = nearest(streets, [place], kind.mode, anywhere=True)
    if snap.distance_m[0] > FARTHEST_M:
        raise NotFound("search_off_street", away_m=float(snap.distance_m[0]), most_m=FARTHEST_M)
    line, _ = sides(streets)
    open_to = np.flatnonzero(allowed(streets, kind.mode))
    _, first = np.unique(line[open_to], return_index=True)
    edge = open_to[np.sort(first)]
    ends = np.column_stack([streets.edge_source[edge], streets.edge_target[edge]]).astype(np.int64)
    length_m = streets.edge_length_m[edge]
    own, part = int(snap.edge[0]), float(snap.fraction[0])
    begin = np.array([streets.edge_source[own], streets.edge_target[own]], np.int64)
    node_m = _node_m(streets.nodes, ends, length_m, begin, np.array([part, 1.0 - part]) * streets.edge_length_m[own])
    near_m, far_m = node_m[ends].min(axis=1), (node_m[ends].sum(axis=1) + length_m) / 2
    here = line[edge] == line[own]
    near_m[here], far_m[here] = 0.0, node_m[ends[here]].max(axis=1)
    kept = np.isfinite(near_m) & (length_m > 0)
    middle = np.array([_middle(streets.shape(int(one))) for one in edge[kept]]).reshape(-1, 2)
    far_m = np.maximum(far_m, near_m + 1.0)
    return Ground(
        edge=edge[kept],
        ends=ends[kept],
        length_m=length_m[kept],
        middle=middle,
        near_m=near_m[kept],
        far_m=far_m[kept],
        draw=_draw(scenario, middle, kind),
        known=_known(scenario, place, float(far_m[kept].max(initial=0.0))),
    )


def _known(scenario: Scenario, place: LonLat, farthest_m: float) -> Floats:
    """Give the part of the circle of each band that lies within the hull of all streets, (b,)."""
    import shapely

    frame = Frame(scenario.station.base)
    hull = shapely.convex_hull(shapely.MultiPoint(frame.metres(scenario.streets.node_lonlat)))
    shapely.prepare(hull)
    radius_m = (np.arange(int(np.ceil(farthest_m / BAND_M)) + 1) + 0.5) * BAND_M / DETOUR
    turn = 2 * np.pi * np.arange(CIRCLE_STEPS) / CIRCLE_STEPS
    x, y = frame.metres(place)[0]
    inside = shapely.intersects_xy(hull, x + np.outer(radius_m, np.cos(turn)), y + np.outer(radius_m, np.sin(turn)))
    return np.asarray(inside.mean(axis=1), float)


def _node_m(size: int, ends: Ints, length_m: Floats, begin: Ints, begin_m: Floats) -> Floats:
    """Give the distance along the street from the place to every node, (size,) [m]; infinite: no way."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import dijkstra

    order = np.lexsort((length_m, ends.max(axis=1), ends.min(axis=1)))
    low, high = ends.min(axis=1)[order], ends.max(axis=1)[order]
    first = np.ones(len(order), bool)
    first[1:] = (np.diff(low) != 0) | (np.diff(high) != 0)
    tail = np.concatenate([low[first], np.full(2, size)])
    head = np.concatenate([high[first], begin])
    metres = np.concatenate([length_m[order][first], np.maximum(begin_m, 1e-3)])
    graph = coo_array((np.maximum(metres, 1e-3), (tail, head)), shape=(size + 1, size + 1)).tocsr()
    return np.asarray(dijkstra(graph, directed=False, indices=[size])[0, :size])


def _middle(points: Floats) -> Floats:
    """Give a point about the middle of a line [deg]."""
    step = np.hypot(*np.diff(points, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(step)])
    half = along[-1] / 2
    return np.array([np.interp(half, along, points[:, 0]), np.interp(half, along, points[:, 1])])


def _draw(scenario: Scenario, middle: Floats, kind: Kind) -> Floats:
    """Give how places draw the missing to stretches, (s,): 1, and more near places of their kind."""
    draw = np.ones(len(middle))
    frame = Frame(scenario.station.base)
    xy = frame.metres(middle)
    for place in scenario.places:
        if place.kind in kind.drawn_by:
            away_m = np.hypot(*(xy - frame.metres(place.location)[0]).T)
            draw += kind.drawn_by[place.kind] * np.exp(-away_m / DRAWS_M)
    return draw
