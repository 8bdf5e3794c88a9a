"""Build the street network from ways: find the junctions, split there, and lay out one row a directed edge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from planner.domain.street import BIKE, CAR, FOOT, Streets
from planner.sources.merging import chains
from planner.sources.turns import Segments, banned_halves
from planner.sources.ways import Runs, Ways, apart, runs_of
from planner.streets.columns import spans, step_m, sum_by_edge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from planner.domain.noun import Region


def build(ways: Ways, *, clip: Region | None, margin_m: float) -> Streets | None:
    """Build the network; None if no street is left.

    Points where ways meet, ways end or a way meets itself are junctions. Where just two alike stretches meet and no
    turn is banned, they become one. Nodes and edges are numbered in the order in which the ways name them, and an edge
    is followed by its opposite one.

    Parameters
    ----------
    clip
        Ground outside which nothing is kept; None: everything is.
    margin_m
        Width of a strip about that ground that is kept as well [m].
    """
    runs = runs_of(ways)
    if clip is not None and len(runs.way):
        from planner.sources.clipping import clipped

        runs = clipped(runs, clip, margin_m)
    if not len(runs.way):
        return None
    runs = apart(runs)
    return _network(ways, runs, _lines(ways, runs))


@dataclass(frozen=True, slots=True, eq=False)
class _Lines:
    """Streets from junction to junction.

    Attributes
    ----------
    index
        (p,) the place of their points in the runs.
    start
        (c + 1,) where each line's points start in `index`.
    way
        (c,) the way that says what each line allows, drawn in its direction.
    first_half, last_half
        (c,) the halves (`turns`) with which it begins and ends.
    bans
        (b, 2) halves between which cars may not turn.
    """

    index: NDArray[np.int64]
    start: NDArray[np.int64]
    way: NDArray[np.int64]
    first_half: NDArray[np.int64]
    last_half: NDArray[np.int64]
    bans: NDArray[np.int64]


def _lines(ways: Ways, runs: Runs) -> _Lines:
    """Split runs at junctions, and join what only meets two by two."""
    node, first, last = _segments(runs, [turn.via for turn in ways.turns])
    way = np.repeat(runs.way, np.diff(runs.start))[first]
    bans = banned_halves(ways, Segments(way, np.column_stack([runs.ref[first], runs.ref[last]])))
    kept = np.where(bans[:, 0] % 2, node[first[bans[:, 0] // 2]], node[last[bans[:, 0] // 2]])
    kind, kind_turned = _kinds(ways)
    joined = chains(np.column_stack([node[first], node[last]]), kind[way], kind_turned[way], kept)
    # a segment gives its points without the first one, and the first segment of a chain that one as well
    opens = np.diff(joined.chain, prepend=-1) != 0
    step = np.where(joined.turned, -1, 1)
    begin = np.where(joined.turned, last[joined.segment], first[joined.segment]) + np.where(opens, 0, step)
    index, start = spans(begin, (last - first)[joined.segment] + opens, step)
    half = 2 * joined.segment + joined.turned
    ends = np.append(np.flatnonzero(opens)[1:], len(opens)) - 1
    return _Lines(index, np.append(start[:-1][opens], start[-1]), way[joined.head], half[opens], half[ends], bans)


def _segments(runs: Runs, stops_at: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Give the place of every point as a number, (p,), and the first and last point of each segment, (s,) twice.

    Segments end where ways meet, and at some points more, by their references.
    """
    refs, node, uses = np.unique(runs.ref, return_inverse=True, return_counts=True)
    junction = ((uses >= 2) | np.isin(refs, np.array(stops_at, np.int64)))[node]
    junction[runs.start[:-1]] = junction[runs.start[1:] - 1] = True
    stops = np.flatnonzero(junction)
    run = np.repeat(np.arange(len(runs.way)), np.diff(runs.start))[stops]
    inside = run[:-1] == run[1:]
    return node, stops[:-1][inside], stops[1:][inside]


