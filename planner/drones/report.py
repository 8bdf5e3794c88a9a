"""A day's rounds as nouns of the plan: flights, what is unmet, and how the solver ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from planner.domain.clock import later
from planner.domain.plan import (
    Assignment,
    Dropped,
    Fix,
    Flight,
    FlightLook,
    FlightPoint,
    FlightSpan,
    Notice,
    SolverReport,
    Unmet,
)
from planner.domain.scenario import Scenario
from planner.drones.airspace.camera import spans_off
from planner.drones.problem import DroneProblem, DroneResult, Look, Round, Shortfall
from planner.geo import Frame


def flights(problem: DroneProblem, result: DroneResult) -> tuple[Flight, ...]:
    """Give the rounds that fly, in the order of the timetable."""
    frame = Frame(problem.centre)
    return tuple(_flight(problem, item, frame) for item in result.rounds)


def unmet(problem: DroneProblem, result: DroneResult) -> tuple[Unmet, ...]:
    """Give the rounds that do not fly and the required windows in which nobody looks."""
    return tuple(_unmet(problem, short) for short in result.short)


def dropped(problem: DroneProblem, result: DroneResult) -> tuple[Dropped, ...]:
    """Give the optional tasks that no round can look at."""
    return tuple(
        Dropped(
            kind=item.kind,
            id=item.id,
            when=_moment(problem, item.when_s),
            reason=item.reason,
            params=dict(item.params),
        )
        for item in result.dropped
    )


def notices(problem: DroneProblem, result: DroneResult) -> tuple[Notice, ...]:
    """Tell of which tasks a part of the ground stays unseen all day."""
    return tuple(
        Notice(
            code="task_partly_unseen",
            params={"task": task, "day": problem.day.isoformat(), "share_pct": round(100 * share, 1)},
        )
        for task, share in result.partly.items()
    )


def uncounted_operators(scenario: Scenario, roster: Sequence[Assignment] | None) -> tuple[Notice, ...]:
    """Tell that a duty watches the drones, and no roster was made that says who is on it."""
    duty = scenario.rounds.operator_duty
    if duty is None or roster is not None or not scenario.docks:
        return ()
    return (Notice(code="operators_not_rostered", params={"duty": duty}),)


def solver_report(result: DroneResult) -> SolverReport:
    """Tell how the solver ended; the objective counts (windows unserved) x (rounds + 1) + rounds missed."""
    return SolverReport(
        status=result.status, objective=result.objective, bound=result.bound, seconds=round(result.seconds, 3)
    )


def _moment(problem: DroneProblem, seconds: float) -> dt.datetime:
    return later(problem.start, round(seconds, 1))


def _flight(problem: DroneProblem, item: Round, frame: Frame) -> Flight:
    dock = problem.docks[item.dock]
    tasks = list(dict.fromkeys(look.task for look in item.looks))
    lonlat = frame.lonlat(item.path[:, :2]).round(7)
    path: tuple[FlightPoint, ...] = tuple(
        (float(lon), float(lat), round(float(height), 2), _moment(problem, float(clock)))
        for (lon, lat), height, clock in zip(lonlat, item.path[:, 2], item.path[:, 3], strict=True)
    )
    purposes = dict.fromkeys(problem.tasks[task].purpose for task in tasks)
    return Flight(
        round=item.number,
        day=problem.day,
        dock=dock.id,
        drone=dock.drone,
        battery_before_pct=round(item.before_pct, 2),
        battery_after_pct=round(item.after_pct, 2),
        takeoff=path[0][3],
        landing=path[-1][3],
        length_m=round(float(np.hypot(*np.diff(item.path[:, :2], axis=0).T).sum()), 1),
        purpose=", ".join(filter(None, purposes))[:300],
        serves=tuple(problem.tasks[task].id for task in tasks),
        path=path,
        looks=tuple(_look(problem, look) for look in item.looks),
        camera_off=tuple(
            FlightSpan(start=_moment(problem, start_s), end=_moment(problem, end_s))
            for start_s, end_s in spans_off(problem, item.path)
        ),
    )


def _look(problem: DroneProblem, look: Look) -> FlightLook:
    """Give a look as a noun; only hovering over a point has a heading."""
    task = problem.tasks[look.task]
    hovers = task.shape.length == 0 and task.orbit_m == 0
    return FlightLook(
        task=task.id,
        start=_moment(problem, look.start_s),
        end=_moment(problem, look.end_s),
        heading_deg=task.heading_deg if hovers else None,
    )


def _unmet(problem: DroneProblem, short: Shortfall) -> Unmet:
    return Unmet(
        kind=short.kind,
        id=short.id,
        when=_moment(problem, short.when_s),
        reason=short.reason,
        params=dict(short.params),
        fix=Fix(code=short.fix, params=dict(short.fix_params)),
    )
