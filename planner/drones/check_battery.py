"""Charges held against what no battery and no dock can beat, and docks used by one flight at a time."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.drone_model import DroneModel
from planner.domain.violation import Violation
from planner.drones.problem import DroneProblem, DroneResult, Round

TIME_S = 0.2
"""Times are written in tenths of seconds [s]."""
CHARGE_PCT = 0.05
"""Charges are held to this [%]."""


def least_use_pct(minutes: float, model: DroneModel) -> float:
    """Give the charge that a time in the air takes at least [%].

    The maker's endurance is the longest time in the air that a full battery gives, in calm air at the speed of least
    power; no way of flying takes less.
    """
    return minutes / (model.usable_share * model.endurance_min) * 100.0


def most_charge_pct(from_pct: float, minutes: float, model: DroneModel) -> float:
    """Give the charge to which a dock can bring a battery in a time at most [%].

    Parameters
    ----------
    from_pct
        Charge at the beginning [%].
    minutes
        Time in the dock without the overhead [min].
    model
        The aircraft with its dock: an even rate, less of it above the taper, or a swap for a full battery.
    """
    if minutes <= 0 or from_pct >= model.start_pct:
        return from_pct
    if model.swap_min is not None:
        return model.start_pct if minutes >= model.swap_min - TIME_S / 60.0 else from_pct
    until_taper = max(0.0, model.taper_pct - from_pct) / model.charge_pct_per_min
    if minutes <= until_taper:
        reached = from_pct + minutes * model.charge_pct_per_min
    else:
        above = max(from_pct, model.taper_pct)
        reached = above + (minutes - until_taper) * model.charge_pct_per_min * model.taper_share
    return min(model.start_pct, reached)


def flights_by_dock(problem: DroneProblem, result: DroneResult) -> Iterator[list[Round]]:
    """Give the flights of every dock that has any, in the order of their take-off."""
    for dock in range(len(problem.docks)):
        items = sorted((item for item in result.rounds if item.dock == dock), key=lambda item: item.takeoff_s)
        if items:
            yield items


def one_flight_at_a_time(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """A dock's next flight leaves after the landing of the one before, and after the overhead."""
    for items in flights_by_dock(problem, result):
        dock = problem.docks[items[0].dock]
        ready_s = dock.ready_s
        for item in items:
            if item.takeoff_s < ready_s - TIME_S:
                yield Violation(code="dock_not_ready", params={"dock": dock.id, "round": item.number})
            ready_s = item.landing_s + dock.model.overhead_min * 60.0


def docks_out_of_service_rest(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """No drone is in the air while its dock is out of service."""
    for item in result.rounds:
        dock = problem.docks[item.dock]
        if any(item.takeoff_s < end - TIME_S and item.landing_s > start + TIME_S for start, end in dock.outages):
            yield Violation(code="dock_out_of_service", params={"dock": dock.id, "round": item.number})


def charge_adds_up(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """Flights use what their time in the air takes at least, docks charge no faster than they can."""
    for items in flights_by_dock(problem, result):
        dock = problem.docks[items[0].dock]
        model = dock.model
        since_s, charge = dock.ready_s, dock.ready_pct
        for item in items:
            params = {"round": item.number, "dock": dock.id, "before_pct": item.before_pct, "after_pct": item.after_pct}
            most = most_charge_pct(charge, (item.takeoff_s - since_s + TIME_S) / 60.0, model)
            if item.before_pct > most + CHARGE_PCT:
                yield Violation(code="battery_charged_too_fast", params={**params, "most_pct": most})
            used = least_use_pct((item.landing_s - item.takeoff_s) / 60.0, model)
            if item.before_pct - item.after_pct < used - CHARGE_PCT:
                yield Violation(code="battery_does_not_add_up", params={**params, "used_pct": used})
            since_s, charge = item.landing_s + model.overhead_min * 60.0, item.after_pct


def enough_charge(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """No round starts below the threshold, and none lands below the lowest charge."""
    for item in result.rounds:
        model = problem.docks[item.dock].model
        if item.after_pct < model.lowest_pct - CHARGE_PCT:
            params = {"round": item.number, "after_pct": item.after_pct, "lowest_pct": model.lowest_pct}
            yield Violation(code="battery_too_low", params=params)
        if item.before_pct < model.threshold_pct - CHARGE_PCT:
            params = {"round": item.number, "before_pct": item.before_pct, "threshold_pct": model.threshold_pct}
            yield Violation(code="battery_below_threshold", params=params)
