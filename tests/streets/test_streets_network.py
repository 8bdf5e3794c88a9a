"""Who may pass where, and which part of the network hangs together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from planner.domain.street import BIKE, CAR, FOOT, Streets
from planner.streets.network import allowed, graph, main_part

if TYPE_CHECKING:
    from conftest import MakeStreets

ALL = CAR | BIKE | FOOT


def test_a_mode_passes_the_edges_that_carry_its_bit(crossing: Streets) -> None:
    """Cars pass eight of ten edges, walkers all."""
    assert allowed(crossing, "car").sum() == 8
    assert allowed(crossing, "foot").all()


def test_the_graph_holds_every_passable_edge_under_its_number(crossing: Streets) -> None:
    """Keys are edge numbers, and an edge carries its length and name."""
    network = graph(crossing, "car")
    assert sorted(key for *_, key in network.edges(keys=True)) == np.flatnonzero(allowed(crossing, "car")).tolist()
    assert network.edges[0, 4, 6] == {"length_m": crossing.edge_length_m[6], "name": ""}
    assert network.nodes[4] == {"lon": crossing.node_lonlat[4, 0], "lat": crossing.node_lonlat[4, 1]}


def test_the_main_part_is_the_largest_strongly_connected_component(make_streets: MakeStreets) -> None:
    """A one-way dead end and a smaller island lie outside it, and networkx agrees."""
    nodes = [(100.0 * i, 0.0) for i in range(8)]
    streets = make_streets(
        nodes, [(0, 1, ALL, ()), (1, 2, ALL, ()), (2, 0, CAR, ()), (2, 3, ALL, ()), (5, 6, ALL, ()), (6, 5, ALL, ())]
    )
    inside = main_part(streets, "car")
    assert np.flatnonzero(inside).tolist() == [0, 1, 2]
    largest = max(nx.strongly_connected_components(graph(streets, "car")), key=len)
    assert set(np.flatnonzero(inside).tolist()) == largest
    assert np.flatnonzero(main_part(streets, "bike")).tolist() == [5, 6]


def test_a_mode_without_streets_has_no_main_part(make_streets: MakeStreets) -> None:
    """Nobody on a bicycle is anywhere when only cars and walkers may pass."""
    streets = make_streets([(0.0, 0.0), (9.0, 0.0)], [(0, 1, CAR, ()), (1, 0, FOOT, ())])
    assert not main_part(streets, "bike").any()
    assert not allowed(streets, "bike").any()
    assert BIKE not in streets.edge_modes
