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
from planner.domain.drone_model import DroneModel
from planner.domain.drone_task import DroneTask
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.evaluation.flights.filming import Filmed, filmed
from planner.evaluation.flights.tracks import FlightTrack, Seconds, fleet, tracks
from planner.evaluation.kept import Kept, Same
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
        for day in sorted(by_day):
            own = [track for track in by_day[day] if task.id in track.flight.serves]
            seen = [part for track in own for part in _seen(track, known[track.flight.dock][1], scenario, task, places)]
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


_known: Kept[tuple[Look, ...]] = Kept()


def _seen(
    track: FlightTrack, model: DroneModel, scenario: Scenario, task: DroneTask, places: Floats
) -> tuple[Look, ...]:
    """Give what a flight sees of an area; one that is the same to the very object is not asked again."""
    key = (scenario.station.base, scenario.station.timezone, scenario.rounds.night, model, Same(task))
    return _known.of(track.flight, key, lambda: tuple(_looks(filmed(track, model, scenario), places)))


def _looks(stretches: list[Filmed], places: Floats) -> Iterator[Look]:
    for part in stretches:
        away_m, nearest_s = _nearest(part.path, places)
        sees = away_m <= part.width_m / 2
        if sees.any():
            yield Look(sees=sees, at_s=np.where(sees, nearest_s, np.nan), by_night=part.by_night)


def _nearest(path: Floats, places: Floats) -> tuple[Floats, Floats]:
    """Give how near a path comes to places over ground (p,) [m], and when it is there first (p,) [s since 1970]."""
    start, step = path[:-1, :2], np.diff(path[:, :2], axis=0)
    square = np.maximum((step**2).sum(axis=1), 1e-12)
    off = places[:, None] - start
    share = np.clip((off * step).sum(axis=2) / square, 0.0, 1.0)
    away_m = np.hypot(*np.moveaxis(off - share[:, :, None] * step, 2, 0))
    leg = away_m.argmin(axis=1)
    row = np.arange(len(places))
    clock_s = path[leg, 3] + share[row, leg] * np.diff(path[:, 3])[leg]
    return away_m[row, leg], clock_s
