"""Hot spots of a day: the places worth a visit beyond the required ones, epoch by epoch.

Short stops at hot spots, repeated about every two hours at unpredictable moments, are what patrols do best (Koper,
"Just enough police presence", Justice Quarterly 12, 1995). In every epoch the expected calls of a grid are dealt out to
its places: half by the people there in these hours, half by how dense calls are on the street at the place at this time
of day (`near_places`). The busiest places of every epoch become hot spots, none more often than
`most_visits_per_day`. A share of them explores (`exploring`).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from planner.domain.clock import hour_of_week, instant, later, seconds_between
from planner.domain.demand import Demand
from planner.domain.noun import LonLat
from planner.domain.scenario import Scenario
from planner.grids.exploring import explore, slots_to_explore
from planner.grids.locate import NOWHERE, grid_of
from planner.grids.near_places import calls_near_places
from planner.grids.profiles import crowd_by_hour

Floats = NDArray[np.float64]

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
    explores
        Whether it was drawn, and is not one of the busiest.
    """

    place: str
    lonlat: LonLat
    opens: dt.datetime
    closes: dt.datetime
    dwell_s: float
    value: float
    explores: bool = False


def hot_spots(scenario: Scenario, demand: Demand, day: dt.date) -> tuple[HotSpot, ...]:
    """List the hot spots of a planning day by epoch, the most valuable first."""
    epochs = epochs_of(scenario, day)
    worth = _worth(scenario, demand, epochs)
    rules = scenario.patrol
    drawn = slots_to_explore(rules.hot_spots, len(epochs), rules.explore_share)
    chosen = _busiest(worth, [rules.hot_spots - slots for slots in drawn], rules.most_visits_per_day)
    explored = explore(worth, _doubt(scenario, demand, epochs), chosen, drawn, rules.most_visits_per_day, day)
    best = max((worth[cell] for cell in chosen), default=max(explored.values(), default=0.0))
    dwell_s = rules.dwell_min * 60
    spots = []
    for (epoch, index), value in [*((cell, float(worth[cell])) for cell in chosen), *explored.items()]:
        place = scenario.places[index]
        points = max(1.0, float(round(MOST_POINTS * value / best)))
        opens, closes = epochs[epoch]
        spots.append(
            HotSpot(
                place=place.id,
                lonlat=place.location,
                opens=opens,
                closes=closes,
                dwell_s=dwell_s,
                value=points,
                explores=(epoch, index) in explored,
            )
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
    near = calls_near_places(scenario)
    for row, (opens, closes) in enumerate(epochs):
        moments = _moments(opens, closes)
        hours = [hour_of_week(moment) for moment in moments]
        people = crowd[:, hours].mean(axis=1)
        calls = near[:, [hour % 24 for hour in hours]].mean(axis=1)
        for index, grid in enumerate(scenario.grids):
            inside = np.flatnonzero(where == index)
            shares = [part[inside] / part[inside].sum() for part in (people, calls) if part[inside].any()]
            if shares:
                expected = sum(demand.at_moment(grid.id, moment) for moment in moments) * STEP_MIN / 60
                worth[row, inside] = expected * np.mean(shares, axis=0)
    worth[:, where == NOWHERE] = 0
    return worth


def _moments(opens: dt.datetime, closes: dt.datetime) -> list[dt.datetime]:
    """Give every step of an epoch."""
    return [later(opens, step) for step in range(0, int(seconds_between(opens, closes)), STEP_MIN * 60)]


def _doubt(scenario: Scenario, demand: Demand, epochs: list[tuple[dt.datetime, dt.datetime]]) -> Floats:
    """Give how little is known of the calls about each place, (epochs, places): the coefficient of variation there."""
    doubt = np.ones((len(epochs), len(scenario.places)))
    where = grid_of(scenario, [place.location for place in scenario.places])
    for row, (opens, _) in enumerate(epochs):
        hour = hour_of_week(opens)
        for index, grid in enumerate(scenario.grids):
            if grid.id in demand.shape_by_grid:
                doubt[row, where == index] = demand.shape_by_grid[grid.id][hour] ** -0.5
    return doubt


def _busiest(worth: Floats, per_epoch: Sequence[int], per_place: int) -> list[tuple[int, int]]:
    """Take the most valuable (epoch, place) pairs that keep both ceilings; equal ones in the scenario's order."""
    chosen: list[tuple[int, int]] = []
    epochs, places = Counter[int](), Counter[int]()
    for flat in np.argsort(-worth, axis=None, kind="stable").tolist():
        epoch, place = divmod(flat, worth.shape[1])
        if worth[epoch, place] <= 0:
            break
        if epochs[epoch] < per_epoch[epoch] and places[place] < per_place:
            chosen.append((epoch, place))
            epochs[epoch] += 1
            places[place] += 1
    return chosen
