"""Turns: banned ones are never made, turning back costs time, and times are those of the graph of all turns."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest

from planner.domain.street import BIKE, CAR, FOOT, Streets
from planner.errors import NotFound
from planner.geo import Frame
from planner.sources.streets import read_streets
from planner.streets.columns import lines_of, sides
from planner.streets.network import main_part
from planner.streets.snapping import insert
from planner.streets.states import bound_nodes
from planner.streets.travel import Travel
from planner.streets.turns import U_TURN_S, Turns

if TYPE_CHECKING:
    from conftest import EdgeRow, MakeStreets

ALL = CAR | BIKE | FOOT
FROM, TO = "from", "to"


def with_bans(streets: Streets, bans: list[tuple[int, int]]) -> Streets:
    """Ban turns from edge to edge."""
    pairs = np.array(sorted(bans), np.int32).reshape(-1, 2)
    return dataclasses.replace(streets, turn_from=pairs[:, 0], turn_to=pairs[:, 1])


def random_town(make_streets: MakeStreets, seed: int, size: int = 5) -> Streets:
    """Give a lattice with streets of 20 to 150 m, some one-way, some bent twice over, some loops, and banned turns."""
    rng = np.random.default_rng(seed)
    step_m = rng.uniform(20, 150)
    nodes = [(step_m * (i % size) + rng.uniform(-5, 5), step_m * (i // size)) for i in range(size * size)]
    rows: list[EdgeRow] = []
    for a in range(size * size):
        for b in (a + 1 if a % size < size - 1 else -1, a + size if a < size * (size - 1) else -1):
            kind = rng.random()
            if b < 0 or kind < 0.15:
                continue
            rows += [(a, b, ALL, ())] if kind < 0.9 else []
            rows += [(b, a, ALL if kind > 0.3 else FOOT, ())]
            if kind > 0.97:
                rows += [(a, b, ALL, ((nodes[a][0], nodes[b][1] + 9.0),))]
        if rng.random() < 0.05:
            rows.append((a, a, ALL, ((nodes[a][0] + 12.0, nodes[a][1]), (nodes[a][0], nodes[a][1] + 12.0))))
    streets = make_streets(nodes, rows)
    meet = [(e, f) for e in range(len(rows)) for f in range(len(rows)) if rows[e][1] == rows[f][0]]
    banned = rng.choice(len(meet), int(rng.integers(0, 14)), replace=False)
    return with_bans(streets, [meet[int(pair)] for pair in banned])


def turn_graph(streets: Streets, travel: Travel) -> nx.DiGraph:
    """Give the graph of all turns: a node for every end of an edge, and the ends of ways at every junction."""
    shapes = [tuple(map(tuple, streets.shape(edge).tolist())) for edge in range(streets.edges)]
    banned = set(zip(streets.turn_from.tolist(), streets.turn_to.tolist(), strict=True))
    passable = [edge for edge in range(streets.edges) if np.isfinite(travel.edge_s[edge])]
    leaving: dict[int, list[int]] = {}
    for edge in passable:
        leaving.setdefault(int(streets.edge_source[edge]), []).append(edge)
    network = nx.DiGraph()
    network.add_nodes_from((end, node) for node in range(streets.nodes) for end in (FROM, TO))
    for e in passable:
        here, there = int(streets.edge_source[e]), int(streets.edge_target[e])
        network.add_edge((FROM, here), e, seconds=travel.edge_s[e])
        network.add_edge(e, (TO, there), seconds=0.0)
        for f in leaving.get(there, []):
            if (e, f) not in banned or travel.mode != "car":
                back = travel.mode == "car" and shapes[f] == shapes[e][::-1]
                network.add_edge(e, f, seconds=travel.edge_s[f] + (U_TURN_S if back else 0.0))
    return network


@pytest.mark.parametrize("seed", range(30))
def test_times_are_those_of_the_graph_of_all_turns(make_streets: MakeStreets, seed: int) -> None:
    """All to all and either way round; by bicycle bans and turning back count for nothing."""
    streets = random_town(make_streets, seed)
    for mode in ("car", "bike"):
        travel = Travel(streets, mode, 20.0)
        network = turn_graph(streets, travel)
        wanted = np.full((streets.nodes, streets.nodes), np.inf)
        for node in range(streets.nodes):
            reached = nx.single_source_dijkstra_path_length(network, (FROM, node), weight="seconds")
            wanted[node] = [reached.get((TO, other), np.inf) for other in range(streets.nodes)]
            wanted[node, node] = 0.0
        everywhere = np.arange(streets.nodes)
        np.testing.assert_allclose(travel.times(everywhere, everywhere), wanted, atol=1e-6)
        np.testing.assert_allclose(travel.times(everywhere, [3, 3, 7]), wanted[:, [3, 3, 7]], atol=1e-6)


@pytest.mark.parametrize("seed", range(15))
def test_a_path_takes_exactly_the_stated_time_with_its_turns(make_streets: MakeStreets, seed: int) -> None:
    """Its seconds and its trace are the table's time, and no turn in it is banned."""
    streets = random_town(make_streets, seed)
    travel = Travel(streets, "car", 20.0)
    table = travel.times(np.arange(streets.nodes), np.arange(streets.nodes))
    for source in range(0, streets.nodes, 3):
        for target in range(streets.nodes):
            if np.isinf(table[source, target]):
                with pytest.raises(NotFound, match="unreachable"):
                    travel.path(source, target)
                continue
            edges = travel.path(source, target)
            assert travel.seconds(edges) == table[source, target]
            if edges:
                trace = travel.trace(edges, 100.25)
                assert trace[-1, 2] == pytest.approx(100.25 + table[source, target], abs=1e-7)
                assert (np.diff(trace[:, 2]) > 0).all()


