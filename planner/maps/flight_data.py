"""Drone rounds on a page: docks, flights, batteries."""

from __future__ import annotations

from typing import Any

from planner.domain.clock import seconds_between
from planner.domain.naming import names
from planner.domain.plan import Flight, Plan
from planner.domain.scenario import Scenario
from planner.maps import encode
from planner.maps.horizon import Horizon

HALF_DAY_S = 43200
"""Rounds of one number are a day apart."""


def flight_data(plan: Plan, scenario: Scenario, span: Horizon) -> dict[str, Any]:
    """Docks and flights.

    `alert` stands where a flight answers one, `alternate` where it landed at one, `is_round` where it is a round of the
    day.
    """
    origin = scenario.station.base
    dock = {dock.id: number for number, dock in enumerate(scenario.docks)}
    model = {model.id: model.name for model in scenario.drone_models}
    name = names(scenario)
    rounds_per_day = max(
        [scenario.rounds.rounds_per_day, *(flight.round for flight in plan.flights if not flight.alert)]
    )
    return {
        "rounds_per_day": rounds_per_day,
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
                "alert": bool(flight.alert),
                "alternate": bool(flight.alternate),
                "is_round": flight.round <= rounds_per_day and not _is_missed(flight, plan),
                "serves": [name.get(id_, id_) for id_ in flight.serves],
                **_path(flight, scenario, span),
            }
            for flight in sorted(plan.flights, key=lambda flight: (flight.takeoff.timestamp(), flight.dock))
        ],
    }


def _is_missed(flight: Flight, plan: Plan) -> bool:
    """Tell whether the plan counts a flight's round as missed, since the flight went to an alert or an alternate."""
    return bool(flight.alert or flight.alternate) and any(
        item.kind == "round"
        and item.id == str(flight.round)
        and item.when is not None
        and abs(seconds_between(item.when, flight.takeoff)) < HALF_DAY_S
        for item in plan.required_unmet
    )


def _path(flight: Flight, scenario: Scenario, span: Horizon) -> dict[str, Any]:
    return {
        "takeoff": span.at(flight.takeoff),
        "landing": span.at(flight.landing),
        "length_m": round(flight.length_m),
        "battery_pct": [round(flight.battery_before_pct, 1), round(flight.battery_after_pct, 1)],
        "path": encode.line([point[:2] for point in flight.path], scenario.station.base),
        "heights_m": encode.differences(point[2] for point in flight.path),
        "times": encode.differences(span.at(point[3]) for point in flight.path),
    }
