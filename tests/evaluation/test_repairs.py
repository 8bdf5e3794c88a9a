"""A plan that is being worked is repaired: the past stays, little else moves, and the result keeps every rule."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
import small_station

import planner
from planner.domain.achieved import added
from planner.domain.plan import Plan, Route, Stop, Unit
from planner.domain.repair import CallTaken, HotSpotAdded, UnitLost
from planner.domain.scenario import Scenario
from planner.domain.track import position
from planner.errors import NotFound
from planner.evaluation.check import check
from planner.geo import great_circle_m
from planner.i18n.changes import CHANGE_REASONS, CHANGES, change_text
from planner.repairs.repair import Repaired, repair

PLACE = small_station.Ground().lonlat(-100.0, 300.0)


def evening(plan: Plan) -> dt.datetime:
    """Give a moment when the late shift is out."""
    return plan.start + dt.timedelta(hours=10, minutes=7)


def out_at(plan: Plan, moment: dt.datetime) -> list[Unit]:
    """List the units on shift."""
    return [unit for unit in plan.units if unit.shift_start <= moment < unit.shift_end]


def route(plan: Plan, unit: str) -> Route:
    """Give a unit's route."""
    return next(route for route in plan.routes if route.unit == unit)


def assert_past_is_kept(before: Plan, after: Plan, now: dt.datetime) -> None:
    """Up to the moment every unit has been where it was, and every stop that was over is still there."""
    for old in before.routes:
        unit = next(unit for unit in before.units if unit.id == old.unit)
        if unit.shift_start >= now:
            continue
        new = route(after, old.unit)
        for k in range(25):
            moment = unit.shift_start + (min(now, unit.shift_end) - unit.shift_start) * k / 24
            assert great_circle_m(position(old, moment), position(new, moment)) < 0.01
        assert [stop for stop in old.stops if stop.depart <= now] == [s for s in new.stops if s.depart <= now][
            : len([stop for stop in old.stops if stop.depart <= now])
        ]


def visits(route: Route) -> list[tuple[str, str, dt.datetime]]:
    """List what a route visits when."""
    return [(stop.kind, stop.id, stop.arrive) for stop in route.stops if stop.kind != "base"]


def assert_changes_are_told(before: Plan, made: Repaired, now: dt.datetime) -> None:
    """Hold the changes against the difference between the stops ahead; each has its sentence."""
    old = {(s, r.unit) for r in before.routes for s in visits(r) if s[2] > now}
    new = {(s, r.unit) for r in made.plan.routes for s in visits(r) if s[2] > now}
    told_old = {((c.stop, c.place, c.before), c.unit_before) for c in made.changes if c.before and c.before > now}
    told_new = {((c.stop, c.place, c.after), c.unit_after) for c in made.changes if c.after}
    assert told_old == old - new
    assert told_new == new - old
    for change in made.changes:
        assert change.reason in CHANGE_REASONS
        assert "{" not in change_text(change, "en", small_zone(before)) + change_text(change, "zh", small_zone(before))
    assert all((a.after or a.before) <= (b.after or b.before) for a, b in pairwise(made.changes))
    assert {change.kind for change in made.changes} <= set(CHANGES)


def small_zone(plan: Plan):
    """Give the station's zone."""
    from zoneinfo import ZoneInfo

    return ZoneInfo(plan.timezone)


def test_a_lost_unit_leaves_its_visits_to_others(plan: Plan, scenario: Scenario) -> None:
    """Its route ends then, nobody else's past changes, and the repaired plan passes the check."""
    now = evening(plan)
    lost = out_at(plan, now)[0]
    made = repair(plan, scenario, now, UnitLost(unit=lost.id))
    assert check(made.plan, made.scenario).violations == ()
    cut = next(unit for unit in made.plan.units if unit.id == lost.id)
    assert (cut.shift_end, route(made.plan, lost.id).end) == (now, now)
    assert all(stop.depart <= now for stop in route(made.plan, lost.id).stops)
    assert_past_is_kept(plan, made.plan, now)
    assert_changes_are_told(plan, made, now)
    told = {(unmet.id, unmet.when) for unmet in made.plan.required_unmet}
    moved = {change.place for change in made.changes if change.kind == "moved"}
    lacking = {stop.id for stop in route(plan, lost.id).stops if stop.required and stop.arrive > now} - {"break"}
    assert lacking <= moved | {place for place, _ in told}
    assert made.plan.roster == plan.roster
    assert made.plan.flights == plan.flights
    assert made.plan.notices[-1].code == "unit_lost"


