"""The streets of a real place: our tables are networkx's, and inserting places keeps the network whole."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from planner.domain.street import Streets
from planner.sources.streets import read_streets
from planner.streets.network import graph, main_part
from planner.streets.snapping import insert
from planner.streets.travel import Travel


@pytest.fixture(scope="module")
def chegongmiao(streets_data: Path) -> Streets:
    """Give the streets of Tian'an."""
    return read_streets(streets_data / "chegongmiao.graphml", clip=None)


@pytest.mark.data
def test_times_between_real_places_are_those_of_networkx(chegongmiao: Streets) -> None:
    """Thirty places inserted between junctions, all to all, by car."""
    rng = np.random.default_rng(5)
    near = chegongmiao.node_lonlat[rng.choice(chegongmiao.nodes, 30)] + rng.normal(0, 3e-4, (30, 2))
    inserted = insert(chegongmiao, near, "car")
    travel = Travel(inserted.streets, "car", 40.0)
    network = graph(inserted.streets, "car")
    seconds = {(u, v, key): travel.edge_s[key] for u, v, key in network.edges(keys=True)}
    nx.set_edge_attributes(network, seconds, "seconds")
    table = travel.times(inserted.node, inserted.node)
    assert np.isfinite(table).all()
    for row, source in enumerate(inserted.node.tolist()):
        reached = nx.single_source_dijkstra_path_length(network, source, weight="seconds")
        np.testing.assert_allclose(table[row], [reached[node] for node in inserted.node.tolist()], atol=1e-5)


@pytest.mark.data
def test_most_of_a_real_network_hangs_together(chegongmiao: Streets) -> None:
    """By car, by bicycle and on foot, over nine tenths of the nodes that a mode may use lie in its main part."""
    for mode in ("car", "bike", "foot"):
        network = graph(chegongmiao, mode)
        used = sum(degree > 0 for _, degree in network.degree())
        assert main_part(chegongmiao, mode).sum() > 0.9 * used
