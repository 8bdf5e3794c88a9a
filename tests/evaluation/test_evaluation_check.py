"""The check of a whole plan: passes what the pipeline makes, and finds every rule broken by hand."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.domain.force import Leave
from planner.domain.plan import Assignment, Flight, Plan, Route, Stop, Unit
from planner.domain.scenario import Scenario
from planner.evaluation.check import PLAN_CHECKS, SCENARIO_CHECKS, check

HOUR = dt.timedelta(hours=1)
Change = Callable[[Plan, Scenario], tuple[Plan, Scenario]]


def of_plan(**fields: object) -> Callable[[Plan], Plan]:
    """Give a change of a plan's fields."""
    return lambda plan: plan.model_copy(update=fields)


def with_route(plan: Plan, change: Callable[[Route], Route], wanted: Callable[[Route], bool] = lambda _: True) -> Plan:
    """Change the first route that is wanted."""
    index = next(number for number, route in enumerate(plan.routes) if wanted(route))
    routes = list(plan.routes)
    routes[index] = change(routes[index])
    return plan.model_copy(update={"routes": tuple(routes)})


def with_row(plan: Plan, **fields: object) -> Plan:
    """Change the first roster row."""
    row = plan.roster[0].model_copy(update=fields)
    return plan.model_copy(update={"roster": (row, *plan.roster[1:])})


def with_flight(plan: Plan, change: Callable[[Flight], dict[str, object]], number: int = 0) -> Plan:
    """Change one flight."""
    flights = list(plan.flights)
    flights[number] = flights[number].model_copy(update=change(flights[number]))
    return plan.model_copy(update={"flights": tuple(flights)})


def with_unit(plan: Plan, **fields: object) -> Plan:
    """Change the first unit."""
    unit = plan.units[0].model_copy(update=fields)
    return plan.model_copy(update={"units": (unit, *plan.units[1:])})


def without_stops(plan: Plan, unwanted: Callable[[Stop], bool]) -> Plan:
    """Remove stops from all routes."""
    routes = [
        route.model_copy(update={"stops": tuple(stop for stop in route.stops if not unwanted(stop))})
        for route in plan.routes
    ]
    return plan.model_copy(update={"routes": tuple(routes)})


def has(kind: str) -> Callable[[Route], bool]:
    """Tell whether a route has a stop of a kind."""
    return lambda route: any(stop.kind == kind for stop in route.stops)


def moved(stop: Stop) -> Stop:
    """Put a stop half a kilometre off."""
    return stop.model_copy(update={"lon": stop.lon + 0.005})


