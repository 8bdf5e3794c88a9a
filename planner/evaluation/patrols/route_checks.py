"""Routes held against shifts, bases and time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import numpy as np

from planner.domain.plan import Plan, Route, Unit
from planner.domain.scenario import Scenario
from planner.domain.track import position, track
from planner.domain.violation import Violation
from planner.evaluation.moments import openings
from planner.evaluation.patrols.repair_checks import lost_units
from planner.evaluation.stages import solved
from planner.geo import great_circle_m

SAME_PLACE_M = 3.0
"""Two points closer than this are one place [m]; coordinates carry a centimetre or better."""


def _pairs(plan: Plan) -> Iterator[tuple[Route, Unit]]:
    units = {unit.id: unit for unit in plan.units}
    for route in plan.routes:
        if route.unit in units:
            yield route, units[route.unit]


def known_units(plan: Plan) -> Iterator[Violation]:
    """Every route belongs to one unit of the plan, and no unit has two."""
    known = {unit.id for unit in plan.units}
    for unit, count in Counter(route.unit for route in plan.routes).items():
        if unit not in known:
            yield Violation(code="unit_unknown", params={"unit": unit})
        if count > 1:
            yield Violation(code="two_routes", params={"unit": unit})


def every_unit_has_a_route(plan: Plan) -> Iterator[Violation]:
    """No two units share a name, and when routes were made every unit has one."""
    for unit, count in Counter(unit.id for unit in plan.units).items():
        if count > 1:
            yield Violation(code="unit_twice", params={"unit": unit})
    if solved(plan, "routes"):
        for unit in sorted({unit.id for unit in plan.units} - {route.unit for route in plan.routes}):
            yield Violation(code="unit_without_route", params={"unit": unit})


def inside_the_shift(plan: Plan) -> Iterator[Violation]:
    """A route and all that it holds lies within its unit's shift."""
    for route, unit in _pairs(plan):
        moments = [route.start, route.end, *(moment for *_, moment in route.path)]
        moments += [moment for stop in route.stops for moment in (stop.arrive, stop.depart)]
        if min(moments) < unit.shift_start or max(moments) > unit.shift_end:
            yield Violation(code="outside_shift", params={"unit": unit.id})


def begins_and_ends_at_base(plan: Plan) -> Iterator[Violation]:
    """Every route has a path, which ends where it begins, unless its unit is lost."""
    lost = lost_units(plan)
    for route, unit in _pairs(plan):
        if len(route.path) < 2:
            yield Violation(code="path_missing", params={"unit": unit.id})
        elif unit.id not in lost and float(great_circle_m(route.path[0][:2], route.path[-1][:2])) > SAME_PLACE_M:
            yield Violation(code="not_back_at_base", params={"unit": unit.id})


def times_increase(plan: Plan) -> Iterator[Violation]:
    """Times never run backwards, along the path and from stop to stop."""
    for route in plan.routes:
        _, seconds = track(route)
        stops = [moment.timestamp() for stop in route.stops for moment in (stop.arrive, stop.depart)]
        if np.any(np.diff(seconds) < 0) or np.any(np.diff(stops) < 0):
            yield Violation(code="time_runs_backwards", params={"unit": route.unit})


def stops_lie_on_the_path(plan: Plan) -> Iterator[Violation]:
    """A unit is at each stop when it says so; at points, breaks and the base it also leaves from there."""
    for route in plan.routes:
        if len(route.path) < 2:
            continue
        for stop in route.stops:
            moments = [stop.arrive] if stop.kind in {"line", "area"} else [stop.arrive, stop.depart]
            gaps = [float(great_circle_m(position(route, moment), (stop.lon, stop.lat))) for moment in moments]
            if max(gaps) > SAME_PLACE_M:
                params = {"unit": route.unit, "stop": stop.id, "arrive": stop.arrive, "gap_m": max(gaps)}
                yield Violation(code="stop_off_path", params=params)


def units_belong_to_forces(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """A unit has its force's tier and base, its tier's mode, and never more units are out than the force has."""
    forces = {force.id: force for force in scenario.forces}
    modes = {tier.id: tier.mode for tier in scenario.tiers}
    for unit in plan.units:
        force = forces.get(unit.force)
        if force is None or unit.tier != force.tier or unit.mode != modes.get(unit.tier) or unit.base != force.base:
            yield Violation(code="unit_not_of_force", params={"unit": unit.id, "force": unit.force})
        elif force.duty is not None and len(unit.officers) < force.crew_size:
            yield Violation(code="crew_too_small", params={"unit": unit.id, "crew": len(unit.officers)})
    for force in scenario.forces:
        own = [unit for unit in plan.units if unit.force == force.id]
        for unit in own:
            out = sum(other.shift_start <= unit.shift_start < other.shift_end for other in own)
            if out > force.units:
                params = {"force": force.id, "out": out, "most": force.units, "start": unit.shift_start}
                yield Violation(code="too_many_units", params=params)


def units_keep_their_shifts(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """A unit that no duty crews is out in a shift of its force; a crew from the roster is on its force's duty."""
    zone = ZoneInfo(scenario.station.timezone)
    forces = {force.id: force for force in scenario.forces}
    duties = {(row.officer, row.unit): row.duty for row in plan.roster if row.unit}
    lost = lost_units(plan)
    for unit in plan.units:
        force = forces.get(unit.force)
        if force is None:
            continue
        first = unit.shift_start.astimezone(zone).date()
        shifts = openings(force.shifts, [first - dt.timedelta(days=back) for back in (0, 1, 2)], zone)
        own = [end for start, end in shifts if start == unit.shift_start]
        if force.duty is None and not (own if unit.id in lost else unit.shift_end in own):
            yield Violation(code="unit_off_shift", params={"unit": unit.id, "force": force.id})
        for officer in unit.officers:
            if duties.get((officer, unit.id), force.duty) != force.duty:
                yield Violation(code="crew_not_on_duty", params={"unit": unit.id, "officer": officer})


def base_is_near(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """A path begins on the street at its unit's base."""
    for route, unit in _pairs(plan):
        if route.path:
            gap_m = float(great_circle_m(route.path[0][:2], unit.base))
            if gap_m > scenario.patrol.snap_m + SAME_PLACE_M:
                yield Violation(code="base_far_off", params={"unit": unit.id, "gap_m": gap_m})
