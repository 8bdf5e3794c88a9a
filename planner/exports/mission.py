"""One drone round as its autopilot flies it: take off, waypoints in order, land."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from planner.domain.clock import seconds_between

if TYPE_CHECKING:
    import datetime as dt

    from planner.domain.dock import Dock
    from planner.domain.drone_model import DroneModel
    from planner.domain.drone_task import DroneTask
    from planner.domain.plan import Flight, FlightPoint
    from planner.domain.scenario import Scenario

ON_GROUND_M = 0.5
"""Points of a way that are no higher than this are on the ground [m]."""
SAME_PLACE_M = 5.0
"""A stay this near a task's place is the look at it [m]."""
SLOWEST_MPS = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Waypoint:
    """A point to fly to.

    Attributes
    ----------
    lon, lat
        WGS84 [deg].
    height_m
        Above the ground at the dock [m].
    hold_s
        How long the drone stays there [s].
    heading_deg
        Where the camera looks during the stay, clockwise from north [deg]; None: as the drone comes.
    """

    lon: float
    lat: float
    height_m: float
    hold_s: float = 0.0
    heading_deg: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mission:
    """A round to upload.

    Attributes
    ----------
    home, landing
        Longitude and latitude of take-off and landing [deg].
    waypoints
        Where it flies, in order; the first is over or after the take-off, the last before the landing.
    speed_mps
        Speed between waypoints [m/s].
    margin_m
        Distance that the plan keeps from closed ground [m]; 0 where the scenario is not known.
    dock, model
        The dock and its aircraft; None where the scenario is not known.
    """

    home: tuple[float, float]
    landing: tuple[float, float]
    waypoints: tuple[Waypoint, ...]
    speed_mps: float
    margin_m: float = 0.0
    dock: Dock | None = None
    model: DroneModel | None = None

    @property
    def top_m(self) -> float:
        """Height of the highest waypoint [m]."""
        return max((point.height_m for point in self.waypoints), default=0.0)


def mission(flight: Flight, scenario: Scenario | None) -> Mission:
    """Give what an autopilot needs of a round that has a way.

    The speed is the model's cruising speed; without the scenario it is that of the round's fastest leg.
    """
    dock = next((dock for dock in scenario.docks if dock.id == flight.dock), None) if scenario else None
    models = scenario.drone_models if scenario else ()
    model = next((model for model in models if dock and model.id == dock.model), None)
    tasks = [task for task in scenario.drone_tasks if task.id in flight.serves] if scenario else []
    first, last = flight.path[0], flight.path[-1]
    return Mission(
        home=(first[0], first[1]),
        landing=(last[0], last[1]),
        waypoints=tuple(_waypoints(flight.path, tasks)),
        speed_mps=model.cruise_mps if model else _fastest_mps(flight.path),
        margin_m=scenario.rounds.margin_m if scenario else 0.0,
        dock=dock,
        model=model,
    )


def distance_m(a: Waypoint, b: Waypoint) -> float:
    """Give the distance in space between two waypoints [m]."""
    return math.hypot(_ground_m((a.lon, a.lat), (b.lon, b.lat)), a.height_m - b.height_m)


def course_deg(a: Waypoint, b: Waypoint) -> float:
    """Give the direction from one waypoint to another, clockwise from north [deg]; 0 where they coincide."""
    east = (b.lon - a.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return math.degrees(math.atan2(east, b.lat - a.lat)) % 360.0


def _waypoints(path: tuple[FlightPoint, ...], tasks: list[DroneTask]) -> Iterator[Waypoint]:
    """Give the points in the air; points that follow each other at one place are one, with a stay."""
    for lon, lat, height_m, arrive, leave in _stays(path):
        if height_m > ON_GROUND_M:
            hold_s = seconds_between(arrive, leave)
            heading_deg = _looks_to((lon, lat), tasks) if hold_s else None
            yield Waypoint(lon=lon, lat=lat, height_m=height_m, hold_s=hold_s, heading_deg=heading_deg)


def _stays(path: tuple[FlightPoint, ...]) -> Iterator[tuple[float, float, float, dt.datetime, dt.datetime]]:
    k = 0
    while k < len(path):
        last = k
        while last + 1 < len(path) and path[last + 1][:3] == path[k][:3]:
            last += 1
        yield *path[k][:3], path[k][3], path[last][3]
        k = last + 1


def _looks_to(place: tuple[float, float], tasks: list[DroneTask]) -> float | None:
    for task in tasks:
        if task.point is not None and task.heading_deg is not None and _ground_m(place, task.point) <= SAME_PLACE_M:
            return task.heading_deg
    return None


def _fastest_mps(path: tuple[FlightPoint, ...]) -> float:
    speeds = [
        _ground_m((a[0], a[1]), (b[0], b[1])) / seconds
        for a, b in pairwise(path)
        if (seconds := seconds_between(a[3], b[3])) > 0
    ]
    return max(SLOWEST_MPS, math.ceil(10 * max(speeds, default=0.0)) / 10)


def _ground_m(a: tuple[float, float], b: tuple[float, float]) -> float:
    from planner.geo import great_circle_m

    return float(great_circle_m(a, b))
