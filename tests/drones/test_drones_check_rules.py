"""The stage's check, rule by rule, on rounds made by hand: no solver has a part in it."""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

import planner.drones
import planner.evaluation
from planner.domain.weather import WeatherHour
from planner.drones.check import RULES, check
from planner.drones.check_battery import least_use_pct, most_charge_pct
from planner.drones.check_separation import SLACK_M, meeting
from planner.drones.problem import DroneResult, Look, OperatorSpan, Round, WeatherSpan
from planner.i18n.violations import violation_text

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def path_of(*rows):
    """Give a path of x, y, height and time."""
    return np.array(rows, float)


def out_and_back(start_s=0.0, *, far=(500.0, 0.0), home=(0.0, 0.0), height_m=80.0):
    """Climb, fly to a place, stay for a minute, fly back and land: at 10, 4 and 3 m/s."""
    leg_s = np.hypot(far[0] - home[0], far[1] - home[1]) / 10.0
    times = np.cumsum([start_s, height_m / 4.0, leg_s, 60.0, leg_s, height_m / 3.0])
    places = [home, home, far, far, home, home]
    heights = [0.0, height_m, height_m, height_m, height_m, 0.0]
    return path_of(*[(*place, height, at) for place, height, at in zip(places, heights, times, strict=True)])


def round_of(number, path, *, dock=0, before=90.0, looks=(), model=None):
    """Give a round that uses what its time in the air takes."""
    used = (path[-1, 3] - path[0, 3]) / 60.0 / 40.0 * 100.0
    return Round(number=number, dock=dock, path=path, before_pct=before, after_pct=before - used, looks=looks)


def result_of(*rounds):
    """Give a result without shortfalls."""
    return DroneResult(
        status="optimal", objective=0.0, bound=0.0, rounds_bound=0, worth=0.0, seconds=0.0, rounds=rounds, short=()
    )


@pytest.fixture
def day(make):
    """Two docks a kilometre apart, two rounds of half a day, one point to look at."""
    docks = (make.dock(), make.dock("d1", (0.0, 1000.0)))
    return make.problem(docks=docks, tasks=(make.task(shapely.Point(500, 0)),), rounds_per_day=2)


@pytest.fixture
def flown():
    """One round of each dock, twelve hours apart; the first looks at the point."""
    look = Look(task=0, start_s=70.0, end_s=130.0)
    first = round_of(1, out_and_back(), looks=(look,))
    second = round_of(2, out_and_back(43_200.0, home=(0.0, 1000.0), far=(500.0, 1000.0)), dock=1)
    return result_of(first, second)


def codes(problem, result):
    """Give the codes that are found; each has a sentence."""
    found = check(problem, result)
    assert all(violation_text(violation, language) for violation in found for language in ("en", "zh"))
    return {violation.code for violation in found}


def rules(problem, **changes):
    """Change the rules of a problem."""
    return dataclasses.replace(problem, rules=problem.rules.model_copy(update=changes))


def together(flown, first_s, second_s):
    """Move both rounds in time."""
    starts = (first_s, second_s)
    moved = []
    for item, start in zip(flown.rounds, starts, strict=True):
        path = item.path.copy()
        path[:, 3] += start - path[0, 3]
        moved.append(dataclasses.replace(item, path=path, looks=()))
    return dataclasses.replace(flown, rounds=tuple(moved))


def test_the_day_that_is_broken_below_is_legal(day, flown):
    """Nothing is wrong with it."""
    assert codes(day, flown) == set()


@pytest.mark.parametrize("margin_m", [0.0, 0.5, 1.0, 2.0, 10.0])
def test_a_round_wholly_inside_a_closed_zone_is_found(day, flown, make, margin_m):
    """Whatever the margin, a flight that never leaves the zone is in it."""
    closed = dataclasses.replace(rules(day, margin_m=margin_m), zones=(make.zone(shapely.box(-5e3, -5e3, 5e3, 5e3)),))
    assert "flight_in_closed_zone" in codes(closed, flown)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, True),
        ({"ceiling_m": 80.0}, False),
        ({"ceiling_m": 79.0}, True),
        ({"top_m": 80.0}, False),
        ({"top_m": 81.0}, True),
        ({"stand_off_m": 60.0}, True),
        ({"camera_off": True}, False),
        ({"active": ((30.0, 60.0),)}, True),
        ({"active": ((200.0, 900.0),)}, False),
    ],
)
def test_a_zone_counts_at_its_heights_and_times(day, flown, make, changes, found):
    """The drone is over the zone from about 30 s to 50 s and on its way back from 150 s to 170 s, at 80 m."""
    zone = dataclasses.replace(make.zone(shapely.box(100, -20, 300, 20)), **changes)
    assert ("flight_in_closed_zone" in codes(dataclasses.replace(day, zones=(zone,)), flown)) == found


