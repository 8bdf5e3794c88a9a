"""What units are held to in a plan: ground, speed of the hour, turns, handovers, relief; and deadhead as measured."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from route_by_hand import routed
from routing_town import BASE, DAY_START, FRAME, ZONE, at, box, make_scenario, make_streets, make_unit, rule

from planner.domain.force import Force, SpeedBand, Tier
from planner.domain.plan import Fix, Notice, Plan, Route, SolverReport, Unit, Unmet
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation
from planner.domain.work import PatrolArea, PatrolPoint
from planner.evaluation.moments import in_utc
from planner.evaluation.patrols.break_checks import breaks_are_taken, units_hand_over
from planner.evaluation.patrols.deadhead import deadhead_figures
from planner.evaluation.patrols.ground_checks import limited_units_stay_on_their_ground, visits_keep_rights
from planner.evaluation.patrols.slow_hours import at_full_speed_s
from planner.evaluation.patrols.speed_checks import mode_speed
from planner.evaluation.patrols.turn_checks import cars_make_no_banned_turn
from planner.geo import great_circle_m
from planner.routing.prepare import prepare
from planner.routing.report import report

Check = Callable[[Plan, Scenario], Iterator[Violation]]
VILLAGE = PatrolArea(id="village", name="Village", region=box(390, 390, 1010, 1010))
ESTATE = PatrolArea(id="estate", name="Estate", region=box(-10, -10, 610, 410))
RUSH = SpeedBand(start="08:00", end="10:00", share=0.5)


def force(name: str = "guards", **changes: object) -> Force:
    """Make a force of cars that is bound to the estate."""
    parts: dict[str, object] = {"tier": "police_car", "base": BASE, "units": 3, "break_min": 0, "areas": ("estate",)}
    return Force(id=name, name=name, **{**parts, **changes})


def town(*forces: Force, slower: tuple[SpeedBand, ...] = (), **changes: object) -> Scenario:
    """Make the town with two grounds, two points on each, and a tier that may be slower."""
    tier = Tier(id="police_car", name="Car", mode="car", speed_kmh=30, slower=slower)
    places = {"a": at(590, 10), "b": at(10, 390), "c": at(400, 400), "d": at(1000, 1000)}
    points = tuple(
        PatrolPoint(id=name, name=name, location=place, visits=(rule("08:00", "12:00", dwell_min=5),))
        for name, place in places.items()
    )
    return make_scenario(
        **{"forces": forces, "tiers": (tier,), "areas": (ESTATE, VILLAGE), "points": points, **changes}
    )


def planned(scenario: Scenario, units: tuple[Unit, ...], **visits: tuple[str, ...]) -> Plan:
    """Give the plan in which units make visits one after the other."""
    prepared = prepare(scenario, units, (), DAY_START, 1)
    made = report(prepared, routed(prepared, {name.replace("_", "-"): own for name, own in visits.items()}))
    return in_utc(
        Plan(
            station="lattice",
            created=DAY_START,
            seed=1,
            timezone="Asia/Shanghai",
            start=DAY_START,
            end=DAY_START + dt.timedelta(days=1),
            units=units,
            routes=made.routes,
            solver={"routes": SolverReport(status="feasible")},
        )
    )


def codes(check: Check, plan: Plan, scenario: Scenario) -> list[str]:
    """Give the codes that a check yields."""
    return [violation.code for violation in check(plan, scenario)]


def with_route(plan: Plan, **changes: object) -> Plan:
    """Change the first route of a plan."""
    return plan.model_copy(update={"routes": (plan.routes[0].model_copy(update=changes), *plan.routes[1:])})


def moved(route: Route, east_m: float, north_m: float, chosen: Callable[[int], bool]) -> tuple:
    """Move the chosen points of a path."""
    points = FRAME.metres([p[:2] for p in route.path]) + np.array([east_m, north_m])
    places = FRAME.lonlat(points).tolist()
    return tuple((*places[n], p[2]) if chosen(n) else p for n, p in enumerate(route.path))


def test_who_stays_on_their_ground_is_lawful() -> None:
    """A limited unit's plan passes; with part of its path moved off the ground it does not."""
    scenario = town(force())
    plan = planned(scenario, (make_unit("g-1", force="guards"),), g_1=("a", "b"))
    assert codes(limited_units_stay_on_their_ground, plan, scenario) == []
    assert codes(visits_keep_rights, plan, scenario) == []
    middle = len(plan.routes[0].path) // 2
    away = with_route(plan, path=moved(plan.routes[0], 0, 500, lambda n: n == middle))
    assert codes(limited_units_stay_on_their_ground, away, scenario) == ["off_ground"]


