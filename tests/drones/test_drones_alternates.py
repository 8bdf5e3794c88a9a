"""A drone in the air whose dock goes down lands at an alternate of the dock, and is out until it is carried home."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import small_station

from planner.domain.dock import Dock
from planner.domain.plan import Flight, Plan
from planner.domain.repair import DockDown, DroneAlert
from planner.domain.round_rules import RoundRules
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits
from planner.evaluation.check import check
from planner.geo import great_circle_m
from planner.i18n.changes import flight_text
from planner.i18n.notices import notice_text
from planner.maps.flight_data import flight_data
from planner.maps.horizon import horizon
from planner.pipeline import plan
from planner.repairs.repair import Repaired, repair

GROUND = small_station.Ground()
ZONE = ZoneInfo("Asia/Shanghai")
NEAR, FAR, BEYOND = GROUND.lonlat(120.0, 150.0), GROUND.lonlat(-400.0, 400.0), GROUND.lonlat(9000.0, 0.0)


def with_alternates(*alternates: tuple[float, float]) -> Scenario:
    """Give a station with two docks, the first with these alternates."""
    docks = tuple(
        Dock(id=f"D{n}", name=f"机巢{n}", location=GROUND.lonlat(x, 20), model="m", drone=f"U{n}")
        for n, x in ((1, 20), (2, -60))
    )
    docks = (docks[0].model_copy(update={"alternates": alternates}), docks[1])
    rules = RoundRules(rounds_per_day=48, round_min=15.0, shortest_round_min=9.0)
    return small_station.station(docks=docks, rounds=rules)


@pytest.fixture(scope="module")
def made() -> Plan:
    """Give a day of 48 rounds."""
    return plan(with_alternates(NEAR, FAR), only=("flights",), limits=Limits(time_s=4.0))


def flying(made: Plan) -> Flight:
    """Give a round of the first dock."""
    return next(flight for flight in made.flights[8:] if flight.dock == "D1")


def down(made: Plan, scenario: Scenario, hours: float = 2.0, after_min: float = 3.0) -> Repaired:
    """Take the first dock down while its drone is in the air."""
    now = flying(made).takeoff + dt.timedelta(minutes=after_min)
    return repair(made, scenario, now, DockDown(dock="D1", start=now, end=now + dt.timedelta(hours=hours)))


def landed(after: Repaired) -> Flight:
    """Give the one flight that landed at an alternate."""
    (flight,) = [flight for flight in after.plan.flights if flight.alternate]
    return flight


def test_it_lands_at_the_nearest_alternate_at_once(made: Plan) -> None:
    """Until the dock goes down the flight is what it was; then it goes to the nearer place, and the round is told."""
    scenario, before = with_alternates(FAR, NEAR), flying(made)
    after = down(made, scenario)
    assert check(after.plan, after.scenario).violations == ()
    flight, now = landed(after), before.takeoff + dt.timedelta(minutes=3)
    assert flight.alternate == NEAR
    assert float(great_circle_m(flight.path[-1][:2], NEAR)) < 0.5
    assert flight.path[-1][2] == 0.0
    assert [point for point in flight.path if point[3] < now] == [point for point in before.path if point[3] < now]
    assert now < flight.landing < before.landing
    assert after.scenario.docks[0].outages[0].start == now
    (told,) = [item for item in after.plan.required_unmet if item.reason == "landed_at_alternate"]
    assert (told.kind, told.id) == ("round", str(before.round))
    assert after.flights[0].kind == "diverted"


@pytest.mark.parametrize(("hours", "wait_min"), [(2.0, 117), (0.2, 60)])
def test_its_dock_flies_again_when_it_is_carried_home(made: Plan, hours: float, wait_min: float) -> None:
    """The dock's next flight waits for the dock and for an hour after the landing, and for the time in the dock."""
    after = down(made, with_alternates(NEAR), hours)
    assert check(after.plan, after.scenario).violations == ()
    flight = landed(after)
    following = min(f.takeoff for f in after.plan.flights if f.dock == "D1" and f.takeoff > flight.takeoff)
    assert following - flight.landing >= dt.timedelta(minutes=wait_min)


