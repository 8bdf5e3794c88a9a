"""Optional tasks that some round could look at, and none of the day does."""

from __future__ import annotations

from collections.abc import Iterator

from planner.drones.closing import because_closed, closing_task
from planner.drones.problem import DAY_S, Round, Shortfall
from planner.drones.schedule.options import Hangar


def never_looked_at(made: Hangar, flown: tuple[Round, ...]) -> Iterator[Shortfall]:
    """Tell every optional task within reach at which no round looks, and why: all rounds to it are shut, or worth less.

    Parameters
    ----------
    made
        The sorties of the day.
    flown
        The rounds that fly.
    """
    seen = {look.task for item in flown for look in item.looks}
    flyable = {task for sortie in made.sorties for task in sortie.tasks}
    for index, task in enumerate(made.problem.tasks):
        if task.required or index in seen or index not in flyable:
            continue
        shut = closing_task(made, index)
        cause = because_closed(made.problem, shut) if shut else ("others_worth_more", {}, "more_rounds", {})
        opens = [span[0] for span in task.windows if span[0] < DAY_S and span[1] > 0]
        yield Shortfall(
            kind="drone_task",
            id=task.id,
            when_s=max(0.0, min(opens, default=0.0)),
            reason=cause[0],
            params=cause[1],
            fix=cause[2],
            fix_params=cause[3],
        )
