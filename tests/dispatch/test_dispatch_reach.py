"""Times between places in the middle of streets, held against a network in which they are nodes, and networkx."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
import small_station

from planner.dispatch.reach import Reach
from planner.domain.force import Mode
from planner.domain.street import Streets
from planner.streets.network import graph
from planner.streets.snapping import insert, nearest
from planner.streets.travel import Travel

GROUND = small_station.Ground()
STREETS = small_station.lattice(GROUND)


def places(seed: int, count: int) -> np.ndarray:
    """Give places near the streets."""
    rng = np.random.default_rng(seed)
    return np.array([GROUND.lonlat(*rng.uniform(-620, 620, 2)) for _ in range(count)])


def banned() -> Streets:
    """Give the lattice with some turns that cars may not make."""
    rng = np.random.default_rng(5)
    pairs = [
        (a, b)
        for a in range(STREETS.edges)
        for b in range(STREETS.edges)
        if STREETS.edge_target[a] == STREETS.edge_source[b] and rng.random() < 0.15
    ]
    first, second = np.array(sorted(pairs), np.int32).T
    return replace(STREETS, turn_from=first, turn_to=second)


def alone_s(streets: Streets, mode: Mode, source: np.ndarray, goal: np.ndarray) -> float:
    """Give the time between two places by a network in which they are nodes, and no other place is."""
    inserted = insert(streets, np.array([source, goal]), mode)
    return float(Travel(inserted.streets, mode, 40.0).times(inserted.node[:1], inserted.node[1:])[0, 0])


@pytest.mark.parametrize(
    ("mode", "streets"), [("car", STREETS), ("car", banned()), ("bike", STREETS), ("foot", banned())]
)
def test_times_are_those_of_a_network_with_the_places_in_it(mode: Mode, streets: Streets) -> None:
    """From every place to every other one, with one-way streets, U-turns and banned turns."""
    spots_at = places(1, 9)
    reach = Reach(streets, mode, 40.0)
    snaps = nearest(streets, spots_at, mode)
    spots = [reach.spot(int(edge), float(part)) for edge, part in zip(snaps.edge, snaps.fraction, strict=True)]
    none, gates = np.zeros(len(spots)), reach.gates(snaps.edge, snaps.fraction)
    for goal, spot in enumerate(spots):
        times, way_of = reach.first(spot, gates, none, none + 1, np.full(len(spots), np.inf))
        assert times == pytest.approx([alone_s(streets, mode, one, spots_at[goal]) for one in spots_at], abs=0.1)
        for source in np.flatnonzero(np.isfinite(times)):
            traced = reach.trace(way_of(int(source)))
            if len(traced):
                assert traced[-1, 2] == pytest.approx(times[source], abs=1e-3)
                assert (np.diff(traced[:, 2]) >= 0).all()


def test_times_to_junctions_are_those_of_networkx() -> None:
    """On foot the quickest way is the one that networkx finds."""
    network, reach = graph(STREETS, "foot"), Reach(STREETS, "foot", 5.0)
    for _, _, edge, about in network.edges(keys=True, data=True):
        about["seconds"] = reach.travel.edge_s[edge]
    outward = reach.outward(reach.spot(0, 0.0), 1e9)
    lengths = nx.single_source_dijkstra_path_length(network, int(STREETS.edge_source[0]), weight="seconds")
    nodes = np.arange(STREETS.nodes)
    times = outward.times(nodes)
    assert times == pytest.approx([lengths[node] for node in nodes], abs=1e-3)
    far = int(times.argmax())
    assert reach.trace(outward.way(far))[-1, 2] == pytest.approx(times[far], abs=1e-3)


def test_the_search_ends_when_the_first_are_sure() -> None:
    """Those who certainly are not among the first may stay without a time; the first are right."""
    reach = Reach(STREETS, "car", 40.0)
    snaps = nearest(STREETS, places(2, 20), "car")
    spots = [reach.spot(int(edge), float(part)) for edge, part in zip(snaps.edge, snaps.fraction, strict=True)]
    late = np.random.default_rng(3).uniform(0, 60, 20)
    gates = reach.gates(snaps.edge, snaps.fraction)
    every, _ = reach.first(spots[0], gates, late, np.full(20, 2.0), np.full(20, np.inf))
    first, _ = reach.first(spots[0], gates, late, np.full(20, 2.0), np.full(3, np.inf))
    best = np.argsort(2 * every + late)[:3]
    assert first[best] == pytest.approx(every[best])
    assert (~np.isfinite(first)).any()
