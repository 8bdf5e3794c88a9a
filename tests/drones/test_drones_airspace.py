"""Ways keep out of closed ground and are as short as can be."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.drones.airspace.space import Airspace, closing_zones, widened

WALL = shapely.box(-10, -100, 10, 100)


def test_a_way_round_a_wall_turns_at_its_corners(make):
    """The way round a wall is that over its corner with the margin kept, and little more."""
    airspace = Airspace((make.zone(WALL),), 10.0, 0.0)
    way = airspace.way(np.array([-100.0, 0.0]), np.array([100.0, 0.0]))
    line = shapely.linestrings(way)
    assert line.distance(WALL) >= 10.0
    assert 2 * np.hypot(80, 110) < line.length < 2 * np.hypot(80, 110) + 50


def test_an_open_way_is_straight(make):
    """Nothing in between: two points."""
    airspace = Airspace((make.zone(WALL),), 10.0, 0.0)
    assert len(airspace.way(np.array([-100.0, 0.0]), np.array([-100.0, 500.0]))) == 2


def test_no_way_leads_into_a_closed_ring(make):
    """A point that a zone surrounds has no way to it."""
    ring = shapely.Point(0, 0).buffer(200).difference(shapely.Point(0, 0).buffer(100))
    airspace = Airspace((make.zone(ring),), 10.0, 0.0)
    assert airspace.way(np.array([-500.0, 0.0]), np.array([0.0, 0.0])) is None
    assert np.isinf(airspace.lengths(np.array([[-500.0, 0.0]]), np.array([[0.0, 0.0]]))[0, 0])


@pytest.mark.parametrize(("ceiling_m", "closed"), [(0.0, True), (79.0, True), (80.0, False), (100.0, False)])
def test_a_restricted_zone_is_closed_unless_flights_pass_below_its_ceiling(make, ceiling_m, closed):
    """At 80 m a zone with a ceiling of 80 m or more is open."""
    problem = make.problem(zones=(make.zone(WALL, ceiling_m=ceiling_m),), height_m=80.0)
    assert closing_zones(problem, 0.0, 100.0) == ((0,) if closed else ())


@pytest.mark.parametrize(
    ("span", "closed"), [((0, 999), False), ((0, 1001), True), ((1999, 2500), True), ((2000, 2500), False)]
)
def test_a_zone_closes_for_flights_that_meet_any_moment_of_its_hours(make, span, closed):
    """A flight that is in the air at any moment of the zone's hours keeps out."""
    problem = make.problem(zones=(make.zone(WALL, active=((1000.0, 2000.0),)),))
    assert bool(closing_zones(problem, *span)) is closed


def test_a_margin_holds_all_round():
    """The chords of a widened shape never come nearer than the margin."""
    grown = widened(WALL, 25.0)
    assert grown.exterior.distance(WALL) >= 25.0 - 1e-9


@settings(max_examples=15, derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.floats(-400, 400), st.floats(-400, 400), st.floats(20, 150)), min_size=1, max_size=5))
def test_ways_among_random_zones_keep_the_margin(make, discs):
    """Any way that is found keeps the margin and has the length that the matrix states."""
    shape = shapely.union_all([shapely.Point(x, y).buffer(r) for x, y, r in discs])
    airspace = Airspace((make.zone(shape),), 10.0, 0.0)
    a, b = np.array([-700.0, -700.0]), np.array([700.0, 650.0])
    way = airspace.way(a, b)
    line = shapely.linestrings(way)
    assert line.distance(shape) >= 10.0 - 1e-6
    assert airspace.lengths(a[None], b[None])[0, 0] == pytest.approx(line.length)
    assert line.length >= np.hypot(*(b - a)) - 1e-6
