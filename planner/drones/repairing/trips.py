"""Flights of a plan in the solver's units: metres in the station's frame, seconds since a planning day's start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planner.domain.clock import seconds_between
from planner.domain.plan import Flight
from planner.drones.fetched import home_again_s
from planner.drones.problem import DroneProblem, Floats, Look, Span
from planner.geo import Frame

NEAR_M = 5.0
"""A hover so near to a point counts as over it; coordinates of plans are rounded [m]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trip:
    """One flight.

    Attributes
    ----------
    day, number
        Planning day and number of its round.
    dock
        Index of its dock.
    path
        (n, 4) x, y, height above ground [m] and time [s since the start of the problem's day].
    before_pct, after_pct
        Charge at take-off and landing [%].
    looks
        What it looks at, and when [s since the start of the problem's day].
    alert
        Id of the alert that it answers; empty: none.
    home_s
        When the drone is in its dock again after landing at an alternate [s]; None: it lands in its dock.
    """

    day: dt.date
    number: int
    dock: int
    path: Floats
    before_pct: float
    after_pct: float
    looks: tuple[Look, ...] = ()
    alert: str = ""
    home_s: float | None = None

    @property
    def takeoff_s(self) -> float:
        """When it leaves the ground [s]."""
        return float(self.path[0, 3])

    @property
    def landing_s(self) -> float:
        """When it is back on the ground [s]."""
        return float(self.path[-1, 3])

    @property
    def air_s(self) -> float:
        """Time in the air [s]."""
        return self.landing_s - self.takeoff_s

    @property
    def used_pct(self) -> float:
        """Charge that it takes [%]."""
        return self.before_pct - self.after_pct

    @property
    def height_m(self) -> float:
        """Its highest point above ground [m]."""
        return float(self.path[:, 2].max())


def trips(problem: DroneProblem, flights: Iterable[Flight]) -> list[Trip]:
    """Give flights in the units of a planning day, in the order of take-off; flights of unknown docks are left out."""
    frame = Frame(problem.centre)
    docks = {dock.id: index for index, dock in enumerate(problem.docks)}
    found = [_trip(problem, flight, docks[flight.dock], frame) for flight in flights if flight.dock in docks]
    return sorted(found, key=lambda trip: trip.takeoff_s)


def _trip(problem: DroneProblem, flight: Flight, dock: int, frame: Frame) -> Trip:
    def clock(moment: dt.datetime) -> float:
        return seconds_between(problem.start, moment)

    xy = frame.metres([point[:2] for point in flight.path])
    rows = [(point[2], clock(point[3])) for point in flight.path]
    path = np.column_stack([xy, np.array(rows)])
    tasks = {task.id: index for index, task in enumerate(problem.tasks)}
    told = tuple(
        Look(task=tasks[look.task], start_s=clock(look.start), end_s=clock(look.end))
        for look in flight.looks
        if look.task in tasks
    )
    return Trip(
        day=flight.day,
        number=flight.round,
        dock=dock,
        path=path,
        before_pct=flight.battery_before_pct,
        after_pct=flight.battery_after_pct,
        looks=told if flight.looks else looks_along(problem, dock, path, flight.serves),
        alert=flight.alert,
        home_s=home_again_s(problem.docks[dock].outages, clock(flight.landing)) if flight.alternate else None,
    )


def looks_along(problem: DroneProblem, dock: int, path: Floats, serves: Iterable[str]) -> tuple[Look, ...]:
    """Read from a path when it looks at its tasks, for plans that do not tell.

    It looks at a point while it stays near it, along lines and over areas from the first to the last moment at which
    its camera sees them.

    Parameters
    ----------
    path
        (n, 4) x, y, height [m] and time [s].
    serves
        Ids of the tasks; those that the path does not look at are left out.
    """
    wanted, found = set(serves), []
    for index, task in enumerate(problem.tasks):
        if task.id not in wanted:
            continue
        if task.shape.length > 0:
            span = _passed(task.shape, path, problem.docks[dock].model.swath_m / 2 + NEAR_M)
        else:
            span = _stayed(task.shape, path, task.orbit_m + NEAR_M)
        if span is not None and (task.shape.length > 0 or span[1] - span[0] >= task.hover_s - 1.0):
            found.append(Look(task=index, start_s=span[0], end_s=span[1]))
    return tuple(found)


def _passed(shape: BaseGeometry, path: Floats, reach_m: float) -> Span | None:
    """Give the first and the last moment at which a path is near a shape [s]; None: never."""
    legs = shapely.linestrings(np.stack([path[:-1, :2], path[1:, :2]], axis=1))
    near = np.flatnonzero(shapely.distance(legs, shape) <= reach_m)
    return (float(path[near[0], 3]), float(path[near[-1] + 1, 3])) if len(near) else None


def _stayed(shape: BaseGeometry, path: Floats, reach_m: float) -> Span | None:
    """Give the longest stay of a path near a point [s]: points in a row that are all near it; None: none."""
    near = shapely.distance(shapely.points(path[:, :2]), shape) <= reach_m
    edges = np.flatnonzero(np.diff(np.concatenate([[False], near, [False]]).astype(int)))
    spans = [(float(path[a, 3]), float(path[b - 1, 3])) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return max(spans, key=lambda span: span[1] - span[0], default=None)
