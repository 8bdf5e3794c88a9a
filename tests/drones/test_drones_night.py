"""Rounds at night are laid for the thermal camera, and what is seen counts by its moment."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from planner.drones.airspace.space import Airspace
from planner.drones.check import check
from planner.drones.looks.sights import Passes, sights
from planner.drones.looks.strokes import CoverageCache, strokes
from planner.drones.problem import Look
from planner.drones.schedule.options import hangar
from planner.drones.sorties.making import Sortie

HOUR_S = 3600.0
AIR = Airspace((), 10.0, 20.0, 80.0)


@pytest.fixture(scope="module")
def dusk_day(make):
    """Twelve rounds over one park, the second half of the day at night."""
    park = make.task(shapely.box(200, 200, 900, 700), name="park")
    return replace(make.problem(tasks=(park,), rounds_per_day=12), night=((12 * HOUR_S, 24 * HOUR_S),))


@pytest.fixture(scope="module")
def made(dusk_day):
    return hangar(dusk_day, lambda _: False)


def _seen(problem, task, strokes, *, by_night):
    lines = shapely.MultiLineString([stroke.points.tolist() for stroke in strokes])
    ground = lines.buffer(problem.docks[0].model.seen_m(by_night=by_night) / 2)
    return ground.intersection(task.shape).area / task.shape.area


def test_lanes_at_night_lie_half_as_far_apart(make):
    """The lanes of the night let the thermal camera see the ground; those of the day let it see about half."""
    problem = make.problem(tasks=(make.task(shapely.box(200, 200, 900, 700)),))
    by_day, by_night = (
        strokes(problem, problem.docks[0], AIR, CoverageCache(), by_night=night) for night in (False, True)
    )
    assert _seen(problem, problem.tasks[0], by_night, by_night=True) >= 0.99
    assert _seen(problem, problem.tasks[0], by_day, by_night=False) >= 0.99
    assert _seen(problem, problem.tasks[0], by_day, by_night=True) < 0.7


def test_both_sides_of_a_street_lie_nearer_together_at_night(make):
    """A quarter of the thermal camera's width on either side of the street."""
    street = replace(make.task(shapely.LineString([(100, 0), (500, 0)])), lines=2)
    problem = make.problem(tasks=(street,))
    (stroke,) = strokes(problem, problem.docks[0], AIR, CoverageCache(), by_night=True)
    assert np.abs(stroke.points[:, 1]).max() == pytest.approx(12.5)


def test_a_model_that_states_no_thermal_width_sees_half(make):
    """A stated width counts as it is."""
    model = make.dock().model
    assert model.seen_m(by_night=True) == pytest.approx(0.5 * model.swath_m)
    assert model.model_copy(update={"night_swath_m": 47.0}).seen_m(by_night=True) == 47.0
    assert model.model_copy(update={"night_swath_m": 47.0}).seen_m(by_night=False) == model.swath_m


def test_rounds_fly_the_lanes_of_their_time(dusk_day, made):
    """Rounds of the day and of the night have sorties of their own, and the whole park is seen by either."""
    assert {index for index, state in made.states.items() if state.by_night} == set(range(6, 12))
    for by_night in (False, True):
        index = next(index for index, state in made.states.items() if state.by_night == by_night)
        _, point, _ = made.passes.seen(dusk_day, np.array(made.of_round(index)), dusk_day.departures_s[index])
        assert len(np.unique(point)) == len(made.ground.value)


def test_a_round_that_spans_dusk_sees_by_the_moment(make):
    """Flown along one edge of the thermal width: points passed before dusk are seen, those passed after it are not."""
    task = make.task(shapely.LineString([(0, 40), (1000, 40)]))
    problem = replace(make.problem(tasks=(task,)), night=((HOUR_S, 2 * HOUR_S),))
    path = np.array([[0.0, 0, 80, 0], [1000.0, 0, 80, 100]])
    sortie = Sortie(dock=0, path=path, looks=(Look(task=0, start_s=0, end_s=100),), used_pct=5.0, needs_pct=40.0)
    ground = sights(problem)
    passes = Passes.of(problem, ground, [sortie])
    _, point, when = passes.seen(problem, np.array([0]), HOUR_S - 50.0)
    assert sorted(ground.xy[point, 0]) == [50.0, 150.0, 250.0, 350.0, 450.0]
    assert sorted(when) == [HOUR_S - 45.0, HOUR_S - 35.0, HOUR_S - 25.0, HOUR_S - 15.0, HOUR_S - 5.0]
    assert len(passes.seen(problem, np.array([0]), 0.0)[1]) == 10
    assert len(passes.seen(problem, np.array([0]), HOUR_S)[1]) == 0


def test_the_camera_off_sees_nothing(make):
    """Points passed with the camera off are not seen from afar."""
    task = make.task(shapely.LineString([(0, 40), (1000, 40)]))
    problem = make.problem(tasks=(task,))
    path = np.array([[0.0, 0, 80, 0], [1000.0, 0, 80, 100]])
    looks = (Look(task=0, start_s=0, end_s=100),)
    sortie = Sortie(dock=0, path=path, looks=looks, used_pct=5.0, needs_pct=40.0, camera_off=((40.0, 100.0),))
    ground = sights(problem)
    point = Passes.of(problem, ground, [sortie]).point
    assert sorted(ground.xy[point, 0]) == [50.0, 150.0, 250.0, 350.0]


def test_a_day_with_a_night_is_legal_and_sees_its_ground_by_both(make, dusk_day):
    """The check agrees with the solver; both cameras see nearly all of the park."""
    result = make.solved(dusk_day)
    assert check(dusk_day, result) == []
    park = dusk_day.tasks[0].shape
    for by_night in (False, True):
        lines = [
            item.path[:, :2].tolist()
            for item in result.rounds
            if bool(dusk_day.is_night(item.takeoff_s)) == by_night and item.looks
        ]
        width_m = dusk_day.docks[0].model.seen_m(by_night=by_night)
        assert shapely.MultiLineString(lines).buffer(width_m / 2).intersection(park).area >= 0.98 * park.area


def test_the_check_holds_looks_at_night_to_the_thermal_width(make, dusk_day):
    """A flight 40 m beside an area sees it by day, and not at night."""
    result = make.solved(dusk_day)
    item = result.rounds[0]
    path = np.array([[0.0, 0, 0, 0], [0.0, 0, 80, 30], [250.0, 160, 80, 100], [850.0, 160, 80, 200], [0, 0, 80, 300]])
    codes = []
    for at_s in (0.0, 13 * HOUR_S):
        moved = np.column_stack([path[:, :3], path[:, 3] + at_s])
        look = Look(task=0, start_s=at_s + 100, end_s=at_s + 200)
        broken = replace(result, rounds=(replace(item, path=moved, looks=(look,)),))
        codes.append({violation.code for violation in check(dusk_day, broken)})
    assert "flight_does_not_see" not in codes[0]
    assert "flight_does_not_see" in codes[1]
