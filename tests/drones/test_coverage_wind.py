"""Lanes lie where the wind takes least time."""

import numpy as np
import pytest
import shapely

from planner.domain.drone_model import DroneModel
from planner.drones.airspace.space import Airspace
from planner.drones.coverage import GOAL, cover
from planner.drones.coverage.leg_time import Pace
from planner.drones.energy import CALM, Wind
from planner.drones.looks.strokes import CoverageCache, strokes
from planner.drones.looks.wind_pace import slowness

MODEL = DroneModel(id="m", name="model", endurance_min=40.0, cruise_mps=10.0, airspeed_mps=12.0)
WEST = (Wind(speed_mps=9.0, from_deg=270.0),)
FIELD = shapely.box(0, 0, 1100, 1000)


def longest_leg(path):
    legs = np.diff(path, axis=0)
    return legs[np.argmax(np.hypot(*legs.T))]


def test_the_wind_triangle_by_hand():
    """At an airspeed of 12 m/s against 9 m/s 3 m/s are left; across it sqrt(144 - 81); with it the cruise is held."""
    slower = slowness(MODEL, WEST)(np.array([[-100.0, 0.0], [0.0, 100.0], [100.0, 0.0]]))
    assert slower == pytest.approx([10 / 3, 10 / np.sqrt(63), 1.0])


def test_mild_wind_and_calm_air_change_nothing():
    """Where the airspeed holds the cruise on every heading the lanes are those of calm air."""
    assert slowness(MODEL, (CALM,)) is None
    assert slowness(MODEL, (Wind(speed_mps=1.5, from_deg=30.0),)) is None


def test_lanes_lie_across_a_strong_wind():
    """A field somewhat longer along the wind is flown across it, and that takes less time in this wind."""
    slower = slowness(MODEL, WEST)
    calm = cover(FIELD, 100.0, corner_m=30.0)
    windy = cover(FIELD, 100.0, corner_m=30.0, slowness=slower)
    assert abs(longest_leg(calm.path)[0]) > abs(longest_leg(calm.path)[1])
    assert abs(longest_leg(windy.path)[1]) > abs(longest_leg(windy.path)[0])
    pace = Pace(corner_m=30.0, slowness=slower)
    assert windy.covered >= GOAL
    assert windy.cost_m == pytest.approx(pace.cost_m(windy.path))
    assert windy.cost_m < 0.85 * pace.cost_m(calm.path)


def test_the_cheaper_way_round_is_flown():
    """A path in wind costs no more than the same path backwards."""
    slower = slowness(MODEL, WEST)
    found = cover(shapely.box(0, 0, 900, 90), 100.0, corner_m=30.0, slowness=slower)
    assert found.cost_m <= Pace(corner_m=30.0, slowness=slower).cost_m(found.path[::-1])


def test_wind_too_strong_to_fly_costs_much_but_not_without_end():
    """Where no heading into the wind can be flown there is a plan all the same; the energy room refuses its flight."""
    slower = slowness(MODEL, (Wind(speed_mps=14.0, from_deg=0.0),))
    assert np.isfinite(cover(FIELD, 100.0, corner_m=30.0, slowness=slower).cost_m)


@pytest.mark.parametrize(("wind", "along"), [(CALM, 0), (WEST[0], 1)])
def test_lanes_of_a_task_follow_the_wind(make, wind, along):
    """The strokes of a dock's areas lie along the field in calm air and across the wind when it blows along it."""
    problem = make.problem(docks=(make.dock(model=MODEL),), tasks=(make.task(FIELD),))
    air, cache = Airspace((), 50.0, 20.0), CoverageCache()
    strokes(problem, problem.docks[0], air, cache)
    stroke = strokes(problem, problem.docks[0], air, cache, winds=(wind,))[0]
    steps = np.abs(np.diff(stroke.points, axis=0)).sum(axis=0)
    assert steps[along] > 3 * steps[1 - along]
    assert len(cache) == 1 + along
