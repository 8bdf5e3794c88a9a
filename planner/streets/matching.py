"""Find the edges that a path follows.

A path of a plan runs along the geometry of the streets, but it may begin and turn at places inside an edge. Of the
edges that carry each stretch, a sequence is chosen by the Viterbi algorithm that hangs together best: Newson and Krumm,
"Hidden Markov map matching through noise and sparseness" (ACM GIS 2009), with costs instead of probabilities since the
path is exact to a centimetre.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from planner.streets.instructions import Passage
from planner.streets.network import allowed
from planner.streets.snapping import streets_frame

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray
    from shapely import STRtree

    from planner.domain.force import Mode
    from planner.domain.street import Streets
    from planner.geo import Frame

ON_STREET_M = 2.0
"""Farthest that a stretch may lie from the middle of its street [m]."""
SHORTEST_M = 0.5
"""A stretch shorter than this has no direction worth testing: coordinates are rounded to a centimetre [m]."""
NEXT_COST, SKIP_COST, PARALLEL_COST, JUMP_COST = 0.01, 1.0, 2.0, 100.0
"""Cost of going on into the next edge, of missing out points or turning inside an edge, of changing to a parallel edge,
and of a gap; in metres that a stretch lies off its street."""


@dataclass(frozen=True, slots=True, eq=False)
class _Pieces:
    """Straight pieces of the edges that a mode may pass: their edge, their number on it, and how many it has."""

    frame: Frame
    edge: NDArray[np.int64]
    number: NDArray[np.int64]
    last: NDArray[np.bool_]
    start: NDArray[np.float64]
    end: NDArray[np.float64]
    tree: STRtree


@lru_cache(maxsize=4)
def _pieces(streets: Streets, mode: Mode) -> _Pieces:
    import shapely

    frame = streets_frame(streets)
    points = frame.metres(streets.shape_lonlat)
    owner = np.repeat(np.arange(streets.edges), np.diff(streets.shape_start))
    first = np.flatnonzero((owner[:-1] == owner[1:]) & allowed(streets, mode)[owner[:-1]])
    edge = owner[first]
    lines = np.asarray(shapely.linestrings(np.stack([points[first], points[first + 1]], axis=1)))
    return _Pieces(
        frame=frame,
        edge=edge,
        number=first - streets.shape_start[edge],
        last=first + 2 == streets.shape_start[edge + 1],
        start=points[first],
        end=points[first + 1],
        tree=shapely.STRtree(lines),
    )


def match(streets: Streets, lonlat: ArrayLike, mode: Mode) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find the edge under every stretch of a path.

    Parameters
    ----------
    lonlat
        (p, 2) points of the path [deg].

    Returns
    -------
    tuple
        (p - 1,) the edge from each point to the next, -1 where the path stands still or lies on no street that the
        mode may pass in that direction; and (p - 1,) the piece of the edge's geometry, -1 likewise.
    """
    path = np.asarray(lonlat, float).reshape(-1, 2)
    edge = np.full(max(0, len(path) - 1), -1, np.int64)
    number = edge.copy()
    moves = np.flatnonzero((path[:-1] != path[1:]).any(axis=1))
    pieces = _pieces(streets, mode)
    if not len(moves) or not len(pieces.edge):
        return edge, number
    xy = pieces.frame.metres(path)
    stretch, piece, cost = _candidates(pieces, xy[moves], xy[moves + 1])
    chosen = _chosen(streets, pieces, stretch, piece, cost)
    edge[moves[stretch[chosen]]] = pieces.edge[piece[chosen]]
    number[moves[stretch[chosen]]] = pieces.number[piece[chosen]]
    return edge, number


def passages(
    lonlat: NDArray[np.float64], edge: NDArray[np.int64], number: NDArray[np.int64]
) -> tuple[tuple[Passage, ...], bool]:
    """Put matched stretches together, one passage for each edge that is passed.

    Parameters
    ----------
    lonlat, edge, number
        (p, 2) points of a path [deg] and what `match` found for its p - 1 stretches, or for a part of it.

    Returns
    -------
    tuple
        The passages in order, and whether they are the whole way: no moving stretch was left without an edge.
    """
    moves = np.flatnonzero((lonlat[:-1] != lonlat[1:]).any(axis=1))
    on_street = moves[edge[moves] >= 0]
    if not len(on_street):
        return (), not len(moves)
    opens = np.ones(len(on_street), bool)
    opens[1:] = (np.diff(edge[on_street]) != 0) | (np.diff(number[on_street]) < 0)
    bounds = [*np.flatnonzero(opens).tolist(), len(on_street)]
    found = tuple(
        Passage(int(edge[on_street[low]]), np.vstack([lonlat[on_street[low:high]], lonlat[on_street[high - 1] + 1]]))
        for low, high in pairwise(bounds)
    )
    return found, len(on_street) == len(moves)


def _candidates(
    pieces: _Pieces, start: NDArray[np.float64], end: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Give pairs of a stretch and a piece that may carry it, by stretch, and how far the stretch lies off it [m]."""
    import shapely

    stretch, piece = pieces.tree.query(shapely.points((start + end) / 2), predicate="dwithin", distance=ON_STREET_M)
    lines = pieces.tree.geometries[piece]
    off_m = (
        shapely.distance(lines, shapely.points(start[stretch])),
        shapely.distance(lines, shapely.points(end[stretch])),
    )
    along = ((end - start)[stretch] * (pieces.end - pieces.start)[piece]).sum(axis=1)
    short = np.hypot(*(end - start)[stretch].T) < SHORTEST_M
    fits = (np.maximum(*off_m) <= ON_STREET_M) & ((along > 0) | short)
    order = np.argsort(stretch[fits], kind="stable")
    return stretch[fits][order], piece[fits][order], (off_m[0] + off_m[1])[fits][order]


def _chosen(
    streets: Streets,
    pieces: _Pieces,
    stretch: NDArray[np.int64],
    piece: NDArray[np.int64],
    cost: NDArray[np.float64],
) -> list[int]:
    """Choose one candidate a stretch so that all together cost least; give their rows."""
    if not len(stretch):
        return []
    groups = np.split(np.arange(len(stretch)), np.flatnonzero(np.diff(stretch)) + 1)
    total = cost[groups[0]].tolist()
    before: list[list[int]] = [[-1] * len(groups[0])]
    for old, new in pairwise(groups):
        options = [
            [
                value + _step_cost(streets, pieces, int(piece[a]), int(piece[b]))
                for value, a in zip(total, old, strict=True)
            ]
            for b in new
        ]
        before.append([row.index(min(row)) for row in options])
        total = [min(row) + float(cost[b]) for row, b in zip(options, new, strict=True)]
    place = total.index(min(total))
    rows = []
    for group, came in zip(reversed(groups), reversed(before), strict=True):
        rows.append(int(group[place]))
        place = came[place]
    return rows[::-1]


def _step_cost(streets: Streets, pieces: _Pieces, old: int, new: int) -> float:
    """Say how badly a piece follows another one [m]."""
    a, b = int(pieces.edge[old]), int(pieces.edge[new])
    if a == b and pieces.number[new] >= pieces.number[old]:
        return 0.0 if pieces.number[new] <= pieces.number[old] + 1 else SKIP_COST
    if streets.edge_target[a] == streets.edge_source[b]:
        return NEXT_COST if pieces.last[old] and pieces.number[new] == 0 else SKIP_COST + NEXT_COST
    if streets.edge_source[a] == streets.edge_source[b] and streets.edge_target[a] == streets.edge_target[b]:
        return PARALLEL_COST
    return JUMP_COST
