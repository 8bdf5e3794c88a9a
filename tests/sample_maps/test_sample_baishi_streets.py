"""The made-up streets of the sample station Baishi: like a town's and its villages', connected, and near the work."""

from __future__ import annotations

from collections import Counter

import networkx as nx
from shapely import STRtree
from station_files import ROOT, StationFiles

from planner.domain.street import ROAD_CLASSES

BAISHI = StationFiles(ROOT / "sample_maps" / "baishi", (113.62, 23.28))
WALKED = {"pedestrian", "footway", "steps", "path", "cycleway", "track"}
BRIDGES = 3


def driven() -> nx.DiGraph:
    """Give the streets for cars as a graph of their ends."""
    graph = nx.DiGraph()
    for feature in BAISHI.features("streets"):
        if feature["properties"]["class"] not in WALKED:
            line = feature["geometry"]["coordinates"]
            graph.add_edge(tuple(line[0]), tuple(line[-1]))
            if not feature["properties"].get("oneway"):
                graph.add_edge(tuple(line[-1]), tuple(line[0]))
    return graph


def test_streets_look_like_a_town_and_its_villages():
    """Every level from trunk road to field track is there, with one-ways and dead ends."""
    streets = BAISHI.features("streets")
    classes = Counter(f["properties"]["class"] for f in streets)
    assert 1_500 <= len(streets) <= 2_500
    assert classes.keys() <= set(ROAD_CLASSES)
    assert {
        "trunk",
        "primary",
        "secondary",
        "tertiary",
        "unclassified",
        "residential",
        "living_street",
    } <= classes.keys()
    assert {"service", "track", "pedestrian", "footway", "cycleway", "path"} <= classes.keys()
    assert sum(f["properties"].get("oneway", False) for f in streets) > 80
    ends = Counter(tuple(f["geometry"]["coordinates"][k]) for f in streets for k in (0, -1))
    assert sum(count == 1 for count in ends.values()) > 60
    lengths = [BAISHI.line(f).length for f in streets]
    assert min(lengths) > 3
    assert max(lengths) < 2_000


def test_streets_connect():
    """Every junction that cars reach lies in one strongly connected part."""
    assert nx.is_strongly_connected(driven())


def test_three_bridges_cross_the_river():
    """Without its three bridges the station falls into a northern and a southern part."""
    rivers = 23.28 - 875 / 110_748
    graph = driven().to_undirected()
    across = [(a, b) for a, b in graph.edges if (a[1] - rivers) * (b[1] - rivers) < 0]
    assert len(across) == BRIDGES
    graph.remove_edges_from(across)
    assert nx.number_connected_components(graph) == 2


def test_work_lies_on_streets():
    """Base, offices, docks, forces and control points lie within 60 m of a street for cars."""
    toml = BAISHI.scenario()
    spots = [toml["station"]["base"]]
    spots += [row["location"] for row in toml["offices"] + toml["docks"]]
    spots += [row["base"] for row in toml["forces"]]
    spots += [f["geometry"]["coordinates"] for f in BAISHI.features("points")]
    lines = [BAISHI.line(f) for f in BAISHI.features("streets") if f["properties"]["class"] not in WALKED]
    tree = STRtree(lines)
    places = [BAISHI.point(spot) for spot in spots]
    assert max(lines[tree.nearest(place)].distance(place) for place in places) < 60


def test_banned_turns_name_streets_that_begin_there():
    """At two crossings of the town nobody turns left from the dual main road: four banned turns."""
    streets = BAISHI.features("streets")
    ways = {f["properties"]["turn_id"]: f["geometry"]["coordinates"] for f in streets if "turn_id" in f["properties"]}
    bans = [f for f in streets if "no_turn" in f["properties"]]
    assert (len(ways), len(bans)) == (2, 4)
    for feature in bans:
        way = int(feature["properties"]["no_turn"])
        begins = ways[abs(way)][0 if way > 0 else -1]
        assert feature["geometry"]["coordinates"][-1] == begins
