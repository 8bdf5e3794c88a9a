"""The graph on which the quickest ways are found: nodes, and arrivals where it matters how one came.

On most nodes it does not matter by which edge a car arrived, and one state stands for the node. A node with a banned
turn has a state for every edge that leads there, and so have the nodes around it where a car could otherwise turn back
for nothing to get round the ban (Caldwell, "On finding minimum routes in a network with turn penalties", Communications
of the ACM 4, 1961, does so for every node).

Why the others need no states: a way that turns back at a node without a state of its own runs through a stretch to and
fro. Leaving the stretch out makes a shorter way that is allowed, unless the turn at its end is banned; and then turning
back in front of that end is no slower, as the stretch is longer than a U-turn takes (`bound_nodes`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from planner.streets.arcs import Arcs
from planner.streets.columns import spans
from planner.streets.turns import U_TURN_S

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from planner.domain.street import Streets
    from planner.streets.turns import Turns


@dataclass(frozen=True, eq=False)
class States:
    """A graph of s states: one a node, which a way may start in, then the arrivals.

    Attributes
    ----------
    node
        (s,) node of each state.
    arrival
        (m,) state in which one is at the end of each edge that is passable.
    arcs
        How one gets from state to state.
    tail, edge
        (a,) the state that an arc leaves, and the edge that it passes.
    """

    node: NDArray[np.int32]
    arrival: NDArray[np.int32]
    arcs: Arcs
    tail: NDArray[np.int32]
    edge: NDArray[np.int32]

    @cached_property
    def back(self) -> Arcs:
        """The arcs turned round."""
        order = np.argsort(self.arcs.head, kind="stable")
        return Arcs(_first(self.arcs.head[order], len(self.node)), self.tail[order], self.arcs.cost_us[order])

    @cached_property
    def _by_node(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        order = np.argsort(self.node, kind="stable").astype(np.int32)
        return order, _first(self.node[order], int(self.node.max(initial=-1)) + 1)

    def of(self, node: int) -> NDArray[np.int32]:
        """List the states of one node."""
        order, first = self._by_node
        return order[first[node] : first[node + 1]]

    def at(self, nodes: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """List the states of (r,) nodes, and (r + 1,) where those of each node start."""
        order, first = self._by_node
        count = first[nodes + 1] - first[nodes]
        index, start = spans(first[nodes].astype(np.int64), count, np.ones(len(nodes), np.int64))
        return order[index], start.astype(np.int32)


def states(streets: Streets, edge_us: NDArray[np.float64], turns: Turns, bound: NDArray[np.bool_]) -> States:
    """Make the graph.

    Parameters
    ----------
    edge_us
        (m,) time that every edge takes [us]; infinite: not passable.
    bound
        (n,) nodes at which it matters by which edge one came.
    """
    usable = np.flatnonzero(np.isfinite(edge_us))
    source, target = streets.edge_source, streets.edge_target
    arriving = usable[bound[target[usable]]]
    arrival = target.astype(np.int32)
    arrival[arriving] = streets.nodes + np.arange(len(arriving))
    leaving = usable[np.argsort(source[usable], kind="stable")]
    first = _first(source[leaving], streets.nodes).astype(np.int64)
    count = np.diff(first)[target[arriving]]
    index, _ = spans(first[target[arriving]], count, np.ones(len(arriving), np.int64))
    before, after = np.repeat(arriving, count), leaving[index]
    turn_us = np.round(turns.seconds(before, after) * 1e6)
    made = np.isfinite(turn_us)
    tail = np.concatenate([source[usable], arrival[before[made]]])
    edge = np.concatenate([usable, after[made]])
    cost_us = np.concatenate([edge_us[usable], edge_us[after[made]] + turn_us[made]])
    kept = _quickest(tail, arrival[edge], cost_us)
    tail, edge = tail[kept].astype(np.int32), edge[kept].astype(np.int32)
    node = np.concatenate([np.arange(streets.nodes), target[arriving]]).astype(np.int32)
    arcs = Arcs(_first(tail, len(node)), arrival[edge], cost_us[kept])
    return States(node=node, arrival=arrival, arcs=arcs, tail=tail, edge=edge)


def _first(values: NDArray[np.integer], count: int) -> NDArray[np.int32]:
    """Give where each of the numbers under `count` starts among ascending values, (count + 1,)."""
    return np.searchsorted(values, np.arange(count + 1)).astype(np.int32)


def _quickest(tail: NDArray[np.integer], head: NDArray[np.integer], cost_us: NDArray[np.float64]) -> NDArray[np.int64]:
    """List the quickest of the arcs that join the same states, by tail and then head; arcs to their own tail fall."""
    rows = np.flatnonzero(tail != head)
    order = rows[np.lexsort((cost_us[rows], head[rows], tail[rows]))]
    best = np.ones(len(order), bool)
    best[1:] = (np.diff(tail[order]) != 0) | (np.diff(head[order]) != 0)
    return order[best]


def bound_nodes(streets: Streets, edge_us: NDArray[np.float64], turns: Turns) -> NDArray[np.bool_]:
    """Tell at which nodes it matters for the quickest ways by which edge a car came, (n,).

    Those are the nodes with a banned turn, the nodes before them, and all from which such a node before a ban is
    reached on two-way streets in so short a time that going there and back takes no longer than a U-turn.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import dijkstra

    bound = np.zeros(streets.nodes, bool)
    bound[streets.edge_target[turns.banned_from]] = True
    if not bound.any():
        return bound
    before = np.flatnonzero(bound[streets.edge_target] & np.isfinite(edge_us))
    bound[streets.edge_source[before]] = True
    one, other = turns.pairs()
    both_us = edge_us[one] + edge_us[other]
    near = np.flatnonzero(both_us <= U_TURN_S * 1e6)
    rows = _quickest(streets.edge_source[one[near]], streets.edge_target[one[near]], both_us[near])
    ends = streets.edge_source[one[near[rows]]], streets.edge_target[one[near[rows]]]
    size = streets.nodes
    links = coo_array((both_us[near[rows]], ends), shape=(size, size)).tocsr()
    begin = np.unique(streets.edge_source[before])
    far_us = dijkstra(links, directed=False, indices=begin, min_only=True, limit=U_TURN_S * 1e6 + 0.5)
    return np.asarray(bound | np.isfinite(far_us))
