"""The wind triangle, and what a battery must hold to come home."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from small_station import MONDAY, Ground, station

from planner.domain.drone_model import DroneModel
from planner.domain.weather import WeatherHour
from planner.drones.airspace.space import Airspace
from planner.drones.check import check
from planner.drones.energy import (
    CALM,
    Wind,
    WindTooStrong,
    flown,
    gust_limit_mps,
    home_pct,
    lowest_on_way,
    may_fly_in,
    needed_pct,
)
from planner.drones.energy.wind import speeds
from planner.drones.looks.strokes import CoverageCache, Stroke
from planner.drones.prepare import prepare
from planner.drones.problem import DAY_S, WeatherSpan
from planner.drones.sorties.cutting import halves
from planner.drones.sorties.making import sorties
from planner.drones.sorties.reach import least_needed_pct
from planner.drones.sorties.winds import winds_over
from planner.geo import Frame

MODEL = DroneModel(id="m", name="m", endurance_min=50.0, cruise_mps=10.0)
NORTH_EAST = np.array([(0.0, 500.0), (500.0, 0.0), (0.0, -500.0)])


def test_the_wind_triangle():
    """Against 8 m/s from the north an airspeed of 15 m/s leaves 7; across it the cruise holds; with it too."""
    ground, air = speeds(NORTH_EAST, MODEL, (Wind(speed_mps=8.0, from_deg=0.0),))
    assert ground == pytest.approx([7.0, 10.0, 10.0])
    assert air[0] == pytest.approx([15.0, np.hypot(10.0, 8.0), 2.0])


def test_several_winds_give_the_slowest_ground_speed():
    """A flight that must stand two winds is as slow as in the worse of them on each leg."""
    winds = (Wind(speed_mps=8.0, from_deg=0.0), Wind(speed_mps=9.0, from_deg=180.0))
    assert speeds(NORTH_EAST, MODEL, winds)[0] == pytest.approx([7.0, 10.0, 6.0])


@pytest.mark.parametrize("from_deg", [0.0, 90.0])
def test_a_wind_that_leaves_no_way_is_told(from_deg):
    """Head wind or cross wind above the airspeed cannot be flown."""
    points = np.array([(0.0, 0.0), (0.0, 300.0), (0.0, 0.0)])
    with pytest.raises(WindTooStrong):
        flown(points, np.zeros(3), MODEL, 80.0, (Wind(speed_mps=15.5, from_deg=from_deg),))


def test_wind_takes_charge_and_time():
    """Out against the wind and back with it costs more than in calm air, and never less than the cruise's time."""
    points = np.array([(0.0, 0.0), (0.0, 2000.0), (0.0, 0.0)])
    calm, windy = (flown(points, np.zeros(3), MODEL, 80.0, (wind,)) for wind in (CALM, Wind(speed_mps=9.0)))
    assert windy.path[-1, 3] > calm.path[-1, 3] + 100.0
    assert windy.used_pct[-1] > 1.2 * calm.used_pct[-1]


def test_the_reserve_counts_the_way_home_with_a_fifth_more():
    """1 km home in calm air: 100 s, a stop and the descent, x 1.2; on the ground of the dock nothing."""
    home = home_pct(np.array([1000.0, 0.0]), np.array([80.0, 0.0]), MODEL)
    least = 1.2 * (100.0 + 5.0 + 80.0 / 3.0) / 2400.0 * 100.0
    assert least < home[0] < 1.05 * least
    assert home[1] == 0.0
    gusty = home_pct(np.array([1000.0]), np.array([80.0]), MODEL, (Wind(speed_mps=2.0, gust_mps=11.0),))
    assert gusty[0] > 2.0 * home[0]