def test_a_second_repair_knows_that_it_is_away(made: Plan) -> None:
    """An alert soon after is answered by the other dock's drone, and the plan still passes its check."""
    after = down(made, with_alternates(NEAR))
    now = landed(after).landing + dt.timedelta(minutes=1)
    again = repair(after.plan, after.scenario, now, DroneAlert(location=FAR, minutes=2))
    assert check(again.plan, again.scenario).violations == ()
    (called,) = [flight for flight in again.plan.flights if flight.alert]
    assert called.dock == "D2"


def test_an_alert_is_answered_before_it_lands_elsewhere(made: Plan) -> None:
    """A drone on its way to an alert stays there as long as asked, and then goes to the alternate."""
    scenario = with_alternates(NEAR)
    now = flying(made).takeoff + dt.timedelta(minutes=2)
    called = repair(made, scenario, now, DroneAlert(location=FAR, minutes=3, dock="D1"))
    after = down(called.plan, scenario)
    assert check(after.plan, after.scenario).violations == ()
    assert landed(after).alert


@pytest.mark.parametrize(("alternates", "code"), [((), "no_alternate"), ((BEYOND,), "alternates_out_of_reach")])
def test_without_one_it_comes_home_and_the_fix_is_named(
    made: Plan, alternates: tuple[tuple[float, float], ...], code: str
) -> None:
    """No alternate, or one beyond the dock's radius: the drone lands in its dock, and a notice says what to list."""
    before = flying(made)
    after = down(made, with_alternates(*alternates))
    assert check(after.plan, after.scenario).violations == ()
    assert before in after.plan.flights
    (notice,) = [notice for notice in after.plan.notices if notice.code == code]
    assert "alternates" in notice_text(notice.code, "en", notice.params)
    assert "备降点" in notice_text(notice.code, "zh", notice.params)
    assert after.scenario.docks[0].outages[0].start == before.landing


def test_the_check_refuses_other_landings(made: Plan) -> None:
    """Landing where the dock lists no place, or while the dock is in service, is found; so is an early next flight."""
    after = down(made, with_alternates(NEAR))
    docks = after.scenario.docks
    elsewhere = docks[0].model_copy(update={"alternates": (FAR,)})
    in_service = docks[0].model_copy(update={"outages": ()})
    for dock in (elsewhere, in_service):
        scenario = after.scenario.model_copy(update={"docks": (dock, docks[1])})
        assert "landed_elsewhere" in {violation.code for violation in check(after.plan, scenario).violations}
    flights = tuple(f.model_copy(update={"alternate": None}) if f.alternate else f for f in after.plan.flights)
    found = {v.code for v in check(after.plan.model_copy(update={"flights": flights}), after.scenario).violations}
    assert {"flight_not_home", "dock_is_out"} <= found
    soon = next(f for f in made.flights if f.dock == "D1" and f.takeoff > landed(after).takeoff)
    early = after.plan.model_copy(update={"flights": (*after.plan.flights, soon)})
    assert "charged_too_fast" in {violation.code for violation in check(early, after.scenario).violations}


def test_people_are_told(made: Plan) -> None:
    """The change and the notice have a sentence in both languages; the map marks the flight."""
    after = down(made, with_alternates(NEAR))
    (change,) = [change for change in after.flights if change.kind == "diverted"]
    assert "lands at an alternate" in flight_text(change, "en", ZONE)
    assert "备降点" in flight_text(change, "zh", ZONE)
    (notice,) = [notice for notice in after.plan.notices if notice.code == "landed_at_alternate"]
    assert "carried it home" in notice_text(notice.code, "en", notice.params)
    assert "备降点" in notice_text(notice.code, "zh", notice.params)
    data = flight_data(after.plan, after.scenario, horizon(after.plan))
    assert [flight["round"] for flight in data["flights"] if flight["alternate"]] == [landed(after).round]
