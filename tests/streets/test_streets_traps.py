"""Streets that a mode can enter and not leave, leave and not enter, or not reach at all."""

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
from planner.streets.network import graph, main_edges, main_part
from planner.streets.snapping import nearest
from planner.streets.traps import access, traps

if TYPE_CHECKING:
    from conftest import EdgeRow, MakeStreets

ALL = CAR | BIKE | FOOT


def both(a: int, b: int) -> list[EdgeRow]:
    """Give a two-way street."""
    return [(a, b, ALL, ()), (b, a, ALL, ())]


@pytest.fixture(scope="module")
def town(make_streets: MakeStreets) -> Streets:
    """Give a square 0-3, a one-way street out to 4 and on to 5, one in from 6, and an island 7-8."""
    nodes = [(0, 0), (100, 0), (100, 100), (0, 100), (200, 0), (250, 50), (-100, 0), (500, 500), (560, 500)]
    square = [row for a in range(4) for row in both(a, (a + 1) % 4)]
    rows = [*square, (1, 4, ALL, ()), (4, 1, FOOT, ()), *both(4, 5), (6, 0, ALL, ()), (0, 6, FOOT, ()), *both(7, 8)]
    return make_streets([(float(x), float(y)) for x, y in nodes], rows)


def test_traps_are_told_by_kind_and_place(town: Streets) -> None:
    """The longest first, where they leave the main part, each street counted once; on foot only the island is left."""
    found = traps(town, "car")
    assert [(trap.kind, trap.nodes, trap.edges) for trap in found] == [
        ("no_way_out", 2, 3),
        ("no_way_in", 1, 1),
        ("cut_off", 2, 2),
    ]
    assert [round(trap.length_m) for trap in found] == pytest.approx([171, 100, 60], abs=1)
    assert found[0].lonlat == tuple(town.node_lonlat[1])
    assert found[1].lonlat == tuple(town.node_lonlat[0])
    assert found[2].lonlat in {tuple(place) for place in town.node_lonlat[[7, 8]].tolist()}
    assert [trap.kind for trap in traps(town, "foot")] == ["cut_off"]


def test_a_place_is_told_why_it_cannot_be_reached(town: Streets, frame: Frame) -> None:
    """On the square, near the trap, near the street that only leads in, on the island, and far from all."""
    places = frame.lonlat([(50, 5), (245, 50), (-90, 0), (530, 503), (300, 300)])
    told = access(town, places, "car", 30.0)
    assert [one.kind for one in told] == ["reached", "no_way_out", "no_way_in", "cut_off", "too_far"]
    assert told[0].main_m == pytest.approx(5.0, abs=0.1)
    assert told[3].any_m == pytest.approx(3.0, abs=0.1)
    assert told[3].main_m > 500
    with pytest.raises(NotFound, match="no_streets_for_mode"):
        access(dataclasses.replace(town, edge_modes=np.full(town.edges, FOOT, np.int8)), places, "car", 30.0)


def test_a_street_whose_every_way_in_is_banned_is_no_place_to_stop(town: Streets, frame: Frame) -> None:
    """A ring about the square joined at one corner, one-way, into which no car may turn: only on foot it is reached."""
    west_in, into_ring = np.flatnonzero(town.edge_target == 1), np.flatnonzero(town.edge_source == 1)
    ring = int(into_ring[town.edge_target[into_ring] == 4][0])
    bans = np.array(sorted((int(e), ring) for e in west_in if town.edge_modes[e] & CAR), np.int32)
    banned = dataclasses.replace(town, turn_from=bans[:, 0], turn_to=bans[:, 1])
    assert not main_edges(banned, "car")[ring]
    assert traps(banned, "car")[0].kind == "cut_off"
    assert main_part(banned, "car").tolist() == main_part(town, "car").tolist()
    assert main_part(banned, "foot").tolist() == main_part(town, "foot").tolist()


def test_a_place_is_not_snapped_to_a_one_way_street_that_may_not_be_turned_into(
    make_streets: MakeStreets, frame: Frame
) -> None:
    """Both its ends lie in the main part, and still no car comes to it: the next street is taken."""
    nodes = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)]
    rows = [*both(0, 1), *both(1, 2), *both(2, 3), *both(3, 0), (0, 2, ALL, ()), (2, 0, FOOT, ())]
    streets = make_streets(nodes, rows)
    bans = np.array([(1, 8), (6, 8)], np.int32)
    banned = dataclasses.replace(streets, turn_from=bans[:, 0], turn_to=bans[:, 1])
    place = frame.lonlat([(60.0, 50.0)])
    assert nearest(streets, place, "car").edge[0] == 8
    assert nearest(banned, place, "car").edge[0] in {2, 3}
    assert nearest(banned, place, "car", anywhere=True).edge[0] == 8
    assert nearest(banned, place, "foot").edge[0] in {8, 9}
    (trap,) = traps(banned, "car")
    assert (trap.kind, trap.nodes, trap.edges) == ("no_way_in", 0, 1)


def test_a_network_without_a_way_back_is_all_trap(make_streets: MakeStreets) -> None:
    """Streets in a row, all one way; and none at all for a mode."""
    streets = make_streets([(0.0, 0.0), (50.0, 0.0), (90.0, 0.0)], [(0, 1, CAR, ()), (1, 2, CAR, ())])
    assert [(trap.kind, trap.edges) for trap in traps(streets, "car")] == [("cut_off", 2)]
    assert traps(streets, "foot") == ()
    assert not main_edges(
        dataclasses.replace(streets, turn_from=np.zeros(1, np.int32), turn_to=np.ones(1, np.int32)), "car"
    ).any()


@pytest.mark.data
@pytest.mark.parametrize("mode", ["car", "foot"])
def test_real_traps_are_those_of_networkx(streets_data: Path, mode: str) -> None:
    """In Tian'an: the nodes outside the largest part, by what they reach and what reaches them."""
    streets = read_streets(streets_data / "chegongmiao.graphml", clip=None)
    network = graph(streets, mode)
    main = max(nx.strongly_connected_components(network), key=len)
    any_node = next(iter(main))
    ahead, behind = nx.descendants(network, any_node), nx.ancestors(network, any_node)
    on_street = {node for edge in network.edges() for node in edge}
    found = traps(streets, mode)
    assert sum(trap.nodes for trap in found) == len(on_street - main)
    for kind, nodes in (("no_way_out", ahead - main), ("no_way_in", behind - main)):
        assert sum(trap.nodes for trap in found if trap.kind == kind) == len(nodes)
    total_m = sum(trap.length_m for trap in found)
    assert 0 < total_m < 0.2 * streets.edge_length_m.sum()
