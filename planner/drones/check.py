"""A day of rounds checked from what was flown alone: no code of the solver, its stages or its geometry is used."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
import shapely

from planner.domain.violation import Violation
from planner.drones.problem import DAY_S, DroneProblem, DroneResult, Look, Round

PLACE_M = 1.0
"""Positions are held to this [m]."""
SPEED_SHARE = 0.01
"""Speeds are held to this part of the limit."""
SPEED_M = 0.1
"""And legs to this length beyond it [m]."""
TIME_S = 0.2
"""Times are written in tenths of seconds [s]."""
CHARGE_PCT = 0.05
"""Charges are held to this [%]."""


Rule = Callable[[DroneProblem, DroneResult], Iterator[Violation]]


def check(problem: DroneProblem, result: DroneResult) -> list[Violation]:
    """List everything that is wrong with a result; empty when it is legal and says what it misses."""
    if result.status == "skipped":
        return []
    return [violation for rule in RULES for violation in rule(problem, result)]


def out_of_closed_zones(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """A flight keeps its margin from every zone that is active while it is in the air, or below the zone's ceiling."""
    margin_m = max(0.0, problem.rules.margin_m - PLACE_M)
    for item in result.rounds:
        line = shapely.linestrings(item.path[:, :2])
        highest = float(item.path[:, 2].max())
        for zone in problem.zones:
            if zone.ceiling_m >= highest - 1e-6 or not zone.holds(item.takeoff_s, item.landing_s):
                continue
            if shapely.distance(zone.shape, line) < margin_m or shapely.crosses(line, zone.shape):
                yield Violation(code="flight_in_closed_zone", params={"round": item.number, "zone": zone.id})


