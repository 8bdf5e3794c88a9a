"""Drones sent to an alert and docks that are down: who goes, what is missed, and that every rule is kept."""

from __future__ import annotations

import datetime as dt
import sys

import pytest
import small_station

from planner.dispatch.drones import nearest_drones
from planner.domain.dock import Dock
from planner.domain.place import Zone
from planner.domain.plan import Plan
from planner.domain.repair import DockDown, DroneAlert
from planner.domain.round_rules import RoundRules
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits
from planner.errors import NotFound
from planner.evaluation.check import check
from planner.geo import great_circle_m
from planner.pipeline import plan
from planner.repairs.repair import repair

GROUND = small_station.Ground()
ALERT = GROUND.lonlat(200.0, 300.0)
FIVE = dt.timedelta(minutes=5)


def busy() -> Scenario:
    """Give a station whose two docks can just fly its rounds."""
    docks = tuple(
        Dock(id=f"D{n}", name=f"机巢{n}", location=GROUND.lonlat(x, 20), model="m", drone=f"U{n}")
        for n, x in ((1, 20), (2, -60))
    )
    return small_station.station(
        docks=docks, rounds=RoundRules(rounds_per_day=72, round_min=15.0, shortest_round_min=9.0)
    )


@pytest.fixture(scope="module")
def small() -> tuple[Plan, Scenario]:
    """Give a quiet day of 24 rounds."""
    scenario = small_station.station()
    return plan(scenario, only=("flights",), limits=Limits(time_s=4.0)), scenario


@pytest.fixture(scope="module")
def full() -> tuple[Plan, Scenario]:
    """Give a day of 72 rounds."""
    scenario = busy()
    return plan(scenario, only=("flights",), limits=Limits(time_s=4.0)), scenario


def in_the_air(made: Plan, number: int = 8) -> dt.datetime:
    """Give a moment three minutes after a take-off."""
    return made.flights[number].takeoff + dt.timedelta(minutes=3)


def test_a_drone_in_the_air_takes_an_alert_and_goes_on(small: tuple[Plan, Scenario]) -> None:
    """Its flight is the same until then, it is over the place as long as asked, and the rest is as it was."""
    made, scenario = small
    now, flight = in_the_air(made), made.flights[8]
    after = repair(made, scenario, now, DroneAlert(location=ALERT, minutes=5, dock=flight.dock))
    assert check(after.plan, scenario).violations == ()
    (called,) = [item for item in after.plan.flights if item.alert]
    assert (called.round, called.takeoff) == (flight.round, flight.takeoff)
    assert [point for point in called.path if point[3] < now] == [point for point in flight.path if point[3] < now]
    over = [point for point in called.path if float(great_circle_m(point[:2], ALERT)) < 1]
    assert over[-1][3] - over[0][3] >= FIVE
    assert {change.kind for change in after.flights} == {"alert", "resumed"}
    assert called.serves == flight.serves
    assert called.battery_after_pct < flight.battery_after_pct
    others = [item for item in after.plan.flights if not item.alert]
    assert [(item.round, item.takeoff, item.path) for item in others] == [
        (item.round, item.takeoff, item.path) for item in made.flights if item.round != flight.round
    ]


def test_a_ready_drone_takes_an_alert_beyond_the_timetable(small: tuple[Plan, Scenario]) -> None:
    """When nobody is in the air the flight is one more, and no round is missed by it."""
    made, scenario = small
    now = made.flights[8].landing + dt.timedelta(minutes=15)
    after = repair(made, scenario, now, DroneAlert(location=ALERT))
    assert check(after.plan, scenario).violations == ()
    (called,) = [item for item in after.plan.flights if item.alert]
    assert called.round == 25
    assert len(after.plan.flights) == len(made.flights) + 1
    assert after.plan.notices[-1].code == "drone_alert"


def test_a_long_alert_ends_the_round(full: tuple[Plan, Scenario]) -> None:
    """A round that cannot go on with its charge is told as broken off, and so is every round missed by it."""
    made, scenario = full
    now = in_the_air(made, 12)
    after = repair(made, scenario, now, DroneAlert(location=ALERT, minutes=12, dock=made.flights[12].dock))
    assert check(after.plan, scenario).violations == ()
    kinds = [change.kind for change in after.flights]
    assert "broken_off" in kinds
    told = [item.reason for item in after.plan.required_unmet if item not in made.required_unmet]
    assert told.count("round_broken_off") == 1
    assert told.count("drone_on_alert") >= kinds.count("missed")


