"""Where the drones are at a moment: in the air with so much charge, or in their docks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.drones.energy import flown
from planner.drones.problem import DockSite, DroneProblem, Floats
from planner.drones.repairing.charge import free_after
from planner.drones.repairing.stretch import stretch
from planner.drones.repairing.trips import Trip

SAME_SHARE = 0.05
"""A path whose time differs by less than this share is the same flight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A dock at a moment.

    Attributes
    ----------
    dock
        Its index.
    free_s
        When its drone is back and served [s]; in the past if it stands ready.
    pct
        Charge at `free_s` [%].
    trip
        The flight that is in the air.
    """

    dock: int
    free_s: float
    pct: float
    trip: Trip | None = None


def standings(problem: DroneProblem, flown: Sequence[Trip], now_s: float) -> list[Standing]:
    """Tell of every dock how it stands at a moment, from its last flight that has taken off by then.

    Parameters
    ----------
    flown
        Flights in the order of take-off; later ones do not count.
    """
    last: dict[int, Trip] = {trip.dock: trip for trip in flown if trip.takeoff_s <= now_s}
    return [_standing(index, dock, last.get(index), now_s) for index, dock in enumerate(problem.docks)]


def _standing(index: int, dock: DockSite, trip: Trip | None, now_s: float) -> Standing:
    if trip is None:
        return Standing(dock=index, free_s=dock.ready_s, pct=dock.ready_pct)
    free_s = free_after(dock, trip.landing_s if trip.home_s is None else trip.home_s)
    return Standing(dock=index, free_s=free_s, pct=trip.after_pct, trip=trip if trip.landing_s > now_s else None)


def until(path: Floats, now_s: float) -> Floats:
    """Give a path up to a moment, (k, 4), the point at that moment included."""
    here = [np.interp(now_s, path[:, 3], path[:, axis]) for axis in (0, 1, 2)]
    return np.vstack([path[path[:, 3] < now_s], [*here, now_s]])


def since(path: Floats, now_s: float) -> Floats:
    """Give the points of a path after a moment, (k, 4)."""
    return path[path[:, 3] > now_s]


def charge_left(dock: DockSite, trip: Trip, now_s: float) -> float:
    """Give the charge of a drone in the air, no more than it has: climbs cost most, and they come first [%].

    What the flight has used by then is read from the same path flown anew, scaled to what it takes as a whole; a path
    that cannot be read so counts evenly.
    """
    rest = stretch(trip.path)
    part = (now_s - trip.takeoff_s) / max(trip.air_s, 1e-9)
    if rest is not None:
        again = flown(rest.points, rest.stays_s, dock.model, trip.height_m)
        if abs(float(again.path[-1, 3]) - trip.air_s) <= SAME_SHARE * trip.air_s:
            share = np.interp(now_s - trip.takeoff_s, again.path[:, 3], again.used_pct) / float(again.used_pct[-1])
            part = max(part, float(share))
    return trip.before_pct - part * trip.used_pct
