"""Whatever the area: as much is seen as from lanes at one angle, and the path stays inside."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Polygon, box

from planner.drones.airspace.visibility import VisibilityGraph, reflex_corners
from planner.drones.coverage import GOAL, cover

SWATH_M = 80.0
ODD = {
    "a hole that touches the border in a point": Polygon(
        box(0, 0, 600, 500).exterior, [[(0, 250), (150, 180), (150, 320)]]
    ),
    "a hole that cuts into the border": box(0, 0, 600, 500).difference(box(-10, 200, 200, 300)),
    "narrower than the swath, bent": shapely.LineString([(0, 0), (500, 0), (500, 400)]).buffer(15, cap_style="flat"),
    "a yard": box(0, 0, 3, 2),
    "a strip thinner than a metre": box(0, 0, 300, 0.4),
    "two rooms and a door": shapely.union_all([box(0, 0, 300, 300), box(310, 0, 600, 300), box(290, 140, 320, 160)]),
    "two holes that touch each other": box(0, 0, 700, 500).difference(
        box(100, 150, 300, 350).union(box(300, 150, 500, 350))
    ),
}


def inside(area, path):
    """Tell whether the path is within the area but for what simplifying its border may move."""
    line = shapely.linestrings(path) if len(path) > 1 else shapely.points(path[0])
    return bool(area.buffer(0.6).covers(line))


def seen(area, path):
    line = shapely.linestrings(path) if len(path) > 1 else shapely.points(path[0])
    return line.buffer(SWATH_M / 2).intersection(area).area / area.area


@pytest.mark.parametrize("name", ODD)
def test_odd_areas_are_seen_from_inside(name):
    """Holes at the border, narrow and tiny ground."""
    area = ODD[name]
    found = cover(area, SWATH_M, corner_m=40.0)
    assert inside(area, found.path)
    assert found.covered >= GOAL
    assert seen(area, found.path) >= 0.995


@st.composite
def grounds(draw):
    """Unions of bars at any angle, with holes cut out of them; the largest piece."""
    whole = st.floats(0, 500)
    bars = [
        shapely.affinity.rotate(
            box(x, y, x + draw(st.floats(5, 700)), y + draw(st.floats(5, 300))), draw(st.floats(0, 180))
        )
        for x, y in draw(st.lists(st.tuples(whole, whole), min_size=1, max_size=4))
    ]
    holes = [
        shapely.Point(x, y).buffer(draw(st.floats(5, 90)), quad_segs=2)
        for x, y in draw(st.lists(st.tuples(whole, whole), max_size=3))
    ]
    left = shapely.difference(shapely.union_all(bars), shapely.union_all(holes))
    parts = [part for part in shapely.get_parts(left) if part.area > 1.0]
    return max(parts, key=lambda part: part.area) if parts else box(0, 0, 50, 50)


@settings(max_examples=8, derandomize=True, deadline=None)
@given(grounds())
def test_cells_never_make_an_area_worse(ground):
    """With cells as much is seen, for no more time, and from inside the area."""
    found, plain = cover(ground, SWATH_M, corner_m=40.0), cover(ground, SWATH_M, corner_m=40.0, cells=False)
    assert inside(ground, found.path)
    assert found.covered >= min(GOAL, plain.covered)
    if plain.covered >= GOAL:
        assert found.cost_m <= plain.cost_m + 1e-6
    assert seen(ground, found.path) == pytest.approx(found.covered, abs=2e-3)


@settings(max_examples=10, derandomize=True, deadline=None)
@given(grounds(), st.integers(0, 1000))
def test_paths_are_as_long_as_their_lengths_say(ground, seed):
    """Ways found corner by corner are the shortest of the whole graph, asked for among one set of points or two."""
    shapely.prepare(ground)
    random = np.random.default_rng(seed)
    left, low, right, high = ground.bounds
    points = np.column_stack([random.uniform(left, right, 60), random.uniform(low, high, 60)])
    points = points[shapely.contains_xy(ground, points[:, 0], points[:, 1])][:6]
    graph = VisibilityGraph(reflex_corners(ground), lambda lines: shapely.covers(ground.buffer(0.01), lines), 7.0)
    lengths = graph.lengths(points, points)
    assert lengths == pytest.approx(graph.lengths(points, points.copy()))
    for a in range(len(points)):
        for b in range(a):
            way = graph.path(points[a], points[b])
            assert way is not None
            assert np.hypot(*np.diff(way, axis=0).T).sum() + 7.0 * (len(way) - 2) == pytest.approx(lengths[a, b])
