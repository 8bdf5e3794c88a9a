"""Whole days under outages, quiet hours, weather, operators, shortest rounds and uninterrupted cover."""

import dataclasses
import datetime as dt

import pytest
import shapely

from planner.domain.weather import WeatherHour
from planner.drones.check import check
from planner.drones.problem import OperatorSpan, WeatherSpan
from planner.drones.schedule.openings import Closure, departures, weather_fault
from planner.drones.schedule.parting import too_near
from planner.i18n.reasons import FIXES, REASONS

HOUR_S = 3600.0
START = dt.datetime(2026, 11, 23, 7, tzinfo=dt.UTC)


def _told(from_h, to_h, **figures):
    hour = WeatherHour(start=START, **{"wind_mps": 3.0, **figures})
    return WeatherSpan(span=(from_h * HOUR_S, to_h * HOUR_S), told=hour)


@pytest.fixture
def day(make):
    """Give a builder of a day of one round an hour by two docks over a gate."""

    def built(*, docks=2, down=(), rounds=24, tasks=None, **changes):
        rules = {key: changes.pop(key) for key in list(changes) if key not in {"weather", "quiet", "operators"}}
        sites = [make.dock(f"d{number}", (900.0 * number, 0.0)) for number in range(docks)]
        sites[0] = dataclasses.replace(sites[0], outages=down)
        gates = tasks or (make.task(shapely.Point(400, 300)), make.task(shapely.Point(900, -500), name="far"))
        problem = make.problem(docks=tuple(sites), tasks=gates, rounds_per_day=rounds, **rules)
        return dataclasses.replace(problem, **changes)

    return built


def _missed(problem, result):
    assert check(problem, result) == []
    short = [item for item in result.short if item.kind == "round"]
    assert len(short) + len(result.rounds) == problem.rules.rounds_per_day
    for item in short:
        REASONS[item.reason].format(**item.params)
        FIXES[item.fix].format(**item.fix_params)
    return {int(item.id) - 1: item for item in short}


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        ({"wind_mps": 13.0}, "weather_wind"),
        ({"gust_mps": 20.0}, "weather_gust"),
        ({"rain": 2}, "weather_rain"),
        ({"temperature_c": -25.0}, "weather_cold"),
        ({"temperature_c": 4.0, "rain": 1}, "weather_cold_rain"),
    ],
)
def test_rounds_in_bad_weather_are_missed_with_the_reason(make, day, figures, reason):
    """From 5 to 8 h nothing flies; every gate of the aircraft has its own reason."""
    assert weather_fault(_told(0, 1, **figures).told, make.dock().model)[0] == reason
    problem = day(weather=(_told(0, 5), _told(5, 8, **figures), _told(8, 48)))
    missed = _missed(problem, make.solved(problem))
    assert set(missed) == {5, 6, 7}
    assert {item.reason for item in missed.values()} == {reason}


def test_a_round_is_held_until_the_weather_is_better(make, day):
    """A gust that ends two minutes after a departure holds it; a longer one names the tolerance."""
    short = day(weather=(_told(0, 5.0), _told(5.0, 5.03, gust_mps=20.0), _told(5.03, 48)))
    result = make.solved(short)
    assert _missed(short, result) == {}
    assert result.rounds[5].takeoff_s >= 5.03 * HOUR_S
    longer = day(weather=(_told(0, 5.0), _told(5.0, 5.4, gust_mps=20.0), _told(5.4, 48)))
    missed = _missed(longer, make.solved(longer))
    assert [(item.fix, item.fix_params) for item in missed.values()] == [("hold_longer", {"tolerance_min": 24})]


def test_quiet_hours_have_no_departures(make, day):
    """Departures inside quiet hours are missed and say so."""
    problem = day(quiet=((15.5 * HOUR_S, 20.5 * HOUR_S),))
    missed = _missed(problem, make.solved(problem))
    assert {index: item.reason for index, item in missed.items()} == dict.fromkeys(range(16, 21), "quiet_hours")


def test_a_dock_in_an_outage_flies_nothing(make, day):
    """The other dock flies all rounds; alone, the rounds of the outage are missed."""
    down = ((5 * HOUR_S - 60, 8 * HOUR_S),)
    shared = day(down=down)
    result = make.solved(shared)
    assert _missed(shared, result) == {}
    assert {item.dock for item in result.rounds if 4.7 * HOUR_S < item.takeoff_s < 8 * HOUR_S} == {1}
    alone = day(docks=1, down=down)
    missed = _missed(alone, make.solved(alone))
    assert {index: item.reason for index, item in missed.items()} == dict.fromkeys((5, 6, 7), "dock_out")


def test_nobody_flies_without_operators(make, day):
    """Rounds outside the operators' hours are missed for want of them."""
    problem = day(operators=(OperatorSpan(span=(0.0, 6 * HOUR_S), operators=1),))
    missed = _missed(problem, make.solved(problem))
    assert set(missed) == set(range(6, 24))
    assert {(item.reason, item.fix) for item in missed.values()} == {("no_operator", "add_operators")}


def test_no_round_is_shorter_than_asked(make, day):
    """Rounds over near gates go on watching until the shortest round is over; the figure counts for the battery."""
    problem = day(rounds=72, docks=3, shortest_round_min=16.0)
    result = make.solved(problem)
    assert _missed(problem, result) == {}
    assert result.status == "optimal"
    assert min(item.landing_s - item.takeoff_s for item in result.rounds) >= 16 * 60
    beyond = day(rounds=72, docks=3, shortest_round_min=30.0, round_min=40.0)
    missed = _missed(beyond, make.solved(beyond))
    assert {(item.reason, item.fix) for item in missed.values()} == {("round_too_long", "shorten_round")}


def test_an_uninterrupted_day_always_has_a_drone_in_the_air(make, day):
    """With four docks every round leaves while the one before it flies, and no two come too near."""
    problem = day(rounds=72, docks=4, uninterrupted=True, round_min=22.0)
    result = make.solved(problem)
    assert _missed(problem, result) == {}
    for before, after in zip(result.rounds, result.rounds[1:], strict=False):
        assert after.takeoff_s <= before.landing_s - 60.0


def test_departures_keep_clear_of_closures():
    """A flight of 10 min ends before a closure begins or starts when it is over; quiet hours close departures alone."""
    outage = Closure(span=(3600.0, 7200.0), kind="outage", reason="dock_out", params={})
    assert departures((outage,), 600.0, 0, 9000) == [(0, 3000), (7200, 9000)]
    quiet = dataclasses.replace(outage, kind="quiet")
    assert departures((quiet,), 600.0, 0, 9000) == [(0, 3599), (7200, 9000)]
    assert departures((outage, quiet), 600.0, 3100, 7000) == []


def test_drones_that_pass_each_other_are_parted_by_height_distance_or_time(make, day):
    """The same path at the same time is too near; 20 m higher, 100 m aside or later it is not."""
    problem = day()
    path = make.solved(problem).rounds[0].path
    aside, higher, later = (path + shift for shift in ([0, 100.0, 0, 0], [0, 0, 20.0, 0], [0, 0, 0, 900.0]))
    assert too_near(path, path, problem.rules)
    assert not any(too_near(path, other, problem.rules) for other in (aside, higher, later))
