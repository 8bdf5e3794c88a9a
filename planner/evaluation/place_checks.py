"""Stops and looks held against the places that they name: whoever claims a visit must have been there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import numpy as np
import shapely
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from planner.domain.drone import DroneTask
from planner.domain.plan import Flight, Plan, Route, Stop
from planner.domain.scenario import Scenario
from planner.domain.track import track
from planner.domain.violation import Violation
from planner.evaluation.moments import Span, openings
from planner.evaluation.stages import solved
from planner.geo import Floats, Frame

SLACK_M = 5.0
"""Allowance for the streets' own drawing and for rounded coordinates [m]."""
STEP_M = 25.0
"""A line is looked at in steps of this [m]."""
BESIDE_M = 30.0
"""A path beside a line, such as on the other carriageway, counts as on it up to this far from its street [m]."""
PATROLLED_SHARE = 0.8
"""Least part of a line that the path must come near; its first and last metres may lie off the street."""
HOVER_SLACK_S = 1.0
"""Times of a flight's path are rounded to tenths of a second [s]."""


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


def flights_see_what_they_serve(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """A flight hovers over every point that it serves, and passes over every line and area."""
    frame = Frame(scenario.station.base)
    tasks = {task.id: task for task in scenario.drone_tasks}
    models = {model.id: model for model in scenario.drone_models}
    swath_m = {dock.id: models[dock.model].swath_m for dock in scenario.docks}
    for flight in plan.flights:
        for served in flight.serves:
            task = tasks.get(served)
            if task is None or not _sees(flight, task, swath_m.get(flight.dock, 0.0), frame):
                yield Violation(code="flight_does_not_see", params={"round": flight.round, "task": served})


def required_tasks_are_accounted(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Every required task is looked at inside each of its windows, or told as unmet."""
    if not solved(plan, "flights"):
        return
    zone, frame = ZoneInfo(scenario.station.timezone), Frame(scenario.station.base)
    first, last = plan.start.astimezone(zone).date(), plan.end.astimezone(zone).date()
    days = [first + dt.timedelta(days=n) for n in range(-2, (last - first).days + 1)]
    told = {(unmet.id, unmet.when) for unmet in plan.required_unmet if unmet.kind == "drone_task"}
    swath_m = max((model.swath_m for model in scenario.drone_models), default=0.0)
    for task in scenario.drone_tasks:
        served = [flight for flight in plan.flights if task.required and task.id in flight.serves]
        for window in openings(task.windows, days, zone) if task.required else ():
            if not plan.start <= window[0] < plan.end or (task.id, window[0]) in told:
                continue
            if not any(_sees(flight, task, swath_m, frame, window) for flight in served):
                yield Violation(code="task_not_told", params={"task": task.id, "opens": window[0]})


def _sees(flight: Flight, task: DroneTask, swath_m: float, frame: Frame, window: Span | None = None) -> bool:
    """Tell whether a flight looks at a task, if need be inside a window."""
    begin, end = flight.takeoff, flight.landing
    if window is not None:
        begin, end = max(begin, window[0]), min(end, window[1])
    if len(flight.path) < 2 or begin >= end:
        return False
    lonlat = np.array([point[:2] for point in flight.path])
    seconds = np.array([point[3].timestamp() for point in flight.path])
    passed, moments = _between(lonlat, seconds, begin, end)
    points = frame.metres(passed)
    if task.point is None:
        ground = frame.polygon(task.region) if task.region else frame.line(np.array(task.line))
        return bool(LineString(points).distance(ground) <= swath_m / 2 + SLACK_M)
    near = np.hypot(*(points - frame.metres(task.point)).T) <= SLACK_M
    stay_s = float(np.diff(moments)[near[:-1] & near[1:]].sum())
    return stay_s >= task.hover_s - HOVER_SLACK_S
