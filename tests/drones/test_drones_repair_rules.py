"""Repairs keep what the plan keeps: shortest rounds, hand-overs, other days, and the operators on duty."""

from __future__ import annotations

import datetime as dt

import pytest
import small_station
from test_drones_operators_on_duty import at, watched

from planner.domain.dock import Dock
from planner.domain.plan import Plan
from planner.domain.repair import DockDown, DroneAlert, OfficerAway
from planner.domain.round_rules import RoundRules
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits
from planner.drones.repairing.gaps import gaps
from planner.evaluation.check import check
from planner.pipeline import plan
from planner.repairs.flights import rewatched
from planner.repairs.repair import repair

GROUND = small_station.Ground()
FIVE = dt.timedelta(minutes=5)


def without_a_break() -> Scenario:
    """Give a station with four docks and always one drone in the air."""
    spots = ((20, 20), (-60, 20), (180, -420), (-420, 220))
    docks = tuple(
        Dock(id=f"D{n}", name=f"机巢{n}", location=GROUND.lonlat(x, y), model="m", drone=f"U{n}")
        for n, (x, y) in enumerate(spots, 1)
    )
    rules = RoundRules(rounds_per_day=72, round_min=22.0, shortest_round_min=21.0, uninterrupted=True)
    return small_station.station(docks=docks, rounds=rules)


@pytest.fixture(scope="module")
def covered() -> tuple[Plan, Scenario]:
    """Give a day on which always one drone is in the air."""
    scenario = without_a_break()
    return plan(scenario, only=("flights",), limits=Limits(time_s=5.0)), scenario


@pytest.mark.parametrize("dock", ["D1", "D2"])
def test_rounds_from_another_dock_are_as_long_as_asked(covered: tuple[Plan, Scenario], dock: str) -> None:
    """With one of four docks down the others take its rounds, none shorter than a round is, and hand over."""
    made, scenario = covered
    now = made.start + dt.timedelta(hours=4, minutes=7)
    after = repair(made, scenario, now, DockDown(dock=dock, start=now, end=now + dt.timedelta(hours=2)))
    assert check(after.plan, after.scenario).violations == ()
    taken = [change for change in after.flights if change.kind == "other_dock"]
    assert taken
    lengths = [flight.landing - flight.takeoff for flight in after.plan.flights]
    assert min(lengths) >= dt.timedelta(minutes=21)


def test_a_gap_in_the_cover_is_told(covered: tuple[Plan, Scenario]) -> None:
    """Whenever a repair leaves nobody in the air, a notice says from when to when; else there is none."""
    made, scenario = covered
    flight = made.flights[20]
    now = flight.takeoff + dt.timedelta(minutes=2)
    place = GROUND.lonlat(200.0, 300.0)
    after = repair(made, scenario, now, DroneAlert(location=place, minutes=15, dock=flight.dock))
    assert check(after.plan, scenario).violations == ()
    told = [notice.params["start"] for notice in after.plan.notices if notice.code == "cover_gap"]
    assert told == [start.isoformat(timespec="minutes") for start, _ in gaps(after.plan.flights)]


def test_only_the_day_concerned_changes() -> None:
    """An outage of some hours leaves the flights of the next day, and those before it, as they are."""
    scenario = small_station.station()
    made = plan(scenario, only=("flights",), days=2, limits=Limits(time_s=5.0))
    now = made.start + dt.timedelta(hours=5, minutes=1)
    after = repair(made, scenario, now, DockDown(dock="D1", start=now, end=now + dt.timedelta(hours=3)))
    assert check(after.plan, after.scenario).violations == ()
    assert {change.day for change in after.flights} == {small_station.MONDAY}
    second = [flight for flight in made.flights if flight.day != small_station.MONDAY]
    assert len(second) == 24
    assert [flight for flight in after.plan.flights if flight.day != small_station.MONDAY] == second
    begun = [flight for flight in made.flights if flight.takeoff <= now]
    assert list(after.plan.flights[: len(begun)]) == begun


def test_rounds_that_nobody_is_left_to_watch_are_given_up() -> None:
    """When the operator of the evening is off the roster, the rounds of that shift are missed, and no others."""
    scenario = watched()
    made = plan(scenario, only=("roster", "flights"), limits=Limits(time_s=6.0))
    roster = tuple(row for row in made.roster if row.duty != "pilot" or row.start != at(15))
    assert len(roster) == len(made.roster) - 1
    before = made.model_copy(update={"roster": roster})
    after, changes = rewatched(before, scenario, at(12.1))
    missed = [item for item in after.required_unmet if item.reason == "operator_away" and item.kind == "round"]
    assert [int(item.id) for item in missed] == list(range(9, 17))
    assert {item.fix.code for item in missed} == {"add_officers"}
    assert {change.kind for change in changes} == {"missed"}
    told = {violation.code for violation in check(after, scenario).violations}
    assert not told & {"operators_missing", "round_not_told"}
    assert rewatched(made, scenario, at(12.1)) == (made, ())


def test_a_change_of_the_roster_leaves_a_plan_that_is_watched() -> None:
    """An operator who falls ill is replaced or the rounds are given up: either way the whole plan passes its check."""
    scenario = watched()
    made = plan(scenario, only=("roster", "flights"), limits=Limits(time_s=6.0))
    evening = next(row.officer for row in made.roster if row.duty == "pilot" and row.start == at(15))
    event = OfficerAway(officer=evening, first=small_station.MONDAY, last=small_station.MONDAY)
    after = repair(made, scenario, at(12.1), event)
    assert check(after.plan, after.scenario).violations == ()


def test_rounds_from_another_dock_fly_in_its_layer() -> None:
    """Where docks have layers of height, a round that another dock takes over and a ready drone fly in a layer."""
    layers_m = (80.0, 100.0)
    rules = RoundRules(rounds_per_day=24, round_min=15.0, layers_m=layers_m)
    scenario = small_station.station(rounds=rules)
    made = plan(scenario, only=("flights",), limits=Limits(time_s=4.0))
    now = made.start + dt.timedelta(hours=3, minutes=1)
    down = repair(made, scenario, now, DockDown(dock="D1", start=now, end=now + dt.timedelta(hours=6)))
    alert = repair(made, scenario, now + FIVE, DroneAlert(location=GROUND.lonlat(200.0, 300.0)))
    assert any(change.kind == "other_dock" for change in down.flights)
    for after in (down, alert):
        assert check(after.plan, after.scenario).violations == ()
        assert {max(point[2] for point in flight.path) for flight in after.plan.flights} <= set(layers_m)
