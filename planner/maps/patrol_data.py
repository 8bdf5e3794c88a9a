"""Patrols on a page: tiers, units, routes; officers are counted, never named."""

from __future__ import annotations

from typing import Any

from planner.domain.naming import call_signs, names
from planner.domain.plan import Plan, Route, Unit
from planner.domain.scenario import Scenario
from planner.maps import encode
from planner.maps.horizon import Horizon


def patrol_data(plan: Plan, scenario: Scenario, span: Horizon) -> dict[str, Any]:
    """Tiers, and the units in them with their routes; officers are counted, never named."""
    tier = {tier.id: number for number, tier in enumerate(scenario.tiers)}
    force = {force.id: force for force in scenario.forces}
    routes = {route.unit: route for route in plan.routes}
    signs = call_signs(plan.units, {force.id: force.name for force in scenario.forces})
    return {
        "tiers": [tier.model_dump(include={"id", "name", "mode"}) for tier in scenario.tiers],
        "units": [
            {
                "id": unit.id,
                "call_sign": signs[unit.id],
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


def _route(unit: Unit, route: Route | None, scenario: Scenario, span: Horizon) -> dict[str, Any]:
    """Path and stops of one unit; a unit without a route stays at its base."""
    origin = scenario.station.base
    path = route.path if route and route.path else ((*unit.base, unit.shift_start), (*unit.base, unit.shift_end))
    name = names(scenario)
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
