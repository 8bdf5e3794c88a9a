"""Travel times, quickest paths and where a traveller is when.

Times are whole microseconds, the resolution of `datetime`: every stretch between two points of geometry is rounded up,
so that no stretch of a plan is quicker than its speed, and a trace ends exactly when the travel time says.

A car loses time when it turns back into the street that it came along, and makes no banned turn; a way starts and ends
in any direction.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from planner.errors import NotFound
from planner.streets.columns import step_m, sum_by_edge
from planner.streets.matrix_cache import key_of, remembered
from planner.streets.network import allowed
from planner.streets.states import States, bound_nodes, states
from planner.streets.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray
    from scipy.sparse import csr_array

    from planner.domain.force import Mode
    from planner.domain.street import Streets
    from planner.streets.arcs import Ints

ROW_CACHE_BYTES = 64 * 2**20
"""Room for remembered trees of quickest paths [bytes]."""
WORTH_KEEPING = 2_000_000
"""A table whose rows together may reach this many states, about 0.2 s of work, is kept on disk [states]."""


def edge_speed_mps(streets: Streets, mode: Mode, speed_kmh: float) -> NDArray[np.float64]:
    """Give the speed of a mode on every edge, (m,) [m/s]: a car also keeps to the street's limit."""
    if mode == "car":
        return np.minimum(streets.edge_speed_kmh, speed_kmh) / 3.6
    return np.full(streets.edges, speed_kmh / 3.6)


def step_seconds(streets: Streets, mode: Mode, speed_kmh: float) -> NDArray[np.float64]:
    """Give for every point of geometry the time from the point before it on its edge, (k,) [s]; 0 at the first.

    An edge longer than its geometry (its shape was simplified) has its length shared out in proportion.
    """
    steps = step_m(streets.shape_lonlat, streets.shape_start)
    drawn = sum_by_edge(steps, streets.shape_start)
    stretch = np.maximum(np.divide(streets.edge_length_m, drawn, out=np.ones_like(drawn), where=drawn > 0), 1.0)
    points = np.diff(streets.shape_start)
    metres = steps * np.repeat(stretch, points)
    pointlike = np.flatnonzero(drawn == 0)
    metres[streets.shape_start[pointlike + 1] - 1] = streets.edge_length_m[pointlike]
    return np.asarray(np.ceil(metres / np.repeat(edge_speed_mps(streets, mode, speed_kmh), points) * 1e6) / 1e6)


