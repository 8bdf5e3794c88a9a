"""Expected calls in every grid and hour of the week: what was counted, drawn towards what the places suggest.

For grid g and hour of the week h:

1. **Tide** ``t[g, h]``: the people at the grid's places in that hour (`profiles.crowd_by_hour`), scaled so that all
   grids and hours sum to 1. A tenth of the week (`EVEN_SHARE`) is spread evenly over hours and by area over grids
   instead, so that nothing is impossible anywhere.
2. **Prior mean** ``m = C t``: the ``C`` calls of the whole week that were counted on average.
3. **Count** ``n[g, h]`` over ``e[h]`` days with that hour (dates from the first to the last incident, station time).
   Neighbouring hours of the week count in part (`KERNEL`, circular), in the count and in what was expected alike:
   a local likelihood, which smooths the ratio of the two and keeps the tide's own edges, such as a closing time.
4. **Shrinkage**: calls are Poisson with mean ``e m θ``, and ``θ`` is Gamma distributed with mean 1 and variance
   ``1/a``, so the posterior mean is ``θ = (n + a) / (e m + a)``: grids and hours with few calls stay near the tide,
   those with many follow their own count (Clayton & Kaldor, "Empirical Bayes estimates of age-standardized relative
   risks", Biometrics 43, 1987). ``a`` comes from the data by the method of moments.
5. ``m θ`` is scaled to the calls of the counted week, so that no call is lost or made up.

Without incidents the tide alone is scaled to `CALLS_PER_1000_PEOPLE_WEEK`; without places too the calls of
`CALLS_PER_WEEK_UNKNOWN` are spread evenly by area. Only place and time of an incident are used.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from planner.domain.clock import hour_of_week
from planner.domain.demand import HOURS_PER_WEEK, Demand
from planner.domain.scenario import Scenario
from planner.geo import Frame
from planner.grids.locate import NOWHERE, grid_of
from planner.grids.profiles import crowd_by_hour

Floats = NDArray[np.float64]

KERNEL = (1 / 3, 2 / 3, 1.0, 2 / 3, 1 / 3)
"""Part in which the hours from two before to two after count: a triangle, chosen for whole-hour data."""

EVEN_SHARE = 0.1
"""Part of the tide that is spread evenly; an assumption of this package."""

CALLS_PER_1000_PEOPLE_WEEK = 1.0
"""Calls in a week for every 1,000 people of all places' busiest hours, when no incident is known; an assumption."""

CALLS_PER_WEEK_UNKNOWN = 168.0
"""Calls in a week when neither incidents nor places are known: one an hour in the whole station; an assumption."""

LEAST_PSEUDO_COUNT, MOST_PSEUDO_COUNT = 0.5, 1000.0
"""Range that ``a`` is kept in: data never speak alone, and never not at all [calls]."""


class Counts(NamedTuple):
    """Incidents by grid and hour of the week."""

    calls: Floats
    """(grids, 168) incidents in the whole span."""
    days: Floats
    """(168,) days of the span that had this hour, at least 1."""
    weeks: float
    """Length of the span, at least 1 [weeks]."""


def estimate(scenario: Scenario) -> Demand:
    """Estimate the demand of every grid and hour of the week [incident equivalents per hour]."""
    if not scenario.grids:
        return Demand(by_grid={})
    counts = count(scenario)
    people = crowd_in_grids(scenario)
    even = area_share(scenario)[:, None] * np.full((1, HOURS_PER_WEEK), 1 / HOURS_PER_WEEK)
    tide = (1 - EVEN_SHARE) * people / people.sum() + EVEN_SHARE * even if people.any() else even
    if counts.calls.any():
        rates = shrink(counts, tide)
    elif people.any():
        crowd = sum(place.crowd for place in scenario.places)
        rates = tide * CALLS_PER_1000_PEOPLE_WEEK * crowd / 1000
    else:
        rates = tide * CALLS_PER_WEEK_UNKNOWN
    return Demand(by_grid={grid.id: tuple(row.tolist()) for grid, row in zip(scenario.grids, rates, strict=True)})


def count(scenario: Scenario) -> Counts:
    """Count incidents by grid and hour of the week on the station's clock; those outside every grid are left out."""
    zone = ZoneInfo(scenario.station.timezone)
    calls = np.zeros((len(scenario.grids), HOURS_PER_WEEK))
    where = grid_of(scenario, [incident.location for incident in scenario.incidents])
    times = [incident.time.astimezone(zone) for incident in scenario.incidents]
    hours = np.array([hour_of_week(time) for time in times], np.int64)
    inside = where != NOWHERE
    np.add.at(calls, (where[inside], hours[inside]), 1)
    dates = [time.date() for time, kept in zip(times, inside, strict=True) if kept]
    if not dates:
        return Counts(calls, np.ones(HOURS_PER_WEEK), 1.0)
    span = (max(dates) - min(dates)).days + 1
    return Counts(calls, np.repeat(weekdays_in(min(dates), span), 24), max(span, 7) / 7)


def weekdays_in(first: dt.date, days: int) -> Floats:
    """Count Mondays to Sundays among `days` dates from `first`, (7,), at least one of each."""
    offsets = (np.arange(7) - first.weekday()) % 7
    return np.maximum((days - 1 - offsets) // 7 + 1, 1).astype(float)


def crowd_in_grids(scenario: Scenario) -> Floats:
    """Sum the people at the places of each grid by hour of the week, (grids, 168) [people]."""
    people = np.zeros((len(scenario.grids), HOURS_PER_WEEK))
    where = grid_of(scenario, [place.location for place in scenario.places])
    for place, grid in zip(scenario.places, where.tolist(), strict=True):
        if grid != NOWHERE:
            people[grid] += crowd_by_hour(place)
    return people


def area_share(scenario: Scenario) -> Floats:
    """Give each grid's share of the area of all, (grids,)."""
    frame = Frame(scenario.station.base)
    areas = np.array([frame.polygon(grid.region).area for grid in scenario.grids])
    return np.asarray(areas / areas.sum())


def shrink(counts: Counts, tide: Floats) -> Floats:
    """Draw counted rates towards a tide that sums to 1, (grids, 168) [calls per hour]; steps 2 to 5 above."""
    per_week = counts.calls.sum() / counts.weeks
    expected = per_week * tide * counts.days
    strength = pseudo_count(counts.calls, expected)
    ratio = (over_hours(counts.calls) + strength) / (over_hours(expected) + strength)
    rates = tide * ratio
    return np.asarray(rates * per_week / rates.sum())


def pseudo_count(calls: Floats, expected: Floats) -> float:
    """Estimate ``a`` by moments: ``Var n = μ + μ²/a`` for a Poisson count whose rate is Gamma distributed [calls]."""
    excess = ((calls - expected) ** 2 - expected).sum()
    if excess <= 0:
        return MOST_PSEUDO_COUNT
    return float(np.clip((expected**2).sum() / excess, LEAST_PSEUDO_COUNT, MOST_PSEUDO_COUNT))


def over_hours(rows: Floats) -> Floats:
    """Add neighbouring hours of the week in the parts of `KERNEL`, round the week, (..., 168)."""
    reach = len(KERNEL) // 2
    rolled = [
        part * np.roll(rows, shift, axis=-1) for shift, part in zip(range(-reach, reach + 1), KERNEL, strict=True)
    ]
    return np.asarray(sum(rolled))
