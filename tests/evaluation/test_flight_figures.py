"""Figures of flights, counted by hand on days made by hand."""

from __future__ import annotations

import datetime as dt
from math import hypot

import pytest
from hand_flights import day_of, flight, gate_round, market_round, two_rounds
from hand_plan import GROUND, clock
from small_station import MONDAY

from planner.domain.drone_task import DroneTask
from planner.domain.noun import Window
from planner.domain.plan import FlightSpan
from planner.domain.scenario import Scenario
from planner.evaluation.flights.figures import flight_figures, least_cycle_min
from planner.evaluation.flights.sights import areas_seen


def with_square(**rules: object) -> Scenario:
    """Give a station whose only task is a square of 400 m, 100 m east of the first dock's meridian."""
    square = DroneTask(id="Q", name="Square", region=GROUND.region(100, -200, 500, 200))
    return two_rounds(**rules).model_copy(update={"drone_tasks": (square,)})


def along(y_m: float, takeoff: str = "07:00", number: int = 1, **changes: object):
    """Fly west to east over the square along one line, and back on it."""
    return flight(number, takeoff, ((20.0, y_m), (600.0, y_m), (20.0, y_m)), serves=("Q",), **changes)


def test_one_lane_sees_a_quarter_of_a_square() -> None:
    """A swath of 100 m over a square of 400 m, whose places stand 20 m apart."""
    (seen,) = areas_seen(day_of(along(0.0)), with_square())
    assert seen.seen_pct == pytest.approx(25.0, abs=5.0)
    assert seen.by_day_pct == seen.seen_pct
    assert seen.by_night_pct == 0.0
    assert seen.looks == pytest.approx(seen.seen_pct / 100, abs=1e-9)
    assert (seen.task, seen.day) == ("Q", MONDAY)


def test_a_thermal_camera_sees_half_as_wide() -> None:
    """The same lane at night sees an eighth."""
    night = Window(start="06:00", end="08:00")
    (seen,) = areas_seen(day_of(along(0.0)), with_square(night=night))
    assert seen.by_night_pct == pytest.approx(12.5, abs=3.0)
    assert seen.by_day_pct == 0.0


def test_a_night_that_begins_on_the_way_parts_the_flight() -> None:
    """The first half of the lane is seen by day, the way back at night."""
    night = Window(start="07:02", end="12:00")
    (seen,) = areas_seen(day_of(along(0.0, "07:00.5")), with_square(night=night))
    assert seen.by_day_pct > seen.by_night_pct > 5.0


def test_two_lanes_see_twice_as_much_and_one_lane_twice_is_seen_twice() -> None:
    """Share and number of looks are different things."""
    (apart,) = areas_seen(day_of(along(-100.0), along(100.0, "07:20", 2)), with_square())
    (again,) = areas_seen(day_of(along(0.0), along(0.0, "07:20", 2)), with_square())
    assert apart.seen_pct == pytest.approx(50.0, abs=8.0)
    assert again.seen_pct == pytest.approx(25.0, abs=5.0)
    assert again.looks == pytest.approx(2 * again.seen_pct / 100)


def test_the_longest_time_unseen_runs_to_the_end_of_the_day() -> None:
    """Nobody looks after the flight of 07:20, until 07:00 of the next day."""
    (seen,) = areas_seen(day_of(along(0.0), along(0.0, "07:20", 2)), with_square())
    assert 24 * 60 - 27 < seen.longest_unseen_min < 24 * 60 - 20


def test_what_is_flown_with_the_camera_off_or_for_another_task_is_not_seen() -> None:
    """Only flights that serve the area count, and only while they film."""
    off = (FlightSpan(start=clock("07:00"), end=clock("08:00")),)
    (blind,) = areas_seen(day_of(along(0.0, camera_off=off)), with_square())
    (other,) = areas_seen(day_of(along(0.0).model_copy(update={"serves": ()})), with_square())
    assert blind.seen_pct == other.seen_pct == 0.0
    assert blind.longest_unseen_min == 24 * 60


def test_the_figures_of_two_rounds() -> None:
    """Counted by hand: two flights in a day, each from its own dock."""
    first, second = market_round(), gate_round()
    figures = flight_figures(day_of(first, second), two_rounds())
    air_min = [(each.landing - each.takeoff).total_seconds() / 60 for each in (first, second)]
    used = [each.battery_before_pct - each.battery_after_pct for each in (first, second)]
    busy = [minutes + 5.0 + charge / 3.0 for minutes, charge in zip(air_min, used, strict=True)]
    assert figures["nobody_in_the_air_min"] == pytest.approx(24 * 60 - sum(air_min))
    assert figures["docks_used"] == 2
    assert figures["docks_needed"] == 1
    assert figures["dock_busy_most_pct"] == pytest.approx(100 * max(busy) / 1440)
    assert figures["battery_cycles_most_per_drone_day"] == pytest.approx(max(used) / 100)
    assert figures["battery_days_to_quota"] == pytest.approx(400 / (max(used) / 100))
    assert "sorties_to_service" not in figures
    assert "battery_energy_kwh_per_day" not in figures


def test_figures_that_need_more_of_the_model() -> None:
    """Energy needs the battery's, the service its interval."""
    base = two_rounds()
    model = base.drone_models[0].model_copy(update={"battery_wh": 100.0, "service_sorties": 200})
    docks = tuple(dock.model_copy(update={"sorties_flown": 150}) for dock in base.docks)
    scenario = base.model_copy(update={"drone_models": (model,), "docks": docks})
    first, second = market_round(), gate_round()
    figures = flight_figures(day_of(first, second), scenario)
    used = sum(each.battery_before_pct - each.battery_after_pct for each in (first, second))
    assert figures["sorties_to_service"] == 49
    assert figures["battery_energy_kwh_per_day"] == pytest.approx(used / 100 * 100.0 / 1000)


@pytest.mark.parametrize(("air_min", "docks"), [(7.0, 1), (7.2, 2), (16.3, 2), (16.5, 3), (22.0, 3), (26.0, 4)])
def test_the_docks_needed_for_72_rounds(air_min: float, docks: int) -> None:
    """At 2.5 % a minute in the air, 2.19 % in the dock and 5 min of overhead a cycle is 2.14 x air + 5 min."""
    base = two_rounds(rounds_per_day=72)
    model = base.drone_models[0].model_copy(update={"charge_pct_per_min": 2.19})
    scenario = base.model_copy(update={"drone_models": (model,), "drone_tasks": ()})
    flights = []
    for number in range(72):
        takeoff = clock("07:00") + dt.timedelta(minutes=20 * number)
        flights.append(
            market_round(
                number + 1,
                takeoff=f"{takeoff.hour + 24 * (takeoff.date() - MONDAY).days}:{takeoff.minute}",
                serves=(),
                landing=takeoff + dt.timedelta(minutes=air_min),
                battery_after_pct=90.0 - 2.5 * air_min,
            )
        )
    assert least_cycle_min(flights[0], model) == pytest.approx(air_min * (1 + 2.5 / 2.19) + 5.0)
    assert flight_figures(day_of(*flights), scenario)["docks_needed"] == docks


def test_the_way_of_a_flight_is_what_it_states() -> None:
    """The hand-made flights of these tests are as long as they say."""
    assert market_round().length_m == pytest.approx(2 * hypot(580, 580), rel=1e-6)
