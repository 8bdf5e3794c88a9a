"""The made-up streets of the sample station Tian'an: like a city's, connected, and near the work."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from shapely import LineString, Point, STRtree
from station_files import ROOT
from tianan_files import FRAME, features, point, polygon, scenario

from planner.domain.street import ROAD_CLASSES

DATA = Path(os.environ.get("PATROL_PLANNER_DATA", ROOT.parent / "shared" / "data"))
REAL_STREETS = DATA / "streets" / "chegongmiao.graphml"
WALKED = {"pedestrian", "footway", "steps", "path", "cycleway"}


def drivable_lines() -> list[LineString]:
    return [
        FRAME.line(f["geometry"]["coordinates"]) for f in features("streets") if f["properties"]["class"] not in WALKED
    ]


def work_spots() -> list[list[float]]:
    """Everything that the planner must bring to a street."""
    toml = scenario()
    spots = [toml["station"]["base"]]
    spots += [row["location"] for row in toml["offices"] + toml["docks"]]
    spots += [row["base"] for row in toml["forces"]]
    spots += [f["geometry"]["coordinates"] for f in features("points")]
    return spots


def test_streets_look_like_a_city():
    """Every level of the hierarchy is there, with one-ways, dead ends and blocks of many sizes."""
    streets = features("streets")
    classes = Counter(f["properties"]["class"] for f in streets)
    assert 1_200 <= len(streets) <= 1_800
    assert classes.keys() <= set(ROAD_CLASSES)
    assert {"trunk", "primary", "secondary", "tertiary", "residential", "living_street", "service"} <= classes.keys()
    assert {"pedestrian", "footway", "cycleway"} <= classes.keys()
    assert sum(f["properties"].get("oneway", False) for f in streets) > 150
    ends = Counter(tuple(f["geometry"]["coordinates"][k]) for f in streets for k in (0, -1))
    assert sum(count == 1 for count in ends.values()) > 60
    assert sum(count >= 4 for count in ends.values()) > 60
    lengths = np.array([FRAME.line(f["geometry"]["coordinates"]).length for f in streets])
    assert lengths.min() > 3
    assert lengths.max() < 900


def test_streets_connect():
    """Over 95 % of the junctions that cars reach lie in one strongly connected part."""
    graph = nx.DiGraph()
    for feature in features("streets"):
        if feature["properties"]["class"] not in WALKED:
            line = feature["geometry"]["coordinates"]
            graph.add_edge(tuple(line[0]), tuple(line[-1]))
            if not feature["properties"].get("oneway"):
                graph.add_edge(tuple(line[-1]), tuple(line[0]))
    main = max(nx.strongly_connected_components(graph), key=len)
    assert len(main) > 0.95 * graph.number_of_nodes()


def test_work_lies_on_made_up_streets():
    """Base, offices, docks, forces and control points lie within 60 m of a street for cars."""
    lines = drivable_lines()
    tree = STRtree(lines)
    assert max(lines[tree.nearest(point(s))].distance(point(s)) for s in work_spots()) < 60


@pytest.mark.data
@pytest.mark.skipif(not REAL_STREETS.exists(), reason="the development data with the real streets is not here")
def test_work_lies_on_real_streets():
    """The same spots, and every line of patrol, lie within 100 m of a real street for cars."""
    graph = nx.read_graphml(REAL_STREETS)
    car = ("trunk", "primary", "secondary", "tertiary", "unclassified", "residential", "living_street", "service")
    drives = nx.DiGraph()
    drives.add_edges_from((a, b) for a, b, row in graph.edges(data=True) if str(row["highway"]).startswith(car))
    main = max(nx.strongly_connected_components(drives), key=len)
    at = {n: FRAME.metres([(float(row["x"]), float(row["y"]))])[0] for n, row in graph.nodes(data=True)}
    shapes = [LineString(_shape(row) or [at[a], at[b]]) for a, b, row in graph.edges(data=True) if {a, b} <= main]
    tree = STRtree(shapes)
    spots = [point(s) for s in work_spots()]
    for feature in features("lines"):
        spots += [point(s) for s in feature["geometry"]["coordinates"]]
    assert max(shapes[tree.nearest(spot)].distance(spot) for spot in spots) < 100
    for feature in features("areas"):
        assert any(polygon(feature).contains(Point(at[n])) for n in main)


def _shape(row: dict) -> list | None:
    """Read the points of a GraphML edge [m]."""
    text = row.get("geometry", "")
    pairs = [tuple(map(float, pair.split())) for pair in text.partition("(")[2].rstrip(")").split(", ") if pair]
    return list(FRAME.metres(pairs)) if pairs else None
