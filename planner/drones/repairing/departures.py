"""When a round of the rest of the day can depart."""

from __future__ import annotations

import math

from planner.drones.problem import DroneProblem
from planner.drones.repairing.trips import Trip
from planner.drones.repairing.ways import Way
from planner.drones.schedule import openings
from planner.drones.schedule.openings import Closure


def departures(
    problem: DroneProblem, trip: Trip, way: Way, ready_s: float, closed: tuple[Closure, ...], latest_s: float = math.inf
) -> list[float]:
    """List departures worth a try, the one nearest to the planned one first [s].

    They lie inside the round's tolerance, and clear of outages, quiet hours, bad weather and hours without operators.

    Parameters
    ----------
    ready_s
        The drone does not stand ready and charged before.
    closed
        What keeps the drone of this way down.
    latest_s
        It must leave by then to take over from the round before it.
    """
    first, last = problem.departure_span(trip.number - 1)
    low, last = max(first, math.ceil(ready_s)), math.floor(min(float(last), latest_s))
    found: set[float] = set()
    for opens, closes in openings.departures(closed, way.air_s, low, last):
        found |= {float(opens), float(min(max(round(trip.takeoff_s), opens), closes))}
    if ready_s <= trip.takeoff_s <= latest_s and round(trip.takeoff_s) in found:
        found = (found - {float(round(trip.takeoff_s))}) | {trip.takeoff_s}
    return sorted(found, key=lambda at: (abs(at - trip.takeoff_s), at))