def _kinds(ways: Ways) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the kind of each way, (w,) as drawn and (w,) against it: ways of one kind differ in nothing but place."""
    along = [ways.forward_modes, ways.backward_modes, ways.forward_kmh, ways.backward_kmh, ways.road_class, ways.name]
    against = [along[1], along[0], along[3], along[2], along[4], along[5]]
    table = np.concatenate([np.column_stack([np.array(part, float) for part in parts]) for parts in (along, against)])
    _, number = np.unique(table, axis=0, return_inverse=True)
    forward, backward = np.split(number.ravel(), 2)
    return forward, backward


def _rank(modes: NDArray[np.int8]) -> NDArray[np.int64]:
    """Say how much modes allow, cars first, then bicycles, then walkers."""
    return 4 * ((modes & CAR) > 0) + 2 * ((modes & BIKE) > 0) + ((modes & FOOT) > 0).astype(np.int64)


def _network(ways: Ways, runs: Runs, lines: _Lines) -> Streets:
    """Lay out the columns: each line as one edge a direction that anybody may pass, cars' direction first."""
    modes = np.column_stack([np.array(ways.forward_modes, np.int8), np.array(ways.backward_modes, np.int8)])[lines.way]
    kmh = np.column_stack([np.array(ways.forward_kmh), np.array(ways.backward_kmh)])[lines.way]
    turned = _rank(modes[:, 1]) > _rank(modes[:, 0])
    against = np.column_stack([turned, ~turned]).astype(np.intp)  # the two edges of a line: does each run against it?
    passable = np.take_along_axis(modes, against, axis=1) != 0
    line, direction = np.nonzero(passable)[0], against[passable]
    index, start = _points(lines, line, direction == 1)
    shape = runs.lonlat[index]
    ends = np.column_stack([start[:-1], start[1:] - 1]).ravel()
    node, first = _numbered(runs.ref[index[ends]])
    name, names = _named(ways, lines.way[line])
    turn_from, turn_to = _turns(lines, line, direction == 1)
    return Streets(
        node_lonlat=shape[ends[first]],
        edge_source=node[::2].astype(np.int32),
        edge_target=node[1::2].astype(np.int32),
        edge_length_m=sum_by_edge(step_m(shape, start), start),
        edge_speed_kmh=kmh[line, direction],
        edge_class=np.array(ways.road_class, np.int8)[lines.way[line]],
        edge_modes=modes[line, direction],
        edge_name=name,
        names=names,
        shape_start=start,
        shape_lonlat=shape,
        turn_from=turn_from,
        turn_to=turn_to,
    )


def _turns(
    lines: _Lines, line: NDArray[np.int64], against: NDArray[np.bool_]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Give the banned turns as pairs of edges, sorted, (r,) twice."""
    begins = np.where(against, lines.last_half[line] ^ 1, lines.first_half[line])
    ends = np.where(against, lines.first_half[line] ^ 1, lines.last_half[line])
    pairs = np.column_stack([_rows_of(lines.bans[:, 0], ends), _rows_of(lines.bans[:, 1], begins)]).astype(np.int32)
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    return pairs[:, 0], pairs[:, 1]


def _rows_of(wanted: NDArray[np.int64], values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give where each wanted value stands among values that differ."""
    order = np.argsort(values)
    return order[np.searchsorted(values, wanted, sorter=order)]


def _points(
    lines: _Lines, line: NDArray[np.int64], against: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the points of directed edges, (k,) as indices into the runs, and where each edge begins, (m + 1,)."""
    begin = np.where(against, lines.start[line + 1] - 1, lines.start[line])
    index, start = spans(begin, np.diff(lines.start)[line], np.where(against, -1, 1))
    return lines.index[index], start


def _numbered(keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give keys numbers in the order in which they first come, (k,), and say where each number came first."""
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    order = np.argsort(first)
    number = np.empty(len(first), np.int64)
    number[order] = np.arange(len(first))
    return number[inverse], first[order]


def _named(ways: Ways, way: NDArray[np.int64]) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """Give the names that edges of these ways bear, the empty one first, and the name of each edge."""
    known = list(ways.names)
    borne = np.concatenate([[0], np.array(ways.name, np.int64)[way]])
    number, first = _numbered(borne)
    return number[1:].astype(np.int32), tuple(known[name] for name in borne[first].tolist())
