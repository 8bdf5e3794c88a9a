"""What is kept of an unchanged part of a plan is never taken for that of a changed one."""

from __future__ import annotations

import datetime as dt
import gc

import numpy as np
import pytest
import shapely
import small_station

from planner.domain.plan import Fix, Flight, Notice, Plan, Unmet
from planner.evaluation.flights.area_looks import _nearest
from planner.evaluation.ground import Ground
from planner.evaluation.kept import Kept, Same
from planner.evaluation.moments import in_utc

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.timezone(dt.timedelta(hours=8)))

FIX = Fix(code="add_dock", params={"count": 1})


def flight(number: int = 1) -> Flight:
    """Give a flight that stays above its dock."""
    return Flight(
        round=number,
        day=NOON.date(),
        dock="D",
        drone="U",
        battery_before_pct=90.0,
        battery_after_pct=80.0,
        takeoff=NOON,
        landing=NOON + dt.timedelta(minutes=10),
        length_m=0.0,
        purpose="",
        serves=(),
        path=((113.9, 22.5, 0.0, NOON), (113.9, 22.5, 0.0, NOON + dt.timedelta(minutes=10))),
    )


def plan(*flights: Flight) -> Plan:
    """Give a plan of some flights."""
    return Plan(
        station="s",
        created=NOON,
        seed=1,
        timezone="Asia/Shanghai",
        start=NOON,
        end=NOON + dt.timedelta(days=1),
        flights=flights,
    )


def test_a_value_is_made_once_for_an_object_and_a_key() -> None:
    """An equal flight that is another object, or another key, is asked anew."""
    kept: Kept[int] = Kept()
    made: list[int] = []

    def make() -> int:
        made.append(len(made))
        return made[-1]

    one, other = flight(), flight()
    assert one == other
    assert [kept.of(one, "a", make), kept.of(one, "a", make)] == [0, 0]
    assert kept.of(one, "b", make) == 1
    assert kept.of(other, "a", make) == 2


def test_values_go_with_their_noun() -> None:
    """Nothing is left when a flight is gone, so that no later one at the same place in memory is taken for it."""
    kept: Kept[int] = Kept()
    one = flight()
    kept.of(one, "a", lambda: 1)
    assert len(kept._values) == 1
    del one
    gc.collect()
    assert not kept._values


def test_same_is_one_object() -> None:
    """Equal objects are not the same one."""
    one, other = flight(), flight()
    assert Same(one) == Same(one)
    assert Same(one) != Same(other)


def test_flights_in_utc_stay_the_same_objects() -> None:
    """Only a changed flight of a repaired plan is moved to UTC again."""
    one, other = flight(1), flight(2)
    before, after = in_utc(plan(one, other)), in_utc(plan(one, flight(2)))
    assert before.flights[0] is after.flights[0]
    assert before.flights[1] is not after.flights[1]
    assert before.flights[0].takeoff.utcoffset() == dt.timedelta(0)


def test_the_ground_of_a_plan_holds_nothing_of_its_flights() -> None:
    """Other flights, docks, rounds missed and notices of drones leave the ground equal; all else does not."""
    scenario = small_station.station()
    made = plan(flight())
    missed = Unmet(kind="round", id="1", when=NOON, reason="dock_is_down", fix=FIX)
    visit = Unmet(kind="visit", id="P", when=NOON, reason="no_unit", fix=FIX)
    down = Notice(code="dock_down", params={"dock": "D"})
    repaired = made.model_copy(update={"flights": (), "required_unmet": (missed,), "notices": (down,)})
    assert not Ground(made, scenario).plan.flights
    assert not Ground(repaired, scenario).plan.required_unmet
    assert Ground(repaired, scenario.model_copy(update={"docks": ()})) == Ground(made, scenario)
    assert Ground(made.model_copy(update={"required_unmet": (visit,)}), scenario) != Ground(made, scenario)
    assert Ground(made.model_copy(update={"seed": 2}), scenario) != Ground(made, scenario)
    other = scenario.model_copy(update={"points": tuple(point.model_copy() for point in scenario.points)})
    assert Ground(made, other) != Ground(made, scenario)


@pytest.mark.parametrize("seed", range(5))
def test_the_nearest_moment_is_that_of_shapely(seed: int) -> None:
    """Distances and moments of places beside a path agree with those along its line."""
    rng = np.random.default_rng(seed)
    path = np.column_stack([rng.uniform(0, 500, (30, 2)), np.full(30, 60.0), np.arange(30) * 10.0])
    path[7, :2] = path[6, :2]  # a stay
    places = rng.uniform(-100, 600, (200, 2))
    line, points = shapely.linestrings(path[:, :2]), shapely.points(places)
    away_m, at_s = _nearest(path, places)
    assert away_m == pytest.approx(shapely.distance(line, points), abs=1e-6)
    there = np.column_stack([np.interp(at_s, path[:, 3], path[:, axis]) for axis in (0, 1)])
    assert np.hypot(*(there - places).T) == pytest.approx(away_m, abs=1e-6)
