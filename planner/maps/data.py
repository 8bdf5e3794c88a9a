"""What a page draws, as plain JSON: short, without officers' names, and in the reader's language.

Times are whole seconds since the start, coordinates whole steps (`planner.maps.encode`). Text from the scenario stands
in it as it was typed; the page shows it with `textContent` only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.domain.clock import hour_of_week, later
from planner.domain.demand import Demand
from planner.domain.plan import Flight, Plan, Route, Unit
from planner.domain.scenario import Scenario
from planner.domain.work import PatrolArea, PatrolLine, PatrolPoint
from planner.geo import Frame
from planner.i18n import Language
from planner.i18n.labels import labels
from planner.i18n.reasons import FIXES, REASONS, fix_text, reason_text
from planner.maps import encode
from planner.maps.horizon import HOUR_S, Horizon, horizon
from planner.maps.streets import street_data
from planner.maps.visits import visits

FORMAT = "patrol-map/1"
Json = dict[str, Any]
WORDS = ("map_", "mode_", "place_kind_", "zone_kind_")
"""Prefixes of the labels that the page's script asks for."""


def map_data(plan: Plan, scenario: Scenario, demand: Demand, *, language: Language) -> Json:
    """Give everything that a page shows of a plan.

    Returns
    -------
    dict
        ``origin`` [deg], ``start_ms`` [ms since 1970], ``seconds`` [s], and one key a layer; see docs/maps.md.

    Raises
    ------
    KeyError
        If the plan names a tier or dock that the scenario does not have.
    """
    span = horizon(plan)
    origin = scenario.station.base
    return {
        "format": FORMAT,
        "language": language,
        "labels": {key: text for prefix in WORDS for key, text in labels(language, prefix).items()},
        "station": {"id": scenario.station.id, "name": scenario.station.name},
        "timezone": plan.timezone,
        "utc_offsets_min": span.utc_offsets(),
        "start_ms": round(plan.start.timestamp() * 1000),
        "seconds": span.seconds,
        "cancelled": plan.cancelled,
        "origin": [*origin],
        "steps_per_deg": encode.STEPS_PER_DEG,
        "boundary": encode.region(scenario.boundary, origin),
        "streets": street_data(scenario.streets, Frame(origin)),
        **_ground(scenario, demand, span),
        **_work(plan, scenario, span),
        **_patrols(plan, scenario, span),
        **_rounds(plan, scenario, span),
        **_shortfalls(plan, scenario, span, language),
    }


def _ground(scenario: Scenario, demand: Demand, span: Horizon) -> Json:
    """Grids with their demand by hour, offices, places and zones."""
    origin = scenario.station.base
    hours = [hour_of_week(later(moment, HOUR_S / 2)) for moment in span.hours()]
    return {
        "grids": [
            {
                **grid.model_dump(include={"id", "name", "office", "leader"}),
                "region": encode.region(grid.region, origin),
                "demand": [round(demand.at(grid.id, hour), 4) for hour in hours],
            }
            for grid in scenario.grids
        ],
        "offices": [{"id": o.id, "name": o.name, "at": encode.line(o.location, origin)} for o in scenario.offices],
        "places": [
            {
                **place.model_dump(include={"id", "name", "kind", "crowd"}),
                "at": encode.line(place.location, origin),
                "open": span.spans(place.hours),
            }
            for place in scenario.places
        ],
        "zones": [
            {
                **zone.model_dump(include={"id", "name", "kind", "ceiling_m", "reason"}),
                "region": encode.region(zone.region, origin),
                "active": span.spans(zone.windows),
            }
            for zone in scenario.zones
        ],
    }


def _work(plan: Plan, scenario: Scenario, span: Horizon) -> Json:
    """Points, lines and areas, and the visits that they ask for."""
    work = (*scenario.points, *scenario.lines, *scenario.areas)
    place = {item.id: number for number, item in enumerate(work)}
    unit = {unit.id: number for number, unit in enumerate(plan.units)}
    return {
        "work": [
            {
                "id": item.id,
                "name": item.name,
                "required": any(rule.required for rule in item.visits),
                **_shape(item, scenario),
            }
            for item in work
        ],
        "visits": [
            {
                "work": place[visit.work],
                "opens": round(visit.opens_s),
                "closes": round(visit.closes_s),
                "required": visit.required,
                "unit": None if visit.unit is None else unit[visit.unit],
                "arrive": None if visit.arrive_s is None else round(visit.arrive_s),
                "depart": None if visit.depart_s is None else round(visit.depart_s),
            }
            for visit in visits(scenario, plan, span.start, span.end)
        ],
    }


def _shape(item: PatrolPoint | PatrolLine | PatrolArea, scenario: Scenario) -> Json:
    origin = scenario.station.base
    if isinstance(item, PatrolPoint):
        return {"kind": "point", "at": encode.line(item.location, origin)}
    if isinstance(item, PatrolLine):
        return {"kind": "line", "line": encode.line(item.line, origin)}
    return {"kind": "area", "region": encode.region(item.region, origin)}


