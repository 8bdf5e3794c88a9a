"""Hot spots of a day: the places worth a visit beyond the required ones, epoch by epoch.

Short stops at hot spots, repeated about every two hours at unpredictable moments, are what patrols do best (Koper,
"Just enough police presence", Justice Quarterly 12, 1995). In every epoch the expected calls of a grid are dealt out to
its places: half by the people there in these hours, half by the incidents that were counted within `NEAR_M` of the
place at this time of day. The busiest places of every epoch become hot spots, none more often than
`most_visits_per_day`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from planner.domain.clock import hour_of_week, instant, later, seconds_between
from planner.domain.demand import Demand
from planner.domain.noun import LonLat
from planner.domain.scenario import Scenario
from planner.geo import Frame
from planner.grids.demand import over_hours
from planner.grids.locate import NOWHERE, grid_of
from planner.grids.profiles import crowd_by_hour

Floats = NDArray[np.float64]

NEAR_M = 150.0
"""Reach of a place: incidents so near count for it [m]; about one city block."""
MOST_POINTS = 100
"""Value of the day's best hot spot [points]."""
STEP_MIN = 15
"""Step in which an epoch's hours are weighed [min]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HotSpot:
    """One visit that is worth making.

    Attributes
    ----------
    place
        Id of the place.
    lonlat
        Where it is [deg].
    opens, closes
        The epoch in which the visit counts.
    dwell_s
        Shortest stay; `planner.routing.visits.hot_stays` draws its length from here to
        `PatrolRules.longest_dwell_min` [s].
    value
        Worth of the visit, 100 for the day's best [points].
    """

    place: str
    lonlat: LonLat
    opens: dt.datetime
    closes: dt.datetime
    dwell_s: float
    value: float


def hot_spots(scenario: Scenario, demand: Demand, day: dt.date) -> tuple[HotSpot, ...]:
    """List the hot spots of a planning day by epoch, the most valuable first."""
    epochs = epochs_of(scenario, day)
    worth = _worth(scenario, demand, epochs)
    chosen = _busiest(worth, scenario.patrol.hot_spots, scenario.patrol.most_visits_per_day)
    best = max((worth[cell] for cell in chosen), default=0.0)
    spots = []
    for epoch, index in chosen:
        place = scenario.places[index]
        points = max(1.0, float(round(MOST_POINTS * worth[epoch, index] / best)))
        opens, closes = epochs[epoch]
        dwell_s = scenario.patrol.dwell_min * 60
        spots.append(
            HotSpot(place=place.id, lonlat=place.location, opens=opens, closes=closes, dwell_s=dwell_s, value=points)
        )
    return tuple(sorted(spots, key=lambda spot: (spot.opens, -spot.value, spot.place)))


def epochs_of(scenario: Scenario, day: dt.date) -> list[tuple[dt.datetime, dt.datetime]]:
    """Cut the 24 hours of a planning day into epochs; the last one is shorter when they do not fit."""
    start = instant(day, scenario.day_start_min, ZoneInfo(scenario.station.timezone))
    starts = range(0, 24 * 60, scenario.patrol.epoch_min)
    return [(later(start, m * 60), later(start, min(m + scenario.patrol.epoch_min, 24 * 60) * 60)) for m in starts]


def _worth(scenario: Scenario, demand: Demand, epochs: list[tuple[dt.datetime, dt.datetime]]) -> Floats:
    """Deal out each grid's expected calls to its places, (epochs, places) [calls]."""
    worth = np.zeros((len(epochs), len(scenario.places)))
    if not scenario.places:
        return worth
    where = grid_of(scenario, [place.location for place in scenario.places])
    crowd = np.array([crowd_by_hour(place) for place in scenario.places])
    near = incidents_near_places(scenario)
    for row, (opens, closes) in enumerate(epochs):
        hours = _hours(opens, closes)
        people = crowd[:, hours].mean(axis=1)
        calls = near[:, [hour % 24 for hour in hours]].mean(axis=1)
        for index, grid in enumerate(scenario.grids):
            inside = np.flatnonzero(where == index)
            shares = [part[inside] / part[inside].sum() for part in (people, calls) if part[inside].any()]
            if shares:
                expected = sum(demand.at(grid.id, hour) for hour in hours) * STEP_MIN / 60
                worth[row, inside] = expected * np.mean(shares, axis=0)
    worth[:, where == NOWHERE] = 0
    return worth


def _hours(opens: dt.datetime, closes: dt.datetime) -> list[int]:
    """Give the hour of the week at every step of an epoch."""
    steps = range(0, int(seconds_between(opens, closes)), STEP_MIN * 60)
    return [hour_of_week(later(opens, step)) for step in steps]


def incidents_near_places(scenario: Scenario) -> Floats:
    """Count incidents within `NEAR_M` of each place by hour of the day, smoothed, (places, 24)."""
    import shapely

    near = np.zeros((len(scenario.places), 24))
    if not scenario.incidents or not scenario.places:
        return near
    frame, zone = Frame(scenario.station.base), ZoneInfo(scenario.station.timezone)
    incidents = frame.metres([incident.location for incident in scenario.incidents])
    tree = shapely.STRtree([shapely.Point(x, y) for x, y in incidents.tolist()])
    places = shapely.points(frame.metres([place.location for place in scenario.places]))
    place, incident = tree.query(places, predicate="dwithin", distance=NEAR_M)
    hours = np.array([item.time.astimezone(zone).hour for item in scenario.incidents])
    np.add.at(near, (place, hours[incident]), 1)
    return over_hours(near)


def _busiest(worth: Floats, per_epoch: int, per_place: int) -> list[tuple[int, int]]:
    """Take the most valuable (epoch, place) pairs that keep both ceilings; equal ones in the scenario's order."""
    chosen: list[tuple[int, int]] = []
    epochs, places = Counter[int](), Counter[int]()
    for flat in np.argsort(-worth, axis=None, kind="stable").tolist():
        epoch, place = divmod(flat, worth.shape[1])
        if worth[epoch, place] <= 0:
            break
        if epochs[epoch] < per_epoch and places[place] < per_place:
            chosen.append((epoch, place))
            epochs[epoch] += 1
            places[place] += 1
    return chosen
