"""The points of a drone round: where the drone flies to and stays, where it looks, and whether its camera records."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from planner.domain.clock import later, seconds_between

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from planner.domain.drone_task import DroneTask
    from planner.domain.plan import Flight, FlightPoint, FlightSpan

    Stay = tuple[float, float, float, dt.datetime, dt.datetime]
    """Longitude, latitude [deg], height [m], arrival and departure."""

ON_GROUND_M = 0.5
"""Points of a way that are no higher than this are on the ground [m]."""
SAME_PLACE_M = 5.0
"""A stay this near a task's place is the look at it [m]."""
NEAR_S = 0.1
"""Moments this near each other are one: no waypoint is put in for so little [s]."""


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
    looks_at
        Longitude and latitude of what the drone looks at from here to the next waypoint [deg]; None: its way.
    records
        Whether the camera records from the arrival here to the next waypoint; None: the round does not say.
    """

    lon: float
    lat: float
    height_m: float
    hold_s: float = 0.0
    heading_deg: float | None = None
    looks_at: tuple[float, float] | None = None
    records: bool | None = None


def waypoints(flight: Flight, tasks: Sequence[DroneTask]) -> tuple[Waypoint, ...]:
    """Give the points of a round in the air; points that follow each other at one place are one, with a stay.

    A round with stretches on which its camera is off has a waypoint where each begins and ends, and says at every
    waypoint whether it records: from the first one to the last, but for those stretches. A stay or a leg that is partly
    in such a stretch is wholly off.
    """
    off = flight.camera_off
    stays = [stay for stay in _stays(tuple(_with_switches(flight.path, off))) if stay[2] > ON_GROUND_M]
    found = []
    for k, (lon, lat, height_m, arrive, leave) in enumerate(stays):
        until = stays[k + 1][3] if k + 1 < len(stays) else leave
        hold_s = seconds_between(arrive, leave)
        found.append(
            Waypoint(
                lon=lon,
                lat=lat,
                height_m=height_m,
                hold_s=hold_s,
                heading_deg=_heading_deg((lon, lat), (arrive, leave), flight, tasks) if hold_s else None,
                looks_at=_circled((leave, until), flight, tasks) if k + 1 < len(stays) else None,
                records=(k + 1 < len(stays) and not _is_off(off, arrive, until)) if off else None,
            )
        )
    return tuple(found)


def distance_m(a: Waypoint, b: Waypoint) -> float:
    """Give the distance in space between two waypoints [m]."""
    return math.hypot(ground_m((a.lon, a.lat), (b.lon, b.lat)), a.height_m - b.height_m)


def course_deg(a: Waypoint, b: Waypoint) -> float:
    """Give the direction from one waypoint to another, clockwise from north [deg]; 0 where they coincide."""
    east = (b.lon - a.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return math.degrees(math.atan2(east, b.lat - a.lat)) % 360.0


def ground_m(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Give the distance over ground between two places [m]."""
    from planner.geo import great_circle_m

    return float(great_circle_m(a, b))


def _with_switches(path: tuple[FlightPoint, ...], off: tuple[FlightSpan, ...]) -> Iterator[FlightPoint]:
    """Put a point into each leg over ground at every moment at which the camera goes off or on."""
    moments = sorted(moment for span in off for moment in (span.start, span.end))
    for a, b in pairwise(path):
        yield a
        whole_s = seconds_between(a[3], b[3])
        last_s = 0.0
        for moment in moments if a[:2] != b[:2] else ():
            at_s = seconds_between(a[3], moment)
            if last_s + NEAR_S < at_s < whole_s - NEAR_S:
                lon, lat, height_m = (
                    one + (other - one) * at_s / whole_s for one, other in zip(a[:3], b[:3], strict=True)
                )
                yield lon, lat, height_m, later(a[3], at_s)
                last_s = at_s
    yield path[-1]


def _stays(path: tuple[FlightPoint, ...]) -> Iterator[Stay]:
    k = 0
    while k < len(path):
        last = k
        while last + 1 < len(path) and path[last + 1][:3] == path[k][:3]:
            last += 1
        yield *path[k][:3], path[k][3], path[last][3]
        k = last + 1


def _is_off(off: tuple[FlightSpan, ...], start: dt.datetime, end: dt.datetime) -> bool:
    """Tell whether the camera is off at any time between two moments, but for their edges."""
    return any(
        seconds_between(max(start, span.start), min(end, span.end)) > NEAR_S
        for span in off
        if span.start < end and span.end > start
    )


def _heading_deg(
    place: tuple[float, float], stay: tuple[dt.datetime, dt.datetime], flight: Flight, tasks: Sequence[DroneTask]
) -> float | None:
    """Give the heading of the look that is made during a stay; plans without looks have it from the task below."""
    for look in flight.looks:
        if look.heading_deg is not None and look.start < stay[1] and look.end > stay[0]:
            return look.heading_deg
    for task in () if flight.looks else tasks:
        if task.point is not None and task.heading_deg is not None and ground_m(place, task.point) <= SAME_PLACE_M:
            return task.heading_deg
    return None


def _circled(
    leg: tuple[dt.datetime, dt.datetime], flight: Flight, tasks: Sequence[DroneTask]
) -> tuple[float, float] | None:
    """Give the middle of the circle that a leg is part of."""
    circled = {task.id: task.point for task in tasks if task.watch == "orbit" and task.point is not None}
    for look in flight.looks:
        within = seconds_between(look.start, leg[0]) >= -NEAR_S and seconds_between(leg[1], look.end) >= -NEAR_S
        if look.task in circled and within:
            return circled[look.task]
    return None
