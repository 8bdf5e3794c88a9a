"""What the rounds of a day see of each area: which places, when, and with which camera."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from planner.domain.clock import instant, next_day
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.evaluation.flights.filming import Filmed, filmed
from planner.evaluation.flights.tracks import FlightTrack, Seconds, fleet, tracks
from planner.geo import Floats, Frame

PLACES = 400
"""Places that stand for an area, about."""
LEAST_DAY_S = 3_600.0
"""A plan that ends sooner than so long after a day's start counts as so long [s]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Look:
    """What one stretch of flight sees.

    Attributes
    ----------
    sees
        (p,) whether each place.
    at_s
        (p,) when; NaN where it does not [s since 1970].
    by_night
        Whether with the thermal camera.
    """

    sees: NDArray[np.bool_]
    at_s: Floats
    by_night: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AreaLooks:
    """The looks of one planning day at an area.

    Attributes
    ----------
    task, day
        The area's task, and the planning day.
    span_s
        When the day begins and ends, or the plan in it [s since 1970].
    ground_m2
        Size of the area [m2].
    places
        (p, 2) places that stand for equal parts of it [m].
    looks
        What each stretch of flight sees.
    """

    task: str
    day: dt.date
    span_s: Seconds
    ground_m2: float
    places: Floats
    looks: list[Look]


def area_looks(plan: Plan, scenario: Scenario) -> Iterator[AreaLooks]:
    """Give the looks at every area on every planning day of the flights.

    Notes
    -----
    The ground is read at about `PLACES` places on an even grid. A place is seen at the moment at which a flight passes
    nearest to it, if it lies within half the width that the camera sees.
    """
    frame, known = Frame(scenario.station.base), fleet(scenario)
    by_day: dict[dt.date, list[FlightTrack]] = {}
    for track in tracks(plan, frame):
        if track.flight.dock in known:
            by_day.setdefault(track.flight.day, []).append(track)
    for task in scenario.drone_tasks:
        if task.region is None:
            continue
        region = shapely.make_valid(frame.polygon(task.region))
        places = _places(region)
        points = np.asarray(shapely.points(places))
        for day in sorted(by_day):
            own = [track for track in by_day[day] if task.id in track.flight.serves]
            seen = [
                part for track in own for part in _looks(filmed(track, known[track.flight.dock][1], scenario), points)
            ]
            span_s = day_span_s(plan, scenario, day)
            yield AreaLooks(task=task.id, day=day, span_s=span_s, ground_m2=region.area, places=places, looks=seen)


def day_span_s(plan: Plan, scenario: Scenario, day: dt.date) -> Seconds:
    """Give when a planning day begins and ends, no later than the plan [s since 1970].

    Its length is what really passes: 23 or 25 h when the clock changes in it.
    """
    start = instant(day, scenario.day_start_min, ZoneInfo(scenario.station.timezone))
    begin, end = start.timestamp(), next_day(start, scenario.day_start_min).timestamp()
    return begin, min(end, max(plan.end.timestamp(), begin + LEAST_DAY_S))


def _places(region: BaseGeometry) -> Floats:
    """Spread places over an area: (p, 2) [m]."""
    step = max(1.0, float(np.sqrt(region.area / PLACES)))
    left, low, right, high = region.bounds
    x, y = np.meshgrid(np.arange(left + step / 2, right, step), np.arange(low + step / 2, high, step))
    inside = shapely.contains_xy(region, x.ravel(), y.ravel())
    places = np.column_stack([x.ravel(), y.ravel()])[inside]
    return places if len(places) else shapely.get_coordinates(region.representative_point())


def _looks(stretches: list[Filmed], points: NDArray[np.object_]) -> Iterator[Look]:
    for part in stretches:
        line = shapely.linestrings(part.path[:, :2])
        sees = np.asarray(shapely.dwithin(line, points, part.width_m / 2), bool)
        at_s = np.full(len(points), np.nan)
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(part.path[:, :2], axis=0).T))])
        if sees.any():
            at_s[sees] = np.interp(shapely.line_locate_point(line, points[sees]), along, part.path[:, 3])
            yield Look(sees=sees, at_s=at_s, by_night=part.by_night)
