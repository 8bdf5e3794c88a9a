"""Why required windows stay unserved, and the one thing that would mend it."""

from __future__ import annotations

import math
from collections.abc import Iterator

import shapely

from planner.drones.airspace.space import kept_out
from planner.drones.closing import Cause, because_closed, closing_window
from planner.drones.energy import climb_s, descent_s, stop_s
from planner.drones.fleet_need import docks_needed, drains
from planner.drones.problem import DockSite, DroneProblem, DroneZone, LookTask, Round, Shortfall
from planner.drones.schedule.options import Hangar, NeededWindow, departures_serving
from planner.drones.schedule.timetable import Option
from planner.drones.sorties.reach import least_needed_pct


def unserved_windows(made: Hangar, ways: list[Option], flown: tuple[Round, ...]) -> Iterator[Shortfall]:
    """Explain every window of a required task in which no round looks at it."""
    problem = made.problem
    drain = drains(problem, made.sorties)
    coverable = {window for way in ways for window in way.covers}
    for number, needed in enumerate(made.needed):
        if serves(problem, needed, flown):
            continue
        shut = closing_window(made, number)
        if shut:
            cause = because_closed(problem, shut)
        elif number in coverable:
            need = max(1, docks_needed(problem, drain) - len(problem.docks))
            cause = ("rounds_taken", {}, "add_dock", {"count": need})
        else:
            cause = why_unserved(made, needed)
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


def why_unserved(made: Hangar, needed: NeededWindow) -> Cause:
    """Explain why no round can look at a task in a window."""
    problem = made.problem
    task = problem.tasks[needed.task]
    near = min(problem.docks, key=lambda dock: task.shape.distance(shapely.Point(dock.xy)) - dock.radius_m)
    distance = float(task.shape.distance(shapely.Point(near.xy)))
    if distance > near.radius_m:
        return "out_of_reach", {"distance_m": round(distance)}, "dock_nearer", {}
    for zone in problem.zones:
        if zone.holds(*needed.span) and _shuts(problem, zone, task):
            return "in_closed_zone", {"zone": zone.id}, "change_zone", {"zone": zone.id}
    beyond = _beyond_a_flight(problem, needed)
    if beyond is not None:
        return beyond
    if any(needed.task in made.sorties[n].tasks for numbers in made.by_state.values() for n in numbers):
        return "no_round_in_window", {}, "wider_window", {"headway_min": round(problem.headway_s / 60.0, 1)}
    shut = [zone for zone in problem.zones if zone.camera_off or any(map(zone.closes, problem.rules.heights_m))]
    zones = [zone.id for zone in sorted(shut, key=lambda zone: zone.shape.distance(task.shape))]
    return "no_legal_way", {}, "change_zone", {"zone": zones[0] if zones else ""}


def _shuts(problem: DroneProblem, zone: DroneZone, task: LookTask) -> bool:
    """Tell whether a zone holds the whole of a task, or every dock."""
    heights_m = problem.rules.heights_m
    ground = kept_out(zone, problem.rules.margin_m)
    hides = (zone.camera_off or all(map(zone.closes, heights_m))) and ground.covers(task.shape)
    docks = (ground.intersects(shapely.Point(dock.xy)) for dock in problem.docks)
    return bool(hides or (zone.closes_climb(heights_m[0]) and all(docks)))


def _beyond_a_flight(problem: DroneProblem, needed: NeededWindow) -> Cause | None:
    """Tell whether even a flight straight there and back takes too long or too much charge."""
    task = problem.tasks[needed.task]
    needed_s = min(_least_air_s(problem, dock, needed) for dock in problem.docks)
    if needed_s > max(problem.longest_air_s(dock) for dock in problem.docks):
        minutes = math.ceil(needed_s / 6.0) / 10
        if needed_s > max(dock.battery_air_s for dock in problem.docks):
            return "flight_too_far", {"needed_min": minutes}, "dock_nearer", {}
        return "round_too_short", {"needed_min": minutes}, "longer_round", {"round_min": minutes}
    least = [(least_needed_pct(problem, dock, task, needed.span), dock.model.start_pct) for dock in problem.docks]
    if all(needed_pct > start_pct for needed_pct, start_pct in least):
        return "charge_too_low_to_return", {"needed_pct": math.ceil(min(least)[0])}, "dock_nearer", {}
    return None


def _least_air_s(problem: DroneProblem, dock: DockSite, needed: NeededWindow) -> float:
    """Give the shortest flight that could look at a task, straight there and straight back [s]."""
    model, task = dock.model, problem.tasks[needed.task]
    way_m = 2.0 * float(task.shape.distance(shapely.Point(dock.xy)))
    hover_s = task.hover_s + stop_s(model) if task.shape.length == 0 else 0.0
    height_m = problem.rules.heights_m[0]
    vertical_s = climb_s(model, height_m) + descent_s(model, height_m)
    return vertical_s + way_m / model.cruise_mps + stop_s(model) + hover_s