def squeezed(route: Route) -> Route:
    """Make a route's first kilometres take no time."""
    path = [
        (lon, lat, route.path[0][2] if index < len(route.path) // 2 else at)
        for index, (lon, lat, at) in enumerate(route.path)
    ]
    return route.model_copy(update={"path": tuple(path)})


def shortcut(route: Route) -> Route:
    """Leave out every second point, so that corners are cut across blocks."""
    return route.model_copy(update={"path": (*route.path[:-1:3], route.path[-1])})


def second_officer(plan: Plan) -> Assignment:
    """Give the first row of an officer's work again, an hour later."""
    row = plan.roster[0]
    return row.model_copy(update={"start": row.start + HOUR, "end": row.end + HOUR})


def early_after(plan: Plan) -> Assignment:
    """Give a shift four hours after an officer's first one ends."""
    row = plan.roster[0]
    return row.model_copy(update={"start": row.end + 4 * HOUR, "end": row.end + 5 * HOUR, "unit": None})


def crossing(flight: Flight, scenario: Scenario) -> dict[str, object]:
    """Lead a flight over the middle of the privacy zone."""
    ring = scenario.zones[0].region[0][0]
    lon, lat = (ring[0][0] + ring[2][0]) / 2, (ring[0][1] + ring[2][1]) / 2
    middle = len(flight.path) // 2
    *_, height, at = flight.path[middle]
    return {"path": (*flight.path[:middle], (lon, lat, height, at), *flight.path[middle:])}


def a_guard_does(plan: Plan, scenario: Scenario, work: str) -> Plan:
    """Let the guard make a visit that is not theirs."""
    guard = next(unit for unit in plan.units if unit.tier == "guard")
    point = next(point for point in scenario.points if point.id == work)

    def change(route: Route) -> Route:
        stop = route.stops[1].model_copy(
            update={"id": work, "kind": "point", "lon": point.location[0], "lat": point.location[1]}
        )
        return route.model_copy(update={"stops": (route.stops[0], stop, *route.stops[1:])})

    return with_route(plan, change, lambda route: route.unit == guard.id)


def only_cars_at(scenario: Scenario, work: str) -> Scenario:
    """Close a point to all but cars."""
    points = tuple(
        point.model_copy(update={"tiers": ("police_car",)}) if point.id == work else point for point in scenario.points
    )
    return scenario.model_copy(update={"points": points})


def with_rules(scenario: Scenario, part: str, **fields: object) -> Scenario:
    """Change rules of a scenario."""
    return scenario.model_copy(update={part: getattr(scenario, part).model_copy(update=fields)})


def with_roster_rule(scenario: Scenario, name: str, **fields: object) -> Scenario:
    """Change one rule of the roster."""
    rules = scenario.roster.rules
    changed = rules.model_copy(update={name: getattr(rules, name).model_copy(update=fields)})
    return with_rules(scenario, "roster", rules=changed)


def with_officer(scenario: Scenario, name: str, **fields: object) -> Scenario:
    """Change one officer of a scenario."""
    officers = tuple(o.model_copy(update=fields) if o.id == name else o for o in scenario.officers)
    return scenario.model_copy(update={"officers": officers})


def nobody(scenario: Scenario, plan: Plan) -> tuple[Plan, Scenario]:
    """Empty the roster without a word."""
    return plan.model_copy(update={"roster": (), "units": (), "routes": ()}), scenario


def hot_spot_twice(plan: Plan) -> Plan:
    """Repeat an optional stop ten times."""

    def change(route: Route) -> Route:
        index = next(n for n, stop in enumerate(route.stops) if stop.kind == "point" and not stop.required)
        return route.model_copy(
            update={"stops": (*route.stops[:index], *([route.stops[index]] * 10), *route.stops[index + 1 :])}
        )

    return with_route(
        plan, change, lambda route: any(stop.kind == "point" and not stop.required for stop in route.stops)
    )


def with_work_elsewhere(scenario: Scenario) -> Scenario:
    """Move a checkpoint half a kilometre away from where the plan visits it."""
    first, *others = scenario.points
    lon, lat = first.location
    return scenario.model_copy(update={"points": (first.model_copy(update={"location": (lon + 0.005, lat)}), *others)})


BROKEN: dict[str, Change] = {
    "officer_unknown": lambda p, s: (with_row(p, officer="nobody"), s),
    "two_shifts_at_once": lambda p, s: (of_plan(roster=(*p.roster, second_officer(p)))(p), s),
    "crew_not_on_duty": lambda p, s: (with_unit(p, officers=("C1", "C2")), s),
    "not_a_shift": lambda p, s: (with_row(p, start=p.roster[0].start + HOUR), s),
    "rest_too_short": lambda p, s: (of_plan(roster=(*p.roster, early_after(p)))(p), s),
    "too_many_hours": lambda p, s: (p, with_officer(s, p.roster[0].officer, weekly_hours=4.0)),
    "on_leave": lambda p, s: (
        p,
        with_officer(
            s, p.roster[0].officer, leave=(Leave(start=p.roster[0].start.date(), end=p.roster[0].start.date()),)
        ),
    ),
    "duty_not_allowed": lambda p, s: (p, with_officer(s, p.roster[0].officer, duties=("nothing",))),
    "run_too_long": lambda p, s: (p, with_roster_rule(s, "work_run", longest=1)),
    "nights_too_long": lambda p, s: (
        of_plan(roster=(*p.roster, *_three_nights(p)))(p),
        with_roster_rule(s, "night_run", longest=2),
    ),
    "shortage_not_told": lambda p, s: nobody(s, p),
    "unit_unknown": lambda p, s: (with_route(p, lambda r: r.model_copy(update={"unit": "ghost"})), s),
    "unit_twice": lambda p, s: (of_plan(units=(*p.units, p.units[0]))(p), s),
    "unit_without_route": lambda p, s: (of_plan(routes=p.routes[1:])(p), s),
    "two_routes": lambda p, s: (of_plan(routes=(*p.routes, p.routes[0]))(p), s),
    "outside_shift": lambda p, s: (with_unit(p, shift_end=p.units[0].shift_end - HOUR), s),
    "path_missing": lambda p, s: (with_route(p, lambda r: r.model_copy(update={"path": ()})), s),
    "not_back_at_base": lambda p, s: (
        with_route(p, lambda r: r.model_copy(update={"path": r.path[: len(r.path) // 2]})),
        s,
    ),
    "time_runs_backwards": lambda p, s: (
        with_route(p, lambda r: r.model_copy(update={"path": (*r.path[:5], r.path[2], *r.path[5:])})),
        s,
    ),
    "stop_off_path": lambda p, s: (
        with_route(p, lambda r: r.model_copy(update={"stops": (*r.stops[:1], moved(r.stops[1]), *r.stops[2:])})),
        s,
    ),
    "unit_not_of_force": lambda p, s: (with_unit(p, tier="guard"), s),
    "crew_too_small": lambda p, s: (with_unit(p, officers=()), s),
    "too_many_units": lambda p, s: (
        of_plan(units=(*p.units, *(_copy(p.units[0], n) for n in range(4))))(p),
        s,
    ),
    "base_far_off": lambda p, s: (
        with_route(p, lambda r: r.model_copy(update={"path": tuple((x + 0.01, y, t) for x, y, t in r.path)})),
        s,
    ),
    "too_fast": lambda p, s: (with_route(p, squeezed), s),
    "length_wrong": lambda p, s: (with_route(p, lambda r: r.model_copy(update={"length_m": r.length_m * 2 + 100})), s),
    "off_street": lambda p, s: (with_route(p, shortcut), s),
    "unit_off_shift": lambda p, s: (
        of_plan(
            units=tuple(
                u.model_copy(update={"shift_start": u.shift_start - HOUR}) if u.tier == "guard" else u for u in p.units
            )
        )(p),
        s,
    ),
    "stop_not_at_work": lambda p, s: (p, with_work_elsewhere(s)),
    "flight_does_not_see": lambda p, s: (with_flight(p, lambda _: {"serves": ("T1", "T9")}), s),
    "round_unknown": lambda p, s: (with_flight(p, lambda _: {"round": 25}), s),
    "visit_not_told": lambda p, s: (without_stops(p, lambda stop: stop.id == "K1"), s),
    "tier_not_allowed": lambda p, s: (a_guard_does(p, s, "K2"), only_cars_at(s, "K2")),
    "outside_ground": lambda p, s: (a_guard_does(p, s, "K2"), s),
    "break_missing": lambda p, s: (without_stops(p, lambda stop: stop.kind == "break"), s),
    "over_patrol": lambda p, s: (hot_spot_twice(p), s),
    "flight_time_wrong": lambda p, s: (with_flight(p, lambda f: {"takeoff": f.takeoff + HOUR}), s),
    "flight_not_home": lambda p, s: (with_flight(p, lambda f: {"path": f.path[:-2]}), s),
    "round_twice": lambda p, s: (with_flight(p, lambda _: {"round": p.flights[1].round}), s),
    "dock_used_twice": lambda p, s: (with_flight(p, lambda f: {"landing": f.landing + 20 * HOUR}, _followed(p)), s),
    "in_closed_zone": lambda p, s: (with_flight(p, lambda f: crossing(f, s)), s),
    "over_the_ceiling": lambda p, s: (p, with_rules(s, "rounds", ceiling_m=50.0)),
    "dock_unknown": lambda p, s: (with_flight(p, lambda _: {"dock": "D9"}), s),
    "drone_too_fast": lambda p, s: (
        with_flight(p, lambda f: {"path": tuple((x, y, h, f.takeoff) for x, y, h, _ in f.path)}),
        s,
    ),
    "out_of_reach": lambda p, s: (
        p,
        s.model_copy(update={"docks": tuple(d.model_copy(update={"radius_m": 20.0}) for d in s.docks)}),
    ),
    "battery_wrong": lambda p, s: (with_flight(p, lambda f: {"battery_after_pct": f.battery_before_pct}), s),
    "charged_too_fast": lambda p, s: (
        p,
        s.model_copy(
            update={"drone_models": tuple(m.model_copy(update={"charge_pct_per_min": 0.01}) for m in s.drone_models)}
        ),
    ),
    "round_not_told": lambda p, s: (of_plan(flights=p.flights[1:])(p), s),
    "round_off_time": lambda p, s: (p, with_rules(s, "rounds", headway_min=50.0)),
    "task_not_told": lambda p, s: (
        of_plan(
            flights=tuple(f.model_copy(update={"serves": tuple(t for t in f.serves if t != "T1")}) for f in p.flights)
        )(p),
        s,
    ),
}


def _followed(plan: Plan) -> int:
    """Give a flight whose dock sends another one later."""
    docks = [flight.dock for flight in plan.flights]
    return next(number for number, dock in enumerate(docks) if dock in docks[number + 1 :])


def _copy(unit: Unit, number: int) -> Unit:
    return unit.model_copy(update={"id": f"{unit.id}-{number}"})


def _three_nights(plan: Plan) -> list[Assignment]:
    first = plan.start.replace(hour=23, minute=0)
    return [
        plan.roster[0].model_copy(
            update={"officer": "P00", "shift": "N", "start": first + n * 24 * HOUR, "end": first + (24 * n + 8) * HOUR}
        )
        for n in range(3)
    ]


def test_a_plan_of_the_pipeline_is_legal(plan: Plan, scenario: Scenario) -> None:
    """Every solver answered, everything required is met, and no rule is broken."""
    assert {stage: report.status in {"optimal", "feasible"} for stage, report in plan.solver.items()} == {
        "roster": True,
        "routes": True,
        "flights": True,
    }
    report = check(plan, scenario)
    assert report.violations == ()
    assert report.untested == ()
    assert plan.required_unmet == ()
    assert {len(plan.roster) > 20, len(plan.routes) > 3, len(plan.flights) == 24} == {True}


@pytest.mark.parametrize("code", sorted(BROKEN))
def test_a_rule_broken_by_hand_is_found(code: str, plan: Plan, scenario: Scenario) -> None:
    """Each rule, broken in an otherwise legal plan, is named."""
    broken, against = BROKEN[code](plan, scenario)
    assert code in {violation.code for violation in check(broken, against).violations}


@pytest.mark.parametrize("kind", ["point", "line", "area"])
def test_work_that_was_passed_by_elsewhere_is_found(kind: str, plan: Plan, scenario: Scenario) -> None:
    """A stop that bears the name of other work of its kind, where the unit never was, is no visit."""
    far = {"points": "location", "lines": "line", "areas": "region"}
    works = getattr(scenario, f"{kind}s")
    key = far[f"{kind}s"]
    moved_work = tuple(work.model_copy(update={key: _shifted(getattr(work, key))}) for work in works)
    found = check(plan, scenario.model_copy(update={f"{kind}s": moved_work})).violations
    named = {violation.params["work"] for violation in found if violation.code == "stop_not_at_work"}
    assert named == {work.id for work in works}


def _shifted(value: object) -> object:
    """Move coordinates two kilometres east, however deep they are nested."""
    if isinstance(value, tuple) and value and isinstance(value[0], float):
        return (value[0] + 0.02, *value[1:])
    assert isinstance(value, tuple)
    return tuple(_shifted(part) for part in value)


def test_all_on_break(plan: Plan, scenario: Scenario) -> None:
    """Two units of a force that eat at the same time leave the street empty."""
    cars = [unit for unit in plan.units if unit.force == "cars"]
    first = cars[0]
    twin = first.model_copy(update={"id": "twin"})
    route = next(route for route in plan.routes if route.unit == first.id)
    doubled = plan.model_copy(
        update={"units": (first, twin), "routes": (route, route.model_copy(update={"unit": "twin"}))}
    )
    assert "all_on_break" in {violation.code for violation in check(doubled, scenario).violations}


def test_without_the_scenario_it_says_what_it_could_not_test(plan: Plan) -> None:
    """Half the rules need the scenario; the report names them instead of passing in silence."""
    report = check(plan)
    assert report.legal
    assert set(report.untested) == {test.__name__ for test in SCENARIO_CHECKS}


def test_every_check_has_a_broken_example() -> None:
    """No check can be added without a test: each one's codes stand among the broken plans, here or in another test."""
    modules = {inspect.getmodule(test) for test in (*PLAN_CHECKS, *SCENARIO_CHECKS)}
    codes = {
        piece.split('"')[0]
        for module in modules
        if module is not None
        for piece in inspect.getsource(module).split('Violation(code="')[1:]
    }
    tests = "".join(path.read_text("utf-8") for path in Path(__file__).parents[1].rglob("test_*.py"))
    assert len(codes) > 50
    assert [code for code in sorted(codes - set(BROKEN)) if f'"{code}"' not in tests] == []
    assert len(PLAN_CHECKS) + len(SCENARIO_CHECKS) > 30


def test_a_look_outside_its_window_does_not_serve_it(plan: Plan, scenario: Scenario) -> None:
    """A flight that is in the air during a window, but is at the place only after it, has not served the window."""
    start = plan.start
    task = next(task for task in scenario.drone_tasks if task.id == "T1")
    flight = next(flight for flight in plan.flights if "T1" in flight.serves and flight.takeoff < start + HOUR)
    minute = dt.timedelta(minutes=1)
    closes = (flight.takeoff - start) // minute + 1 + 7 * 60
    window = task.windows[0].model_copy(update={"end": closes})
    tasks = tuple(
        each.model_copy(update={"windows": (window,)}) if each.id == "T1" else each for each in scenario.drone_tasks
    )
    only = plan.model_copy(update={"flights": tuple(f for f in plan.flights if f is flight or "T1" not in f.serves)})
    report = check(only, scenario.model_copy(update={"drone_tasks": tasks}))
    assert "task_not_told" in {violation.code for violation in report.violations}


def test_the_horizon_is_not_empty(scenario: Scenario) -> None:
    """Cover is asked for on every day of the horizon."""
    from planner.evaluation.rosters.cover import needs

    listed = list(needs(scenario))
    hours = {
        duty: sum((n.end - n.start).total_seconds() for n in listed if n.duty == duty) / 3600
        for duty in ("patrol", "community")
    }
    assert hours == {"patrol": 7 * 24, "community": 7 * 8}


def test_a_need_is_swept_over_time(scenario: Scenario) -> None:
    """A round-the-clock cover begins with the first shift and ends a horizon later."""
    from planner.evaluation.rosters.cover import needs, staffing

    cover = scenario.duties[0].cover[0].model_copy(update={"start": 0, "end": 24 * 60})
    duty = scenario.duties[0].model_copy(update={"cover": (cover,)})
    changed = scenario.model_copy(update={"duties": (duty,)})
    listed = list(needs(changed))
    zone = dt.timezone(dt.timedelta(hours=8))
    assert [moment.astimezone(zone).hour for moment in (listed[0].start, listed[-1].end)] == [7, 7]
    plan = Plan.model_construct(roster=())
    assert {there for _, there in staffing(plan, changed, {})} == {0}