def under_the_ceiling(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """No flight is higher than the ceiling, nor below the ground."""
    ceiling_m = problem.rules.ceiling_m
    for item in result.rounds:
        highest = float(item.path[:, 2].max())
        if highest > ceiling_m + 1e-6 or item.path[:, 2].min() < -1e-6:
            params = {"round": item.number, "height_m": highest, "ceiling_m": ceiling_m}
            yield Violation(code="flight_over_ceiling", params=params)


def within_reach_of_the_dock(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """A flight begins and ends on its dock's ground and stays inside the dock's radius."""
    for item in result.rounds:
        dock = problem.docks[item.dock]
        away = np.hypot(item.path[:, 0] - dock.xy[0], item.path[:, 1] - dock.xy[1])
        if away.max() > dock.radius_m + PLACE_M:
            params = {"round": item.number, "distance_m": float(away.max()), "radius_m": dock.radius_m}
            yield Violation(code="flight_out_of_reach", params=params)
        if away[0] > PLACE_M or away[-1] > PLACE_M or abs(item.path[[0, -1], 2]).max() > PLACE_M:
            yield Violation(code="flight_not_from_dock", params={"round": item.number, "dock": dock.id})


def no_faster_than_the_drone(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """Between two points of a path a drone is no faster than it cruises, climbs or descends, and time goes on."""
    for item in result.rounds:
        model = problem.docks[item.dock].model
        for a, b in pairwise(item.path):
            span_s = b[3] - a[3]
            level_m, up_m = math.hypot(b[0] - a[0], b[1] - a[1]), b[2] - a[2]
            vertical_mps = model.climb_mps if up_m > 0 else model.descent_mps
            too_fast = level_m > model.cruise_mps * span_s * (1 + SPEED_SHARE) + SPEED_M
            too_steep = abs(up_m) > vertical_mps * span_s * (1 + SPEED_SHARE) + SPEED_M
            if span_s <= 0 or too_fast or too_steep:
                speed = math.hypot(level_m, up_m) / span_s if span_s > 0 else math.inf
                yield Violation(code="flight_too_fast", params={"round": item.number, "speed_mps": speed})
                break


def no_longer_than_a_round(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """No flight takes longer than the longest round."""
    longest_min = problem.rules.round_min
    for item in result.rounds:
        minutes = (item.landing_s - item.takeoff_s) / 60.0
        if minutes > longest_min + TIME_S / 60.0:
            params = {"round": item.number, "minutes": minutes, "longest_min": longest_min}
            yield Violation(code="flight_too_long", params=params)


def _by_dock(problem: DroneProblem, result: DroneResult) -> Iterator[list[Round]]:
    for dock in range(len(problem.docks)):
        yield sorted((item for item in result.rounds if item.dock == dock), key=lambda item: item.takeoff_s)


def one_flight_at_a_time(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """A dock's next flight leaves after the landing of the one before, and after the overhead."""
    for items in _by_dock(problem, result):
        if not items:
            continue
        dock = problem.docks[items[0].dock]
        over_s = dock.model.overhead_min * 60.0
        ready_s = dock.ready_s
        for item in items:
            if item.takeoff_s < ready_s - TIME_S:
                yield Violation(code="dock_not_ready", params={"dock": dock.id, "round": item.number})
            ready_s = item.landing_s + over_s


def charge_adds_up(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """Flights use what their time in the air takes, docks charge no faster than they can, nobody lands too low."""
    for items in _by_dock(problem, result):
        if not items:
            continue
        dock = problem.docks[items[0].dock]
        model = dock.model
        full_s = model.usable_share * model.endurance_min * 60.0
        since_s, charge = dock.ready_s, dock.ready_pct
        for item in items:
            params = {"round": item.number, "dock": dock.id, "before_pct": item.before_pct, "after_pct": item.after_pct}
            most = min(model.start_pct, charge + max(0.0, item.takeoff_s - since_s) / 60.0 * model.charge_pct_per_min)
            if item.before_pct > most + CHARGE_PCT:
                yield Violation(code="battery_charged_too_fast", params={**params, "most_pct": most})
            used = (item.landing_s - item.takeoff_s) / full_s * 100.0
            if abs(item.before_pct - item.after_pct - used) > CHARGE_PCT:
                yield Violation(code="battery_does_not_add_up", params={**params, "used_pct": used})
            if item.after_pct < model.lowest_pct - CHARGE_PCT:
                yield Violation(code="battery_too_low", params={**params, "lowest_pct": model.lowest_pct})
            since_s, charge = item.landing_s + model.overhead_min * 60.0, item.after_pct


def rounds_of_the_timetable(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """Every round of the timetable flies once, near its departure, or is reported as missed."""
    rules = problem.rules
    missed = [int(item.id) for item in result.short if item.kind == "round"]
    count = Counter([item.number for item in result.rounds] + missed)
    for number in sorted({*range(1, rules.rounds_per_day + 1), *count}):
        if count[number] != 1 or not 1 <= number <= rules.rounds_per_day:
            yield Violation(code="round_not_once", params={"round": number, "count": count[number]})
    headway_s = rules.headway_min * 60.0 if rules.headway_min is not None else DAY_S / rules.rounds_per_day
    for item in result.rounds:
        shift_s = item.takeoff_s - (item.number - 1) * headway_s
        if abs(shift_s) > rules.tolerance_min * 60.0 + TIME_S or not -TIME_S <= item.takeoff_s <= DAY_S:
            yield Violation(code="round_off_timetable", params={"round": item.number, "shift_min": shift_s / 60.0})


def looks_at_what_it_claims(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """A flight passes over every task that it serves, and hovers over points as long as they ask."""
    for item in result.rounds:
        swath_m = problem.docks[item.dock].model.swath_m
        clock = item.path[:, 3]
        for look in item.looks:
            task = problem.tasks[look.task]
            times = np.linspace(look.start_s, look.end_s, 5)
            x, y = (np.interp(times, clock, item.path[:, axis]) for axis in (0, 1))
            away = shapely.distance(task.shape, shapely.points(np.column_stack([x, y])))
            hovers = task.shape.length > 0 or look.end_s - look.start_s >= task.hover_s - TIME_S
            if away.min() > (PLACE_M if task.shape.length == 0 else swath_m / 2) or not hovers:
                yield Violation(code="flight_does_not_see", params={"round": item.number, "task": task.id})


def required_windows_served(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """A round looks at every required task in each of its windows, or the plan says that none does."""
    admitted = {(item.id, round(item.when_s)) for item in result.short if item.kind == "drone_task"}
    for index, task in enumerate(problem.tasks):
        if not task.required:
            continue
        for opens, closes in task.windows:
            served = any(
                look.task == index and _inside(look, opens, closes, hover=task.shape.length == 0)
                for item in result.rounds
                for look in item.looks
            )
            if not served and (task.id, round(opens)) not in admitted:
                params = {"task": task.id, "opens_min": opens / 60.0}
                yield Violation(code="required_task_unserved", params=params)


def _inside(look: Look, opens: float, closes: float, *, hover: bool) -> bool:
    """Tell whether a hover lies inside a window, or the middle of a longer look does."""
    middle = (look.start_s + look.end_s) / 2
    if hover and look.end_s - look.start_s <= closes - opens:
        return look.start_s >= opens - TIME_S and look.end_s <= closes + TIME_S
    return opens - TIME_S <= middle <= closes + TIME_S


RULES: tuple[Rule, ...] = (
    out_of_closed_zones,
    under_the_ceiling,
    within_reach_of_the_dock,
    no_faster_than_the_drone,
    no_longer_than_a_round,
    one_flight_at_a_time,
    charge_adds_up,
    rounds_of_the_timetable,
    looks_at_what_it_claims,
    required_windows_served,
)