@pytest.mark.parametrize("seed", range(10))
def test_going_on_from_an_edge_counts_the_first_turn(make_streets: MakeStreets, seed: int) -> None:
    """The rest from the end of every edge is networkx's, and so is the path that goes on from it."""
    streets = random_town(make_streets, seed)
    travel = Travel(streets, "car", 20.0)
    network = turn_graph(streets, travel)
    rest_s = travel.rest_s(6)
    for edge in range(streets.edges):
        if np.isinf(travel.edge_s[edge]):
            assert np.isinf(rest_s[edge])
            continue
        reached = nx.single_source_dijkstra_path_length(network, edge, weight="seconds")
        assert rest_s[edge] == pytest.approx(reached.get((TO, 6), np.inf), abs=1e-6)
        if np.isfinite(rest_s[edge]):
            way = travel.path(int(streets.edge_target[edge]), 6, after=edge)
            assert travel.seconds([edge, *way]) == pytest.approx(travel.edge_s[edge] + rest_s[edge], abs=1e-6)


def test_a_banned_left_turn_is_driven_round(crossing: Streets) -> None:
    """From the west to the north a car goes by the east; on foot the turn is free."""
    west_in, north_out = 1, 4
    banned = with_bans(crossing, [(west_in, north_out)])
    assert Travel(crossing, "car", 30.0).path(1, 3) == [west_in, north_out]
    assert Travel(banned, "car", 30.0).path(1, 3) == [west_in, 6, 8]
    assert Travel(banned, "foot", 5.0).path(1, 3) == [west_in, north_out]
    assert Travel(banned, "car", 30.0).turn_s(west_in, north_out) == np.inf
    assert Travel(banned, "bike", 30.0).turn_s(west_in, north_out) == 0.0
    assert Travel(banned, "car", 30.0).seconds([west_in, north_out]) == np.inf


def test_turning_back_round_a_ban_costs_its_time(make_streets: MakeStreets) -> None:
    """Where the only way round a ban is to turn back at a dead end, the way takes 20 s more than its streets."""
    nodes = [(0.0, 0.0), (100.0, 0.0), (100.0, 80.0), (100.0, -40.0)]
    streets = make_streets(nodes, [(0, 1, ALL, ()), (1, 2, ALL, ()), (1, 3, ALL, ()), (3, 1, ALL, ())])
    travel = Travel(with_bans(streets, [(0, 1)]), "car", 36.0)
    assert travel.path(0, 2) == [0, 2, 3, 1]
    assert travel.times([0], [2])[0, 0] == pytest.approx(travel.edge_s[[0, 2, 3, 1]].sum() + U_TURN_S)
    trace = travel.trace([0, 2, 3, 1], 0.0)
    waits = np.flatnonzero((np.diff(trace[:, :2], axis=0) == 0).all(axis=1))
    assert len(waits) == 1
    assert trace[waits[0] + 1, 2] - trace[waits[0], 2] == U_TURN_S
    assert Travel(with_bans(streets, [(0, 1), (2, 3)]), "car", 36.0).times([0], [2])[0, 0] == np.inf


