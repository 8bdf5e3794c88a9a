"""Points watched from circles, streets flown along on both sides, and what no round can look at."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from planner.drones.airspace.space import Airspace
from planner.drones.check import check
from planner.drones.energy import flown
from planner.drones.looks.corridors import sides
from planner.drones.looks.strokes import CoverageCache, strokes
from planner.drones.looks.watching import CHORDS, turn_s, turns
from planner.drones.report import dropped, flights, notices
from planner.drones.sorties.making import sorties

STREET = shapely.LineString([(100, 0), (500, 0), (500, 300)])
REACH = shapely.Point(0, 0).buffer(3000)


def _air(*zones):
    return Airspace(tuple(zones), 10.0, 20.0, 80.0)


def _orbit(make, x=300.0, y=0.0, **changes):
    return replace(make.task(shapely.Point(x, y), hover_s=changes.pop("hover_s", 60.0)), orbit_m=40.0, **changes)


@pytest.mark.parametrize("least_s", [0.0, 20.0, 60.0, 200.0])
def test_whole_turns_last_as_long_as_is_asked(make, least_s):
    """The flight along the circle takes at least the time, and with one turn fewer it would not."""
    model = make.dock().model
    circle = turns(np.array([300.0, 0.0]), 40.0, least_s, model, np.zeros(2))
    timing = flown(np.vstack([[0.0, 0.0], circle, [0.0, 0.0]]), np.zeros(len(circle) + 2), model, 80.0)
    lasts_s = timing.arrive_s[-2] - timing.arrive_s[1]
    count = (len(circle) - 1) // CHORDS
    assert lasts_s >= least_s
    assert count == 1 or (count - 1) * turn_s(40.0, model) < least_s
    assert np.allclose(np.hypot(*(circle - [300.0, 0.0]).T), 40.0)
    assert np.allclose(circle[0], [260.0, 0.0])
    assert np.allclose(circle[0], circle[-1])


def test_a_turn_takes_about_as_long_as_the_acceleration_allows(make):
    """On a circle of 40 m with 2 m/s2 the speed is sqrt(80) m/s at most; chords are near to that."""
    model = make.dock().model
    assert turn_s(40.0, model) == pytest.approx(2 * np.pi * 40 / np.sqrt(2.0 * 40.0), rel=0.1)


def test_an_orbit_is_flown_whole_and_its_time_is_counted(make):
    """The look lasts as long as asked, on the circle all the while, and no part of it is a round of its own."""
    problem = make.problem(tasks=(_orbit(make),))
    made = sorties(problem, 0, _air(), CoverageCache())
    assert len(made) == 1
    (look,) = made[0].looks
    assert look.end_s - look.start_s >= 60.0
    path = made[0].path
    on = path[(path[:, 3] >= look.start_s) & (path[:, 3] <= look.end_s)]
    assert np.allclose(np.hypot(on[:, 0] - 300.0, on[:, 1]), 40.0)


def test_an_orbit_too_long_for_a_round_is_not_cut(make):
    """Ten minutes of circling do not fit into a round of eight: there is no sortie at all."""
    problem = make.problem(tasks=(_orbit(make, hover_s=600.0),), round_min=8.0)
    assert sorties(problem, 0, _air(), CoverageCache()) == []


@pytest.mark.parametrize(("left", "open_round"), [(345.0, False), (351.0, True)])
def test_the_whole_circle_must_be_open(make, left, open_round):
    """A zone that comes nearer than its margin to the circle closes it; the point itself may lie anywhere else."""
    zone = make.zone(shapely.box(left, -100, left + 50, 100))
    problem = make.problem(tasks=(_orbit(make),), zones=(zone,))
    assert bool(strokes(problem, problem.docks[0], _air(zone), CoverageCache())) is open_round


def test_a_pocket_may_be_watched_from_the_circle_around_it(make):
    """A gate in a small closed zone is seen from outside, but not one in a privacy zone with cameras off."""
    pocket = make.zone(shapely.box(290, -10, 310, 10))
    problem = make.problem(tasks=(_orbit(make),), zones=(pocket,))
    assert strokes(problem, problem.docks[0], _air(pocket), CoverageCache())
    private = replace(pocket, camera_off=True)
    assert not strokes(problem, problem.docks[0], _air(private), CoverageCache())


def test_both_sides_of_a_street_are_flown(make):
    """One path leads up one side and down the other, a quarter of the swath off."""
    (path,) = sides(STREET, 100.0, 5.0, _air(), REACH)
    line = shapely.linestrings(path)
    assert line.buffer(50.0).covers(STREET.buffer(70.0, cap_style="flat"))
    assert line.intersection(STREET.buffer(24.0, cap_style="flat")).length < 50.0
    assert line.distance(shapely.Point(300, 25)) < 0.1
    assert line.distance(shapely.Point(300, -25)) < 0.1
    assert np.hypot(*(path[0] - path[-1])) == pytest.approx(50.0, abs=0.1)


def test_a_side_that_is_closed_is_left_out(make):
    """A zone on the south side cuts that line in two; every piece keeps its margin."""
    zone = make.zone(shapely.box(250, -60, 300, -20))
    paths = sides(STREET, 100.0, 5.0, _air(zone), REACH)
    assert len(paths) == 3
    for path in paths:
        assert shapely.linestrings(path).distance(zone.shape) >= 10.0 - 1e-6


def test_a_street_task_of_two_lines_takes_the_time_of_both(make):
    """The sortie over a street flown on both sides sees ground that one line misses."""
    one = make.task(STREET)
    air_s = {}
    for lines in (1, 2):
        problem = make.problem(tasks=(replace(one, lines=lines),))
        (sortie,) = sorties(problem, 0, _air(), CoverageCache())
        air_s[lines] = sortie.air_s
    assert air_s[2] > air_s[1]


@pytest.fixture(scope="module")
def lacking(make):
    """Plan a day with a task out of reach, one in a closed zone, a gate to look at sideways and half an area closed."""
    closed = make.zone(shapely.box(-700, -100, -500, 100))
    half = make.zone(shapely.box(500, 200, 700, 600), name="half")
    tasks = (
        make.task(shapely.Point(9000, 0), name="far"),
        make.task(shapely.Point(-600, 0), name="shut"),
        replace(make.task(shapely.Point(200, 0), name="gate"), heading_deg=135.0),
        make.task(shapely.box(300, 200, 700, 600), name="park"),
    )
    problem = make.problem(zones=(closed, half), tasks=tasks, rounds_per_day=6)
    return problem, make.solved(problem)


def test_optional_tasks_that_no_round_can_look_at_are_told(lacking):
    """Each with the reason; nothing of them is unmet."""
    told = {item.id: (item.kind, item.reason) for item in dropped(*lacking)}
    assert told == {"far": ("drone_task", "out_of_reach"), "shut": ("drone_task", "in_closed_zone")}
    assert not [item for item in lacking[1].short if item.kind == "drone_task"]


def test_ground_that_stays_unseen_is_told(lacking):
    """A little more than half of the park is closed or too near to closed ground, and not seen from beside it."""
    (told,) = notices(*lacking)
    assert told.code == "task_partly_unseen"
    assert told.params["task"] == "park"
    assert 45.0 < float(told.params["share_pct"]) < 60.0


def test_flights_tell_their_looks(lacking):
    """Looks lie inside their flight, in its tasks, and the heading is that of the hovering place."""
    made = flights(*lacking)
    assert made
    headings = {look.task: look.heading_deg for flight in made for look in flight.looks}
    assert headings == {"gate": 135.0, "park": None}
    for flight in made:
        assert {look.task for look in flight.looks} == set(flight.serves)
        assert all(flight.takeoff <= look.start <= look.end <= flight.landing for look in flight.looks)
        assert flight.camera_off == ()


def test_a_day_of_all_kinds_of_looks_passes_its_check(make):
    """Circles, both sides of a street, a band, a stand-off and a camera that goes off: nothing is broken."""
    zones = (
        replace(make.zone(shapely.box(150, -50, 250, 250), name="homes"), camera_off=True),
        replace(make.zone(shapely.box(-400, -300, -300, 300), name="mast"), top_m=60.0),
        replace(make.zone(shapely.box(300, 350, 400, 400), name="prison"), stand_off_m=60.0),
    )
    tasks = (
        replace(_orbit(make, 450.0, 100.0), required=True, windows=((0.0, 7200.0),)),
        replace(make.task(shapely.LineString([(-600, -200), (-600, 500)]), name="street"), lines=2),
        make.task(shapely.box(100, 100, 600, 600), name="park"),
    )
    problem = make.problem(zones=zones, tasks=tasks, rounds_per_day=5)
    result = make.solved(problem)
    assert check(problem, result) == []
    assert not result.short
    served = {look.task for item in result.rounds for look in item.looks}
    assert served == {0, 1, 2}
    assert any(flight.camera_off for flight in flights(problem, result))
