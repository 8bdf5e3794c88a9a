"""Why windows and optional tasks stay unseen, and how many docks a fleet of any mix needs."""

import dataclasses
import datetime as dt

import pytest
import shapely

from planner.domain.drone_model import DroneModel
from planner.domain.weather import WeatherHour
from planner.drones.check import check
from planner.drones.fleet_need import docks_needed, drains, longest_sustained_min
from planner.drones.problem import OperatorSpan, WeatherSpan
from planner.i18n.reasons import FIXES, REASONS

HOUR_S = 3600.0
START = dt.datetime(2026, 11, 23, 7, tzinfo=dt.UTC)
SPAN = (5 * HOUR_S, 7 * HOUR_S)


def _storm(from_h, to_h):
    def told(begin, end, wind_mps):
        return WeatherSpan(span=(begin * HOUR_S, end * HOUR_S), told=WeatherHour(start=START, wind_mps=wind_mps))

    return (told(0, from_h, 3.0), told(from_h, to_h, 14.0), told(to_h, 48, 3.0))


CLOSED = {
    "weather_wind": {"weather": _storm(4.5, 7.5)},
    "quiet_hours": {"quiet": ((4.5 * HOUR_S, 7.5 * HOUR_S),)},
    "no_operator": {"operators": (OperatorSpan(span=(0.0, 4.5 * HOUR_S), operators=2),)},
    "dock_out": {"outages": ((4.5 * HOUR_S, 7.5 * HOUR_S),)},
}


@pytest.mark.parametrize("reason", CLOSED)
def test_a_window_that_is_shut_names_what_shuts_it(make, reason):
    """Storm, quiet hours, no operator or an outage over a whole window is its reason, not the timetable."""
    changes = dict(CLOSED[reason])
    site = dataclasses.replace(make.dock(), outages=changes.pop("outages", ()))
    gate = make.task(shapely.Point(400, 300), name="gate", windows=(SPAN,), required=True)
    problem = make.problem(docks=(site,), tasks=(gate, make.task(shapely.Point(-300, 0))), rounds_per_day=24)
    problem = dataclasses.replace(problem, **changes)
    result = make.solved(problem)
    assert check(problem, result) == []
    (short,) = [item for item in result.short if item.kind == "drone_task"]
    assert (short.id, short.reason) == ("gate", reason)
    REASONS[short.reason].format(**short.params)
    FIXES[short.fix].format(**short.fix_params)


def test_an_optional_task_that_no_round_looks_at_is_told(make):
    """It is told why: a storm over all rounds to it, or others that are worth more."""
    dear = make.task(shapely.Point(400, 300), name="dear", value=9.0)
    cheap = make.task(shapely.Point(-900, -900), name="cheap", value=0.01)
    problem = make.problem(tasks=(dear, cheap), rounds_per_day=1, round_min=8.0)
    result = make.solved(problem)
    told = {item.id: item.reason for item in result.dropped}
    seen = {problem.tasks[look.task].id for item in result.rounds for look in item.looks}
    assert told == dict.fromkeys({"dear", "cheap"} - seen, "others_worth_more")
    storm = dataclasses.replace(problem, weather=_storm(0, 24))
    result = make.solved(storm)
    assert {item.id: item.reason for item in result.dropped} == {"dear": "weather_wind", "cheap": "weather_wind"}


def test_docks_of_a_mixed_fleet_count_by_what_they_can(make):
    """A dock that swaps batteries flies more departures than one that charges slowly, wherever it stands."""
    quick = DroneModel(id="q", name="swap", endurance_min=50.0, swap_min=2.0)
    slow = DroneModel(id="s", name="slow", endurance_min=50.0, charge_pct_per_min=1.0)
    rules = {"round_min": 12.0, "rounds_per_day": 72}

    def fleet(*models):
        return make.problem(docks=tuple(make.dock(f"d{n}", model=model) for n, model in enumerate(models)), **rules)

    assert docks_needed(fleet(quick)) == 1
    assert docks_needed(fleet(slow, quick)) == docks_needed(fleet(quick, slow)) == 1
    assert docks_needed(fleet(slow)) == 3
    assert longest_sustained_min(fleet(slow, quick)) == pytest.approx(longest_sustained_min(fleet(quick, slow)))
    assert longest_sustained_min(fleet(quick, slow)) > longest_sustained_min(fleet(quick)) - 1e-6


def test_docks_are_counted_with_the_charge_that_flights_take(make):
    """Flights that climb, hover and meet wind take more than level flight does, and need no fewer docks."""
    problem = make.problem(round_min=16.2)
    real = drains(problem, [_Flight(0, 600.0, 30.0)])
    assert real == [0.05]
    assert drains(problem) == [100.0 / problem.docks[0].usable_s]
    assert docks_needed(problem) == 2
    assert docks_needed(problem, real) == 3
    assert longest_sustained_min(problem, real) < longest_sustained_min(problem)


@dataclasses.dataclass(frozen=True)
class _Flight:
    dock: int
    air_s: float
    used_pct: float


def test_tasks_beyond_every_dock_are_told_as_such(make):
    """Rounds with nothing in reach say so, and one thing mends them and the window: a dock nearer by."""
    site = dataclasses.replace(make.dock(), radius_m=1000.0)
    far = make.task(shapely.Point(5000, 0), name="far", windows=(SPAN,), required=True)
    problem = make.problem(docks=(site,), tasks=(far,), rounds_per_day=3)
    result = make.solved(problem)
    assert result.rounds == ()
    assert {item.reason for item in result.short} == {"nothing_in_reach", "out_of_reach"}
    assert {item.fix for item in result.short} == {"dock_nearer"}


@pytest.mark.parametrize(
    "ground",
    [
        shapely.box(200, 200, 206, 204),
        shapely.box(200, 200, 200.5, 203),
        shapely.LineString([(200, 200), (203, 200)]),
        shapely.Polygon(shapely.box(200, 0, 800, 600).exterior.coords, [[(200, 300), (400, 200), (400, 400)]]),
    ],
    ids=["smaller_than_the_swath", "sliver", "short_line", "hole_touches_the_border"],
)
def test_odd_ground_is_seen(make, ground):
    """Ground smaller than the swath, or whose hole touches its border, is looked at, and the check agrees."""
    task = make.task(ground, name="odd", windows=(SPAN,), required=True)
    problem = make.problem(tasks=(task,), rounds_per_day=12)
    result = make.solved(problem)
    assert check(problem, result) == []
    assert [item for item in result.short if item.kind == "drone_task"] == []
    assert {problem.tasks[look.task].id for item in result.rounds for look in item.looks} == {"odd"}


def test_a_window_that_no_battery_serves_is_told(make):
    """The way there and back takes more than the battery gives; the round itself flies to what is near."""
    weak = make.dock(model=DroneModel(id="weak", name="Weak", endurance_min=8))
    far = make.task(shapely.Point(2500, 0), name="far", windows=(SPAN,), required=True)
    problem = make.problem(docks=(weak,), tasks=(far, make.task(shapely.Point(150, 0), name="near")), rounds_per_day=12)
    result = make.solved(problem)
    assert check(problem, result) == []
    (short,) = [item for item in result.short if item.kind == "drone_task"]
    assert (short.reason, short.fix) == ("flight_too_far", "dock_nearer")
    assert len(result.rounds) > 0