def _by_edge(streets: Streets, mode: Mode, step_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the time that every edge takes, (m,) [s]; infinite where the mode may not pass."""
    return np.where(allowed(streets, mode), np.round(sum_by_edge(step_s, streets.shape_start), 6), np.inf)


class Travel:
    """How one kind of traveller gets about on one network.

    Parameters
    ----------
    streets
        The network.
    mode
        Whose rights count.
    speed_kmh
        Speed that is never exceeded [km/h]; a car also keeps to each street's limit.
    """

    def __init__(self, streets: Streets, mode: Mode, speed_kmh: float) -> None:
        self.streets = streets
        self.mode = mode
        self.speed_kmh = speed_kmh
        self._step_s = step_seconds(streets, mode, speed_kmh)
        self.edge_s = _by_edge(streets, mode, self._step_s)
        self._trees: OrderedDict[tuple[bool, int], tuple[NDArray[np.float64], Ints]] = OrderedDict()

    @cached_property
    def csr(self) -> csr_array:
        """The graph of times [s] between nodes as a sparse matrix, turns left out; of parallel edges the quickest."""
        from scipy.sparse import csr_array

        edges, size = _quickest_edges(self.streets, self.edge_s), self.streets.nodes
        row_start = np.searchsorted(self.streets.edge_source[edges], np.arange(size + 1)).astype(np.int32)
        return csr_array((self.edge_s[edges], self.streets.edge_target[edges], row_start), shape=(size, size))

    @cached_property
    def _edge_us(self) -> NDArray[np.float64]:
        return np.asarray(np.round(self.edge_s * 1e6))

    @cached_property
    def _turns(self) -> Turns:
        return Turns(self.streets, self.mode)

    @cached_property
    def _states(self) -> States:
        """The graph for ways that start in any direction."""
        return states(self.streets, self._edge_us, self._turns, bound_nodes(self.streets, self._edge_us, self._turns))

    @cached_property
    def _arrivals(self) -> States:
        """The graph for ways that go on from an edge: a state for every arrival, where turns cost anything."""
        if not self._turns.costs:
            return self._states
        return states(self.streets, self._edge_us, self._turns, np.ones(self.streets.nodes, bool))

    def turn_s(self, edge_in: int, edge_out: int) -> float:
        """Give the time of turning from the end of one edge into the start of the next [s]; infinite: banned."""
        return self._turns.one_s(edge_in, edge_out)

    def seconds(self, edges: Sequence[int]) -> float:
        """Give the time along edges that join end to end, turns included [s]; infinite: not allowed."""
        row = np.asarray(edges, np.int64)
        return round(float(self.edge_s[row].sum() + self._turns.seconds(row[:-1], row[1:]).sum()), 6)

    def times(self, sources: ArrayLike, targets: ArrayLike) -> NDArray[np.float64]:
        """Give the quickest times from each of (s,) nodes to each of (t,) nodes, (s, t) [s]; infinite: no way."""
        start, start_row = np.unique(np.asarray(sources, np.int64), return_inverse=True)
        end, end_row = np.unique(np.asarray(targets, np.int64), return_inverse=True)
        return self._table(start, end)[np.ix_(start_row, end_row)]

    def _table(self, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.float64]:
        """Give the times between ascending nodes, from the cache if they are worth it, (s, t) [s]."""
        graph = self._states
        if min(len(start), len(end)) * len(graph.node) < WORTH_KEEPING:
            return self._made(start, end)
        key = key_of(*graph.arcs, graph.node, start, end)
        return remembered(key, (len(start), len(end)), lambda: self._made(start, end))

    def _made(self, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.float64]:
        """Make the times between ascending nodes, row by row from the side that has fewer, (s, t) [s]."""
        from planner.streets.dijkstra import times_us

        graph = self._states
        if len(end) < len(start):
            begin, first = graph.at(end)
            return times_us(graph.back, begin, first, _columns(start, len(graph.node)), len(start)).T / 1e6
        by_node = _columns(end, self.streets.nodes)
        rows = np.arange(len(start) + 1, dtype=np.int32)
        return times_us(graph.arcs, start.astype(np.int32), rows, by_node[graph.node], len(end)) / 1e6

    def rest_s(self, target: int) -> NDArray[np.float64]:
        """Give the quickest time from the end of every edge to a node, for one who came along it, (m,) [s].

        Infinite: no way, or the edge is not passable. It is what `path` takes with ``after``.
        """
        from planner.streets.dijkstra import tree

        graph = self._arrivals
        begin, _ = graph.at(np.array([target]))
        rest_us, _ = tree(graph.back, begin)
        return np.where(np.isfinite(self.edge_s), rest_us[graph.arrival] / 1e6, np.inf)

    def path(self, source: int, target: int, *, after: int = -1) -> list[int]:
        """Give the edges of a quickest path from one node to another, in order; none when they are the same.

        Parameters
        ----------
        after
            The edge by which one came to the source, so that the first turn counts too; -1: one leaves in any direction
            at no cost.

        Raises
        ------
        NotFound
            With code ``"unreachable"``, if there is no way.
        """
        if source == target:
            return []
        graph = self._states if after < 0 else self._arrivals
        found_us, via = self._tree(after >= 0, source if after < 0 else int(graph.arrival[after]))
        ends, _ = graph.at(np.array([target]))
        state = int(ends[found_us[ends].argmin()])
        if not np.isfinite(found_us[state]):
            raise NotFound("unreachable", source=source, target=target)
        edges: list[int] = []
        while (arc := int(via[state])) >= 0:
            edges.append(int(graph.edge[arc]))
            state = int(graph.tail[arc])
        return edges[::-1]

    def _tree(self, from_edge: bool, begin: int) -> tuple[NDArray[np.float64], Ints]:  # noqa: FBT001 - part of a key
        """Give the times to all states from one of them, (s,) [us], and the last arc of each way, (s,)."""
        from planner.streets.dijkstra import tree

        key = from_edge, begin
        if key in self._trees:
            self._trees.move_to_end(key)
            return self._trees[key]
        graph = self._arrivals if from_edge else self._states
        found = self._trees[key] = tree(graph.arcs, np.array([begin], np.int32))
        while len(self._trees) > max(1, ROW_CACHE_BYTES // (12 * len(graph.node))):
            self._trees.popitem(last=False)
        return found

    def trace(self, edges: Sequence[int], depart_s: float) -> NDArray[np.float64]:
        """Follow edges that join end to end, and say when each point of their geometry is passed.

        Parameters
        ----------
        edges
            Edges in the order of travel, as `path` gives them.
        depart_s
            When the traveller leaves the first point [s].

        Returns
        -------
        NDArray
            (k, 3) longitude, latitude [deg] and seconds, strictly increasing; a point that repeats the one before is
            left out, unless time passes there with turning. It ends `seconds` later than it starts; a banned turn takes
            no time here. Empty for no edges.
        """
        if not len(edges):
            return np.empty((0, 3))
        from planner.streets.tracing import traced

        row = np.asarray(edges, np.int64)
        turn_s = self._turns.seconds(row[:-1], row[1:])
        start_s = float(np.ceil(round(depart_s * 1e6, 3)) / 1e6)
        return traced(self.streets.shape_start, self.streets.shape_lonlat, self._step_s, row, turn_s, start_s)


def _columns(nodes: NDArray[np.int64], size: int) -> Ints:
    """Give each of some nodes its place in their list, and -1 to all other nodes, (size,)."""
    columns = np.full(size, -1, np.int32)
    columns[nodes] = np.arange(len(nodes))
    return columns


def _quickest_edges(streets: Streets, edge_s: NDArray[np.float64]) -> NDArray[np.int64]:
    """List the quickest passable edge of every joined pair of nodes, by source and then target; loops are left out."""
    usable = np.flatnonzero(np.isfinite(edge_s) & (streets.edge_source != streets.edge_target))
    source, target = streets.edge_source[usable], streets.edge_target[usable]
    order = np.lexsort((edge_s[usable], target, source))
    first = np.ones(len(order), bool)
    first[1:] = (np.diff(source[order]) != 0) | (np.diff(target[order]) != 0)
    return np.asarray(usable[order][first])