def test_units_whose_stops_stay_keep_their_routes(plan: Plan, scenario: Scenario) -> None:
    """A route without a changed stop is the same to the last point."""
    now = evening(plan)
    made = repair(plan, scenario, now, UnitLost(unit=out_at(plan, now)[0].id))
    touched = {unit for change in made.changes for unit in (change.unit_before, change.unit_after)}
    for old in plan.routes:
        if old.unit not in touched:
            assert route(made.plan, old.unit) == old
    assert len(touched) < len(plan.routes)


def test_a_unit_that_is_lost_before_its_shift_never_goes_out(plan: Plan, scenario: Scenario) -> None:
    """It leaves the plan with its route; its visits go to others or are told."""
    late = max(plan.units, key=lambda unit: unit.shift_start)
    now = late.shift_start - dt.timedelta(hours=1)
    made = repair(plan, scenario, now, UnitLost(unit=late.id))
    assert late.id not in {unit.id for unit in made.plan.units}
    assert late.id not in {route.unit for route in made.plan.routes}
    assert check(made.plan, made.scenario).violations == ()
    assert_changes_are_told(plan, made, now)


def test_a_call_is_answered_at_once(plan: Plan, scenario: Scenario) -> None:
    """The unit that can be there first leaves what it does, stays for the minutes, and goes on."""
    from planner.dispatch.nearest import nearest

    now = evening(plan)
    first = nearest(plan, scenario, now, PLACE, 1)[0]
    made = repair(plan, scenario, now, CallTaken(location=PLACE, minutes=20))
    (call,) = [change for change in made.changes if change.reason == "call_taken"]
    assert call.unit_after == first.unit.id
    assert abs((call.after - first.path[-1][2]).total_seconds()) < 5
    stop = next(stop for stop in route(made.plan, call.unit).stops if stop.id == call.place)
    assert (stop.depart - stop.arrive).total_seconds() >= 20 * 60
    assert check(made.plan, made.scenario).violations == ()
    assert_past_is_kept(plan, made.plan, now)
    assert_changes_are_told(plan, made, now)


def test_a_call_goes_to_the_unit_that_is_named(plan: Plan, scenario: Scenario) -> None:
    """Even if another is nearer."""
    now = evening(plan)
    for unit in out_at(plan, now):
        if unit.mode != "car":
            continue
        made = repair(plan, scenario, now, CallTaken(location=PLACE, minutes=20, unit=unit.id))
        assert any(stop.id.startswith("call-") for stop in route(made.plan, unit.id).stops)
        assert check(made.plan, made.scenario).violations == ()


def test_a_hot_spot_is_visited_in_its_window(plan: Plan, scenario: Scenario) -> None:
    """It is one stop of one unit, and nothing else needs to know."""
    now = evening(plan)
    opens = now + dt.timedelta(minutes=20)
    event = HotSpotAdded(location=PLACE, opens=opens, closes=opens + dt.timedelta(hours=1), minutes=12)
    made = repair(plan, scenario, now, event)
    stops: list[Stop] = [stop for route in made.plan.routes for stop in route.stops if stop.id.startswith("spot-")]
    assert len(stops) == 1
    assert opens <= stops[0].arrive <= opens + dt.timedelta(minutes=48)
    assert check(made.plan, made.scenario).violations == ()
    assert made.scenario.points[-1].id == stops[0].id
    assert_changes_are_told(plan, made, now)


@pytest.mark.parametrize("seed", [3, 6])
def test_stops_that_only_rounding_sets_apart_stay_as_planned(scenario: Scenario, seed: int) -> None:
    """Stops behind a new one keep their moments to the microsecond, or the change is told."""
    made_once = planner.Limits(time_s=600.0, iterations=1, workers=1, seed=seed)
    plan = planner.plan(scenario, limits=made_once)
    now = plan.start + dt.timedelta(hours=5, minutes=7)
    opens = now + dt.timedelta(minutes=20)
    event = HotSpotAdded(location=PLACE, opens=opens, closes=opens + dt.timedelta(hours=1), minutes=12)
    assert_changes_are_told(plan, repair(plan, scenario, now, event), now)


