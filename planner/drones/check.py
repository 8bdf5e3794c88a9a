"""A day of rounds checked from what was flown alone: no code of the solver, its stages or its geometry is used."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from planner.domain.violation import Violation
from planner.drones import check_airspace, check_battery, check_looks, check_separation, check_service
from planner.drones.problem import DroneProblem, DroneResult

Rule = Callable[[DroneProblem, DroneResult], Iterator[Violation]]

RULES: tuple[Rule, ...] = (
    check_airspace.out_of_closed_zones,
    check_airspace.under_the_ceiling,
    check_airspace.within_reach_of_the_dock,
    check_service.no_faster_than_the_drone,
    check_service.no_longer_than_a_round,
    check_battery.one_flight_at_a_time,
    check_battery.docks_out_of_service_rest,
    check_battery.charge_adds_up,
    check_battery.enough_charge,
    check_service.rounds_of_the_timetable,
    check_service.no_departure_in_quiet_hours,
    check_service.only_in_the_weather_it_flies_in,
    check_service.enough_operators,
    check_service.hand_overs_overlap,
    check_separation.too_close,
    check_looks.looks_at_what_it_claims,
    check_looks.required_windows_served,
)


def check(problem: DroneProblem, result: DroneResult) -> list[Violation]:
    """List everything that is wrong with a result; empty when it is legal and says what it misses."""
    if result.status == "skipped":
        return []
    return [violation for rule in RULES for violation in rule(problem, result)]