def test_the_lowest_on_the_way_is_at_its_worst_point():
    """Out and back: the reserve is shortest at the far end; at the landing all that was used is gone."""
    points = np.array([(0.0, 0.0), (0.0, 3000.0), (0.0, 0.0)])
    flight = flown(points, np.zeros(3), MODEL, 80.0)
    ways = np.hypot(*flight.path[:, :2].T)
    lowest = lowest_on_way(flight, ways, MODEL, 90.0)
    far = 90.0 - flight.used_pct[2] - home_pct(ways[2:3], flight.path[2:3, 2], MODEL)[0]
    assert lowest == pytest.approx(far)
    assert lowest < 90.0 - flight.used_pct[-1]
    assert needed_pct(flight, ways, MODEL) == pytest.approx(30.0 + flight.used_pct[-1])
    brave = MODEL.model_copy(update={"lowest_pct": 0.0, "threshold_pct": 0.0})
    assert needed_pct(flight, ways, brave) == pytest.approx(90.0 - lowest)
    assert needed_pct(flight, ways, brave.model_copy(update={"threshold_pct": 77.0})) == 77.0


def _sorties(problem, winds=(CALM,)):
    return sorties(problem, 0, Airspace((), problem.rules.margin_m, 20.0), CoverageCache(), winds)


def test_sorties_that_could_not_come_home_are_not_made(make):
    """A task that calm air allows is out of the question against strong gusts."""
    model = MODEL.model_copy(update={"lowest_pct": 5.0, "endurance_min": 14.0, "threshold_pct": 5.0})
    task = make.task(shapely.Point(0.0, 2000.0))
    problem = make.problem(docks=(make.dock(model=model),), tasks=(task,))
    assert _sorties(problem)
    assert _sorties(problem, (Wind(speed_mps=1.0, gust_mps=13.0),)) == []


def test_an_alternate_shortens_the_way_home(make):
    """With a place to come down beside the task, the same gusts are no obstacle."""
    model = MODEL.model_copy(update={"lowest_pct": 5.0, "endurance_min": 14.0, "threshold_pct": 5.0})
    dock = make.dock(model=model)
    problem = make.problem(
        docks=(replace(dock, alternates=((0.0, 1900.0),)),), tasks=(make.task(shapely.Point(0.0, 2000.0)),)
    )
    assert _sorties(problem, (Wind(speed_mps=1.0, gust_mps=13.0),))


def test_every_sortie_keeps_charge_and_reserve(make):
    """In any wind, what is needed at take-off is there, and covers use and lowest charge."""
    area = shapely.box(-900, -700, 900, 700)
    problem = make.problem(tasks=(make.task(area),), round_min=24.0)
    model = problem.docks[0].model
    for winds in ((CALM,), (Wind(speed_mps=7.0, from_deg=30.0, gust_mps=10.0),)):
        made = _sorties(problem, winds)
        seen = shapely.union_all([shapely.linestrings(sortie.path[:, :2]).buffer(50) for sortie in made])
        assert seen.intersection(area).area >= 0.995 * area.area
        assert all(model.lowest_pct + sortie.used_pct <= sortie.needs_pct + 1e-6 for sortie in made)
        assert max(sortie.needs_pct for sortie in made) <= model.start_pct
    assert sum(sortie.used_pct for sortie in made) > 1.02 * sum(sortie.used_pct for sortie in _sorties(problem))


def test_winds_of_a_span_are_listed_once(make):
    """Hours of one wind count once; where nothing is told the air is calm."""
    start = make.problem().start
    hours = [
        WeatherSpan(span=(3600.0 * n, 3600.0 * (n + 1)), told=WeatherHour(start=start, wind_mps=speed))
        for n, speed in enumerate((3.0, 3.0, 9.0))
    ]
    problem = replace(make.problem(), weather=tuple(hours))
    assert winds_over(problem, 0.0, 7200.0) == (Wind(speed_mps=3.0),)
    assert winds_over(problem, 7000.0, 7300.0) == (Wind(speed_mps=3.0), Wind(speed_mps=9.0))
    assert set(winds_over(problem, 10_000.0, DAY_S)) == {CALM, Wind(speed_mps=9.0)}


