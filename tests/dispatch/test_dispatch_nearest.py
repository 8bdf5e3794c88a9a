"""Who can be there first: held against the distances of a lattice, and by hand."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import small_station

from planner.dispatch.nearest import nearest, units_out
from planner.domain.plan import Plan, Route, Unit
from planner.domain.scenario import Scenario
from planner.errors import NotFound

ZONE = ZoneInfo("Asia/Shanghai")
BEGIN = dt.datetime(2026, 11, 23, 7, 0, tzinfo=ZONE)
GROUND = small_station.Ground()


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Give the small station."""
    return small_station.station()


def standing(name: str, tier: str, x_m: float, y_m: float, end_h: float = 8) -> tuple[Unit, Route]:
    """Give a unit that stands at one place for its whole shift."""
    place = GROUND.lonlat(x_m, y_m)
    end = BEGIN + dt.timedelta(hours=end_h)
    mode = "car" if tier == "police_car" else "foot"
    unit = Unit(id=name, force="cars", tier=tier, mode=mode, shift_start=BEGIN, shift_end=end, base=place)
    return unit, Route(unit=name, start=BEGIN, end=end, length_m=0, stops=(), path=((*place, BEGIN), (*place, end)))


def plan_of(*pairs: tuple[Unit, Route]) -> Plan:
    """Give a plan of some units."""
    return Plan(
        station="small",
        created=BEGIN,
        seed=1,
        timezone="Asia/Shanghai",
        start=BEGIN,
        end=BEGIN + dt.timedelta(days=1),
        units=tuple(unit for unit, _ in pairs),
        routes=tuple(route for _, route in pairs),
    )


NOON = BEGIN + dt.timedelta(hours=5)


def test_the_nearest_car_comes_first(scenario: Scenario) -> None:
    """Two cars at 500 m and 1,000 m arrive in the times that 40 km/h gives."""
    plan = plan_of(standing("far", "police_car", -625, 125), standing("near", "police_car", -125, 125))
    found = nearest(plan, scenario, NOON, GROUND.lonlat(375, 125))
    assert [response.unit.id for response in found] == ["near", "far"]
    assert [response.eta_s for response in found] == pytest.approx([500 / 40 * 3.6, 1000 / 40 * 3.6], rel=0.01)
    assert [response.length_m for response in found] == pytest.approx([500, 1000], rel=0.01)


def test_a_near_walker_loses_to_a_far_car(scenario: Scenario) -> None:
    """Time counts, not distance."""
    plan = plan_of(standing("walker", "guard", 125, 125), standing("car", "police_car", -625, 125))
    assert [response.unit.id for response in nearest(plan, scenario, NOON, GROUND.lonlat(375, 125))] == [
        "car",
        "walker",
    ]


def test_one_way_streets_are_kept(scenario: Scenario) -> None:
    """Against the one-way street in the south a car goes round the block; a walker does not."""
    place = GROUND.lonlat(125, -625)
    car = nearest(plan_of(standing("car", "police_car", 375, -625)), scenario, NOON, place)[0]
    walker = nearest(plan_of(standing("walker", "guard", 375, -625)), scenario, NOON, place)[0]
    assert car.length_m == pytest.approx(750, rel=0.01)
    assert walker.length_m == pytest.approx(250, rel=0.01)


def test_the_way_is_told(scenario: Scenario) -> None:
    """Street names in order without repeats, and a path that starts now where the unit is."""
    found = nearest(plan_of(standing("car", "police_car", -125, 125)), scenario, NOON, GROUND.lonlat(375, 375))[0]
    assert len(found.streets) <= 3
    assert set(found.streets) <= {"东西一路", "North Street"}
    assert found.path[0][2] == NOON
    moments = [moment for *_, moment in found.path]
    assert moments == sorted(moments)
    assert found.arrive >= moments[-1]


def test_a_place_off_the_street_adds_the_walk(scenario: Scenario) -> None:
    """The last metres are walked: 100 m take more than a minute."""
    on_street = nearest(plan_of(standing("car", "police_car", -125, 125)), scenario, NOON, GROUND.lonlat(250, 125))[0]
    off_street = nearest(plan_of(standing("car", "police_car", -125, 125)), scenario, NOON, GROUND.lonlat(250, 225))[0]
    assert off_street.eta_s - on_street.eta_s > 0
    assert nearest(plan_of(), scenario, NOON, GROUND.lonlat(0, 0)) == ()


def test_only_units_in_their_shift_count(scenario: Scenario) -> None:
    """Nobody is sent who has gone home."""
    plan = plan_of(standing("early", "police_car", 125, 125, end_h=4), standing("late", "police_car", -625, 125))
    assert set(units_out(plan, NOON)) == {"late"}
    assert [response.unit.id for response in nearest(plan, scenario, NOON, GROUND.lonlat(375, 125))] == ["late"]


def test_count_limits_the_list(scenario: Scenario) -> None:
    """As many as asked for, the quickest of all."""
    rng = np.random.default_rng(2)
    pairs = [standing(f"u{n}", "police_car", *rng.uniform(-600, 600, 2)) for n in range(6)]
    every = nearest(plan_of(*pairs), scenario, NOON, GROUND.lonlat(0, 125), count=6)
    assert [response.eta_s for response in every] == sorted(response.eta_s for response in every)
    assert nearest(plan_of(*pairs), scenario, NOON, GROUND.lonlat(0, 125), count=2) == every[:2]


def test_a_place_far_from_every_street_is_refused(scenario: Scenario) -> None:
    """A slip in a coordinate is said, instead of a walk of a hundred days."""
    plan = plan_of(standing("near", "police_car", -125, 125))
    with pytest.raises(NotFound, match="place_far_off"):
        nearest(plan, scenario, NOON, (10.0, 10.0))
    assert nearest(plan, scenario, NOON, GROUND.lonlat(0, 1500))
