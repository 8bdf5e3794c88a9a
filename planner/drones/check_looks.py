"""Rounds held against the tasks that they say they look at, and required tasks against their windows."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely

from planner.domain.drone_model import DroneModel
from planner.domain.violation import Violation
from planner.drones.problem import DroneProblem, DroneResult, Floats, Look, LookTask, Span

PLACE_M = 1.0
"""Positions are held to this [m]."""
TIME_S = 0.2
"""Times are written in tenths of seconds [s]."""
CIRCLE_SHARE = 0.1
"""A circle is flown in chords whose corners may lie outside it by this part of its radius."""
THERMAL_SHARE = 0.5
"""Width that a thermal camera sees if the model states none, as a part of the day's."""
SAMPLES = 5
"""Moments of a look at which the drone's place is read."""


def looks_at_what_it_claims(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """A flight passes over every task that it serves, hovers over points or circles them as long as they ask."""
    for item in result.rounds:
        model = problem.docks[item.dock].model
        for look in item.looks:
            task = problem.tasks[look.task]
            stays = task.shape.length > 0 or look.end_s - look.start_s >= task.hover_s - TIME_S
            times = np.linspace(look.start_s, look.end_s, SAMPLES)
            near_m = np.full(SAMPLES, task.orbit_m * (1 + CIRCLE_SHARE) + PLACE_M)
            if task.shape.length > 0:
                near_m = np.array([_width_m(problem, model, float(at)) / 2 for at in times])
            if not stays or not _is_near(item.path, times, task, near_m, _blind(problem, look)):
                yield Violation(code="flight_does_not_see", params={"round": item.number, "task": task.id})


def _blind(problem: DroneProblem, look: Look) -> shapely.Geometry:
    """Give the ground over which the camera is off during a look [m]."""
    off = [zone.shape for zone in problem.zones if zone.camera_off and zone.holds(look.start_s, look.end_s)]
    return shapely.union_all(off)


def _width_m(problem: DroneProblem, model: DroneModel, at_s: float) -> float:
    """Give the width that a camera sees at a moment: the thermal camera's at night [m]."""
    if not any(dusk <= at_s < dawn for dusk, dawn in problem.night):
        return model.swath_m
    return model.swath_m * THERMAL_SHARE if model.night_swath_m is None else model.night_swath_m


def _is_near(path: Floats, times: Floats, task: LookTask, near_m: Floats, blind: shapely.Geometry) -> bool:
    """Tell whether a drone is near its task at moments, with the camera on; all the time if it is a point."""
    x, y = (np.interp(times, path[:, 3], path[:, axis]) for axis in (0, 1))
    places = shapely.points(np.column_stack([x, y]))
    sees = (shapely.distance(task.shape, places) <= near_m) & ~shapely.intersects(blind, places)
    return bool(sees.all() if task.shape.length == 0 else sees.any())


def required_windows_served(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """A round looks at every required task in each of its windows, or the plan says that none does."""
    admitted = {(item.id, round(item.when_s)) for item in result.short if item.kind == "drone_task"}
    for index, task in enumerate(problem.tasks):
        looks = [look for item in result.rounds for look in item.looks if look.task == index]
        for window in task.windows if task.required else ():
            served = any(_inside(look, window, stays=task.shape.length == 0) for look in looks)
            if not served and (task.id, round(window[0])) not in admitted:
                params = {"task": task.id, "opens_min": window[0] / 60.0}
                yield Violation(code="required_task_unserved", params=params)


def _inside(look: Look, window: Span, *, stays: bool) -> bool:
    """Tell whether a stay over a point lies inside a window, or the middle of a longer look does."""
    opens, closes = window
    middle = (look.start_s + look.end_s) / 2
    if stays and look.end_s - look.start_s <= closes - opens:
        return look.start_s >= opens - TIME_S and look.end_s <= closes + TIME_S
    return opens - TIME_S <= middle <= closes + TIME_S
