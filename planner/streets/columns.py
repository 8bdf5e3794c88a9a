"""Work on the columns of `Streets` as a whole: lengths, the points of some edges."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from planner.geo import great_circle_m

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from planner.domain.street import Streets

NETWORKS_KEPT = 2
"""Networks whose lines are remembered."""


class Line(NamedTuple):
    """Edges that share one geometry: those along it and those against it, in ascending order."""

    along: tuple[int, ...]
    against: tuple[int, ...]


def points_of(
    shape_start: NDArray[np.int64], edges: NDArray[np.integer]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """List the points of some edges, one edge after the other.

    Parameters
    ----------
    shape_start
        (m + 1,) where each edge's points start.
    edges
        (e,) edges, in any order, repeated or not.

    Returns
    -------
    tuple
        (p,) indices of points, and (e + 1,) where each edge's points start among them.
    """
    return spans(shape_start[edges], shape_start[edges + 1] - shape_start[edges], np.ones(len(edges), np.int64))


def spans(
    begin: NDArray[np.int64], count: NDArray[np.int64], step: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count from `begin` in steps, row after row.

    Parameters
    ----------
    begin, count, step
        (r,) the first number of each row, how many numbers it has, and how far apart they are.

    Returns
    -------
    tuple
        (p,) the numbers, and (r + 1,) where each row starts among them.
    """
    start = np.concatenate([[0], np.cumsum(count)]).astype(np.int64)
    within = np.arange(start[-1]) - np.repeat(start[:-1], count)
    return np.repeat(begin, count) + np.repeat(step, count) * within, start


def step_m(shape_lonlat: NDArray[np.float64], shape_start: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give for every point of geometry the distance from the point before it on its edge, (k,) [m]; 0 at the first."""
    steps = np.zeros(len(shape_lonlat))
    if len(shape_lonlat):
        steps[1:] = great_circle_m(shape_lonlat[:-1], shape_lonlat[1:])
        steps[shape_start[:-1]] = 0.0
    return steps


def sum_by_edge(values: NDArray[np.float64], shape_start: NDArray[np.int64]) -> NDArray[np.float64]:
    """Add up one value a point, (k,), to one value an edge, (m,); every edge has points."""
    return np.add.reduceat(values, shape_start[:-1]) if len(shape_start) > 1 else np.zeros(0)


@lru_cache(maxsize=NETWORKS_KEPT)
def sides(streets: Streets) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Give the line on which every edge lies, as a number, and its direction on it.

    Two edges are the two directions of one street exactly if they lie on one line and differ in direction.

    Returns
    -------
    tuple
        (m,) the line of every edge, and (m,) in which of the line's two directions it runs. Lines are told apart by
        64-bit sums over their points; a line that is its own reverse has one direction.
    """
    start = streets.shape_start
    index, _ = points_of(start, np.arange(streets.edges))
    fixed = np.round(streets.shape_lonlat[index] * 1e7).astype(np.int64).astype(np.uint64)
    value = _mixed(_mixed(fixed[:, 0]) + fixed[:, 1])
    count = np.diff(start)
    within = index - np.repeat(start[:-1], count)
    powers = np.cumprod(np.full(int(count.max(initial=1)), 0x9E3779B97F4A7C15, np.uint64), dtype=np.uint64)
    along = _sums(value * powers[within], start)
    back = _sums(value * powers[np.repeat(count, count) - 1 - within], start)
    _, line = np.unique(np.minimum(along, back), return_inverse=True)
    return line, along > back


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Scatter the bits of numbers (the finalizer of splitmix64: Steele, Lea and Flood, OOPSLA 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _sums(values: NDArray[np.uint64], start: NDArray[np.int64]) -> NDArray[np.uint64]:
    return np.add.reduceat(values, start[:-1]) if len(start) > 1 else np.zeros(0, np.uint64)


def lines_of(streets: Streets, edges: list[int]) -> list[Line]:
    """Find all edges that lie on the same line as each of some edges, in its direction and against it."""
    key = streets.edge_source.astype(np.int64) * streets.nodes + streets.edge_target
    order = np.argsort(key, kind="stable")

    def between(source: int, target: int) -> list[int]:
        low, high = np.searchsorted(key, source * streets.nodes + target + np.arange(2), sorter=order)
        return [int(edge) for edge in order[low:high]]

    lines = []
    for edge in edges:
        source, target, shape = int(streets.edge_source[edge]), int(streets.edge_target[edge]), streets.shape(edge)
        along = [other for other in between(source, target) if np.array_equal(streets.shape(other), shape)]
        against = [other for other in between(target, source) if np.array_equal(streets.shape(other), shape[::-1])]
        lines.append(Line(tuple(along), tuple(against)))
    return lines
