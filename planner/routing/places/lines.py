"""Find the streets that a line runs along, in each direction in which they let it be travelled."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from planner.domain.noun import Line, LonLat
from planner.errors import NotFound
from planner.geo import Frame, great_circle_m
from planner.streets.travel import Travel

STEP_M = 100.0
"""Farthest that two points lie apart between which the quickest path is taken for the line [m]."""
LONGEST_SHARE, LONGEST_EXTRA_M = 1.5, 200.0
"""A path longer than this share of the line, and this much more, does not follow it."""
NEAR_M, NEAR_SHARE = 30.0, 0.9
"""A path that comes within this distance of less than this share of a line's points does not follow it."""


def line_points(line: Line, frame: Frame) -> list[LonLat]:
    """Give points along a line no farther apart than `STEP_M`, its own vertices among them [deg]."""
    metres = frame.metres(line)
    dense: list[NDArray[np.float64]] = []
    for start, end in pairwise(metres):
        pieces = max(1, int(np.ceil(np.hypot(*(end - start)) / STEP_M)))
        dense.extend(start + (end - start) * (piece / pieces) for piece in range(pieces))
    return [(float(lon), float(lat)) for lon, lat in frame.lonlat(np.array([*dense, metres[-1]]))]


def line_length_m(line: Line) -> float:
    """Give the length of a line [m]."""
    return float(great_circle_m(line[:-1], line[1:]).sum())


def along(travel: Travel, nodes: Sequence[int], length_m: float, frame: Frame) -> list[int] | None:
    """Chain quickest paths from node to node, (k,); None when the streets do not follow the line that way.

    When the chain is too long because single points of the line lie on another street, ever fewer of them are used, as
    long as the path stays near nearly all of them.
    """
    for step in (1, 2, max(1, len(nodes) - 1)):
        chosen = [*nodes[:-1:step], nodes[-1]]
        try:
            edges = _chained(travel, chosen)
        except NotFound:
            return None
        driven_m = travel.streets.edge_length_m[edges].sum()
        if driven_m <= LONGEST_SHARE * length_m + LONGEST_EXTRA_M and _passes(travel, edges, nodes, frame):
            return edges
    return None


def _chained(travel: Travel, nodes: Sequence[int]) -> list[int]:
    """Give the edges of quickest paths from node to node, each of which goes on from the end of the one before."""
    edges: list[int] = []
    for start, end in pairwise(nodes):
        edges += travel.path(start, end, after=edges[-1] if edges else -1)
    return edges


def _passes(travel: Travel, edges: Sequence[int], nodes: Sequence[int], frame: Frame) -> bool:
    """Tell whether a path comes near nearly all of some nodes."""
    import shapely

    if not edges:
        return True
    path = shapely.LineString(np.concatenate([frame.metres(travel.streets.shape(edge)) for edge in edges]))
    points = shapely.points(frame.metres(travel.streets.node_lonlat[list(nodes)]))
    return bool(np.mean(shapely.distance(path, points) <= NEAR_M) >= NEAR_SHARE)
