"""Ways between places in the middle of streets, on a graph that is made ready once.

A place is a distance along a street, not a node of its own, so that a question changes nothing in the graph. The times
are those of `planner.streets.travel` on a network in which the places are nodes: whoever stands on a street leaves it
in any direction that is open, and comes to a place by any direction that is.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from planner.dispatch.way import Gate, Gates, Outward, Spot, Way
from planner.streets.arcs import Arcs
from planner.streets.columns import NETWORKS_KEPT, sides, step_m, sum_by_edge
from planner.streets.splitting import SAME_PLACE_M
from planner.streets.states import bound_nodes, states
from planner.streets.travel import Travel
from planner.streets.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from planner.domain.force import Mode
    from planner.domain.street import Streets
    from planner.streets.doors import Lanes

    Floats = NDArray[np.float64]


class _Lines(NamedTuple):
    """The last five of `planner.streets.doors.Lanes`, which all kinds of travellers share."""

    drawn_m: Floats
    line: NDArray[np.int64]
    side: NDArray[np.bool_]
    by_line: NDArray[np.int64]
    first: NDArray[np.int64]


@lru_cache(maxsize=NETWORKS_KEPT)
def _lines(streets: Streets) -> _Lines:
    """Sort the edges by the lines that they lie on."""
    line, side = sides(streets)
    drawn_m = sum_by_edge(step_m(streets.shape_lonlat, streets.shape_start), streets.shape_start)
    by_line = np.argsort(line, kind="stable")
    return _Lines(drawn_m, line, side, by_line, np.searchsorted(line[by_line], np.arange(streets.edges + 1)))


class Reach:
    """How one kind of traveller gets from place to place.

    Parameters
    ----------
    streets
        The network.
    mode, speed_kmh
        As for `planner.streets.travel.Travel`.
    open_to
        (m,) the edges that may be used at all; by default all that the mode may pass.
    """

    def __init__(
        self, streets: Streets, mode: Mode, speed_kmh: float, open_to: NDArray[np.bool_] | None = None
    ) -> None:
        self.travel = Travel(streets, mode, speed_kmh)
        self._turns = Turns(streets, mode)
        edge_s = self.travel.edge_s if open_to is None else np.where(open_to, self.travel.edge_s, np.inf)
        self._edge_us = np.asarray(np.round(edge_s * 1e6))
        bound = bound_nodes(streets, self._edge_us, self._turns)
        graph = self._graph = states(streets, self._edge_us, self._turns, bound)
        graph.of(0)
        self._arrived_by = np.full(len(graph.node), -1, np.int64)
        apart = np.flatnonzero(graph.arrival >= streets.nodes)
        self._arrived_by[graph.arrival[apart]] = apart
        order = np.argsort(graph.arcs.head, kind="stable")
        starts = np.searchsorted(graph.arcs.head[order], np.arange(len(graph.node) + 1)).astype(np.int32)
        self._back = Arcs(starts, graph.tail[order], graph.arcs.cost_us[order])
        self._back_edge, self._back_to = graph.edge[order], graph.arcs.head[order]
        self._lines = _lines(streets)
        self._turns.seconds(np.zeros(0, np.int64), np.zeros(0, np.int64))

    @cached_property
    def _lanes(self) -> Lanes:
        from planner.streets.doors import Lanes

        streets, lines = self.travel.streets, self._lines
        return Lanes(
            source=streets.edge_source,
            target=streets.edge_target,
            arrival=self._graph.arrival,
            edge_us=self._edge_us,
            drawn_m=lines.drawn_m,
            line=lines.line,
            side=lines.side,
            by_line=lines.by_line,
            line_first=lines.first,
        )

    def spot(self, edge: int, part: float) -> Spot:
        """Give where a place on an edge, 0 to 1 along it, meets the graph.

        A place within `planner.streets.splitting.SAME_PLACE_M` of a node along its street is on that node.
        """
        streets, lines = self.travel.streets, self._lines
        long_m = float(lines.drawn_m[edge])
        here_m, left_m = part * long_m, long_m - part * long_m
        if min(here_m, left_m) <= SAME_PLACE_M:
            end = streets.edge_target if left_m <= here_m else streets.edge_source
            return Spot(int(end[edge]), ())
        line = lines.line[edge]
        alike = lines.by_line[lines.first[line] : lines.first[line + 1]]
        return Spot(
            -1,
            tuple(
                (int(other), part if lines.side[other] == lines.side[edge] else 1.0 - part)
                for other in alike
                if np.isfinite(self._edge_us[other])
            ),
        )

    def gates_out(self, spot: Spot) -> list[Gate]:
        """List the states that one comes to first from a spot."""
        if spot.node >= 0:
            return [(spot.node, 0.0, -1, 0.0)]
        return [
            (int(self._graph.arrival[edge]), float(np.ceil((1.0 - part) * self._edge_us[edge])), edge, part)
            for edge, part in spot.along
        ]

    def gates(self, edges: NDArray[np.int64], parts: Floats) -> Gates:
        """List the states that travellers come to first from places on edges, as `gates_out` does for one spot.

        Parameters
        ----------
        edges, parts
            (r,) the edge of each, and how far along it the place lies, 0 to 1.
        """
        from planner.streets.doors import doors

        return Gates(*doors(self._lanes, edges, parts, SAME_PLACE_M))

    def gates_in(self, spot: Spot) -> list[Gate]:
        """List the states from which one comes to a spot last, each once."""
        nodes = [(spot.node, -1, 1.0)] if spot.node >= 0 else []
        nodes += [(int(self.travel.streets.edge_source[edge]), edge, part) for edge, part in spot.along]
        best: dict[int, Gate] = {}
        for node, edge, part in nodes:
            for state in self._graph.of(node).tolist():
                before = int(self._arrived_by[state])
                turn_s = self._turns.one_s(before, edge) if before >= 0 and edge >= 0 else 0.0
                cost_us = turn_s * 1e6 + (float(np.ceil(part * self._edge_us[edge])) if edge >= 0 else 0.0)
                if np.isfinite(cost_us) and (state not in best or cost_us < best[state][1]):
                    best[state] = (state, cost_us, edge, part)
        return list(best.values())

    def first(
        self, to: Spot, sources: Gates, late_s: Floats, slow: Floats, latest_s: Floats
    ) -> tuple[Floats, Callable[[int], Way]]:
        """Give the times of those who can be at a place first.

        Parameters
        ----------
        sources
            Where the r travellers come to first.
        late_s, slow
            (r,) what is added to the time of each [s], and by what its time may grow at the most, from 1.
        latest_s
            (k,) the k first are wanted, of those that are there before the last of these times [s].

        Returns
        -------
        tuple
            (r,) times along the streets, nothing added [s], infinite: no way, or certainly not wanted; and what gives
            the way of one whose time is finite.
        """
        from planner.streets.dijkstra import race

        into = self.gates_in(to)
        begin = np.array([gate[0] for gate in into], np.int32), np.array([gate[1] for gate in into], float)
        ends = sources.state, sources.cost_us, sources.owner
        time_us, by_end, via = race(self._back, begin, ends, late_s * 1e6, slow, latest_s * 1e6)
        last, direct = {gate[0]: gate for gate in into}, dict[int, Way]()
        for edge, end in to.along:
            for gate in np.flatnonzero((sources.edge == edge) & (sources.part <= end)).tolist():
                runner, begin_at = int(sources.owner[gate]), float(sources.part[gate])
                along_us = float(np.ceil((end - begin_at) * self._edge_us[edge]))
                if along_us < time_us[runner] or (along_us == time_us[runner] and runner not in direct):
                    time_us[runner], direct[runner] = along_us, Way((edge,), begin_at, end)
        return time_us / 1e6, lambda runner: direct.get(runner) or self._way(sources, int(by_end[runner]), last, via)

    def _way(self, sources: Gates, gate: int, last: dict[int, Gate], via: NDArray[np.int32]) -> Way:
        """Follow a search from the place back to a traveller."""
        from planner.streets.dijkstra import trail

        state, edge, part = int(sources.state[gate]), int(sources.edge[gate]), float(sources.part[gate])
        arcs = trail(via, self._back_to, state)
        edges = ([edge] if edge >= 0 else []) + self._back_edge[arcs].tolist()
        _, _, final, end = last[int(self._back_to[arcs[-1]]) if len(arcs) else state]
        return Way(tuple(edges if final < 0 else [*edges, final]), part if edge >= 0 else 0.0, end)

    def outward(self, source: Spot, most_s: float) -> Outward:
        """Find all quickest ways from a spot that take no longer than a time [s]."""
        from planner.streets.dijkstra import spread

        gates = self.gates_out(source)
        begin = np.array([gate[0] for gate in gates], np.int32), np.array([gate[1] for gate in gates], float)
        best_us, via = spread(self._graph.arcs, *begin, most_s * 1e6)
        return Outward(self._graph, tuple(gates), best_us, via)

    def trace(self, way: Way) -> Floats:
        """Give the points of a way, (k, 3): longitude, latitude [deg] and seconds from its beginning."""
        points = self.travel.trace(way.edges, 0.0)
        if not len(points):
            return points
        edge_s, clock_s = self.travel.edge_s, points[:, 2]
        begin_s = way.begin * float(edge_s[way.edges[0]])
        end_s = max(begin_s, float(clock_s[-1]) - (1.0 - way.end) * float(edge_s[way.edges[-1]]))
        inside = slice(*np.searchsorted(clock_s, (begin_s + 1e-6, end_s - 1e-6)).tolist())
        traced = np.concatenate([_at(points, begin_s), points[inside], _at(points, end_s)])
        traced[:, 2] -= begin_s
        return traced


def _at(points: Floats, when_s: float) -> Floats:
    """Give where a way of (k, 3) points is at a time [s], (1, 3)."""
    if len(points) == 1:
        return points
    after = min(max(1, int(points[:, 2].searchsorted(when_s))), len(points) - 1)
    before = points[after - 1]
    step = points[after] - before
    return np.asarray(before + step * ((when_s - before[2]) / step[2]))[None]