def test_a_stand_off_is_kept_instead_of_the_margin(day, flown, make):
    """A zone 50 m beside the way is far enough for a margin of 10 m and too near for a stand-off of 60 m."""
    zone = make.zone(shapely.box(100, 50, 300, 90))
    assert codes(dataclasses.replace(day, zones=(zone,)), flown) == set()
    near = dataclasses.replace(zone, stand_off_m=60.0)
    assert codes(dataclasses.replace(day, zones=(near,)), flown) == {"flight_in_closed_zone"}


def test_a_climb_through_a_closed_band_is_found(day, flown, make):
    """A dock under a zone that is closed from 30 m to 60 m cannot be left."""
    zone = dataclasses.replace(make.zone(shapely.box(-50, -50, 50, 50), ceiling_m=30.0), top_m=60.0)
    assert "flight_in_closed_zone" in codes(dataclasses.replace(day, zones=(zone,)), flown)


def test_a_round_that_is_too_short_is_found(day, flown):
    """Three and a half minutes are no round of ten."""
    assert "flight_too_short" in codes(rules(day, shortest_round_min=10.0), flown)


def test_a_round_while_its_dock_is_out_is_found(day, flown):
    """The drone must be back before and start after."""
    for span, found in (((100.0, 900.0), True), ((210.0, 900.0), False), ((-900.0, 0.0), False)):
        docks = (dataclasses.replace(day.docks[0], outages=(span,)), day.docks[1])
        assert ("dock_out_of_service" in codes(dataclasses.replace(day, docks=docks), flown)) == found


def test_a_departure_in_quiet_hours_is_found(day, flown):
    """Being in the air in them is allowed, departing is not."""
    assert "round_in_quiet_hours" in codes(dataclasses.replace(day, quiet=((43_000.0, 44_000.0),)), flown)
    assert codes(dataclasses.replace(day, quiet=((60.0, 43_000.0),)), flown) == set()


@pytest.mark.parametrize(
    "told",
    [
        {"wind_mps": 13.0},
        {"wind_mps": 1.0, "gust_mps": 15.5},
        {"wind_mps": 1.0, "rain": 2},
        {"wind_mps": 1.0, "temperature_c": -25.0},
        {"wind_mps": 1.0, "rain": 1, "temperature_c": 3.0},
    ],
)
def test_a_flight_in_bad_weather_is_found(day, flown, told):
    """Weather that closes a gate during a flight, and the same an hour later."""
    hour = WeatherHour(start=NOON, **told)
    met = dataclasses.replace(day, weather=(WeatherSpan(span=(100.0, 3600.0), told=hour),))
    missed = dataclasses.replace(day, weather=(WeatherSpan(span=(3600.0, 7200.0), told=hour),))
    assert "flight_in_weather" in codes(met, flown)
    assert codes(missed, flown) == set()


def test_too_many_drones_for_the_operators_are_found(day, flown):
    """One operator watches one drone; two in the air are too many, and one is when nobody is on duty."""
    one_each = rules(day, drones_per_operator=1, tolerance_min=800.0)
    all_day = (OperatorSpan(span=(-1e5, 2e5), operators=1),)
    night = (OperatorSpan(span=(0.0, 20_000.0), operators=2),)
    assert codes(dataclasses.replace(one_each, operators=all_day), together(flown, 0.0, 30_000.0)) == set()
    assert "too_few_operators" in codes(dataclasses.replace(one_each, operators=all_day), together(flown, 0.0, 100.0))
    assert codes(dataclasses.replace(one_each, operators=night), together(flown, 0.0, 100.0)) == set()
    assert "too_few_operators" in codes(dataclasses.replace(one_each, operators=night), together(flown, 0.0, 30_000.0))


def test_a_gap_between_uninterrupted_rounds_is_found(day, flown):
    """The second must take off a minute before the first lands, after 207 s."""
    always = rules(day, uninterrupted=True, tolerance_min=800.0)
    assert codes(always, together(flown, 0.0, 140.0)) == set()
    assert "hand_over_missing" in codes(always, together(flown, 0.0, 160.0))
    assert "hand_over_missing" in codes(always, together(flown, 0.0, 400.0))


def test_two_drones_that_come_too_near_are_found(day, flown):
    """Both fly to one place at one time; a difference of height parts them."""
    free = rules(day, tolerance_min=800.0)
    to = (500.0, 500.0)
    one = round_of(1, out_and_back(far=to))
    same = round_of(2, out_and_back(5.0, home=(0.0, 1000.0), far=to), dock=1)
    higher = round_of(2, out_and_back(5.0, home=(0.0, 1000.0), far=to, height_m=100.0), dock=1)
    assert codes(free, result_of(one, same)) == {"flights_too_close"}
    assert codes(free, result_of(one, higher)) == set()


