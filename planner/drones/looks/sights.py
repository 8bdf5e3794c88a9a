"""The ground of the tasks as points, each worth its part of the task, and which of them a sortie sees."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString

from planner.drones.airspace.camera import path_with_camera_on
from planner.drones.problem import DroneProblem, Floats, LookTask
from planner.drones.sorties.making import Sortie

POINTS = 120
"""Points that stand for an area, about."""
STEP_M = 100.0
"""Distance between points that stand for a line [m]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sights:
    """p points that stand for what must be seen.

    Attributes
    ----------
    xy
        (p, 2) where they are [m].
    task
        (p,) index of the task of each.
    value
        (p,) worth of one look at each [points]; those of a task add up to the task's value.
    """

    xy: Floats
    task: NDArray[np.int64]
    value: Floats

    def seen(self, problem: DroneProblem, sortie: Sortie) -> NDArray[np.bool_]:
        """Tell for every point whether a sortie that looks at its task sees it, (p,)."""
        swath_m = problem.docks[sortie.dock].model.swath_m
        line = path_with_camera_on(sortie.path, sortie.camera_off)
        near = shapely.dwithin(line, shapely.points(self.xy), swath_m / 2 + 1.0)
        return np.asarray(near & np.isin(self.task, list(sortie.tasks)), bool)


def sights(problem: DroneProblem) -> Sights:
    """Spread points over the ground of every task."""
    parts = [_points(task) for task in problem.tasks]
    return Sights(
        xy=np.vstack(parts),
        task=np.repeat(np.arange(len(parts)), [len(part) for part in parts]),
        value=np.concatenate(
            [
                np.full(len(part), task.value / max(1, len(part)))
                for part, task in zip(parts, problem.tasks, strict=True)
            ]
        ),
    )


def _points(task: LookTask) -> Floats:
    shape = task.shape
    if shape.length == 0:
        return shapely.get_coordinates(shape)[:1]
    if isinstance(shape, LineString):
        count = int(np.clip(shape.length / STEP_M, 1, POINTS))
        shares = (np.arange(count) + 0.5) / count
        return shapely.get_coordinates(shapely.line_interpolate_point(shape, shares, normalized=True))
    step = np.sqrt(shape.area / POINTS)
    left, low, right, high = shape.bounds
    x, y = np.meshgrid(np.arange(left + step / 2, right, step), np.arange(low + step / 2, high, step))
    inside = shapely.contains_xy(shape, x.ravel(), y.ravel())
    points = np.column_stack([x.ravel(), y.ravel()])[inside]
    return points if len(points) else shapely.get_coordinates(shapely.point_on_surface(shape))
