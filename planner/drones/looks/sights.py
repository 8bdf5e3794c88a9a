"""The ground of the tasks as points, each worth its part of the task, and which of them a sortie sees, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from planner.drones.airspace.camera import stretches_with_camera_on
from planner.drones.looks.places import places
from planner.drones.problem import DroneProblem, Floats
from planner.drones.sorties.making import Sortie

SLACK_M = 1.0
"""A point so far beyond the width seen counts as seen: lanes lie whole swaths apart [m]."""
Ints = NDArray[np.int64]


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
    task: Ints
    value: Floats


def sights(problem: DroneProblem) -> Sights:
    """Spread points over the ground of every task."""
    parts = [places(task.shape) for task in problem.tasks]
    counts = [len(part) for part in parts]
    return Sights(
        xy=np.vstack(parts),
        task=np.repeat(np.arange(len(parts)), counts),
        value=np.repeat([task.value / count for task, count in zip(problem.tasks, counts, strict=True)], counts),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Passes:
    """Which points sorties pass near enough to see them: k pairs of a sortie and a point, sortie by sortie.

    Attributes
    ----------
    start
        (sorties + 1,) where the pairs of each sortie begin.
    point
        (k,) index of the point.
    at_s
        (k,) when it is seen best: in the middle of a hover or an orbit, else when the flight is nearest [s after
        take-off].
    thermal
        (k,) whether the thermal camera sees it as well, whose width is another than the day's.
    visible
        (k,) whether the camera of the day sees it.
    """

    start: Ints
    point: Ints
    at_s: Floats
    thermal: NDArray[np.bool_]
    visible: NDArray[np.bool_]

    @classmethod
    def none(cls) -> Self:
        """Give what no sorties see."""
        nothing, never = np.zeros(0, np.int64), np.zeros(0, bool)
        return cls(start=np.zeros(1, np.int64), point=nothing, at_s=np.zeros(0), thermal=never, visible=never)

    @classmethod
    def of(cls, problem: DroneProblem, ground: Sights, sorties: Sequence[Sortie]) -> Self:
        """Find what every sortie sees of the tasks that it looks at."""
        found = [_passes(problem, ground, sortie) for sortie in sorties]
        counts = [len(point) for point, *_ in found]
        if not found:
            return cls.none()
        point, at_s, thermal, visible = (np.concatenate(column) for column in zip(*found, strict=True))
        return cls(start=np.cumsum([0, *counts]), point=point, at_s=at_s, thermal=thermal, visible=visible)

    def joined(self, more: Self) -> Self:
        """Give these with those of more sorties behind them."""
        columns = zip(
            (self.point, self.at_s, self.thermal, self.visible),
            (more.point, more.at_s, more.thermal, more.visible),
            strict=True,
        )
        point, at_s, thermal, visible = (np.concatenate(column) for column in columns)
        start = np.concatenate([self.start, self.start[-1] + more.start[1:]])
        return type(self)(start=start, point=point, at_s=at_s, thermal=thermal, visible=visible)

    def seen(self, problem: DroneProblem, sorties: Ints, depart_s: float) -> tuple[Ints, Ints, Floats]:
        """Give what sorties see that leave at a time: by day, at night, or on both sides of dusk.

        Returns
        -------
        (n,) place among the sorties given, (n,) index of the point, (n,) when it is seen [s since the day's start].
        """
        counts = self.start[sorties + 1] - self.start[sorties]
        ends = np.cumsum(counts)
        pairs = np.arange(counts.sum()) + np.repeat(self.start[sorties] - ends + counts, counts)
        when = depart_s + self.at_s[pairs]
        seen = np.where(problem.is_night(when), self.thermal[pairs], self.visible[pairs])
        row = np.repeat(np.arange(len(sorties)), counts)
        return row[seen], self.point[pairs][seen], when[seen]


def _passes(
    problem: DroneProblem, ground: Sights, sortie: Sortie
) -> tuple[Ints, Floats, NDArray[np.bool_], NDArray[np.bool_]]:
    """Give the points that a sortie sees by day or by night, when, and whether by each."""
    model = problem.docks[sortie.dock].model
    stretches = stretches_with_camera_on(sortie.path, sortie.camera_off)
    mine = np.flatnonzero(np.isin(ground.task, list(sortie.tasks)))
    away_m, at_s = _nearest(ground.xy[mine], stretches)
    for look in sortie.looks:
        middle_s = (look.start_s + look.end_s) / 2
        if problem.tasks[look.task].shape.length == 0:
            on = any(part[0, 3] <= middle_s <= part[-1, 3] for part in stretches)
            away_m[ground.task[mine] == look.task] = 0.0 if on else np.inf
            at_s[ground.task[mine] == look.task] = middle_s
    thermal, visible = (away_m <= model.seen_m(by_night=dark) / 2 + SLACK_M for dark in (True, False))
    near = thermal | visible
    return mine[near], at_s[near], thermal[near], visible[near]


def _nearest(xy: Floats, stretches: Sequence[Floats]) -> tuple[Floats, Floats]:
    """Give how near a flight comes to every point (p,) [m], and when (p,) [s after take-off]."""
    if not stretches:
        return np.full(len(xy), np.inf), np.zeros(len(xy))
    begin = np.vstack([part[:-1] for part in stretches])
    way = np.vstack([np.diff(part, axis=0) for part in stretches])
    squared = np.maximum((way[:, :2] ** 2).sum(axis=1), 1e-12)
    from_begin = xy[:, None, :] - begin[None, :, :2]
    share = np.clip((from_begin * way[None, :, :2]).sum(axis=2) / squared, 0.0, 1.0)
    away = np.hypot(*(from_begin - share[:, :, None] * way[None, :, :2]).transpose(2, 0, 1))
    nearest = np.argmin(away, axis=1)
    rows = np.arange(len(xy))
    return away[rows, nearest], begin[nearest, 3] + share[rows, nearest] * way[nearest, 3]
