"""Coverage paths see the ground, stay inside it and keep out of holes."""

import itertools

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.drones.coverage import GOAL, cover
from planner.drones.coverage.lane_order import best_order
from planner.drones.coverage.lanes import lanes_at

SQUARE = shapely.box(0, 0, 1000, 1000)


def test_a_square_is_covered_by_ceil_width_over_swath_lanes():
    """A 1 km square with a 100 m swath takes ten lanes, sees 99.5 % and is shorter than lanes from edge to edge."""
    plan = cover(SQUARE, 100.0, corner_m=20.0)
    line = shapely.linestrings(plan.path)
    assert len(lanes_at(SQUARE, 100.0, 0.0).y) == 10
    assert line.buffer(50).intersection(SQUARE).area >= 0.995 * SQUARE.area
    assert line.length < 10_900


@pytest.mark.parametrize("swath_m", [95.0, 130.0])
def test_lanes_are_spread_evenly(swath_m):
    """Lanes are equally far apart, never farther than the swath, and half of that from the border."""
    lanes = lanes_at(SQUARE, swath_m, 0.0)
    gaps = np.diff(lanes.y)
    assert np.allclose(gaps, lanes.spacing_m[0])
    assert (lanes.spacing_m <= swath_m).all()
    assert lanes.y[0] == pytest.approx(lanes.spacing_m[0] / 2)


def test_lane_ends_run_on_at_a_slanted_border():
    """At a perpendicular border a lane ends where it is pulled in to, at a slanted one on the border itself."""
    wedge = shapely.Polygon([(0, 0), (1000, 0), (500, 500), (0, 500)])
    ends = lanes_at(wedge, 100.0, 0.0).ends(45.0)
    starts, stops = ends[:, 0, 0], ends[:, 1, 0]
    assert np.allclose(starts, 45.0, atol=1.0)
    assert np.allclose(stops, 1000 - ends[:, 1, 1], atol=6.0)


def test_no_leg_crosses_a_hole():
    """Hops between lanes go round a hole."""
    area = SQUARE.difference(shapely.box(300, 300, 700, 700))
    plan = cover(area, 100.0, corner_m=20.0)
    assert shapely.linestrings(plan.path).intersection(shapely.box(301, 301, 699, 699)).length == 0
    assert plan.covered >= GOAL


def test_ground_smaller_than_the_swath_is_seen_from_one_short_path():
    """A yard of 20 m is seen whole and takes next to no flight."""
    plan = cover(shapely.box(0, 0, 20, 20), 100.0, corner_m=20.0)
    assert plan.covered >= GOAL
    assert plan.cost_m < 30


def test_the_path_is_no_longer_than_one_at_any_single_angle():
    """The chosen angle beats lanes along the worse side of a long rectangle."""
    long = shapely.box(0, 0, 2000, 300)
    plan = cover(long, 100.0, corner_m=20.0)
    legs = np.diff(plan.path, axis=0)
    longest = legs[np.argmax(np.hypot(*legs.T))]
    assert abs(longest[0]) > abs(longest[1])


def test_order_matches_brute_force():
    """On five pieces the order is as short as the best of all orders and directions."""
    random = np.random.default_rng(7)
    ends = random.uniform(0, 100, (10, 2))
    cost = np.hypot(ends[:, None, 0] - ends[None, :, 0], ends[:, None, 1] - ends[None, :, 1])

    def total(tour):
        return sum(cost[a ^ 1, b] for a, b in itertools.pairwise(tour))

    orders = itertools.permutations(range(5))
    turns = list(itertools.product((0, 1), repeat=5))
    least = min(total([2 * p + t for p, t in zip(order, turn, strict=True)]) for order in orders for turn in turns)
    order = best_order(cost)
    assert sorted(entry // 2 for entry in order) == list(range(5))
    assert total(order) == pytest.approx(least)


@st.composite
def grounds(draw):
    """Star-shaped borders of 5 to 9 corners, some with a hole around the middle."""
    count = draw(st.integers(5, 9))
    radii = draw(st.lists(st.floats(250, 600), min_size=count, max_size=count))
    angles = np.linspace(0, 2 * np.pi, count, endpoint=False)
    border = [(r * np.cos(a), r * np.sin(a)) for r, a in zip(radii, angles, strict=True)]
    hole = draw(st.booleans())
    inner = [(90 * np.cos(a), 90 * np.sin(a)) for a in angles]
    return shapely.Polygon(border, [inner] if hole else [])


@settings(max_examples=5, derandomize=True, deadline=None)
@given(grounds())
def test_any_ground_is_seen_from_inside_it(ground):
    """On random ground the path sees 99.5 % and never leaves it."""
    plan = cover(ground, 90.0, corner_m=20.0)
    line = shapely.linestrings(plan.path)
    assert ground.buffer(0.1).covers(line)
    assert line.buffer(45.0).intersection(ground).area >= 0.995 * ground.area
