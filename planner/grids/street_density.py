"""How dense calls are along the streets, hour by hour: a kernel that follows the street network.

A call is spread along the streets about it, as far as `REACH_M` in street distance, with a triangular kernel. Where it
comes to a junction of n streets, each of the n - 1 others goes on with an equal part: the equal-split discontinuous
kernel of Okabe, Satoh & Sugihara ("A kernel density estimation method for networks, its computational method and a
GIS-based tool", International Journal of Geographical Information Science 23, 2009), which neither favours junctions
nor loses weight there. What runs into a dead end is dealt out over the rest of the call's own spread, so that each call
weighs 1.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.domain.incidents import Incidents
from planner.domain.street import Streets
from planner.grids.demand.shrinkage import over_hours
from planner.streets.snapping import nearest

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

REACH_M = 250.0
"""Street distance at which a call's weight has fallen to nothing [m]."""
STEP_M = 20.0
"""Calls on one street within such a stretch are taken together [m]."""
FARTHEST_M = 100.0
"""A call farther from every street than this belongs to none [m]."""
LEAST_PART = 1e-3
"""Parts of a call below this are not followed further."""


@dataclass(frozen=True, slots=True, eq=False)
class Segments:
    """Streets without direction, s of them.

    Attributes
    ----------
    edge
        (s,) an edge of each.
    of_edge
        (m,) the segment of every edge.
    ends
        (s, 2) its nodes, source and target of `edge`.
    length_m
        (s,) its length [m].
    """

    edge: Ints
    of_edge: Ints
    ends: Ints
    length_m: Floats


@dataclass(frozen=True, slots=True, eq=False)
class StreetDensity:
    """Calls along the streets.

    Attributes
    ----------
    segments
        The streets.
    calls
        (s, 24) calls on each segment by hour of the day, spread along the streets and over neighbouring hours.
    """

    segments: Segments
    calls: Floats

    @property
    def per_km(self) -> Floats:
        """Calls by length, (s, 24) [calls per km]."""
        return np.asarray(1000 * self.calls / self.segments.length_m[:, None])

    def on_edge(self, edge: int) -> Floats:
        """Give the density on one edge of the streets by hour of the day, (24,) [calls per km]."""
        return np.asarray(self.per_km[self.segments.of_edge[edge]])


def street_density(streets: Streets, incidents: Incidents, zone: dt.tzinfo) -> StreetDensity:
    """Spread the calls whose place is known along the streets, by the hour on the clock of a zone.

    Raises
    ------
    NotFound
        If nobody can walk on any street.
    """
    segments = segments_of(streets)
    incidents = incidents.rows(incidents.precise)
    calls = np.zeros((len(segments.edge), 24))
    if not len(incidents):
        return StreetDensity(segments, calls)
    snaps = nearest(streets, incidents.lonlat, "foot")
    near = np.flatnonzero(snaps.distance_m <= FARTHEST_M)
    segment, offset_m = _offsets(streets, segments, snaps.edge[near], snaps.fraction[near])
    hour = incidents.clock_s(zone)[near] // 3600 % 24
    step = (offset_m // STEP_M).astype(np.int64)
    spots, row = np.unique(np.column_stack([segment, step]), axis=0, return_inverse=True)
    by_spot = np.zeros((len(spots), 24))
    np.add.at(by_spot, (row.ravel(), hour), 1)
    ways = ways_of(segments)
    for (where, at), hours in zip(spots.tolist(), by_spot, strict=True):
        centre_m = min((at + 0.5) * STEP_M, float(segments.length_m[where]))
        for reached, part in spread(segments, ways, where, centre_m).items():
            calls[reached] += part * hours
    return StreetDensity(segments, over_hours(calls) / over_hours(np.eye(24)[0]).sum())


def segments_of(streets: Streets) -> Segments:
    """Join the two directions of every street."""
    low = np.minimum(streets.edge_source, streets.edge_target)
    high = np.maximum(streets.edge_source, streets.edge_target)
    key = np.column_stack([low, high, np.round(streets.edge_length_m * 10)])
    _, edge, of_edge = np.unique(key, axis=0, return_index=True, return_inverse=True)
    ends = np.column_stack([streets.edge_source[edge], streets.edge_target[edge]]).astype(np.int64)
    length_m = np.maximum(streets.edge_length_m[edge], 0.1)
    return Segments(np.asarray(edge, np.int64), np.asarray(of_edge.ravel(), np.int64), ends, length_m)


def _offsets(streets: Streets, segments: Segments, edge: Ints, fraction: Floats) -> tuple[Ints, Floats]:
    """Give the segment of places on edges, and how far each lies from its first end [m]."""
    segment = segments.of_edge[edge]
    along = np.where(streets.edge_source[edge] == segments.ends[segment, 0], fraction, 1 - fraction)
    return segment, along * segments.length_m[segment]


def ways_of(segments: Segments) -> dict[int, list[tuple[int, int]]]:
    """Give the segments at each node, with the node at their other end."""
    ways: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for segment, (one, other) in enumerate(segments.ends.tolist()):
        ways[one].append((segment, other))
        ways[other].append((segment, one))
    return ways


def spread(
    segments: Segments, ways: dict[int, list[tuple[int, int]]], segment: int, offset_m: float
) -> dict[int, float]:
    """Give the part of a call's weight on every segment it reaches; the parts sum to 1.

    Parameters
    ----------
    offset_m
        How far the call lies from the segment's first end [m].
    """
    parts: dict[int, float] = defaultdict(float)
    waiting: list[tuple[int, int, float, float]] = []
    length_m = float(segments.length_m[segment])
    for end, way_m in ((0, offset_m), (1, length_m - offset_m)):
        parts[segment] += _weight_to(way_m)
        waiting.append((int(segments.ends[segment, end]), segment, way_m, 1.0))
    while waiting:
        node, came, way_m, part = waiting.pop()
        others = [(onward, far) for onward, far in ways[node] if onward != came]
        if way_m >= REACH_M or not others or part / len(others) < LEAST_PART:
            continue
        for onward, far in others:
            end_m = way_m + float(segments.length_m[onward])
            parts[onward] += part / len(others) * (_weight_to(end_m) - _weight_to(way_m))
            waiting.append((far, onward, end_m, part / len(others)))
    total = sum(parts.values())
    return {reached: part / total for reached, part in parts.items()}


def _weight_to(way_m: float) -> float:
    """Give the weight of the kernel between the call and a way from it on one side; a half reaches all [m]."""
    way = min(way_m, REACH_M) / REACH_M
    return way - way * way / 2
