"""What is left of a flight that breaks off: its charge and clock in the air, the rest of its round, its looks."""

from __future__ import annotations

import numpy as np

from planner.drones.energy import Flown
from planner.drones.problem import DockSite, DroneProblem, Floats, Look
from planner.drones.repairing.standing import since
from planner.drones.repairing.stretch import Clock, Stretch, stretch
from planner.drones.repairing.trips import Trip


def begun_in_the_air(dock: DockSite, here: Floats, flight: Flown, height_m: float) -> Flown:
    """Begin a flight in the air instead of on the ground: less climb, and the day's clock."""
    missing_m = max(0.0, height_m - float(here[2]))
    rise_s = np.ceil(missing_m / dock.model.climb_mps * 10.0 - 1e-6) / 10.0
    shift_s = float(here[3]) + rise_s - float(flight.path[1, 3])
    spared_pct = float(flight.used_pct[1]) * (1.0 - missing_m / height_m)
    return Flown(
        path=flight.path + np.array([0.0, 0.0, 0.0, shift_s]),
        used_pct=np.maximum(flight.used_pct - spared_pct, 0.0),
        arrive_s=flight.arrive_s + shift_s,
        leave_s=flight.leave_s + shift_s,
    )


def rest_of(problem: DroneProblem, trip: Trip, head: Floats) -> Stretch | None:
    """Give what is left of a round; a hover that was broken off is begun again."""
    rest = stretch(np.vstack([head[-1:], since(trip.path, float(head[-1, 3]))]))
    if rest is None:
        return None
    for look in trip.looks:
        hovers = problem.tasks[look.task].shape.length == 0 and problem.tasks[look.task].orbit_m == 0
        if hovers and look.start_s < rest.arrive_s[0] < look.end_s:
            arrive_s = rest.arrive_s.copy()
            arrive_s[0] = look.start_s
            return Stretch(points=rest.points, arrive_s=arrive_s, leave_s=rest.leave_s)
    return rest


def looks_left(problem: DroneProblem, trip: Trip, now_s: float, again: Clock | None) -> tuple[Look, ...]:
    """Give the looks of a flight that is broken off.

    They are those that are over, those after it has resumed, and a look along a line or over an area of which at least
    half is flown.
    """
    over = tuple(look for look in trip.looks if look.end_s <= now_s)
    later = again.looks(tuple(look for look in trip.looks if look.end_s > now_s)) if again is not None else ()
    told = {look.task for look in (*over, *later)}
    parts = []
    for look in trip.looks:
        if look.start_s < now_s < look.end_s and look.task not in told and problem.tasks[look.task].shape.length > 0:
            if again is not None:
                parts.append(Look(task=look.task, start_s=look.start_s, end_s=again.at(look.end_s)))
            elif now_s - look.start_s >= (look.end_s - look.start_s) / 2:
                parts.append(Look(task=look.task, start_s=look.start_s, end_s=now_s))
    return (*over, *parts, *later)
