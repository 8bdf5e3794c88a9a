"""Split edges at given points, in both directions at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from planner.domain.street import Streets
from planner.streets.columns import Line, lines_of, points_of, step_m

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from planner.geo import Frame

SAME_PLACE_M = 1.0
"""A cut this close to a node or to another cut of its line makes no node of its own [m]."""


class Cut(NamedTuple):
    """Where an edge is to be split: an edge and how far along it, 0 to 1 by length in the metric frame."""

    edge: int
    fraction: float


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """A stretch of a split edge; what it does not say it takes from `edge`."""

    edge: int
    source: int
    target: int
    length_m: float
    shape: NDArray[np.float64]


@dataclass(slots=True)
class _Work:
    """What grows while lines are split."""

    streets: Streets
    frame: Frame
    new_nodes: list[NDArray[np.float64]] = field(default_factory=list)
    pieces: list[_Piece] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)


def split(streets: Streets, frame: Frame, cuts: Sequence[Cut]) -> tuple[Streets, NDArray[np.int64]]:
    """Split edges, and all edges on the same line with them.

    Parameters
    ----------
    frame
        In which the fractions of the cuts were measured.
    cuts
        In any order; several may lie on one edge.

    Returns
    -------
    tuple
        The network, with old nodes under their old numbers and new ones behind them, unsplit edges in their old order
        and pieces behind them; and the node of every cut, (c,).
    """
    lines = lines_of(streets, [cut.edge for cut in cuts])
    places: dict[Line, list[tuple[float, int]]] = {}
    for row, (cut, line) in enumerate(zip(cuts, lines, strict=True)):
        turned = min(line.along) > min(line.against, default=streets.edges)
        key = Line(line.against, line.along) if turned else line
        places.setdefault(key, []).append((1.0 - cut.fraction if turned else cut.fraction, row))
    work = _Work(streets, frame)
    node = np.full(len(cuts), -1, np.int64)
    for line, here in places.items():
        _split_line(work, line, sorted(here), node)
    return _joined(work), node


def _split_line(work: _Work, line: Line, places: list[tuple[float, int]], node: NDArray[np.int64]) -> None:
    """Split the edges on one line; write the node of every cut into `node`."""
    streets, edge = work.streets, line.along[0]
    xy = work.frame.metres(streets.shape(edge))
    at_m = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(xy, axis=0).T))])
    length_m = at_m[-1]
    splits: list[tuple[float, int]] = [(0.0, int(streets.edge_source[edge]))]
    for fraction, row in places:
        here_m = fraction * length_m
        if length_m - here_m <= min(SAME_PLACE_M, here_m):
            node[row] = streets.edge_target[edge]
        elif here_m - splits[-1][0] <= SAME_PLACE_M:
            node[row] = splits[-1][1]
        else:
            node[row] = streets.nodes + len(work.new_nodes)
            work.new_nodes.append(_point_at(work, streets.shape(edge), at_m, here_m))
            splits.append((here_m, int(node[row])))
    if len(splits) > 1:
        splits.append((length_m, int(streets.edge_target[edge])))
        _add_pieces(work, line, at_m, splits)


def _point_at(work: _Work, shape: NDArray[np.float64], at_m: NDArray[np.float64], here_m: float) -> NDArray[np.float64]:
    """Give the point of a line at a distance from its start [deg], to the 7 decimals of OpenStreetMap."""
    xy = work.frame.metres(shape)
    x, y = np.interp(here_m, at_m, xy[:, 0]), np.interp(here_m, at_m, xy[:, 1])
    return np.asarray(np.round(work.frame.lonlat([[x, y]])[0], 7))


def _add_pieces(work: _Work, line: Line, at_m: NDArray[np.float64], splits: list[tuple[float, int]]) -> None:
    """Replace the edges on one line by their pieces."""
    streets, shape = work.streets, work.streets.shape(line.along[0])
    drawn_m = _length_m(shape)
    for (start_m, source), (end_m, target) in pairwise(splits):
        inside = shape[(at_m > start_m) & (at_m < end_m)]
        piece = np.vstack([_node_lonlat(work, source), inside, _node_lonlat(work, target)])
        share = _length_m(piece) / drawn_m
        for other in line.along:
            work.pieces.append(_Piece(other, source, target, share * streets.edge_length_m[other], piece))
        for other in line.against:
            work.pieces.append(_Piece(other, target, source, share * streets.edge_length_m[other], piece[::-1]))
    work.gone += [*line.along, *line.against]


def _length_m(shape: NDArray[np.float64]) -> float:
    return float(step_m(shape, np.array([0, len(shape)])).sum())


def _node_lonlat(work: _Work, node: int) -> NDArray[np.float64]:
    old = work.streets.nodes
    return np.asarray(work.streets.node_lonlat[node] if node < old else work.new_nodes[node - old])


def _joined(work: _Work) -> Streets:
    """Put the unsplit edges and the pieces together."""
    streets, pieces = work.streets, work.pieces
    kept = np.setdiff1d(np.arange(streets.edges), work.gone)
    rows = np.concatenate([kept, np.array([piece.edge for piece in pieces], np.int64)])
    index, start = points_of(streets.shape_start, kept)
    piece_points = np.cumsum([0, *(len(piece.shape) for piece in pieces)])[1:]

    turn_from, turn_to = _turns(streets, kept, pieces)

    def column(kept_values: NDArray[np.int32], new: list[int]) -> NDArray[np.int32]:
        return np.concatenate([kept_values[kept], np.array(new, np.int32)])

    return Streets(
        node_lonlat=np.vstack([streets.node_lonlat, *work.new_nodes]),
        edge_source=column(streets.edge_source, [piece.source for piece in pieces]),
        edge_target=column(streets.edge_target, [piece.target for piece in pieces]),
        edge_length_m=np.concatenate([streets.edge_length_m[kept], [piece.length_m for piece in pieces]]),
        edge_speed_kmh=streets.edge_speed_kmh[rows],
        edge_class=streets.edge_class[rows],
        edge_modes=streets.edge_modes[rows],
        edge_name=streets.edge_name[rows],
        names=streets.names,
        shape_start=np.concatenate([start, start[-1] + piece_points]),
        shape_lonlat=np.vstack([streets.shape_lonlat[index], *(piece.shape for piece in pieces)]),
        turn_from=turn_from,
        turn_to=turn_to,
    )


def _turns(
    streets: Streets, kept: NDArray[np.int64], pieces: Sequence[_Piece]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Ban the same turns as before: out of the last piece of an edge, into the first of another, (r,) twice."""
    last, first = np.full(streets.edges, -1, np.int32), np.full(streets.edges, -1, np.int32)
    last[kept] = first[kept] = np.arange(len(kept))
    for row, piece in enumerate(pieces, len(kept)):
        if piece.source == streets.edge_source[piece.edge]:
            first[piece.edge] = row
        if piece.target == streets.edge_target[piece.edge]:
            last[piece.edge] = row
    pairs = np.column_stack([last[streets.turn_from], first[streets.turn_to]])
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    return pairs[:, 0], pairs[:, 1]