def test_charging_follows_the_dock(make):
    """At the full rate below the taper, at a part of it above, and in one step when batteries are swapped."""
    model = make.dock().model.model_copy(update={"charge_pct_per_min": 2.0, "taper_pct": 80.0, "taper_share": 0.5})
    assert most_charge_pct(50.0, 10.0, model) == pytest.approx(70.0)
    assert most_charge_pct(70.0, 10.0, model) == pytest.approx(85.0)
    assert most_charge_pct(85.0, 2.0, model) == pytest.approx(87.0)
    assert most_charge_pct(50.0, 1000.0, model) == model.start_pct
    assert most_charge_pct(50.0, -5.0, model) == 50.0
    swapping = model.model_copy(update={"swap_min": 3.0})
    assert [most_charge_pct(50.0, minutes, swapping) for minutes in (2.9, 3.0)] == [50.0, model.start_pct]
    assert least_use_pct(40.0, model) == pytest.approx(100.0)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"charge_pct_per_min": 0.01}, "battery_charged_too_fast"),
        ({"usable_share": 0.5}, "battery_does_not_add_up"),
        ({"lowest_pct": 85.0}, "battery_too_low"),
        ({"threshold_pct": 91.0}, "battery_below_threshold"),
    ],
)
def test_charges_are_held_against_the_model(day, flown, make, changes, code):
    """One dock flies both rounds; a weaker model makes each figure wrong."""
    dock = make.dock(model=day.docks[0].model.model_copy(update=changes))
    second = dataclasses.replace(flown.rounds[0], number=2, path=out_and_back(43_200.0), looks=())
    assert code in codes(dataclasses.replace(day, docks=(dock, day.docks[1])), result_of(flown.rounds[0], second))


def test_a_circle_around_a_point_is_a_look(day, flown):
    """A drone 30 m from the point sees it when it is to circle it at 30 m, and does not when it is to hover."""
    (task,) = day.tasks
    beside = dataclasses.replace(task, shape=shapely.Point(500, 30))
    assert "flight_does_not_see" in codes(dataclasses.replace(day, tasks=(beside,)), flown)
    circled = dataclasses.replace(beside, orbit_m=30.0)
    assert codes(dataclasses.replace(day, tasks=(circled,)), flown) == set()


def test_a_look_with_the_camera_off_is_found(day, flown, make):
    """Nothing is seen from over a privacy zone that may be crossed."""
    zone = dataclasses.replace(make.zone(shapely.box(450, -50, 550, 50)), camera_off=True)
    assert codes(dataclasses.replace(day, zones=(zone,)), flown) == {"flight_does_not_see"}


@settings(deadline=None, derandomize=True, max_examples=60)
@given(seed=st.integers(0, 10_000))
def test_the_nearest_moment_is_no_farther_than_any_sample(seed):
    """Random paths: what sampling finds too near, the exact test finds, at no greater distance; and the other way."""
    rng = np.random.default_rng(seed)
    paths = []
    for _ in range(2):
        count = int(rng.integers(3, 8))
        clock = np.sort(rng.uniform(0, 100, count))
        paths.append(np.column_stack([rng.uniform(0, 300, (count, 2)), rng.uniform(40, 100, count), clock]))
    one, other = paths
    apart_m, apart_height_m = 50.0, 15.0
    times = np.linspace(max(one[0, 3], other[0, 3]), min(one[-1, 3], other[-1, 3]), 20_001)
    places = [np.column_stack([np.interp(times, path[:, 3], path[:, k]) for k in range(3)]) for path in paths]
    ground = np.hypot(*(places[0] - places[1])[:, :2].T)
    near = (ground < apart_m - SLACK_M) & (abs(places[0] - places[1])[:, 2] < apart_height_m - SLACK_M)
    for place, path in zip(places, paths, strict=True):
        near &= np.hypot(*(place[:, :2] - path[0, :2]).T) > apart_m
    met = meeting(one, other, apart_m, apart_height_m) if times[0] < times[-1] else None
    if times[0] < times[-1] and near.any():
        assert met is not None
        assert met.distance_m <= ground[near].min() + 1e-6
    if met is not None:
        at = [np.array([np.interp(met.at_s, path[:, 3], path[:, k]) for k in range(3)]) for path in paths]
        assert np.hypot(*(at[0] - at[1])[:2]) == pytest.approx(met.distance_m, abs=1e-6)
        assert met.distance_m < apart_m
        assert abs(at[0] - at[1])[2] < apart_height_m


def _imported(path):
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("planner"):
            yield from (
                [f"{node.module}.{name.name}" for name in node.names]
                if node.module == "planner.drones"
                else [node.module]
            )
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.startswith("planner"))


def test_checks_use_no_code_of_the_stages():
    """Of the rooms of drones the checks import the problem and each other, however many rooms there are."""
    room = Path(planner.drones.__path__[0])
    judged = Path(planner.evaluation.__path__[0])
    files = [*room.glob("check*.py"), *judged.glob("flights/*checks.py")]
    assert len(files) >= 12
    for file in files:
        used = [name for name in _imported(file) if name.startswith("planner.drones")]
        allowed = ("planner.drones.check", "planner.drones.problem")
        assert [name for name in used if not name.startswith(allowed)] == [], file.name


def test_every_rule_is_named_once():
    """No rule stands twice."""
    assert len({rule.__name__ for rule in RULES}) == len(RULES)
