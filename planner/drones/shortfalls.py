"""Why rounds do not fly and required windows stay unserved, and the one thing that would mend it."""

from __future__ import annotations

import math
from collections.abc import Iterator

import shapely

from planner.domain.plan import Parameter
from planner.drones.airspace import widened
from planner.drones.energy import climb_s, descent_s, stop_s
from planner.drones.options import Hangar, NeededWindow, departures_serving
from planner.drones.problem import DAY_S, DockSite, DroneProblem, Round, Shortfall
from planner.drones.timetable import Option

Cause = tuple[str, dict[str, Parameter], str, dict[str, Parameter]]
"""Reason with its figures, fix with its figures."""


def missed_rounds(made: Hangar, ways: list[Option], flown: tuple[Round, ...]) -> Iterator[Shortfall]:
    """Explain every round of the timetable that does not fly."""
    problem = made.problem
    numbers = {item.number for item in flown}
    able = {way.round for way in ways}
    for index in range(problem.rules.rounds_per_day):
        if index + 1 in numbers:
            continue
        reason, params, fix, fix_params = _why_missed(made, index, able, flown)
        yield Shortfall(
            kind="round",
            id=str(index + 1),
            when_s=float(problem.departures_s[index]),
            reason=reason,
            fix=fix,
            params=params,
            fix_params=fix_params,
        )


def docks_needed(problem: DroneProblem) -> int:
    """Give the fewest docks for the timetable with rounds of full length: ceil(cycle / headway).

    A cycle is flight, overhead and the charging of what the flight used.
    """
    dock = problem.docks[0]
    air_s = problem.longest_air_s(dock)
    charge_s = air_s / dock.usable_s * 100.0 / dock.model.charge_pct_per_min * 60.0
    return math.ceil((air_s + dock.model.overhead_min * 60.0 + charge_s) / problem.headway_s - 1e-9)


def longest_sustained_min(problem: DroneProblem) -> float:
    """Give the longest round that the docks can fly at every departure, charging in between [min]."""
    dock, docks = problem.docks[0], len(problem.docks)
    charge_per_air = 100.0 / dock.usable_s * 60.0 / dock.model.charge_pct_per_min
    air_s = (docks * problem.headway_s - dock.model.overhead_min * 60.0) / (1.0 + charge_per_air)
    return max(0.0, min(air_s, dock.battery_air_s)) / 60.0


def _why_missed(made: Hangar, index: int, able: set[int], flown: tuple[Round, ...]) -> Cause:
    problem = made.problem
    if problem.departures_s[index] >= DAY_S:
        fit = DAY_S / problem.rules.rounds_per_day / 60.0
        return "day_over", {}, "shorter_headway", {"headway_min": round(fit, 2)}
    if index not in able:
        shut = [problem.zones[number].id for number in made.states.get(index, ())]
        closed = bool(shut) and any(made.by_state.values())
        if closed:
            return "no_legal_sortie", {}, "change_zone", {"zone": shut[0]}
        return "no_legal_sortie", {}, "dock_nearer", {}
    when = float(problem.departures_s[index])
    idle = [number for number, dock in enumerate(problem.docks) if _idle(number, dock, when, flown)]
    need = docks_needed(problem) - len(problem.docks)
    fix_dock: dict[str, Parameter] = {"count": max(1, need)}
    reason = "battery_low" if idle else "dock_busy"
    minutes = math.floor(longest_sustained_min(problem) * 10) / 10
    if idle and need <= 0:
        return reason, {}, "shorten_round", {"round_min": minutes}
    return reason, {}, "add_dock", fix_dock


def _idle(number: int, dock: DockSite, when_s: float, flown: tuple[Round, ...]) -> bool:
    """Tell whether a dock's drone stands ready, charge apart."""
    over_s = dock.model.overhead_min * 60.0
    return when_s >= dock.ready_s and not any(
        item.dock == number and item.takeoff_s <= when_s < item.landing_s + over_s for item in flown
    )


