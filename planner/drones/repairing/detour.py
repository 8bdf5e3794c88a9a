"""Who can fly to an alert: drones in the air that break off, and drones that stand ready."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.drones.energy import Flown, Winds, WindTooStrong, flown, lowest_on_way, needed_pct
from planner.drones.problem import DockSite, DroneProblem, Floats, Look
from planner.drones.repairing.air import Air, Course
from planner.drones.repairing.breaking_off import begun_in_the_air, looks_left, rest_of
from planner.drones.repairing.charge import charge_at
from planner.drones.repairing.standing import Standing, charge_left, until
from planner.drones.repairing.stretch import clock
from planner.drones.repairing.trips import Trip
from planner.drones.schedule.openings import closures
from planner.drones.sorties.winds import winds_over

LONGEST_S = 3600.0
"""Zones that close within this time are kept out of [s]."""
SAME_S = 0.05
"""Moments so near to each other are one [s]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A place that a drone is wanted at.

    Attributes
    ----------
    xy
        Where [m].
    at_s
        When it is raised [s].
    stay_s
        How long the drone stays over it [s].
    """

    xy: tuple[float, float]
    at_s: float
    stay_s: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answer:
    """A way for one drone to answer an alert.

    Attributes
    ----------
    dock
        Index of its dock.
    trip
        The flight that it breaks off; None: it stands ready.
    path
        (n, 4) of the whole flight, what is flown already included: x, y, height [m], time [s].
    arrive_s, leave_s
        When it is there, and when it leaves [s].
    before_pct, after_pct
        Charge at take-off and landing [%].
    resumes
        Whether it goes on with its round where it broke it off.
    """

    dock: int
    trip: Trip | None
    path: Floats
    arrive_s: float
    leave_s: float
    before_pct: float
    after_pct: float
    resumes: bool = False
    looks: tuple[Look, ...] = ()


def answers(
    problem: DroneProblem, stand: Sequence[Standing], alert: Alert, height_m: float | None = None
) -> list[Answer]:
    """List the ways to answer an alert, the drone that is there first first; one that can resume its round does so.

    Only drones that can be there, stay, and be back above the lowest charge, with the reserve for coming home at every
    point of their way, are listed. A drone that answers an alert already, or lands at an alternate, is
    not.

    Parameters
    ----------
    height_m
        In which drones from their docks fly [m above ground]; None: in the layer of their dock.
    """
    air = Air(problem=problem)
    found: list[Answer] = []
    for standing in stand:
        if standing.trip is None:
            at_m = problem.home_height_m(standing.dock) if height_m is None else height_m
            made = _from_dock(problem, standing, alert, air, at_m)
        elif standing.trip.alert or standing.trip.home_s is not None:
            made = None
        else:
            made = _from_air(problem, standing.trip, alert, air, resume=True)
            made = made or _from_air(problem, standing.trip, alert, air, resume=False)
        if made is not None:
            found.append(made)
    return sorted(found, key=lambda answer: (answer.arrive_s, answer.dock))


def without_resuming(problem: DroneProblem, answer: Answer, alert: Alert) -> Answer:
    """Give the same answer with the way home at once after the alert."""
    if not answer.resumes or answer.trip is None:
        return answer
    return _from_air(problem, answer.trip, alert, Air(problem=problem), resume=False) or answer


def _from_dock(problem: DroneProblem, standing: Standing, alert: Alert, air: Air, height_m: float) -> Answer | None:
    dock, now_s = problem.docks[standing.dock], alert.at_s
    if standing.free_s > now_s:
        return None
    course = _course(dock, air, height_m, np.array(dock.xy), now_s)
    if not course.air.open_at(dock.xy) or not course.fly_to(np.array(alert.xy)):
        return None
    there = len(course.points) - 1
    course.stays_s[-1] += alert.stay_s
    winds = winds_over(problem, now_s, now_s + LONGEST_S)
    flight = _home(course, height_m, winds)
    if flight is None or _stays_down(problem, dock, now_s, now_s + float(flight.path[-1, 3])):
        return None
    before_pct = charge_at(dock, standing.free_s, standing.pct, now_s)
    if before_pct < needed_pct(flight, _ways_home(course, flight.path), dock.model, winds):
        return None
    return Answer(
        dock=standing.dock,
        trip=None,
        path=flight.path + np.array([0.0, 0.0, 0.0, now_s]),
        arrive_s=now_s + float(flight.arrive_s[there]),
        leave_s=now_s + float(flight.leave_s[there]),
        before_pct=before_pct,
        after_pct=before_pct - float(flight.used_pct[-1]),
    )


def _from_air(problem: DroneProblem, trip: Trip, alert: Alert, air: Air, *, resume: bool) -> Answer | None:
    dock, now_s, head = problem.docks[trip.dock], alert.at_s, until(trip.path, alert.at_s)
    course = _course(dock, air, trip.height_m, head[-1, :2], now_s)
    rest = rest_of(problem, trip, head) if resume else None
    if (resume and rest is None) or not course.fly_to(np.array(alert.xy)):
        return None
    there = len(course.points) - 1
    course.stays_s[-1] += alert.stay_s
    if rest is not None and not course.fly_to(rest.points[0]):
        return None
    first = course.follow(rest.points, rest.stays_s) if rest is not None else 0
    winds = winds_over(problem, now_s, now_s + LONGEST_S)
    flight = _home(course, trip.height_m, winds)
    if flight is None:
        return None
    joined = begun_in_the_air(dock, head[-1], flight, trip.height_m)
    now_pct = charge_left(dock, trip, now_s)
    margin_pct = lowest_on_way(joined, _ways_home(course, flight.path), dock.model, now_pct, winds)
    after_pct = now_pct - float(joined.used_pct[-1])
    down = _stays_down(problem, dock, now_s, float(joined.path[-1, 3]))
    if after_pct < dock.model.lowest_pct or margin_pct < 0 or down:
        return None
    again = None
    if rest is not None:
        places = slice(first, first + len(rest.points))
        again = clock(rest, joined.arrive_s[places], joined.leave_s[places])
    level = joined.path[1:] if joined.path[1, 3] - now_s >= SAME_S else joined.path[2:]
    return Answer(
        dock=trip.dock,
        trip=trip,
        path=np.vstack([head, level]),
        arrive_s=float(joined.arrive_s[there]),
        leave_s=float(joined.leave_s[there]),
        before_pct=trip.before_pct,
        after_pct=after_pct,
        resumes=resume,
        looks=looks_left(problem, trip, now_s, again),
    )


def _course(dock: DockSite, air: Air, height_m: float, begin: Floats, now_s: float) -> Course:
    return Course(dock, air.between(dock, height_m, now_s, now_s + LONGEST_S), [np.asarray(begin, float)], [0.0])


def _home(course: Course, height_m: float, winds: Winds) -> Flown | None:
    """Fly home and give the whole flight; None if there is no way, or the wind is too strong."""
    if not course.fly_to(np.array(course.dock.xy)):
        return None
    if len(course.points) == 1:
        course.points.append(course.points[0])
        course.stays_s.append(0.0)
    try:
        return flown(np.array(course.points), np.array(course.stays_s), course.dock.model, height_m, winds)
    except WindTooStrong:
        return None


def _ways_home(course: Course, path: Floats) -> Floats:
    """Give the way home from every row of a path, (n,) [m]."""
    return course.air.lengths(path[:, :2], np.array([course.dock.xy]))[:, 0]


def _stays_down(problem: DroneProblem, dock: DockSite, from_s: float, to_s: float) -> bool:
    """Tell whether the drone may not be out at any moment of a span; quiet hours do not keep it from an alert."""
    return any(
        closure.kind != "quiet" and closure.span[0] < to_s and closure.span[1] > from_s
        for closure in closures(problem, dock)
    )
