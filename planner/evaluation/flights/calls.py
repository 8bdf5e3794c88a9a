"""How many of the calls expected on the areas fall on ground that a drone saw shortly before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from planner.domain.clock import hour_of_week
from planner.domain.demand import Demand
from planner.domain.scenario import Scenario
from planner.evaluation.flights.area_looks import AreaLooks
from planner.geo import Frame
from planner.grids.locate import grid_of

SHORTLY_MIN = 120
"""A look this long before a call still counts [min]."""
MINUTE_S = 60.0
QUARTER_MIN = 15
"""Demand is read so often [min]."""


def calls_figures(areas: Sequence[AreaLooks], scenario: Scenario, demand: Demand) -> dict[str, float]:
    """Give the share of expected calls that come within two hours after a look at their place [%].

    Notes
    -----
    The calls of a grid lie evenly over its ground. Places outside every grid count no calls; without any call on the
    areas there is no figure.
    """
    calls = seen = 0.0
    frame = Frame(scenario.station.base)
    areas_m2 = [max(1.0, frame.polygon(grid.region).area) for grid in scenario.grids]
    everywhere = np.vstack([area.places for area in areas]) if areas else np.zeros((0, 2))
    borders = np.cumsum([len(area.places) for area in areas])[:-1]
    for area, grids in zip(areas, np.split(grid_of(scenario, frame.lonlat(everywhere)), borders), strict=True):
        ground_m2 = area.ground_m2 / len(area.places)
        lately = seen_lately(area)
        hours = _hours(area, lately.shape[1], ZoneInfo(scenario.station.timezone))
        for number in np.unique(grids[grids >= 0]).tolist():
            name = scenario.grids[number].id
            if name in demand.by_grid:
                per_min = np.array([demand.at(name, hour) for hour in hours]) / 60.0 * ground_m2 / areas_m2[number]
                mine = grids == number
                calls += float(per_min.sum()) * int(mine.sum())
                seen += float(lately[mine].sum(axis=0) @ per_min)
    return {"area_calls_seen_lately_pct": 100.0 * seen / calls} if calls > 0 else {}


def seen_lately(area: AreaLooks) -> NDArray[np.bool_]:
    """Give for every place and minute of the day whether a flight saw it in the two hours before, (p, minutes)."""
    begin, end = area.span_s
    minutes = max(1, round((end - begin) / MINUTE_S))
    steps = np.zeros((len(area.places), minutes + 1), np.int16)
    for look in area.looks:
        place = np.flatnonzero(look.sees)
        first = np.floor((look.at_s[place] - begin) / MINUTE_S).astype(int)
        np.add.at(steps, (place, np.clip(first, 0, minutes)), 1)
        np.add.at(steps, (place, np.clip(first + SHORTLY_MIN, 0, minutes)), -1)
    return np.asarray(np.cumsum(steps[:, :-1], axis=1) > 0, bool)


def _hours(area: AreaLooks, minutes: int, zone: ZoneInfo) -> list[int]:
    """Give the hour of the week of every minute of a planning day."""
    quarters = [
        hour_of_week(dt.datetime.fromtimestamp(area.span_s[0] + minute * MINUTE_S, zone))
        for minute in range(0, minutes, QUARTER_MIN)
    ]
    return [quarters[minute // QUARTER_MIN] for minute in range(minutes)]