def test_a_dock_that_is_down_flies_nothing(full: tuple[Plan, Scenario]) -> None:
    """Its rounds fly from the other dock or are told as missed, no fewer than must be."""
    made, scenario = full
    now = made.start + dt.timedelta(hours=3, minutes=1)
    end = now + dt.timedelta(hours=4)
    after = repair(made, scenario, now, DockDown(dock="D1", start=now, end=end))
    assert check(after.plan, after.scenario).violations == ()
    start = after.scenario.docks[0].outages[0].start
    assert not [f for f in after.plan.flights if f.dock == "D1" and f.takeoff < end and f.landing > start]
    missed = [change for change in after.flights if change.kind == "missed"]
    assert after.rounds_missed_at_least is not None
    assert 0 < after.rounds_missed_at_least <= len(missed)
    assert len(after.plan.flights) + len(missed) == len(made.flights)
    over = [flight for flight in made.flights if flight.takeoff <= now]
    assert list(after.plan.flights[: len(over)]) == over


def test_the_answers_know_the_airspace(small: tuple[Plan, Scenario]) -> None:
    """A place inside a closed zone has no answer; a zone on the way is flown round."""
    made, scenario = small
    now = made.flights[8].landing + dt.timedelta(minutes=15)
    straight = nearest_drones(made, scenario, now, ALERT)
    assert [answer.eta_s for answer in straight] == sorted(answer.eta_s for answer in straight)
    wall = Zone(id="W", name="wall", kind="no_fly", region=GROUND.region(-100, 150, 260, 170))
    walled = scenario.model_copy(update={"zones": (*scenario.zones, wall)})
    assert nearest_drones(made, walled, now, ALERT)[0].length_m > straight[0].length_m + 50
    inside = GROUND.lonlat(80, 160)
    assert nearest_drones(made, walled, now, inside) == ()
    with pytest.raises(NotFound, match="no_drone_for_alert"):
        repair(made, walled, now, DroneAlert(location=inside))


def test_a_stay_that_no_battery_holds_has_no_answer(small: tuple[Plan, Scenario]) -> None:
    """A drone that could not be back above its lowest charge does not go."""
    made, scenario = small
    now = made.flights[8].landing + dt.timedelta(minutes=15)
    assert nearest_drones(made, scenario, now, ALERT, stay_min=60) == ()


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (DroneAlert(location=ALERT, dock="D9"), "unknown_dock"),
        (
            DockDown(
                dock="D9",
                start=dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC),
                end=dt.datetime(2026, 11, 23, 13, tzinfo=dt.UTC),
            ),
            "unknown_dock",
        ),
        (
            DockDown(
                dock="D1",
                start=dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC),
                end=dt.datetime(2026, 11, 22, 13, tzinfo=dt.UTC),
            ),
            "outage_over",
        ),
    ],
)
def test_what_does_not_fit_is_refused(small: tuple[Plan, Scenario], event: DroneAlert | DockDown, code: str) -> None:
    """By the code of one sentence."""
    made, scenario = small
    with pytest.raises(NotFound) as refused:
        repair(made, scenario, in_the_air(made), event)
    assert refused.value.code == code


def test_an_alert_that_nobody_flies_to_is_found(small: tuple[Plan, Scenario]) -> None:
    """The check holds a plan to what the repair has promised."""
    made, scenario = small
    after = repair(made, scenario, in_the_air(made), DroneAlert(location=ALERT)).plan
    flights = tuple(item.model_copy(update={"alert": ""}) for item in after.flights)
    told = check(after.model_copy(update={"flights": flights}))
    assert "alert_unanswered" in {violation.code for violation in told.violations}


def test_dispatch_needs_no_solver() -> None:
    """The module that lists drones does not load one."""
    import subprocess

    code = "import sys, planner.dispatch.drones, planner.drones.repairing.situation; print('ortools' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
