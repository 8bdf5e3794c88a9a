"""The streets as a graph: who may pass which edge, and which part of the network hangs together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from planner.domain.street import MODE_BITS

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from numpy.typing import NDArray

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
    """Tell for every node, (n,), whether it lies in the largest strongly connected part for a mode.

    From every node of that part the mode reaches every other one. Nodes on no street of the mode never belong to it.
    """
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