def test_places_on_the_street_keep_the_bans(crossing: Streets, frame: Frame) -> None:
    """With places inserted on all branches the same turns are banned: from the last piece into the first.

    A place is one more point to turn back at, so that ways round a ban may become quicker, and never slower.
    """
    banned = with_bans(crossing, [(1, 4), (3, 2), (5, 0)])
    places = frame.lonlat([(-100.0, 3.0), (-50.0, 2.0), (2.0, 90.0), (0.0, -70.0), (110.0, 0.0)])
    inserted = insert(banned, places, "car").streets
    assert len(inserted.turn_from) == 3
    for before, after in zip(inserted.turn_from.tolist(), inserted.turn_to.tolist(), strict=True):
        assert inserted.edge_target[before] == inserted.edge_source[after] == 0
    old = np.arange(banned.nodes)
    times, before_s = (Travel(one, "car", 30.0).times(old, old) for one in (inserted, banned))
    assert (times <= before_s + 0.01).all()
    assert (times >= Travel(crossing, "car", 30.0).times(old, old) - 0.01).all()
    assert Travel(inserted, "car", 30.0).path(1, 3) != Travel(
        insert(crossing, places, "car").streets, "car", 30.0
    ).path(1, 3)


@pytest.mark.parametrize("seed", range(5))
def test_the_sides_of_a_street_are_those_of_its_drawing(make_streets: MakeStreets, seed: int) -> None:
    """Edges are the two sides of a line exactly if one is drawn as the other backwards."""
    streets = random_town(make_streets, seed)
    line, side = sides(streets)
    for edge, drawn in enumerate(lines_of(streets, list(range(streets.edges)))):
        assert np.flatnonzero((line == line[edge]) & (side == side[edge])).tolist() == list(drawn.along)
        assert np.flatnonzero((line == line[edge]) & (side != side[edge])).tolist() == list(drawn.against)


def test_arrivals_are_told_apart_only_about_bans(make_streets: MakeStreets) -> None:
    """A street of 60 nodes with a ban in its middle: 20 s of turning are 200 m to and fro at 36 km/h."""
    nodes = [(40.0 * i, 0.0) for i in range(60)]
    rows: list[EdgeRow] = [row for i in range(59) for row in ((i, i + 1, ALL, ()), (i + 1, i, ALL, ()))]
    streets = make_streets(nodes, rows)
    assert not bound_nodes(streets, np.full(len(rows), 4e6), Turns(streets, "car")).any()
    banned = with_bans(streets, [(2 * 29, 2 * 29 + 1)])
    bound = bound_nodes(banned, np.full(len(rows), 4e6), Turns(banned, "car"))
    assert np.flatnonzero(bound).tolist() == list(range(27, 34))


@pytest.mark.data
@pytest.mark.parametrize("name", ["chegongmiao.graphml", "nanshan.osm.gz"])
def test_times_on_real_streets_with_bans_are_those_of_the_graph_of_all_turns(streets_data: Path, name: str) -> None:
    """With 200 turns banned at random, from five places to all, and the paths to twenty."""
    streets = read_streets(streets_data / name, clip=None)
    rng = np.random.default_rng(8)
    cars = np.flatnonzero(streets.edge_modes & CAR)
    before = rng.permutation(cars)
    after = [
        rng.choice(found) if len(found := cars[streets.edge_source[cars] == streets.edge_target[e]]) else -1
        for e in before[:260]
    ]
    banned = with_bans(streets, [(int(e), int(f)) for e, f in zip(before, after, strict=False) if f >= 0][:200])
    assert len(banned.turn_from) == 200
    travel = Travel(banned, "car", 40.0)
    network = turn_graph(banned, travel)
    inside = np.flatnonzero(main_part(banned, "car"))
    sources = rng.choice(inside, 5, replace=False)
    table = travel.times(sources, np.arange(streets.nodes))
    assert np.isfinite(table[:, inside]).all()
    assert (table > Travel(streets, "car", 40.0).times(sources, np.arange(streets.nodes)) + 1.0).any()
    for row, source in enumerate(sources.tolist()):
        reached = nx.single_source_dijkstra_path_length(network, (FROM, source), weight="seconds")
        wanted = np.array([reached.get((TO, node), np.inf) for node in range(streets.nodes)])
        wanted[source] = 0.0
        np.testing.assert_allclose(table[row], wanted, atol=1e-5)
        for target in rng.choice(inside, 20).tolist():
            assert travel.seconds(travel.path(source, target)) == table[row, target]
