"""Stops held against the places that they name: whoever claims a visit must have been there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np
import shapely
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from planner.domain.plan import Plan, Route, Stop
from planner.domain.scenario import Scenario
from planner.domain.track import track
from planner.domain.violation import Violation
from planner.geo import Floats, Frame

SLACK_M = 5.0
"""Allowance for the streets' own drawing and for rounded coordinates [m]."""
STEP_M = 25.0
"""A line is looked at in steps of this [m]."""
BESIDE_M = 30.0
"""A path beside a line, such as on the other carriageway, counts as on it up to this far from its street [m]."""
PATROLLED_SHARE = 0.8
"""Least part of a line that the path must come near; its first and last metres may lie off the street."""


def stops_stand_at_their_work(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """A stop lies at the point or in the area that it names, and a line is passed along while it is patrolled."""
    frame, snap_m = Frame(scenario.station.base), scenario.patrol.snap_m
    places = _places(scenario, frame)
    for route in plan.routes:
        for stop in route.stops:
            if stop.kind in {"base", "break"}:
                continue
            place = places.get((stop.kind, stop.id))
            if place is None or not _is_there(route, stop, place, frame, snap_m):
                params = {"unit": route.unit, "work": stop.id, "arrive": stop.arrive}
                yield Violation(code="stop_not_at_work", params=params)


def _places(scenario: Scenario, frame: Frame) -> dict[tuple[str, str], BaseGeometry]:
    """Give where everything lies that a stop may name [m]; a hot spot is a point that bears the id of its place."""
    spots = {item.id: item.location for items in (scenario.points, scenario.places) for item in items}
    return {
        **{("point", spot): shapely.Point(frame.metres(location)[0]) for spot, location in spots.items()},
        **{("line", line.id): frame.line(line.line) for line in scenario.lines},
        **{("area", area.id): frame.polygon(area.region) for area in scenario.areas},
    }


def _is_there(route: Route, stop: Stop, place: BaseGeometry, frame: Frame, snap_m: float) -> bool:
    if isinstance(place, LineString):
        samples = shapely.points(shapely.get_coordinates(shapely.segmentize(place, STEP_M)))
        away_m = shapely.distance(_travelled(route, stop.arrive, stop.depart, frame), samples)
        return bool(np.mean(away_m <= snap_m + BESIDE_M + SLACK_M) >= PATROLLED_SHARE)
    reach_m = snap_m if stop.kind == "point" else 0.0
    return bool(place.distance(shapely.Point(frame.metres((stop.lon, stop.lat))[0])) <= reach_m + SLACK_M)


def _travelled(route: Route, begin: dt.datetime, end: dt.datetime, frame: Frame) -> BaseGeometry:
    """Give the way of a unit between two moments [m]."""
    lonlat, seconds = track(route)
    if not len(seconds):
        return LineString()
    return frame.line(_between(lonlat, seconds, begin, end)[0])


def _between(lonlat: Floats, seconds: Floats, begin: dt.datetime, end: dt.datetime) -> tuple[Floats, Floats]:
    """Cut a way out between two moments: (k, 2) points [deg] and (k,) times [s since 1970]."""
    inside = seconds[(seconds > begin.timestamp()) & (seconds < end.timestamp())]
    moments = np.concatenate([[begin.timestamp()], inside, [end.timestamp()]])
    return np.column_stack([np.interp(moments, seconds, lonlat[:, axis]) for axis in (0, 1)]), moments