def test_the_plan_of_a_free_unit_breaks_the_ground_of_a_limited_one() -> None:
    """What a unit without ground drives is caught once its force is limited: visits and ways."""
    units = (make_unit("g-1", force="guards"),)
    plan = planned(town(force(areas=())), units, g_1=("c", "d"))
    limited = town(force())
    assert codes(limited_units_stay_on_their_ground, plan, limited) == ["off_ground"]
    assert codes(visits_keep_rights, plan, limited) == ["outside_ground"]


def test_only_the_ways_of_the_base_may_lie_outside() -> None:
    """From a base outside its ground a unit may go there and back, and nowhere else outside."""
    scenario = town(force(areas=("village",)))
    plan = planned(scenario, (make_unit("g-1", force="guards"),), g_1=("c", "d"))
    assert codes(limited_units_stay_on_their_ground, plan, scenario) == []
    route = plan.routes[0]
    between = [n for n, point in enumerate(route.path) if route.stops[1].depart < point[2] < route.stops[2].arrive]
    away = with_route(plan, path=moved(route, 0, -900, lambda n: n == between[len(between) // 2]))
    assert codes(limited_units_stay_on_their_ground, away, scenario) == ["off_ground"]


def test_speed_is_that_of_the_hour() -> None:
    """A plan made for the rush hour is lawful in it; one made without it is too quick, and is told its speed."""
    units = (make_unit("g-1", force="guards"),)
    slow, quick = town(force(areas=()), slower=(RUSH,)), town(force(areas=()))
    assert codes(mode_speed, planned(slow, units, g_1=("c", "d")), slow) == []
    found = list(mode_speed(planned(quick, units, g_1=("c", "d")), slow))
    assert [violation.code for violation in found] == ["too_fast"]
    assert found[0].params["kmh"] == pytest.approx(15)


def test_time_at_full_speed_counts_the_slowest_window() -> None:
    """Over the border of windows each part counts by its own share, and the slowest where they overlap."""
    tier = Tier(
        id="t",
        name="t",
        mode="car",
        speed_kmh=30,
        slower=(RUSH, SpeedBand(start="09:30", end="10:30", share=0.25, days=("mon",))),
    )
    moments = DAY_START.timestamp() + 3600 * np.array([0.0, 1, 2, 2.5, 3, 3.5, 4])
    hours = at_full_speed_s(tier, moments, ZONE) / 3600
    assert hours.tolist() == pytest.approx([0, 1, 1.5, 1.75, 1.875, 2.0, 2.5])


def test_banned_turns_are_seen() -> None:
    """A car that turns where it is banned is caught, one that stops at the corner is not, nor is a walker."""
    streets = make_streets()
    scenario = town(force(areas=()))
    plan = planned(scenario, (make_unit("g-1", force="guards"),), g_1=("d",))
    first, corner, second = _first_corner(plan.routes[0])
    nodes = [int(np.argmin(great_circle_m(streets.node_lonlat, place))) for place in (first, corner, second)]
    edges = [
        int(np.flatnonzero((streets.edge_source == a) & (streets.edge_target == b))[0]) for a, b in pairwise(nodes)
    ]
    ban = {"turn_from": np.array(edges[:1], np.int32), "turn_to": np.array(edges[1:], np.int32)}
    banned = town(force(areas=()), streets=replace(streets, **ban))
    assert codes(cars_make_no_banned_turn, plan, scenario) == []
    assert codes(cars_make_no_banned_turn, plan, banned) == ["turn_banned"]
    moments = [p[2] for p in plan.routes[0].path if great_circle_m(p[:2], corner) < 1]
    stop = plan.routes[0].stops[1].model_copy(update={"arrive": moments[0], "depart": moments[0]})
    halted = with_route(plan, stops=(plan.routes[0].stops[0], stop, *plan.routes[0].stops[1:]))
    assert codes(cars_make_no_banned_turn, halted, banned) == []
    on_foot = plan.model_copy(update={"units": (plan.units[0].model_copy(update={"mode": "foot"}),)})
    assert codes(cars_make_no_banned_turn, on_foot, banned) == []
    assert codes(cars_make_no_banned_turn, planned(banned, plan.units, g_1=("d",)), banned) == []


def _first_corner(route: Route) -> tuple:
    """Find three junctions of a path, one after the other, that do not lie on one line."""
    points = [np.array(p[:2]) for p in route.path]
    points = [p for n, p in enumerate(points) if n == 0 or great_circle_m(points[n - 1], p) > 1]
    for a, b, c in zip(points, points[1:], points[2:], strict=False):
        (ax, ay), (bx, by), (cx, cy) = (FRAME.metres(p)[0] for p in (a, b, c))
        whole = all(max(abs(v / 200 - round(v / 200)) for v in pair) < 0.01 for pair in ((ax, ay), (bx, by), (cx, cy)))
        if whole and abs((bx - ax) * (cy - by) - (by - ay) * (cx - bx)) > 100:
            return a, b, c
    raise AssertionError("the path has no corner")


def test_hand_overs_are_held() -> None:
    """A unit that stays at its base at both ends passes; one that leaves at once does not."""
    units = (make_unit("g-1", force="guards"),)
    scenario = town(force(areas=(), handover_min=20))
    assert codes(units_hand_over, planned(scenario, units, g_1=("c",)), scenario) == []
    early = planned(town(force(areas=())), units, g_1=("c",))
    assert set(codes(units_hand_over, early, scenario)) == {"handover_missing"}


def test_a_lost_unit_hands_over_when_it_begins_only() -> None:
    """A unit whose shift ends on the street is held to the handover at its start, and to no other."""
    scenario = town(force(areas=(), handover_min=20))
    plan = planned(scenario, (make_unit("g-1", force="guards"),), g_1=("c",))
    route, stop = plan.routes[0], plan.routes[0].stops[1]
    path = tuple(point for point in route.path if point[2] <= stop.arrive)
    gone = with_route(plan, path=path, end=stop.arrive)
    gone = gone.model_copy(update={"units": (plan.units[0].model_copy(update={"shift_end": stop.arrive}),)})
    assert codes(units_hand_over, gone, scenario) == ["handover_missing"]
    lost = gone.model_copy(update={"notices": (Notice(code="unit_lost", params={"unit": "g-1"}),)})
    assert codes(units_hand_over, lost, scenario) == []


def test_the_units_of_a_ground_never_all_rest() -> None:
    """Two forces of one ground that rest at once are caught; of two grounds they are not, nor when it is told."""
    forces = (force(break_min=30), force("wardens", break_min=30))
    units = tuple(make_unit(f"{own.id}-1", force=own.id, end="16:00") for own in forces)
    scenario = town(*forces)
    plan = planned(scenario, units, guards_1=("break",), wardens_1=("break",))
    assert codes(breaks_are_taken, plan, scenario) == []
    first = next(stop for stop in plan.routes[0].stops if stop.kind == "break")
    stops = tuple(
        stop.model_copy(update={"arrive": first.arrive, "depart": first.depart}) if stop.kind == "break" else stop
        for stop in plan.routes[1].stops
    )
    both = plan.model_copy(update={"routes": (plan.routes[0], plan.routes[1].model_copy(update={"stops": stops}))})
    found = list(breaks_are_taken(both, scenario))
    assert {violation.code for violation in found} == {"all_on_break"}
    assert found[0].params["force"] == "guards, wardens"
    apart = town(force(break_min=30), force("wardens", break_min=30, areas=("village",)))
    assert codes(breaks_are_taken, both, apart) == []
    told = Unmet(kind="break", id="wardens", reason="breaks_coincide", fix=Fix(code="stagger_shifts"))
    assert codes(breaks_are_taken, both.model_copy(update={"required_unmet": (told,)}), scenario) == []


def test_deadhead_is_what_is_driven_between_stops_and_not_patrolled() -> None:
    """Straight ways between stops count, patrols do not; where the pace is the speed everything does."""
    units = (make_unit("g-1", force="guards", start="08:00", end="08:20"),)
    scenario = town(force(areas=()))
    straight = planned(scenario, units, g_1=("a", "b"))
    length_km = straight.routes[0].length_m / 1000
    assert deadhead_figures(straight, scenario) == pytest.approx(
        {"deadhead_km": length_km, "deadhead_pct": 100}, rel=1e-3
    )
    idle = planned(scenario, (make_unit("g-1", force="guards"),))
    assert idle.routes[0].length_m > 5000
    assert deadhead_figures(idle, scenario)["deadhead_km"] == 0
    tier = scenario.tiers[0].model_copy(update={"patrol_kmh": 30.0})
    assert deadhead_figures(idle, scenario.model_copy(update={"tiers": (tier,)}))["deadhead_pct"] == pytest.approx(
        100, rel=1e-3
    )
    rush, units = town(force(areas=()), slower=(RUSH,)), (make_unit("g-1", force="guards", end="08:15"),)
    assert deadhead_figures(planned(rush, units, g_1=("a",)), rush)["deadhead_pct"] == pytest.approx(100, rel=1e-3)
