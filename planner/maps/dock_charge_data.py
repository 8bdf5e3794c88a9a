"""The charge of every dock's drone through the span of a page, as points to be joined by straight lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from planner.domain.plan import Flight, Plan
from planner.domain.scenario import Scenario
from planner.evaluation.flights.alternates import home_again
from planner.maps.horizon import Horizon

if TYPE_CHECKING:
    from planner.domain.dock import Dock
    from planner.domain.drone_model import DroneModel

Point = tuple[float, float]
"""Seconds since the start, and charge [%]."""


def dock_charge_data(plan: Plan, scenario: Scenario, span: Horizon) -> dict[str, Any]:
    """Give for each dock the points of its charge, and what its model fills it to and lands with at the least.

    Between flights the charge follows the charging of the model (`planner.drones.energy`), after the overhead of a
    round; at every take-off and landing it is what the plan says.
    """
    models = {model.id: model for model in scenario.drone_models}
    flights: defaultdict[str, list[Flight]] = defaultdict(list)
    for flight in sorted(plan.flights, key=lambda flight: flight.takeoff.timestamp()):
        flights[flight.dock].append(flight)

    def points(dock: Dock) -> list[list[float]]:
        found = _points(flights[dock.id], models[dock.model], span, scenario)
        return [[round(at), round(pct, 1)] for at, pct in found]

    return {
        "dock_charge": [
            {
                "points": points(dock),
                "start_pct": models[dock.model].start_pct,
                "lowest_pct": models[dock.model].lowest_pct,
            }
            for dock in scenario.docks
        ]
    }


def _points(flights: list[Flight], model: DroneModel, span: Horizon, scenario: Scenario) -> Iterator[Point]:
    """Give the points of one dock by time; a dock without flights is full all the time."""
    first = flights[0].battery_before_pct if flights else model.start_pct
    yield 0, first
    for number, flight in enumerate(flights, 1):
        following = flights[number] if number < len(flights) else None
        landing, home = span.at(flight.landing), span.at(home_again(flight, scenario))
        yield span.at(flight.takeoff), flight.battery_before_pct
        yield landing, flight.battery_after_pct
        until = span.seconds if following is None else span.at(following.takeoff)
        yield from _filling(flight.battery_after_pct, home + model.overhead_min * 60.0, until, model)
        if following is None:
            yield until, _charge(flight.battery_after_pct, until - home - model.overhead_min * 60.0, model)
    if not flights:
        yield span.seconds, first


def _filling(after_pct: float, start_s: float, until_s: float, model: DroneModel) -> Iterator[Point]:
    """Give where charging begins, bends and ends before a moment."""
    from planner.drones.energy.charging import seconds_to

    if start_s >= until_s:
        return
    yield start_s, after_pct
    if model.swap_min is not None:
        full_s = start_s + model.swap_min * 60.0
        if full_s < until_s:
            yield full_s, after_pct
            yield full_s, model.start_pct
        return
    for pct in dict.fromkeys((min(model.taper_pct, model.start_pct), model.start_pct)):
        reached_s = start_s + seconds_to(after_pct, pct, model)
        if pct > after_pct and reached_s < until_s:
            yield reached_s, pct


def _charge(after_pct: float, seconds: float, model: DroneModel) -> float:
    from planner.drones.energy.charging import charged

    return charged(after_pct, seconds, model)
