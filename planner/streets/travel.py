"""Travel times, quickest paths and where a traveller is when.

Times are whole microseconds, the resolution of `datetime`: every stretch between two points of geometry is rounded up,
so that no stretch of a plan is quicker than its speed, and a trace ends exactly when the travel time says.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from planner.errors import NotFound
from planner.streets.columns import points_of, step_m, sum_by_edge
from planner.streets.network import allowed

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray
    from scipy.sparse import csr_array

    from planner.domain.force import Mode
    from planner.domain.street import Streets

ROW_CACHE_BYTES = 64 * 2**20
"""Room for remembered rows of quickest paths, and for one batch of rows of times [bytes]."""


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
        self._csr_edge = _quickest_edges(streets, self.edge_s)
        self._edge_into: OrderedDict[int, NDArray[np.int32]] = OrderedDict()

    @cached_property
    def csr(self) -> csr_array:
        """The graph of times [s] as a sparse matrix; of parallel edges the quickest counts."""
        from scipy.sparse import csr_array

        edges, size = self._csr_edge, self.streets.nodes
        row_start = np.searchsorted(self.streets.edge_source[edges], np.arange(size + 1)).astype(np.int32)
        return csr_array((self.edge_s[edges], self.streets.edge_target[edges], row_start), shape=(size, size))

    @cached_property
    def _csr_key(self) -> NDArray[np.int64]:
        """Number the pairs of nodes that `_csr_edge` joins, ascending."""
        source, target = self.streets.edge_source[self._csr_edge], self.streets.edge_target[self._csr_edge]
        return source.astype(np.int64) * self.streets.nodes + target

    @cached_property
    def _reversed_csr(self) -> csr_array:
        return self.csr.T.tocsr()

    def times(self, sources: ArrayLike, targets: ArrayLike) -> NDArray[np.float64]:
        """Give the quickest times from each of (s,) nodes to each of (t,) nodes, (s, t) [s]; infinite: no way."""
        start, start_row = np.unique(np.asarray(sources, np.int64), return_inverse=True)
        end, end_row = np.unique(np.asarray(targets, np.int64), return_inverse=True)
        backwards = len(end) < len(start)
        table = self._table(self._reversed_csr, end, start).T if backwards else self._table(self.csr, start, end)
        return table[np.ix_(start_row, end_row)]

    def _table(self, matrix: csr_array, start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.float64]:
        from scipy.sparse.csgraph import dijkstra

        table = np.empty((len(start), len(end)))
        batch = max(1, ROW_CACHE_BYTES // (8 * max(1, self.streets.nodes)))
        for row in range(0, len(start), batch):
            rows = slice(row, row + batch)
            table[rows] = dijkstra(matrix, indices=start[rows])[:, end]
        return np.round(table, 6)

    def path(self, source: int, target: int) -> list[int]:
        """Give the edges of a quickest path from one node to another, in order; none when they are the same.

        Raises
        ------
        NotFound
            With code ``"unreachable"``, if there is no way.
        """
        into = self._edges_into(source)
        edges: list[int] = []
        node = target
        while node != source:
            edge = int(into[node])
            if edge < 0:
                raise NotFound("unreachable", source=source, target=target)
            edges.append(edge)
            node = int(self.streets.edge_source[edge])
        return edges[::-1]

    def _edges_into(self, source: int) -> NDArray[np.int32]:
        """Give the last edge of the quickest path from `source` to every node, (n,); -1: no way, or `source`."""
        from scipy.sparse.csgraph import dijkstra

        if source in self._edge_into:
            self._edge_into.move_to_end(source)
            return self._edge_into[source]
        size = self.streets.nodes
        _, before = dijkstra(self.csr, indices=np.array([source]), return_predecessors=True)
        reached = np.flatnonzero(before[0] >= 0)
        into = np.full(size, -1, np.int32)
        last = np.searchsorted(self._csr_key, before[0, reached].astype(np.int64) * size + reached)
        into[reached] = self._csr_edge[last]
        self._edge_into[source] = into
        while len(self._edge_into) > max(1, ROW_CACHE_BYTES // (4 * size)):
            self._edge_into.popitem(last=False)
        return into

    def trace(self, edges: list[int], depart_s: float) -> NDArray[np.float64]:
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
            (k, 3) longitude, latitude [deg] and seconds, strictly increasing; points that repeat the one before are
            left out. It ends `times` later than it starts. Empty for no edges.
        """
        if not edges:
            return np.empty((0, 3))
        index, _ = points_of(self.streets.shape_start, np.asarray(edges, np.int64))
        step_s = self._step_s[index]
        passed = np.ceil(round(depart_s * 1e6, 3)) / 1e6 + np.cumsum(step_s)
        moves = step_s > 0
        moves[0] = True
        return np.column_stack([self.streets.shape_lonlat[index], np.round(passed, 6)])[moves]


def _quickest_edges(streets: Streets, edge_s: NDArray[np.float64]) -> NDArray[np.int64]:
    """List the quickest passable edge of every joined pair of nodes, by source and then target; loops are left out."""
    usable = np.flatnonzero(np.isfinite(edge_s) & (streets.edge_source != streets.edge_target))
    source, target = streets.edge_source[usable], streets.edge_target[usable]
    order = np.lexsort((edge_s[usable], target, source))
    first = np.ones(len(order), bool)
    first[1:] = (np.diff(source[order]) != 0) | (np.diff(target[order]) != 0)
    return np.asarray(usable[order][first])