def unserved_windows(made: Hangar, ways: list[Option], flown: tuple[Round, ...]) -> Iterator[Shortfall]:
    """Explain every window of a required task in which no round looks at it."""
    problem = made.problem
    coverable = {window for way in ways for window in way.covers}
    for number, needed in enumerate(made.needed):
        if serves(problem, needed, flown):
            continue
        if number in coverable:
            need = max(1, docks_needed(problem) - len(problem.docks))
            cause: Cause = ("rounds_taken", {}, "add_dock", {"count": need})
        else:
            cause = _why_unserved(made, needed)
        yield Shortfall(
            kind="drone_task",
            id=problem.tasks[needed.task].id,
            when_s=needed.span[0],
            reason=cause[0],
            params=cause[1],
            fix=cause[2],
            fix_params=cause[3],
        )


def windows_without_docks(problem: DroneProblem) -> Iterator[Shortfall]:
    """Tell every window of a required task at a station that has no docks."""
    for task in problem.tasks:
        for opens_s, _ in task.windows if task.required else ():
            yield Shortfall(
                kind="drone_task", id=task.id, when_s=opens_s, reason="no_dock", fix="add_dock", fix_params={"count": 1}
            )


def serves(problem: DroneProblem, needed: NeededWindow, flown: tuple[Round, ...]) -> bool:
    """Tell whether any round looks at a required task in its window."""
    for item in flown:
        for look in item.looks:
            if look.task == needed.task:
                low, high = departures_serving(problem, needed, look.start_s, look.end_s)
                if low <= 0 <= high:
                    return True
    return False


def _why_unserved(made: Hangar, needed: NeededWindow) -> Cause:
    problem = made.problem
    task = problem.tasks[needed.task]
    near = min(problem.docks, key=lambda dock: task.shape.distance(shapely.Point(dock.xy)) - dock.radius_m)
    distance = float(task.shape.distance(shapely.Point(near.xy)))
    if distance > near.radius_m:
        return "out_of_reach", {"distance_m": round(distance)}, "dock_nearer", {}
    for zone in problem.zones:
        if zone.ceiling_m < problem.rules.height_m and zone.holds(*needed.span):
            shut = widened(zone.shape, problem.rules.margin_m)
            if shut.covers(task.shape) or all(shut.intersects(shapely.Point(dock.xy)) for dock in problem.docks):
                return "in_closed_zone", {"zone": zone.id}, "change_zone", {"zone": zone.id}
    needed_s = min(_least_air_s(problem, dock, needed) for dock in problem.docks)
    if needed_s > max(problem.longest_air_s(dock) for dock in problem.docks):
        minutes = math.ceil(needed_s / 6.0) / 10
        if needed_s > max(dock.battery_air_s for dock in problem.docks):
            return "flight_too_far", {"needed_min": minutes}, "dock_nearer", {}
        return "round_too_short", {"needed_min": minutes}, "longer_round", {"round_min": minutes}
    if any(needed.task in made.sorties[n].tasks for numbers in made.by_state.values() for n in numbers):
        return "no_round_in_window", {}, "wider_window", {"headway_min": round(problem.headway_s / 60.0, 1)}
    zones = [zone.id for zone in problem.zones if zone.ceiling_m < problem.rules.height_m]
    return "no_legal_way", {}, "change_zone", {"zone": zones[0] if zones else ""}


def _least_air_s(problem: DroneProblem, dock: DockSite, needed: NeededWindow) -> float:
    """Give the shortest flight that could look at a task, straight there and straight back [s]."""
    model, task = dock.model, problem.tasks[needed.task]
    way_m = 2.0 * float(task.shape.distance(shapely.Point(dock.xy)))
    hover_s = task.hover_s + stop_s(model) if task.shape.length == 0 else 0.0
    height_m = problem.rules.height_m
    vertical_s = climb_s(model, height_m) + descent_s(model, height_m)
    return vertical_s + way_m / model.cruise_mps + stop_s(model) + hover_s
