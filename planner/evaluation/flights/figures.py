"""The figures of flights: rounds flown and missed, time in the air, charge, wear, and the docks that they need."""

from __future__ import annotations

import math
from collections.abc import Iterable

from planner.domain.clock import seconds_between
from planner.domain.demand import Demand
from planner.domain.drone_model import DroneModel
from planner.domain.plan import Flight, Plan
from planner.domain.scenario import Scenario
from planner.drones.energy.wear import cycles, days_to_quota, sorties_to_service
from planner.evaluation.flights.sights import sight_figures
from planner.evaluation.flights.tracks import by_dock, fleet

DAY_MIN = 1440.0


def flight_figures(plan: Plan, scenario: Scenario, demand: Demand | None = None) -> dict[str, float]:
    """Give the figures of the flights."""
    if not plan.flights:
        return {}
    airborne_s = sum(seconds_between(flight.takeoff, flight.landing) for flight in plan.flights)
    missed = sum(item.kind == "round" for item in plan.required_unmet)
    used = sum(_used_pct(plan.flights))
    days = len({flight.day for flight in plan.flights})
    return {
        "rounds_flown": float(len(plan.flights)),
        "rounds_missed": float(missed),
        "flight_hours_h": airborne_s / 3600,
        "flight_length_km": sum(flight.length_m for flight in plan.flights) / 1000,
        "nobody_in_the_air_min": nobody_in_the_air_min(plan),
        "battery_lowest_pct": min(flight.battery_after_pct for flight in plan.flights),
        "battery_cycles_per_drone_day": used / 100 / max(1, len(scenario.docks)) / days,
        **dock_figures(plan, scenario, days),
        **sight_figures(plan, scenario, demand),
    }


def _used_pct(flights: Iterable[Flight]) -> list[float]:
    return [flight.battery_before_pct - flight.battery_after_pct for flight in flights]


def nobody_in_the_air_min(plan: Plan) -> float:
    """Give the time of the plan in which no drone is in the air [min]."""
    since_s, end_s, nobody_s = plan.start.timestamp(), plan.end.timestamp(), 0.0
    for takeoff, landing in sorted((item.takeoff.timestamp(), item.landing.timestamp()) for item in plan.flights):
        nobody_s += max(0.0, min(takeoff, end_s) - since_s)
        since_s = max(since_s, landing)
    return (nobody_s + max(0.0, end_s - since_s)) / 60.0


def dock_figures(plan: Plan, scenario: Scenario, days: int) -> dict[str, float]:
    """Give the figures of the docks: what they need to keep the rounds up, and how their drones and batteries age."""
    known = fleet(scenario)
    flown = {dock: flights for dock, flights in by_dock(plan).items() if dock in known}
    if not flown:
        return {}
    busy_min = {dock: math.fsum(least_cycle_min(each, known[dock][1]) for each in own) for dock, own in flown.items()}
    worn = {dock: cycles(_used_pct(own)) / days for dock, own in flown.items()}
    left = [days_to_quota(known[dock][1], known[dock][0].cycles_flown, each) for dock, each in worn.items() if each > 0]
    figures = {
        "docks_used": float(len(flown)),
        "docks_needed": float(math.ceil(math.fsum(busy_min.values()) / days / DAY_MIN - 1e-9)),
        "dock_busy_most_pct": 100 * max(busy_min.values()) / days / DAY_MIN,
        "battery_cycles_most_per_drone_day": max(worn.values()),
    }
    if left:
        figures["battery_days_to_quota"] = min(left)
    return figures | _energy(flown, scenario, days) | _service(flown, scenario)


def least_cycle_min(flight: Flight, model: DroneModel) -> float:
    """Give the time that a flight takes of its dock at least [min]: in the air, the overhead, and the charge regained.

    The charge counts at the full rate, without the taper; a swap counts by the part of a battery that was used, since a
    dock may swap after several flights.
    """
    used_pct = flight.battery_before_pct - flight.battery_after_pct
    if model.swap_min is None:
        charging_min = used_pct / model.charge_pct_per_min
    else:
        charging_min = model.swap_min * used_pct / max(1.0, model.start_pct - model.lowest_pct)
    return seconds_between(flight.takeoff, flight.landing) / 60 + model.overhead_min + charging_min


def _energy(flown: dict[str, list[Flight]], scenario: Scenario, days: int) -> dict[str, float]:
    """Give the energy that flights take from their batteries in a day, if all batteries are known."""
    known = fleet(scenario)
    taken_wh = 0.0
    for dock, own in flown.items():
        full_wh = known[dock][1].battery_wh
        if full_wh is None:
            return {}
        taken_wh += full_wh * cycles(_used_pct(own))
    return {"battery_energy_kwh_per_day": taken_wh / 1000 / days}


def _service(flown: dict[str, list[Flight]], scenario: Scenario) -> dict[str, float]:
    """Give the sorties left after the plan until a drone is due for its service, if a model states them."""
    counts = [
        sorties_to_service(model, dock.sorties_flown + len(flown.get(dock.id, ())))
        for dock, model in fleet(scenario).values()
    ]
    left = [count for count in counts if count is not None]
    return {"sorties_to_service": float(min(left))} if left else {}