def _patrols(plan: Plan, scenario: Scenario, span: Horizon) -> Json:
    """Tiers, and the units in them with their routes; officers are counted, never named."""
    tier = {tier.id: number for number, tier in enumerate(scenario.tiers)}
    force = {force.id: force for force in scenario.forces}
    routes = {route.unit: route for route in plan.routes}
    return {
        "tiers": [tier.model_dump(include={"id", "name", "mode"}) for tier in scenario.tiers],
        "units": [
            {
                "id": unit.id,
                "tier": tier[unit.tier],
                "force": force[unit.force].name if unit.force in force else unit.force,
                "officers": len(unit.officers) or (force[unit.force].crew_size if unit.force in force else 0),
                "start": span.at(unit.shift_start),
                "end": span.at(unit.shift_end),
                "base": encode.line(unit.base, scenario.station.base),
                **_route(unit, routes.get(unit.id), scenario, span),
            }
            for unit in plan.units
        ],
    }


def _route(unit: Unit, route: Route | None, scenario: Scenario, span: Horizon) -> Json:
    """Path and stops of one unit; a unit without a route stays at its base."""
    origin = scenario.station.base
    path = route.path if route and route.path else ((*unit.base, unit.shift_start), (*unit.base, unit.shift_end))
    name = _names(scenario)
    return {
        "length_m": round(route.length_m) if route else 0,
        "path": encode.line([point[:2] for point in path], origin),
        "times": encode.differences(span.at(point[2]) for point in path),
        "stops": [
            {
                "kind": stop.kind,
                "id": stop.id,
                "name": name.get(stop.id, stop.id),
                "at": encode.line((stop.lon, stop.lat), origin),
                "arrive": span.at(stop.arrive),
                "depart": span.at(stop.depart),
                "required": stop.required,
            }
            for stop in (route.stops if route else ())
        ],
    }


def _rounds(plan: Plan, scenario: Scenario, span: Horizon) -> Json:
    """Docks, and the flights from them."""
    origin = scenario.station.base
    dock = {dock.id: number for number, dock in enumerate(scenario.docks)}
    model = {model.id: model.name for model in scenario.drone_models}
    name = _names(scenario)
    return {
        "rounds_per_day": max([scenario.rounds.rounds_per_day, *(flight.round for flight in plan.flights)]),
        "docks": [
            {
                **item.model_dump(include={"id", "name", "drone"}),
                "model": model.get(item.model, item.model),
                "at": encode.line(item.location, origin),
                "radius_m": item.radius_m,
            }
            for item in scenario.docks
        ],
        "flights": [
            {
                **flight.model_dump(include={"round", "drone", "purpose"}),
                "day": flight.day.isoformat(),
                "dock": dock[flight.dock],
                "serves": [name.get(id_, id_) for id_ in flight.serves],
                **_path(flight, scenario, span),
            }
            for flight in sorted(plan.flights, key=lambda flight: (flight.takeoff.timestamp(), flight.dock))
        ],
    }


def _path(flight: Flight, scenario: Scenario, span: Horizon) -> Json:
    return {
        "takeoff": span.at(flight.takeoff),
        "landing": span.at(flight.landing),
        "length_m": round(flight.length_m),
        "battery_pct": [round(flight.battery_before_pct, 1), round(flight.battery_after_pct, 1)],
        "path": encode.line([point[:2] for point in flight.path], scenario.station.base),
        "heights_m": encode.differences(point[2] for point in flight.path),
        "times": encode.differences(span.at(point[3]) for point in flight.path),
    }


def _shortfalls(plan: Plan, scenario: Scenario, span: Horizon, language: Language) -> Json:
    """What the plan does not reach, with reasons and remedies as sentences."""
    name = _names(scenario)
    return {
        "unmet": [
            {
                "kind": item.kind,
                "name": name.get(item.id, item.id),
                "when": None if item.when is None else span.at(item.when),
                "reason": reason_text(item.reason, language, item.params) if item.reason in REASONS else item.reason,
                "fix": fix_text(item.fix.code, language, item.fix.params) if item.fix.code in FIXES else item.fix.code,
            }
            for item in plan.required_unmet
        ],
        "dropped": [
            {
                "kind": item.kind,
                "name": name.get(item.id, item.id),
                "when": None if item.when is None else span.at(item.when),
                "reason": reason_text(item.reason, language, {}) if item.reason in REASONS else item.reason,
            }
            for item in plan.optional_dropped
        ],
    }


def _names(scenario: Scenario) -> dict[str, str]:
    """Give the name of everything that stops, flights and shortfalls refer to by id."""
    named: Sequence[tuple[Any, ...]] = (
        scenario.grids,
        scenario.docks,
        scenario.places,
        scenario.drone_tasks,
        scenario.areas,
        scenario.lines,
        scenario.points,
    )
    names = {item.id: item.name for items in named for item in items}
    return {**{duty.code: duty.name for duty in scenario.duties}, **names}
