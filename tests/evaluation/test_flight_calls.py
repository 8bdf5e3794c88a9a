"""Calls that come shortly after a look, and days on which the clock changes, counted by hand."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hand_flights import day_of, flight, two_rounds
from hand_plan import GROUND
from small_station import MONDAY

from planner.domain.demand import Demand
from planner.domain.drone_task import DroneTask
from planner.domain.scenario import Scenario
from planner.domain.station import Grid
from planner.evaluation.flights.area_looks import area_looks, day_span_s
from planner.evaluation.flights.calls import calls_figures, seen_lately


def square_in_a_grid() -> Scenario:
    """Give a station with one task, a square of 100 m, inside its only grid, of 200 m."""
    square = DroneTask(id="Q", name="Square", region=GROUND.region(100, -50, 200, 50))
    grid = Grid(id="G", name="Grid", region=GROUND.region(50, -100, 250, 100))
    return two_rounds().model_copy(update={"drone_tasks": (square,), "grids": (grid,)})


def look_at_seven(number: int = 1, takeoff: str = "07:00"):
    """Fly along the middle of the square, whose whole ground is within half the swath."""
    return flight(number, takeoff, ((20.0, 0.0), (250.0, 0.0)), serves=("Q",))


def _share(demand: Demand, *flights) -> float:
    scenario = square_in_a_grid()
    areas = list(area_looks(day_of(*flights), scenario))
    return calls_figures(areas, scenario, demand)["area_calls_seen_lately_pct"]


def test_with_even_calls_two_hours_of_a_day_are_covered() -> None:
    """One look: 120 of 1440 minutes; two looks 20 minutes apart: 140."""
    even = Demand(by_grid={"G": (1.0,) * 168})
    assert _share(even, look_at_seven()) == pytest.approx(100 * 120 / 1440)
    both = _share(even, look_at_seven(), look_at_seven(2, "07:20"))
    assert both == pytest.approx(100 * 140 / 1440)


def test_calls_count_in_their_hours() -> None:
    """All calls of the Monday come from 08:00 to 09:00, or from 10:00 to 11:00: all after the look, or none."""
    for hour, share in ((8, 100.0), (10, 0.0)):
        demand = Demand(by_grid={"G": tuple(float(number == hour) for number in range(168))})
        assert _share(demand, look_at_seven()) == pytest.approx(share)


def test_without_calls_there_is_no_figure() -> None:
    """Nothing is known of the grid, or nothing is expected there."""
    scenario = square_in_a_grid()
    areas = list(area_looks(day_of(look_at_seven()), scenario))
    assert calls_figures(areas, scenario, Demand(by_grid={})) == {}
    assert calls_figures(areas, scenario, Demand(by_grid={"G": (0.0,) * 168})) == {}


def test_ground_is_seen_from_the_minute_of_the_look_on() -> None:
    """Every place of the square counts for two hours and no longer."""
    (area,) = area_looks(day_of(look_at_seven()), square_in_a_grid())
    lately = seen_lately(area)
    assert lately.sum(axis=1) == pytest.approx(120)
    assert (np.argmax(lately, axis=1) < 3).all()


@pytest.mark.parametrize(("date", "hours"), [(dt.date(2026, 10, 24), 25), (dt.date(2026, 3, 28), 23), (MONDAY, 24)])
def test_a_day_in_which_the_clock_changes_has_its_own_length(date: dt.date, hours: int) -> None:
    """In Helsinki clocks go back in the night to 2026-10-25, and forward in that to 2026-03-29."""
    scenario = square_in_a_grid()
    scenario = scenario.model_copy(
        update={"station": scenario.station.model_copy(update={"timezone": "Europe/Helsinki"})}
    )
    plan = day_of().model_copy(update={"end": dt.datetime(2027, 1, 1, tzinfo=dt.UTC)})
    begin, end = day_span_s(plan, scenario, date)
    assert end - begin == hours * 3600.0


def test_the_plan_may_end_within_a_day() -> None:
    """What lies after the end of the plan is nobody's."""
    scenario = square_in_a_grid()
    plan = day_of()
    plan = plan.model_copy(update={"end": plan.start + dt.timedelta(hours=5)})
    begin, end = day_span_s(plan, scenario, MONDAY)
    assert end - begin == 5 * 3600.0
