"""Stays that keep a place seen: equal parts, whole seconds, and nothing of the share lost."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from routing_town import DAY_START, at, box, make_scenario, make_unit, rule

from planner.domain.force import Tier
from planner.domain.solving import Limits
from planner.domain.work import PatrolArea, PatrolLine, PatrolPoint, Presence
from planner.routing.check import check
from planner.routing.prepare import prepare
from planner.routing.report import report
from planner.routing.solve import solve
from planner.routing.units.rights import rights
from planner.routing.visits.asked import day_visits
from planner.routing.visits.relays import relays

QUICK = Limits(iterations=200, workers=1)


def post(*presence: Presence, **changes: object) -> PatrolPoint:
    return PatrolPoint(id="post", name="p", location=at(400, 400), presence=presence, **changes)


@pytest.mark.parametrize("seed", range(40))
def test_stays_make_the_share_and_are_no_longer_than_allowed(seed: int) -> None:
    """Parts tile the window, each stay fits its part, together they reach the share, with as few stays as can be."""
    draw = np.random.default_rng(seed)
    length_s = 60.0 * int(draw.integers(10, 1440))
    share = float(draw.choice([1.0, 0.15, 0.5, draw.uniform(0.01, 1)]))
    stay_min = float(draw.integers(5, 120))
    presence = Presence(start="00:00", end="01:00", share=share, stay_min=stay_min)
    found = relays(presence, 1800.0, 1800.0 + length_s)
    assert (found[0].opens_s, found[-1].closes_s) == (1800.0, 1800.0 + length_s)
    assert all(before.closes_s == after.opens_s for before, after in pairwise(found))
    assert all(relay.stay_s <= relay.closes_s - relay.opens_s for relay in found)
    assert share * length_s - 1e-6 <= sum(relay.stay_s for relay in found) <= share * length_s + 2 * len(found)
    assert max(relay.stay_s for relay in found) <= stay_min * 60 + 2
    assert (len(found) - 1) * stay_min * 60 < share * length_s


def test_a_full_share_is_a_relay_without_a_break() -> None:
    """With a share of 1 every stay fills its part to the second, also when the parts are no whole minutes."""
    found = relays(Presence(start="00:00", end="01:00", stay_min=60), 0.0, 7 * 3600.0 + 1860.0)
    assert len(found) == 8
    assert all(relay.opens_s + relay.stay_s == relay.closes_s for relay in found)
    assert all(relay.stay_s == int(relay.stay_s) for relay in found)


def test_presence_becomes_required_stays_of_the_tiers_that_may() -> None:
    """Lights limit the tiers to those that show them; the stay stands for points, lines and areas alike."""
    lit = Presence(start="22:00", end="26:00", share=0.25, lights=True)
    scenario = make_scenario(
        points=(post(Presence(start="08:00", end="10:00"), tiers=("guard",)),),
        lines=(PatrolLine(id="l", name="l", line=(at(0, 200), at(600, 200)), presence=(lit,)),),
        areas=(PatrolArea(id="a", name="a", region=box(350, 350, 850, 850), presence=(lit,), tiers=("guard",)),),
    )
    first, second, line, area = day_visits(scenario, (), DAY_START)
    assert (first.closes_s, second.opens_s, first.dwell_s) == (7200.0, 7200.0, 3600.0)
    assert first.tiers == ("guard",)
    assert (line.dwell_s, line.least_stay_s, line.tiers) == (0.0, 3600.0, ("police_car",))
    assert all(visit.required and visit.presence for visit in (first, second, line, area))
    units = (make_unit(), make_unit("guard-1", tier="guard", mode="foot"))
    allowed = rights(scenario, units, [first, line, area], prepare(scenario, units, (), DAY_START, 1).ground.frame)
    assert allowed.tolist() == [[False, True], [True, False], [False, False]]


def test_a_tier_may_be_given_lights() -> None:
    """A tier on foot with lights counts, and a car without them does not."""
    tiers = (
        Tier(id="police_car", name="Car", mode="car", speed_kmh=30, lights=False),
        Tier(id="guard", name="Guard", mode="foot", speed_kmh=5, lights=True),
    )
    scenario = make_scenario(tiers=tiers, points=(post(Presence(start="08:00", end="10:00", lights=True)),))
    assert {visit.tiers for visit in day_visits(scenario, (), DAY_START)} == {("guard",)}


def test_a_night_window_is_shared_by_the_planning_days() -> None:
    """Of a window from 23:00 to 31:00 of every day, with days from 02:00, each day has its own parts and no more."""
    scenario = make_scenario(points=(post(Presence(start="23:00", end="31:00")),))
    early = scenario.station.model_copy(update={"day_start": 2 * 60})
    day = DAY_START.replace(hour=2)
    visits = day_visits(scenario.model_copy(update={"station": early}), (), day)
    assert [visit.opens_s / 3600 for visit in visits] == [0, 1, 2, 3, 4, 21, 22, 23]


def test_two_cars_relieve_each_other_at_a_post() -> None:
    """A post of four hours is kept to the second by two cars that have other work as well."""
    scenario = make_scenario(
        points=(
            post(Presence(start="08:30", end="12:30", stay_min=60)),
            PatrolPoint(id="far", name="f", location=at(1000, 1000), visits=(rule("09:00", "12:00", count=3),)),
        )
    )
    units = tuple(make_unit(f"car-{k}", end="14:00") for k in (1, 2))
    prepared = prepare(scenario, units, (), DAY_START, 1)
    result = solve(prepared.problem, QUICK)
    assert (result.required_served, result.required_total) == (7, 7)
    assert check(prepared.problem, result) == []
    stops = [stop for route in report(prepared, result).routes for stop in route.stops if stop.id == "post"]
    stops.sort(key=lambda stop: stop.arrive)
    assert [(stop.arrive - DAY_START).total_seconds() for stop in stops] == [5400 + 3600 * k for k in range(4)]
    assert all(before.depart >= after.arrive for before, after in pairwise(stops))


def test_a_line_is_kept_seen_by_driving_it_slowly() -> None:
    """The stay along a line lasts as long as asked for, and its drive is part of it."""
    lit = Presence(start="08:00", end="12:00", share=0.1, lights=True)
    line = PatrolLine(id="l", name="l", line=(at(0, 200), at(600, 200)), presence=(lit,))
    prepared = prepare(make_scenario(lines=(line,)), (make_unit(),), (), DAY_START, 1)
    assert prepared.problem.way_service_s.tolist() == [[1440.0, 1440.0]]
    result = solve(prepared.problem, QUICK)
    assert result.required_served == 1
    (stop,) = (stop for route in report(prepared, result).routes for stop in route.stops if stop.kind == "line")
    assert (stop.depart - stop.arrive).total_seconds() == pytest.approx(1440, abs=1e-3)


def test_a_post_that_nobody_can_reach_in_time_is_told_part_by_part() -> None:
    """When the shift begins with the window, its first hour is unmet presence, and the others are kept."""
    scenario = make_scenario(points=(post(Presence(start="08:00", end="11:00")),))
    prepared = prepare(scenario, (make_unit(),), (), DAY_START, 1)
    result = solve(prepared.problem, QUICK)
    assert result.required_served == 2
    (unmet,) = report(prepared, result).unmet
    assert (unmet.kind, unmet.id) == ("presence", "post")
    assert (unmet.when - DAY_START).total_seconds() == 3600
