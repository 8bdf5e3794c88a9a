"""The streets as a graph: who may pass which edge, and which part of the network hangs together."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from planner.domain.street import MODE_BITS
from planner.streets.columns import spans
from planner.streets.turns import Turns

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from planner.domain.force import Mode
    from planner.domain.street import Streets


def allowed(streets: Streets, mode: Mode) -> NDArray[np.bool_]:
    """Tell for every edge, (m,), whether the mode may pass it."""
    return np.asarray((streets.edge_modes & MODE_BITS[mode]) != 0)


def graph(streets: Streets, mode: Mode) -> MultiDiGraph[int]:
    """Give the part of the network that a mode may pass as a networkx graph.

    Nodes carry ``lon`` and ``lat`` [deg]; the key of an edge is its number in `streets`, and it carries ``length_m``
    and ``name``. All nodes are there, also those that the mode does not reach.
    """
    import networkx as nx

    network: MultiDiGraph[int] = nx.MultiDiGraph()
    for node, (lon, lat) in enumerate(streets.node_lonlat.tolist()):
        network.add_node(node, lon=lon, lat=lat)
    for edge in np.flatnonzero(allowed(streets, mode)).tolist():
        network.add_edge(
            int(streets.edge_source[edge]),
            int(streets.edge_target[edge]),
            edge,
            length_m=float(streets.edge_length_m[edge]),
            name=streets.names[streets.edge_name[edge]],
        )
    return network


def main_part(streets: Streets, mode: Mode) -> NDArray[np.bool_]:
    """Tell for every node, (n,), whether it lies in the main part of the network for a mode.

    That is the largest strongly connected one: from every node of it the mode reaches every other one, by turns that
    are not banned. Nodes on no street of the mode never belong to it.
    """
    bound = mode == "car" and len(streets.turn_from) > 0
    return _part_with_turns(streets, main_edges(streets, mode)) if bound else _part(streets, mode)


def main_edges(streets: Streets, mode: Mode) -> NDArray[np.bool_]:
    """Tell for every edge, (m,), whether the mode can come there from the main part and go on to it again."""
    if mode == "car" and len(streets.turn_from):
        return _main_car_edges(streets).copy()
    part = _part(streets, mode)
    return np.asarray(allowed(streets, mode) & part[streets.edge_source] & part[streets.edge_target])


@lru_cache(maxsize=4)
def _main_car_edges(streets: Streets) -> NDArray[np.bool_]:
    """Tell which edges lie in the largest part in which every edge leads to every other by turns of cars, (m,)."""
    from scipy.sparse.csgraph import connected_components

    usable = allowed(streets, "car")
    _, part = connected_components(turn_links(streets, "car"), directed=True, connection="strong")
    sizes = np.bincount(part[usable], minlength=1)
    return np.asarray(usable & (part == sizes.argmax()) & (sizes.max() > 1))


def turn_links(streets: Streets, mode: Mode) -> csr_array:
    """Give which edges follow which for a mode, by turns that are not banned: a sparse (m, m) matrix of ones."""
    from scipy.sparse import csr_array

    usable = np.flatnonzero(allowed(streets, mode))
    leaving = usable[np.argsort(streets.edge_source[usable], kind="stable")]
    first = np.searchsorted(streets.edge_source[leaving], np.arange(streets.nodes + 1))
    count = np.diff(first)[streets.edge_target[usable]]
    index, _ = spans(first[streets.edge_target[usable]], count, np.ones(len(usable), np.int64))
    before, after = np.repeat(usable, count), leaving[index]
    made = ~Turns(streets, mode).banned(before, after)
    size = streets.edges
    return csr_array((np.ones(int(made.sum()), np.int8), (before[made], after[made])), shape=(size, size))


def _part_with_turns(streets: Streets, edges: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell which nodes can be entered and left by some edges, (n,)."""
    entered, left = np.zeros(streets.nodes, bool), np.zeros(streets.nodes, bool)
    entered[streets.edge_target[edges]] = True
    left[streets.edge_source[edges]] = True
    return entered & left


def _part(streets: Streets, mode: Mode) -> NDArray[np.bool_]:
    """Tell which nodes lie in the largest strongly connected part, turns left out, (n,)."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    usable = allowed(streets, mode)
    source, target = streets.edge_source[usable], streets.edge_target[usable]
    if not len(source):
        return np.zeros(streets.nodes, bool)
    links = coo_array((np.ones(len(source), np.int8), (source, target)), shape=(streets.nodes, streets.nodes))
    _, part = connected_components(links.tocsr(), directed=True, connection="strong")
    on_street = np.zeros(streets.nodes, bool)
    on_street[source] = on_street[target] = True
    sizes = np.bincount(part[on_street])
    return np.asarray(on_street & (part == sizes.argmax()))
