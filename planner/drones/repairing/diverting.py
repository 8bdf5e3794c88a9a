"""A drone in the air whose dock goes down lands at an alternate of the dock (备降点)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from planner.drones.energy import Flown, WindTooStrong, flown
from planner.drones.fetched import home_again_s
from planner.drones.problem import DroneProblem, Floats, Span
from planner.drones.repairing.air import Air, Course
from planner.drones.repairing.apart import keep_apart
from planner.drones.repairing.breaking_off import begun_in_the_air, looks_left
from planner.drones.repairing.standing import charge_left, until
from planner.drones.repairing.trips import Trip
from planner.drones.sorties.winds import winds_over

LONGEST_S = 3600.0
"""Zones that close within this time are kept out of [s]."""
SAME_S = 0.05
"""Moments so near to each other are one [s]."""
OVER_M = 5.0
"""A drone so near to a place is over it [m]."""


def divert(
    problem: DroneProblem, trip: Trip, at_s: float, outage: Span, others: Sequence[Trip]
) -> tuple[Trip, int] | None:
    """Break a flight off and land at the alternate that it is at first; give it with the alternate's index.

    The way there is legal, within the dock's radius and apart from other drones, and the drone lands with the lowest
    charge or more.

    Parameters
    ----------
    at_s
        When it breaks off [s].
    outage
        When its dock is out of service [s].
    others
        Flights that are in the air.

    Returns
    -------
    None if the dock has no such alternate.
    """
    dock, head = problem.docks[trip.dock], until(trip.path, at_s)
    air = Air(problem=problem).between(dock, trip.height_m, at_s, at_s + LONGEST_S)
    now_pct = charge_left(dock, trip, at_s)
    found = []
    for index, place in enumerate(dock.alternates):
        course = Course(dock, air, [head[-1, :2]], [0.0])
        joined = _flight(problem, course, place, head[-1], trip.height_m)
        if joined is None or now_pct - float(joined.used_pct[-1]) < dock.model.lowest_pct:
            continue
        level = joined.path[1:] if joined.path[1, 3] - at_s >= SAME_S else joined.path[2:]
        made = replace(
            trip,
            path=np.vstack([head, level]),
            after_pct=now_pct - float(joined.used_pct[-1]),
            looks=looks_left(problem, trip, at_s, None),
            home_s=home_again_s((outage,), float(level[-1, 3])),
        )
        if all(keep_apart(made.path, other.path, problem.rules) for other in others):
            found.append((made, index))
    return min(found, key=lambda item: item[0].landing_s, default=None)


def left_s(trip: Trip, place: tuple[float, float], at_s: float) -> float:
    """Give when a drone leaves the place of its alert, or `at_s` if that is later [s]."""
    near = np.hypot(*(trip.path[:, :2] - np.array(place)).T) <= OVER_M
    return float(max([at_s, *trip.path[near, 3].tolist()]))


def _flight(
    problem: DroneProblem, course: Course, place: tuple[float, float], here: Floats, height_m: float
) -> Flown | None:
    """Fly from a point in the air to the ground of a place; None if there is no way, or the wind is too strong."""
    if not course.air.open_at(place) or not course.fly_to(np.array(place)):
        return None
    if len(course.points) == 1:
        course.points.append(course.points[0])
        course.stays_s.append(0.0)
    winds = winds_over(problem, float(here[3]), float(here[3]) + LONGEST_S)
    try:
        flight = flown(np.array(course.points), np.array(course.stays_s), course.dock.model, height_m, winds)
    except WindTooStrong:
        return None
    return begun_in_the_air(course.dock, here, flight, height_m)
