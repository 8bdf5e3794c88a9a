"""Times and charges of flights."""

import numpy as np
import pytest

from planner.domain.drone import DroneModel
from planner.drones.dock_day import Leg, charges, stands
from planner.drones.energy import corner_s, stop_s, timed, used_pct

MODEL = DroneModel(id="m", name="m", endurance_min=50.0, cruise_mps=10.0, acceleration_mps2=2.0)


def test_a_flight_is_climb_legs_corners_hover_and_descent():
    """There and back over a hover: every part of the time is counted once."""
    points = np.array([(0.0, 0.0), (300.0, 0.0), (0.0, 0.0)])
    timing = timed(points, np.array([0.0, 60.0, 0.0]), MODEL, 80.0)
    expected = 80 / 4 + 600 / 10 + 2 * stop_s(MODEL) + 60 + 80 / 3
    assert timing.path[-1, 3] == pytest.approx(expected, abs=0.5)
    assert timing.leave_s[1] - timing.arrive_s[1] == 60.0


def test_no_leg_is_faster_than_cruise():
    """Rounding to tenths never makes a leg faster."""
    points = np.cumsum(np.random.default_rng(3).uniform(-40, 60, (40, 2)), axis=0)
    path = timed(points, np.zeros(40), MODEL, 80.0).path
    level = np.hypot(*np.diff(path[:, :2], axis=0).T)
    assert np.all(level <= 10.0 * np.diff(path[:, 3]) + 1e-6)


def test_corners_cost_and_straight_points_do_not():
    """A right angle costs 0.54 v/a as in flown missions; a point on a straight leg costs nothing."""
    straight = np.array([(0.0, 0.0), (50.0, 0.0), (100.0, 0.0)])
    bent = np.array([(0.0, 0.0), (50.0, 0.0), (50.0, 50.0)])
    level, turned = (np.ptp(timed(path, np.zeros(3), MODEL, 80.0).arrive_s) for path in (straight, bent))
    assert level == pytest.approx(10.0 + stop_s(MODEL), abs=0.2)
    assert turned - level == pytest.approx(corner_s(MODEL), abs=0.2)
    assert corner_s(MODEL) == pytest.approx(0.54 * 10 / 2)


def test_charge_is_air_time_over_usable_endurance(make):
    """20 of 40 usable minutes are half the battery."""
    assert used_pct(make.dock(), 1200.0) == pytest.approx(50.0)


def test_charge_is_carried_and_stops_at_the_starting_charge(make):
    """A dock charges after the overhead, at its rate, up to the starting charge."""
    dock = make.dock()
    (_, first, after), (ready_s, second, _) = charges(dock, [Leg(0.0, 600.0), Leg(1500.0, 600.0)])
    assert (first, after) == (90.0, pytest.approx(65.0))
    assert ready_s == 900.0
    assert second == pytest.approx(65.0 + 10.0 * 2.2)
    assert [before for _, before, _ in charges(dock, [Leg(0.0, 600.0), Leg(9000.0, 600.0)])] == [90.0, 90.0]


@pytest.mark.parametrize(("second_s", "legal"), [(899.0, False), (900.0, True)])
def test_a_dock_needs_its_overhead_between_flights(make, second_s, legal):
    """Landing plus five minutes is the earliest next departure."""
    assert stands(make.dock(), [Leg(0.0, 600.0), Leg(second_s, 60.0)]) is legal


def test_a_dock_never_lands_below_the_lowest_charge(make):
    """Two long flights in a row empty the battery; with a pause they do not."""
    assert not stands(make.dock(), [Leg(0.0, 1200.0), Leg(1500.0, 1200.0)])
    assert stands(make.dock(), [Leg(0.0, 1200.0), Leg(4000.0, 1200.0)])
