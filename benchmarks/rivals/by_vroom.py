"""VROOM through pyvroom: jobs with priorities, insertion heuristics and local search (vroom-project.org)."""

from __future__ import annotations

import datetime as dt
from importlib import import_module

import numpy as np

from benchmarks.rivals.whole import Foreign, NotExpressible, WholeProblem, whole
from planner.routing.problem import RoutingProblem

MOST_PRIORITY = 100
"""VROOM's largest priority."""
EXPLORATION = 5
"""VROOM's most thorough level; it stops by itself when it is through."""


def solve(problem: RoutingProblem, time_s: float, seed: int, weight: float) -> list[list[int]]:
    """Solve for a time at most and give ways by unit.

    VROOM drops jobs by their priority, a whole number up to 100, so values are scaled to that. It has no choice of one
    among several jobs.

    Parameters
    ----------
    seed, weight
        Kept for the other solvers' sake: VROOM draws nothing, and puts priorities before travel.

    Raises
    ------
    NotExpressible
        If the instance asks for what VROOM has no words for.
    """
    vroom = import_module("vroom")

    del seed, weight
    steps = whole(problem)
    if problem.ways != problem.visits:
        raise NotExpressible("a choice between two directions")
    asked = vroom.Input()
    for kind, table in enumerate(steps.travel):
        asked.set_durations_matrix(f"class{kind}", np.minimum(table, 2**31 - 1).astype(np.uint32))
    for unit in range(problem.units):
        asked.add_vehicle(
            vroom.Vehicle(
                unit + 1,
                start=int(steps.unit_start[unit]),
                end=int(steps.unit_end[unit]),
                profile=f"class{int(problem.unit_class[unit])}",
                capacity=[steps.capacity(unit)],
                time_window=vroom.TimeWindow(int(steps.unit_begins[unit]), int(steps.unit_ends[unit])),
                skills=_skills(steps, unit),
            )
        )
    asked.add_job(_jobs(steps))
    found = asked.solve(EXPLORATION, nb_threads=1, timeout=dt.timedelta(seconds=time_s))
    stops = found.routes
    jobs = stops[stops["type"] == "job"]
    routes: list[list[int]] = [[] for _ in range(problem.units)]
    for unit, way in zip(jobs["vehicle_id"].tolist(), jobs["id"].tolist(), strict=True):
        routes[int(unit) - 1].append(int(way) - 1)
    return routes


def _skills(steps: WholeProblem, unit: int) -> set[int]:
    """Give the pinned visits that are the unit's, as skills that no other unit has."""
    return {visit for visit, owner in enumerate(steps.problem.visit_pinned.tolist()) if owner == unit}


def _jobs(steps: WholeProblem) -> list[Foreign]:
    vroom = import_module("vroom")

    problem = steps.problem
    if (steps.service != steps.service[0]).any():
        raise NotExpressible("stays that last longer for one kind of unit than for another")
    if not problem.visit_allowed[problem.visit_pinned < 0].all():
        raise NotExpressible("rights")
    most = float(problem.visit_value.max(initial=1.0)) or 1.0
    loads, latest = steps.loads(), steps.latest_start(0)
    jobs: list[Foreign] = []
    for visit in range(problem.visits):
        must = problem.visit_required[visit] or problem.visit_pinned[visit] >= 0
        share = 1.0 if must else float(problem.visit_value[visit]) / most
        jobs.append(
            vroom.Job(
                visit + 1,
                location=visit,
                default_service=int(steps.service[0, visit]),
                delivery=vroom.Amount([loads[visit]]),
                skills={visit} if problem.visit_pinned[visit] >= 0 else set(),
                priority=round(share * MOST_PRIORITY),
                time_windows=[vroom.TimeWindow(int(steps.opens[visit]), int(latest[visit]))],
            )
        )
    return jobs
