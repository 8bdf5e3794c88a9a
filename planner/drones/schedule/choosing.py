"""Which dock flies each round and when: counted, then tried, then proven.

A counting bound says what no timetable can beat. A greedy timetable often meets it. If it does not, labels follow every
state of the fleet (`labels`); they prove their answer unless there are too many of them. Then CP-SAT searches on from
the best timetable there is (`cp_day`). The best of all is handed over.
"""

from __future__ import annotations

from dataclasses import replace

from planner.domain.solving import Limits, OnProgress, Progress
from planner.drones.problem import DroneProblem
from planner.drones.schedule.counting import missed_from_round_on
from planner.drones.schedule.cp_day import CpDay
from planner.drones.schedule.greedy import greedy
from planner.drones.schedule.labels import best_labels, deadline
from planner.drones.schedule.search import run
from planner.drones.schedule.timetable import Option, Timetable

NARROW, WIDE = 200, 4000
"""Labels kept a round: first for a good answer, then for a proof."""
LABELS_SHARE = 0.6
"""Part of the time that labels may take."""
MANY = 200_000
"""Options x docks from which on labels are too slow to follow."""


def schedule(
    problem: DroneProblem, options: list[Option], windows: int, limits: Limits, on_progress: OnProgress
) -> Timetable:
    """Choose the rounds to fly.

    Parameters
    ----------
    problem
        The day.
    options
        Every way to fly every round.
    windows
        Number of required windows, numbered from 0.
    limits, on_progress
        As for every solver.
    """
    least_from = missed_from_round_on(problem, options)
    scale = problem.rules.rounds_per_day + 1
    coverable = set[int]().union(*(option.covers for option in options))
    bound = float(least_from[0] + scale * (windows - len(coverable)))
    best = _table(problem, windows, bound, *greedy(problem, options))
    if best.objective <= bound or on_progress(Progress(stage="flights", done=0.0, bound=bound)):
        return best if best.objective <= bound else replace(best, status="cancelled")
    if len(options) * len(problem.docks) <= MANY:
        best = _by_labels(problem, options, windows, least_from, best, limits, on_progress)
    if best.status == "optimal":
        return best
    day = CpDay(problem, options, windows, best.bound)
    day.hint(best.chosen, best.departs_s)
    answer = run(day.cp, limits, on_progress)
    if answer.value:
        found = _table(problem, windows, best.bound, *day.values(answer.value))
        best = found if found.objective < best.objective else best
    bound = max(best.bound, round(answer.bound, 6)) if answer.value and day.exact else best.bound
    if best.objective <= bound:
        return replace(best, status="optimal", bound=bound)
    return replace(best, status="cancelled" if answer.status == "cancelled" else "feasible", bound=bound)


def _table(
    problem: DroneProblem, windows: int, bound: float, chosen: dict[int, Option], departs_s: dict[int, int]
) -> Timetable:
    """Put a timetable together with its cost."""
    rounds = problem.rules.rounds_per_day
    served = set[int]().union(*(option.covers for option in chosen.values()))
    objective = float((rounds + 1) * (windows - len(served)) + rounds - len(chosen))
    return Timetable(
        status="optimal" if objective <= bound else "feasible",
        chosen=chosen,
        departs_s=departs_s,
        objective=objective,
        bound=bound,
    )


def _by_labels(
    problem: DroneProblem,
    options: list[Option],
    windows: int,
    least_from: list[int],
    best: Timetable,
    limits: Limits,
    on_progress: OnProgress,
) -> Timetable:
    """Improve a timetable, and prove the best one if that is possible, by labels."""
    late = deadline(None if limits.iterations is not None else limits.time_s * LABELS_SHARE)
    coverable = set[int]().union(*(option.covers for option in options))
    apart = (problem.rules.rounds_per_day + 1) * (windows - len(coverable))

    def stop() -> bool:
        return late() or on_progress(Progress(stage="flights", done=0.0, incumbent=best.objective, bound=best.bound))

    for width in (NARROW, WIDE):
        found = best_labels(
            problem,
            options,
            to_beat=round(best.objective) - apart,
            least_from=least_from,
            width=width,
            stop=stop,
        )
        if found.chosen is not None:
            best = _table(problem, windows, best.bound, found.chosen, found.departs_s)
        if found.exact:
            return replace(best, status="optimal", bound=best.objective)
        if best.objective <= best.bound or late():
            break
    return best