def test_gusts_that_nobody_comes_home_against_are_no_weather_to_fly_in():
    """The limit is the model's, or its airspeed if that is lower."""
    assert gust_limit_mps(MODEL) == pytest.approx(14.0)
    assert gust_limit_mps(MODEL.model_copy(update={"airspeed_mps": 30.0})) == 15.0
    assert may_fly_in(Wind(speed_mps=12.0, gust_mps=14.0), MODEL)
    assert not may_fly_in(Wind(speed_mps=12.0, gust_mps=14.5), MODEL)
    assert not may_fly_in(Wind(speed_mps=12.5), MODEL)


def test_a_windy_hour_costs_charge_and_a_stormy_one_rounds(make):
    """Rounds of windy hours take more charge than those of calm ones, none flies in gusts, and the day is legal."""
    problem = make.problem(tasks=(make.task(shapely.box(300, -200, 700, 200)),), rounds_per_day=24)
    winds = [(3600.0 * hour, 8.0 if 8 <= hour < 12 else 0.0, 14.9 if 16 <= hour < 18 else 0.0) for hour in range(25)]
    weather = tuple(
        WeatherSpan(span=(at_s, at_s + 3600.0), told=WeatherHour(start=problem.start, wind_mps=wind, gust_mps=gust))
        for at_s, wind, gust in winds
    )
    problem = replace(problem, weather=weather)
    result = make.solved(problem, time_s=2.0)
    assert check(problem, result) == []
    used = {item.number: item.before_pct - item.after_pct for item in result.rounds}
    assert used[10] > 1.05 * used[3]
    assert {17, 18}.isdisjoint(used)
    assert len(used) >= 20


def test_a_part_that_takes_too_much_is_halved():
    """The halves share the middle; a single leg, and what must be flown whole, have none."""
    points = np.array([(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (3.0, 0.0), (4.0, 0.0)])
    first, second = halves(Stroke(task=3, points=points))
    assert (len(first.points), len(second.points)) == (3, 3)
    assert first.points[-1] == pytest.approx(second.points[0])
    assert first.task == second.task == 3
    assert halves(Stroke(task=3, points=points[:2])) == ()
    assert halves(Stroke(task=3, points=points, whole=True)) == ()


def test_alternates_of_the_scenario_are_known_to_the_solver():
    """A dock's alternates stand in its problem in metres."""
    ground = Ground()
    made = station()
    docks = tuple(dock.model_copy(update={"alternates": (ground.lonlat(100.0, -200.0),)}) for dock in made.docks)
    problem = prepare(made.model_copy(update={"docks": docks}), MONDAY)
    here = Frame(made.station.base).metres([ground.lonlat(100.0, -200.0)])[0]
    assert problem.docks[0].alternates[0] == pytest.approx(here)
    assert prepare(made, MONDAY).docks[0].alternates == ()


def test_a_required_task_from_which_nobody_comes_home_is_told(make):
    """In gusts that eat the reserve a required window stays unserved for that reason, and not for want of a way."""
    model = MODEL.model_copy(update={"lowest_pct": 5.0, "endurance_min": 14.0, "threshold_pct": 5.0})
    task = make.task(shapely.Point(0.0, 2000.0), windows=((0.0, 3600.0),), required=True)
    problem = make.problem(docks=(make.dock(model=model),), tasks=(task,), rounds_per_day=2)
    told = WeatherHour(start=problem.start, wind_mps=1.0, gust_mps=13.0)
    gusty = replace(problem, weather=(WeatherSpan(span=(0.0, DAY_S), told=told),))
    assert least_needed_pct(problem, problem.docks[0], task, (0.0, 3600.0)) <= model.start_pct
    assert least_needed_pct(gusty, gusty.docks[0], task, (0.0, 3600.0)) > model.start_pct
    reasons = [item.reason for item in make.solved(gusty, time_s=1.0).short if item.kind == "drone_task"]
    assert reasons == ["charge_too_low_to_return"]
    assert not [item for item in make.solved(problem, time_s=1.0).short if item.kind == "drone_task"]
