"""The ground on a page: grids with their demand, offices, places, zones."""

from __future__ import annotations

from typing import Any

from planner.domain.clock import later
from planner.domain.demand import Demand
from planner.domain.scenario import Scenario
from planner.maps import encode
from planner.maps.horizon import HOUR_S, Horizon


def ground_data(scenario: Scenario, demand: Demand, span: Horizon) -> dict[str, Any]:
    """Grids with their demand by hour, offices, places and zones."""
    origin = scenario.station.base
    moments = [later(moment, HOUR_S / 2) for moment in span.hours()]
    return {
        "grids": [
            {
                **grid.model_dump(include={"id", "name", "office", "leader"}),
                "region": encode.region(grid.region, origin),
                "demand": [round(demand.at_moment(grid.id, moment), 4) for moment in moments],
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
                **zone.model_dump(include={"id", "name", "kind", "ceiling_m", "top_m", "camera_off", "reason"}),
                "region": encode.region(zone.region, origin),
                "active": span.spans(zone.windows),
            }
            for zone in scenario.zones
        ],
    }
