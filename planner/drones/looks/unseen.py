"""What no round of a day can look at: optional tasks out of reach, and parts of areas and lines that stay unseen."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from planner.drones.problem import DAY_S, Shortfall
from planner.drones.schedule.options import Hangar, NeededWindow
from planner.drones.shortfalls import why_unserved

LEAST_SHARE = 0.02
"""Shares of a task's ground smaller than this are not told; an area stands for some 120 points."""


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
    seen = np.zeros(len(made.ground.value), bool)
    for row in made.seen:
        seen |= row
    shares = {}
    for index in sorted(flyable):
        share = 1.0 - float(seen[made.ground.task == index].mean())
        if share >= LEAST_SHARE:
            shares[made.problem.tasks[index].id] = round(share, 3)
    return shares
