"""What no round of a day can look at: optional tasks out of reach, and parts of areas and lines that stay unseen."""

from __future__ import annotations

from collections.abc import Iterator

import shapely
from shapely.geometry.base import BaseGeometry

from planner.drones.airspace.camera import stretches_with_camera_on
from planner.drones.problem import DAY_S, Floats, Shortfall, Span
from planner.drones.schedule.options import Hangar, NeededWindow
from planner.drones.shortfalls import why_unserved

LEAST_SHARE = 0.01
"""Shares of a task's ground smaller than this are not told; lanes are laid to see 99.55 % of it."""


def dropped_tasks(made: Hangar) -> Iterator[Shortfall]:
    """Tell every optional task that no round of the day can look at, and why."""
    flyable = {task for sortie in made.sorties for task in sortie.tasks}
    for index, task in enumerate(made.problem.tasks):
        if not task.required and index not in flyable:
            spans = [span for span in task.windows if span[0] < DAY_S and span[1] > 0] or [(0.0, DAY_S)]
            reason, params, fix, fix_params = why_unserved(made, NeededWindow(task=index, span=spans[0]))
            yield Shortfall(
                kind="drone_task",
                id=task.id,
                when_s=max(0.0, spans[0][0]),
                reason=reason,
                fix=fix,
                params=params,
                fix_params=fix_params,
            )


def unseen_shares(made: Hangar) -> dict[str, float]:
    """Give the share of a task's ground that no sortie sees, by the task's id; only where others see some of it."""
    flyable = {task for sortie in made.sorties for task in sortie.tasks}
    shares = {}
    for index in sorted(flyable):
        task = made.problem.tasks[index]
        if task.shape.length > 0:
            share = _left(made, index)
            if share >= LEAST_SHARE:
                shares[task.id] = round(share, 3)
    return shares


def _left(made: Hangar, task: int) -> float:
    """Give the share of a task's ground that lies outside the width seen of every sortie over it, measured exactly."""
    whole = made.problem.tasks[task].shape
    left: BaseGeometry = whole
    for (dock, state), numbers in made.by_state.items():
        width_m = made.problem.docks[dock].model.seen_m(by_night=state.by_night)
        for number in numbers:
            sortie = made.sorties[number]
            if task in sortie.tasks:
                left = left.difference(_seen(sortie.path, sortie.camera_off, width_m, left))
                if _size(left) < LEAST_SHARE * _size(whole):
                    return 0.0
    return _size(left) / _size(whole)


def _seen(path: Floats, camera_off: tuple[Span, ...], width_m: float, left: BaseGeometry) -> BaseGeometry:
    """Give the ground about a flight that its camera sees; nothing if that is none of what is left [m]."""
    stretches = stretches_with_camera_on(path, camera_off)
    track = shapely.MultiLineString([part[:, :2].tolist() for part in stretches])
    if not shapely.dwithin(track, left, width_m / 2):
        return shapely.Polygon()
    return track.buffer(width_m / 2)


def _size(ground: BaseGeometry) -> float:
    """Give the area of ground, or the length of a line [m2 or m]."""
    return float(ground.area or ground.length)
