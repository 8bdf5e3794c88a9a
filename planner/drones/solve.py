"""Plan a day of rounds: sorties, then docks and departures, then what each free round looks at."""

from __future__ import annotations

import math
import time
from dataclasses import replace

from planner.domain.plan import SolverStatus
from planner.domain.solving import Limits, OnProgress, Progress, keep_going
from planner.drones.left_out import never_looked_at
from planner.drones.looks.unseen import dropped_tasks, unseen_shares
from planner.drones.missed import missed_rounds
from planner.drones.problem import DroneProblem, DroneResult, Round
from planner.drones.schedule.choosing import schedule
from planner.drones.schedule.counting import rounds_missed_at_least
from planner.drones.schedule.dock_day import charges
from planner.drones.schedule.options import Hangar, hangar, options
from planner.drones.schedule.rotation import PASSES, Slot, rotate
from planner.drones.schedule.timetable import Option, Timetable
from planner.drones.shortfalls import unserved_windows, windows_without_docks
from planner.drones.sorties.making import Sortie

SORTIES_DONE, TABLE_DONE = 0.3, 0.8
"""Where the progress bar stands when the sorties are made, and when docks and departures are chosen."""

TABLE_SHARE = 0.6
"""Part of the time given to docks and departures; the rest goes to what rounds look at."""


def solve(problem: DroneProblem, limits: Limits, *, on_progress: OnProgress = keep_going) -> DroneResult:
    """Plan a planning day: first required windows, then as many rounds as possible, then the worth of looks.

    Parameters
    ----------
    problem
        The day.
    limits
        Time for the scheduling; with `iterations` and one worker a run is repeatable.
    on_progress
        Asked now and then; when it returns True the best so far is returned with status ``"cancelled"``.
    """
    began = time.monotonic()
    if not problem.docks or not problem.tasks:
        return _nothing(problem)
    made = hangar(problem, _part(on_progress, 0.0, SORTIES_DONE))
    ways = options(made)
    least = rounds_missed_at_least(problem, ways)
    table = _timetable(made, ways, limits, on_progress)
    slots = [Slot(round=i, depart_s=table.departs_s[i], sortie=table.chosen[i].sortie) for i in sorted(table.chosen)]
    slots, worth, lost = rotate(made, slots, _within(limits, _part(on_progress, TABLE_DONE, 1.0)))
    flown = _flown(made, slots)
    short = (*missed_rounds(made, ways, flown, lost), *unserved_windows(made, ways, flown))
    unserved = sum(item.kind == "drone_task" for item in short)
    scale = problem.rules.rounds_per_day + 1
    objective = float(scale * unserved + problem.rules.rounds_per_day - len(flown))
    bound = float(math.ceil(table.bound - 1e-6))
    found: SolverStatus = "feasible" if lost and table.status == "optimal" else table.status
    proven = "optimal" if objective <= bound else found
    return DroneResult(
        status="cancelled" if made.stopped else proven,
        objective=objective,
        bound=bound,
        rounds_bound=least,
        worth=worth,
        seconds=time.monotonic() - began,
        rounds=flown,
        short=short,
        dropped=(*dropped_tasks(made), *never_looked_at(made, flown)),
        partly=unseen_shares(made),
    )


def _nothing(problem: DroneProblem) -> DroneResult:
    """Give the result of a station without docks or without tasks: no rounds, and required tasks that nobody sees."""
    return DroneResult(
        status="skipped",
        objective=None,
        bound=None,
        rounds_bound=0,
        worth=0.0,
        seconds=0.0,
        rounds=(),
        short=tuple(windows_without_docks(problem)),
    )


def _timetable(made: Hangar, ways: list[Option], limits: Limits, on_progress: OnProgress) -> Timetable:
    """Choose who flies each round, and when."""
    if not ways:
        rounds = float(made.problem.rules.rounds_per_day)
        worst = rounds + (rounds + 1) * len(made.needed)
        return Timetable(status="optimal", chosen={}, departs_s={}, objective=worst, bound=worst)
    part = replace(limits, time_s=limits.time_s * TABLE_SHARE)
    return schedule(made.problem, ways, len(made.needed), part, _part(on_progress, SORTIES_DONE, TABLE_DONE))


def _within(limits: Limits, on_progress: OnProgress) -> OnProgress:
    """Stop at the end of the last stage's share of the time as well; a run limited by iterations goes on.

    The first pass over the rounds is always flown to its end, or late rounds would keep the shortest sortie there is.
    """
    end = time.monotonic() + limits.time_s * (1 - TABLE_SHARE)

    def stop(progress: Progress) -> bool:
        late = limits.iterations is None and progress.done >= 1 / PASSES and time.monotonic() > end
        return on_progress(progress) or late

    return stop


def _part(on_progress: OnProgress, begin: float, end: float) -> OnProgress:
    """Place the progress of one stage in that of the whole."""

    def report(progress: Progress) -> bool:
        return on_progress(replace(progress, done=begin + (end - begin) * progress.done))

    return report


def _flown(made: Hangar, slots: list[Slot]) -> tuple[Round, ...]:
    """Carry the charge of every dock through the chosen sorties."""
    charge: dict[int, tuple[float, float]] = {}
    for index, dock in enumerate(made.problem.docks):
        own = [slot for slot in slots if made.sorties[slot.sortie].dock == index]
        legs = [slot.leg(made) for slot in own]
        for slot, (_, before, after) in zip(own, charges(dock, legs), strict=True):
            charge[slot.round] = (before, after)
    return tuple(_round(slot, made.sorties[slot.sortie], *charge[slot.round]) for slot in slots)


def _round(slot: Slot, sortie: Sortie, before_pct: float, after_pct: float) -> Round:
    path = sortie.path.copy()
    path[:, 3] += slot.depart_s
    looks = tuple(
        replace(look, start_s=look.start_s + slot.depart_s, end_s=look.end_s + slot.depart_s) for look in sortie.looks
    )
    return Round(
        number=slot.round + 1, dock=sortie.dock, path=path, before_pct=before_pct, after_pct=after_pct, looks=looks
    )
