"""Build the street network from ways: find the junctions, split there, and lay out one row a directed edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from planner.domain.street import BIKE, CAR, FOOT, Streets
from planner.sources.merging import chains
from planner.sources.ways import Runs, Ways, apart, runs_of
from planner.streets.columns import step_m, sum_by_edge

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from planner.domain.noun import Region


def build(ways: Ways, *, clip: Region | None, margin_m: float) -> Streets | None:
    """Build the network; None if no street is left.

    Points where ways meet, ways end or a way meets itself are junctions. Where just two alike stretches meet, they
    become one. Nodes and edges are numbered in the order in which the ways name them, and an edge is followed by its
    opposite one.

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


class _Lines:
    """Chains of segments: the place of their points in the runs, (p,), where each begins, (c + 1,), its way, (c,)."""

    def __init__(self, index: NDArray[np.int64], start: NDArray[np.int64], way: NDArray[np.int64]) -> None:
        self.index, self.start, self.way = index, start, way


def _lines(ways: Ways, runs: Runs) -> _Lines:
    """Split runs at junctions and join what only meets two by two."""
    _, node, uses = np.unique(runs.ref, return_inverse=True, return_counts=True)
    junction = uses[node] >= 2
    junction[runs.start[:-1]] = junction[runs.start[1:] - 1] = True
    stops = np.flatnonzero(junction)
    run = np.repeat(np.arange(len(runs.way)), np.diff(runs.start))
    inside = run[stops[:-1]] == run[stops[1:]]
    first, last = stops[:-1][inside], stops[1:][inside]
    way = runs.way[run[first]]
    kind, kind_turned = _kinds(ways)
    joined = chains(np.column_stack([node[first], node[last]]), kind[way], kind_turned[way])
    # each segment gives its points without the first, the head of a chain gives its first as well
    heads = np.diff(joined.chain, prepend=-1) != 0
    count = (last - first)[joined.segment] + heads
    offset = np.concatenate([[0], np.cumsum(count)])
    step = np.where(joined.turned, -1, 1)
    begin = np.where(joined.turned, last[joined.segment], first[joined.segment]) + np.where(heads, 0, step)
    within = np.arange(offset[-1]) - np.repeat(offset[:-1], count)
    index = np.repeat(begin, count) + np.repeat(step, count) * within
    return _Lines(index, np.append(offset[:-1][heads], offset[-1]), way[joined.head])


def _kinds(ways: Ways) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the kind of each way, (w,) as drawn and (w,) against it: ways of one kind differ in nothing but place."""
    along = [ways.forward_modes, ways.backward_modes, ways.forward_kmh, ways.backward_kmh, ways.road_class, ways.name]
    against = [along[1], along[0], along[3], along[2], along[4], along[5]]
    table = np.concatenate([np.column_stack([np.array(part, float) for part in parts]) for parts in (along, against)])
    _, number = np.unique(table, axis=0, return_inverse=True)
    forward, backward = np.split(number.ravel(), 2)
    return forward, backward


def _rank(modes: NDArray[np.int8]) -> NDArray[np.int64]:
    return np.asarray(4 * (modes & CAR > 0) + 2 * (modes & BIKE > 0) + 1 * (modes & FOOT > 0), np.int64)


def _network(ways: Ways, runs: Runs, lines: _Lines) -> Streets:
    """Lay out the columns: each line as one edge a direction that anybody may pass, cars' direction first."""
    modes = np.column_stack([np.array(ways.forward_modes, np.int8), np.array(ways.backward_modes, np.int8)])[lines.way]
    kmh = np.column_stack([np.array(ways.forward_kmh), np.array(ways.backward_kmh)])[lines.way]
    swapped = _rank(modes[:, 1]) > _rank(modes[:, 0])
    directions = np.column_stack([swapped, ~swapped])  # whether an edge runs against its line; one row a line
    passable = np.take_along_axis(modes, directions.astype(int), axis=1) != 0
    line, against = np.nonzero(passable)[0], directions[passable]
    index, start = _points(lines, line, against)
    shape = runs.lonlat[index]
    length_m = sum_by_edge(step_m(shape, start), start)
    ends = runs.ref[index[np.column_stack([start[:-1], start[1:] - 1])]]
    node_of_end, at = _numbered(ends.ravel())
    source, target = node_of_end.reshape(-1, 2).astype(np.int32).T
    name, names = _named(ways, lines.way[line])
    return Streets(
        node_lonlat=shape[np.column_stack([start[:-1], start[1:] - 1])].reshape(-1, 2)[at],
        edge_source=np.ascontiguousarray(source),
        edge_target=np.ascontiguousarray(target),
        edge_length_m=length_m,
        edge_speed_kmh=kmh[line, against.astype(int)],
        edge_class=np.array(ways.road_class, np.int8)[lines.way[line]],
        edge_modes=modes[line, against.astype(int)],
        edge_name=name,
        names=names,
        shape_start=start,
        shape_lonlat=shape,
    )


def _points(
    lines: _Lines, line: NDArray[np.int64], against: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the points of directed edges, (k,) as indices into the runs, and where each edge begins, (m + 1,)."""
    count = np.diff(lines.start)[line]
    start = np.concatenate([[0], np.cumsum(count)]).astype(np.int64)
    within = np.arange(start[-1]) - np.repeat(start[:-1], count)
    begin = np.where(against, lines.start[line + 1] - 1, lines.start[line])
    step = np.where(against, -1, 1)
    return lines.index[np.repeat(begin, count) + np.repeat(step, count) * within], start


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
    number, first = _numbered(np.concatenate([[0], np.array(ways.name, np.int64)[way]]))
    used = np.concatenate([[0], np.array(ways.name, np.int64)[way]])[first]
    return number[1:].astype(np.int32), tuple(known[name] for name in used.tolist())