def test_what_was_repaired_can_be_repaired_again(plan: Plan, scenario: Scenario) -> None:
    """A hot spot, a call, and then the loss of the unit that was to visit the hot spot."""
    now = evening(plan)
    opens = now + dt.timedelta(minutes=60)
    spot = HotSpotAdded(location=PLACE, opens=opens, closes=opens + dt.timedelta(hours=1))
    first = repair(plan, scenario, now, spot)
    call = CallTaken(location=small_station.Ground().lonlat(300.0, -200.0), minutes=15)
    second = repair(first.plan, first.scenario, now + dt.timedelta(minutes=5), call)
    place = next(change.place for change in first.changes if change.reason == "hot_spot_added")
    holder = next(route.unit for route in second.plan.routes for stop in route.stops if stop.id == place)
    third = repair(second.plan, second.scenario, now + dt.timedelta(minutes=30), UnitLost(unit=holder))
    again = [route.unit for route in third.plan.routes for stop in route.stops if stop.id == place]
    assert (again and again != [holder]) or place in {unmet.id for unmet in third.plan.required_unmet}
    assert check(third.plan, third.scenario).violations == ()
    assert len(added(plan, third.plan)) == 3
    assert set(third.plan.metrics) >= set(plan.metrics)


def test_the_check_holds_a_repair_to_its_word(plan: Plan, scenario: Scenario) -> None:
    """A call that nobody answers, and a unit that ends its route on the street without being lost, are told."""
    now = evening(plan)
    made = repair(plan, scenario, now, CallTaken(location=PLACE, minutes=20))
    unit = next(change.unit for change in made.changes if change.reason == "call_taken")
    quiet = route(made.plan, unit)
    stops = tuple(stop for stop in quiet.stops if not stop.id.startswith("call-"))
    routes = tuple(quiet.model_copy(update={"stops": stops}) if r.unit == unit else r for r in made.plan.routes)
    broken = made.plan.model_copy(update={"routes": routes})
    assert "added_visit_missing" in {violation.code for violation in check(broken, made.scenario).violations}
    lost = repair(plan, scenario, now, UnitLost(unit=out_at(plan, now)[0].id)).plan
    silent = lost.model_copy(update={"notices": ()})
    assert "not_back_at_base" in {violation.code for violation in check(silent, scenario).violations}


@pytest.mark.parametrize(
    ("event", "hours", "code"),
    [
        (UnitLost(unit="nobody"), 10, "unknown_unit"),
        (UnitLost(unit="{first}"), 20, "unit_is_off"),
        (CallTaken(location=PLACE, minutes=20, unit="{first}"), 20, "unit_is_off"),
        (CallTaken(location=PLACE, minutes=470, unit="{first}"), 2, "unit_cannot_take_call"),
        (CallTaken(location=(113.0, 22.0), minutes=20), 10, "place_far_off"),
    ],
)
def test_what_does_not_fit_the_plan_is_refused(
    plan: Plan, scenario: Scenario, event: UnitLost | CallTaken, hours: int, code: str
) -> None:
    """With a code and a sentence, before anything is changed."""
    first = min((unit for unit in plan.units if unit.mode == "car"), key=lambda unit: unit.shift_start)
    if event.unit:
        event = event.model_copy(update={"unit": event.unit.replace("{first}", first.id)})
    with pytest.raises(NotFound) as refused:
        repair(plan, scenario, plan.start + dt.timedelta(hours=hours), event)
    assert refused.value.code == code


def test_a_hot_spot_whose_window_is_over_is_refused(plan: Plan, scenario: Scenario) -> None:
    """There is no time for it."""
    now = evening(plan)
    event = HotSpotAdded(location=PLACE, opens=now - dt.timedelta(hours=2), closes=now + dt.timedelta(minutes=5))
    with pytest.raises(NotFound) as refused:
        repair(plan, scenario, now, event)
    assert refused.value.code == "window_over"


def test_a_pin_of_a_lost_unit_is_told(scenario: Scenario, plan: Plan) -> None:
    """It cannot be kept; the place's own visit goes to somebody else or is told as well."""
    now = evening(plan)
    unit = out_at(plan, now)[0]
    at = now.replace(minute=0, second=0, microsecond=0) + dt.timedelta(hours=2)
    pinned = scenario.model_copy(update={"pins": (planner_pin(unit.id, "K1", at),)})
    made = planner.plan(pinned, limits=planner.Limits(time_s=12.0, seed=1))
    holder = next(u for u in made.units if u.id == unit.id)
    after = repair(made, pinned, now, UnitLost(unit=holder.id))
    assert [(unmet.id, unmet.when) for unmet in after.plan.required_unmet if unmet.kind == "pin"] == [("K1", at)]
    assert check(after.plan, pinned).violations == ()


def planner_pin(unit: str, place: str, at: dt.datetime):
    """Pin a unit."""
    from planner.domain.pin import Pin

    return Pin(unit=unit, place=place, at=at)
