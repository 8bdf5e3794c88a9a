"""Times and charges of flights."""

import numpy as np
import pytest

from planner.domain.drone_model import DroneModel
from planner.drones.energy import Wind, climb_share, corner_s, corners_s, flown, legs_s, per_metre, stop_s
from planner.drones.energy.power import level_share
from planner.drones.schedule.dock_day import Leg, charges, stands
from planner.sources.model_table import model_table

MODEL = DroneModel(id="m", name="m", endurance_min=50.0, cruise_mps=10.0, acceleration_mps2=2.0)


def test_a_flight_is_climb_legs_corners_hover_and_descent():
    """There and back over a hover: every part of the time is counted once."""
    points = np.array([(0.0, 0.0), (300.0, 0.0), (0.0, 0.0)])
    timing = flown(points, np.array([0.0, 60.0, 0.0]), MODEL, 80.0)
    expected = 80 / 4 + 600 / 10 + 2 * stop_s(MODEL) + 60 + 80 / 3
    assert timing.path[-1, 3] == pytest.approx(expected, abs=0.5)
    assert timing.leave_s[1] - timing.arrive_s[1] == 60.0


def test_no_leg_is_faster_than_cruise():
    """Rounding to tenths never makes a leg faster."""
    points = np.cumsum(np.random.default_rng(3).uniform(-40, 60, (40, 2)), axis=0)
    path = flown(points, np.zeros(40), MODEL, 80.0).path
    level = np.hypot(*np.diff(path[:, :2], axis=0).T)
    assert np.all(level <= 10.0 * np.diff(path[:, 3]) + 1e-6)


def test_corners_cost_and_straight_points_do_not():
    """A right angle costs 0.54 v/a as in flown missions; a point on a straight leg costs nothing."""
    straight = np.array([(0.0, 0.0), (50.0, 0.0), (100.0, 0.0)])
    bent = np.array([(0.0, 0.0), (50.0, 0.0), (50.0, 50.0)])
    level, turned = (np.ptp(flown(path, np.zeros(3), MODEL, 80.0).arrive_s) for path in (straight, bent))
    assert level == pytest.approx(10.0 + stop_s(MODEL), abs=0.2)
    assert turned - level == pytest.approx(corner_s(MODEL), abs=0.2)
    assert corner_s(MODEL) == pytest.approx(0.54 * 10 / 2)


def test_a_turn_costs_by_its_angle():
    """A slight turn costs nothing, a blunt one less than a right angle, flying back a full stop."""
    legs = {
        angle: np.array([(0.0, 0.0), (100.0, 0.0), 100.0 * np.array([1 + np.cos(angle), np.sin(angle)])])
        for angle in np.radians([5.0, 45.0, 90.0, 179.9])
    }
    costs = [float(corners_s(points, MODEL)[0]) for points in legs.values()]
    assert costs == pytest.approx([0.0, 2.7 * (1 - np.sqrt(0.5)), 2.7, 5.0], abs=0.01)


def test_a_short_leg_between_stops_never_reaches_cruise():
    """8 m between two stops take 2 sqrt(d / a) = 4 s, not d / v + v / a = 5.8 s; 100 m take 15 s."""
    for metres, seconds in ((8.0, 4.0), (50.0, 10.0), (100.0, 15.0)):
        points = np.array([(0.0, 0.0), (metres, 0.0)])
        assert legs_s(points, np.full(2, stop_s(MODEL)), np.array([10.0]), MODEL) == pytest.approx(seconds)


def test_cruise_in_calm_air_takes_the_usable_endurance():
    """40 usable minutes: 1000 m at 10 m/s are 100 of 2400 s."""
    _, charge = per_metre(np.array([(1000.0, 0.0)]), MODEL)
    assert 1000.0 * charge == pytest.approx(100.0 * 100 / 2400, rel=1e-3)


def test_power_is_least_at_the_best_speed_and_rises_either_way():
    """1 at 10.2 m/s, the maker's hovering power at rest, and never less than 1."""
    speeds = np.linspace(0.0, 25.0, 501)
    share = level_share(speeds, MODEL)
    assert share.min() == pytest.approx(1.0, abs=1e-6)
    assert speeds[share.argmin()] == pytest.approx(10.2, abs=0.1)
    assert share[0] == pytest.approx(1.0 / 0.88)
    assert share[360] == pytest.approx(0.944 / 0.748, abs=0.002)


