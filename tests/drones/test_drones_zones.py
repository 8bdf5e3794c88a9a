"""Zones are closed between two heights, at their distance, in their hours, for flights or for cameras."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from planner.drones.airspace.camera import spans_off, stretches_with_camera_on
from planner.drones.airspace.crossings import spans_over
from planner.drones.airspace.space import Airspace, closing_zones
from planner.drones.looks.strokes import CoverageCache
from planner.drones.sorties.making import sorties

WALL = shapely.box(-10, -100, 10, 100)
A, B = np.array([-100.0, 0.0]), np.array([100.0, 0.0])


def _zone(make, shape=WALL, **changes):
    return replace(make.zone(shape), **changes)


def _flown(problem, zones):
    air = Airspace(tuple(zones), problem.rules.margin_m, 20.0, problem.rules.height_m)
    return sorties(problem, 0, air, CoverageCache())


@pytest.mark.parametrize(
    ("ceiling_m", "top_m", "closed"),
    [(0.0, 80.0, False), (0.0, 80.1, True), (0.0, 60.0, False), (79.9, 80.1, True), (80.0, 200.0, False)],
)
def test_a_zone_is_closed_between_its_two_heights(make, ceiling_m, top_m, closed):
    """At 80 m a zone closed from below 80 to above 80 is in the way; one that begins or ends there is not."""
    zone = _zone(make, ceiling_m=ceiling_m, top_m=top_m)
    problem = make.problem(zones=(zone,), docks=(make.dock(xy=(-500.0, 0.0)),), height_m=80.0)
    assert closing_zones(problem, 0.0, 100.0) == ((0,) if closed else ())
    way = Airspace((zone,), 10.0, 0.0, 80.0).way(A, B)
    assert (len(way) > 2) is closed


def test_another_height_is_asked_for_by_name(make):
    """A round of a higher layer passes over what closes the lower one."""
    zone = _zone(make, top_m=90.0)
    problem = make.problem(zones=(zone,), docks=(make.dock(xy=(-500.0, 0.0)),), height_m=80.0)
    assert closing_zones(problem, 0.0, 100.0) == (0,)
    assert closing_zones(problem, 0.0, 100.0, height_m=90.0) == ()


def test_a_dock_does_not_climb_through_a_band(make):
    """Flights at 80 m pass over a zone closed up to 60 m, but a dock in it does not let its drone up."""
    zone = _zone(make, shapely.box(-50, -50, 50, 50), top_m=60.0)
    problem = make.problem(zones=(zone,), height_m=80.0)
    assert closing_zones(problem, 0.0, 100.0) == (0,)
    assert not _flown(problem, (zone,))
    aside = make.problem(zones=(zone,), docks=(make.dock(xy=(100.0, 0.0)),), height_m=80.0)
    assert closing_zones(aside, 0.0, 100.0) == ()
    assert _flown(aside, (zone,))


@pytest.mark.parametrize(("stand_off_m", "kept_m"), [(None, 10.0), (0.0, 0.0), (60.0, 60.0)])
def test_a_zone_is_kept_at_its_own_distance(make, stand_off_m, kept_m):
    """The way round a wall keeps the zone's distance, or the margin where it states none."""
    way = Airspace((_zone(make, stand_off_m=stand_off_m),), 10.0, 0.0, 80.0).way(A, B)
    away = shapely.linestrings(way).distance(WALL)
    assert kept_m <= away <= kept_m * 1.05 + 2.0


def test_zones_of_several_distances_stand_together(make):
    """Each of two walls keeps its own distance."""
    other = shapely.box(200, -100, 220, 100)
    air = Airspace((_zone(make, stand_off_m=5.0), _zone(make, other, stand_off_m=80.0)), 10.0, 0.0, 80.0)
    line = shapely.linestrings(air.way(A, np.array([400.0, 0.0])))
    assert line.distance(WALL) >= 5.0
    assert line.distance(other) >= 80.0


def test_flights_pass_a_privacy_zone_with_the_camera_off(make):
    """The way is straight on, the camera is off from the stand-off on, and on again behind it."""
    zone = _zone(make, camera_off=True, stand_off_m=20.0)
    problem = make.problem(
        docks=(make.dock(xy=(-200.0, 0.0)),), zones=(zone,), tasks=(make.task(shapely.Point(300, 0)),)
    )
    sortie = _flown(problem, (zone,))[0]
    assert set(sortie.path[:, 1]) == {0.0}
    assert len(sortie.camera_off) == 2
    clock = sortie.path[:, 3]
    for start, end in sortie.camera_off:
        x = np.interp([start, end], clock, sortie.path[:, 0])
        assert sorted(abs(x)) == pytest.approx([30.0, 30.0], abs=1.0)


def test_nothing_is_looked_at_from_a_privacy_zone(make):
    """A point in it is never watched, an area is seen only beside it, and a sight that needs the crossing is lost."""
    zone = _zone(make, shapely.box(0, -300, 200, 300), camera_off=True)
    tasks = (make.task(shapely.Point(100, 0), name="in"), make.task(shapely.box(-200, -100, 400, 100), name="across"))
    problem = make.problem(docks=(make.dock(xy=(-300.0, 0.0)),), zones=(zone,), tasks=tasks)
    made = _flown(problem, (zone,))
    assert made
    assert {task for sortie in made for task in sortie.tasks} == {1}
    for sortie in made:
        for look in sortie.looks:
            assert not any(start < look.end_s - 0.2 and end > look.start_s + 0.2 for start, end in sortie.camera_off)


def test_the_plan_tells_the_camera_off_by_the_clock(make):
    """A zone that is active from the middle of a crossing on turns the camera off from then on."""
    path = np.array([[0.0, 0.0, 0.0, 1000.0], [0.0, 0.0, 80.0, 1020.0], [400.0, 0.0, 80.0, 1060.0]])
    zone = _zone(make, shapely.box(100, -50, 300, 50), camera_off=True, stand_off_m=0.0, active=((1040.0, 2000.0),))
    assert np.allclose(spans_off(make.problem(zones=(zone,)), path), [(1040.0, 1050.0)])
    open_later = _zone(make, shapely.box(100, -50, 300, 50), camera_off=True, active=((1100.0, 2000.0),))
    assert spans_off(make.problem(zones=(open_later,)), path) == ()


def test_spans_over_ground_are_exact():
    """Legs in and out, a stay inside, and a stay outside."""
    path = np.array(
        [[-10.0, 0, 80, 0], [10.0, 0, 80, 20], [10.0, 0, 80, 50], [30.0, 0, 80, 70], [30.0, 0, 80, 90], [0, 0, 80, 120]]
    )
    ground = shapely.box(0, -5, 20, 5)
    assert np.allclose(spans_over(ground, path), [(10, 60), (100, 120)])
    assert spans_over(shapely.Polygon(), path) == ()


def test_the_track_with_the_camera_on_leaves_the_rest_out():
    """Both pieces beside a dark stretch are there, and nothing else."""
    path = np.array([[0.0, 0, 80, 0], [100.0, 0, 80, 10]])
    track = shapely.MultiLineString([part[:, :2] for part in stretches_with_camera_on(path, ((2.0, 7.0),))])
    assert track.length == pytest.approx(50.0)
    assert track.distance(shapely.Point(45, 0)) == pytest.approx(25.0)