def test_hovering_and_climbing_take_more_than_cruise():
    """The maker's hovering time gives the power of hovering; climbing takes more than that."""
    model = MODEL.model_copy(update={"hover_min": 40.0})
    points = np.array([(0.0, 0.0), (1000.0, 0.0), (0.0, 0.0)])
    hovers = [flown(points, np.array([0.0, stay, 0.0]), model, 80.0).used_pct[-1] for stay in (60.0, 660.0)]
    assert hovers[1] - hovers[0] == pytest.approx(600.0 / (0.8 * 40 * 60) * 100)
    assert climb_share(model) > 1.25
    assert climb_share(model) > climb_share(model.model_copy(update={"climb_mps": 1.0})) > 1.25


def test_no_flight_takes_less_than_its_time_stands_for():
    """Whatever the path and the wind, the charge is at least the time in the air over the usable endurance."""
    random = np.random.default_rng(5)
    for _ in range(20):
        points = np.cumsum(random.uniform(-80, 120, (30, 2)), axis=0)
        wind = Wind(speed_mps=float(random.uniform(0, 9)), from_deg=float(random.uniform(0, 360)))
        flight = flown(points, random.uniform(0, 5, 30), MODEL, 80.0, (wind,))
        assert np.all(np.diff(flight.used_pct) > 0)
        assert flight.used_pct[-1] >= flight.path[-1, 3] / 2400.0 * 100.0 - 0.05


def _lawn(legs: int) -> np.ndarray:
    """Give a plain round: lanes of 600 m, 100 m apart, and back."""
    rows = [(x, 100.0 * k) for k in range(legs) for x in ((0.0, 600.0) if k % 2 == 0 else (600.0, 0.0))]
    return np.array([(0.0, 0.0), *rows, (0.0, 0.0)])


@pytest.mark.parametrize(("name", "bars"), [("dji-dock-2", (7.0, 16.3, 24.0)), ("dji-dock-3", (8.4, 19.6, 28.0))])
def test_a_plain_round_keeps_the_figures_of_72_rounds(name, bars):
    """The air minutes that one, two and three docks sustain at 20 min headway, with the charge of a plain flight."""
    model = model_table()[name].model
    flight = flown(_lawn(14), np.zeros(30), model, 80.0)
    per_min = flight.used_pct[-1] / flight.path[-1, 3] * 60.0
    most = (model.start_pct - model.lowest_pct) / per_min
    rate = 1.0 + per_min / model.charge_pct_per_min
    sustained = [min((20.0 * docks - model.overhead_min) / rate, most) for docks in (1, 2, 3)]
    assert sustained == pytest.approx(bars, rel=0.03)


def test_charge_is_carried_and_stops_at_the_starting_charge(make):
    """A dock charges after the overhead, at its rate, up to the starting charge."""
    dock = make.dock()
    (_, first, after), (ready_s, second, _) = charges(dock, [Leg(0.0, 600.0, 25.0), Leg(1500.0, 600.0, 25.0)])
    assert (first, after) == (90.0, pytest.approx(65.0))
    assert ready_s == 900.0
    assert second == pytest.approx(65.0 + 10.0 * 2.2)
    legs = [Leg(0.0, 600.0, 25.0), Leg(9000.0, 600.0, 25.0)]
    assert [before for _, before, _ in charges(dock, legs)] == [90.0, 90.0]


@pytest.mark.parametrize(("second_s", "legal"), [(899.0, False), (900.0, True)])
def test_a_dock_needs_its_overhead_between_flights(make, second_s, legal):
    """Landing plus five minutes is the earliest next departure."""
    assert stands(make.dock(), [Leg(0.0, 600.0, 25.0), Leg(second_s, 60.0, 2.5)]) is legal


def test_a_dock_never_lands_below_the_lowest_charge(make):
    """Two long flights in a row empty the battery; with a pause they do not."""
    assert not stands(make.dock(), [Leg(0.0, 1200.0, 50.0), Leg(1500.0, 1200.0, 50.0)])
    assert stands(make.dock(), [Leg(0.0, 1200.0, 50.0), Leg(4000.0, 1200.0, 50.0)])
