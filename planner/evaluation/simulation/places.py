"""Where in a grid calls come from: places of past calls and along its streets, the same for every plan of a station."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.domain.demand import Demand
from planner.domain.incidents import PLACE_KNOWN, SOURCES, Incidents
from planner.domain.scenario import Scenario
from planner.evaluation.simulation.calls import CallSource, Floats, Ints
from planner.evaluation.simulation.options import Options
from planner.evaluation.simulation.rates import doubtful
from planner.geo import Frame
from planner.grids.locate import grid_of

PAST, STREETS = 40, 40
"""Most places of a grid that are past calls, and those along streets: enough for a distribution of ways."""
PAST_WEIGHT = 0.8
"""Part of a grid's calls that come from places of past calls, if it has `TRUSTED` or more of them; an assumption."""
TRUSTED = 10
"""Past calls in a grid from which they have their whole part."""
MOST_LOOKED_AT = 200_000
"""Past calls looked at, evenly drawn from all."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CallPlaces:
    """Places of calls by grid, ascending.

    Attributes
    ----------
    lonlat
        (p, 2) where they are [deg].
    grid
        (p,) index of the grid of each.
    weight
        (p,) chance among those of its grid; they sum to 1 in every grid.
    centre
        (g,) the place nearest to the middle of each grid's calls.
    """

    lonlat: Floats
    grid: Ints
    weight: Floats
    centre: Ints


def call_places(scenario: Scenario) -> CallPlaces:
    """Choose the places of calls in every grid; each grid has at least one."""
    past = _past_calls(scenario)
    along, length_m = _along_streets(scenario)
    past_grid, along_grid = grid_of(scenario, past), grid_of(scenario, along)
    rng = np.random.default_rng(0)  # the same places for every plan and seed
    lonlat, weight, count = [], [], []
    for index, grid in enumerate(scenario.grids):
        been = past[past_grid == index]
        inside = np.flatnonzero((along_grid == index) & (length_m > 0))
        chosen = been[rng.permutation(len(been))[:PAST]]
        streets = along[_by_length(inside, length_m, rng)]
        part = PAST_WEIGHT * min(1.0, len(been) / TRUSTED) if len(streets) else 1.0
        if not len(chosen) and not len(streets):
            streets, part = _middle(scenario, grid.region), 0.0
        lonlat += [chosen, streets]
        weight += [np.full(len(chosen), part / max(1, len(chosen)))]
        weight += [np.full(len(streets), (1 - part) / max(1, len(streets)))]
        count.append(len(chosen) + len(streets))
    places, weights = np.concatenate(lonlat), np.concatenate(weight)
    owner = np.repeat(np.arange(len(count)), count)
    return CallPlaces(lonlat=places, grid=owner, weight=weights, centre=_centres(scenario, places, owner, weights))


def call_source(
    scenario: Scenario, demand: Demand, places: CallPlaces, hours: Sequence[dt.datetime], options: Options
) -> CallSource:
    """Give the calls of some hours, each by its beginning on the station's clock."""
    grids = tuple(grid.id for grid in scenario.grids)
    return CallSource(
        grids=grids,
        per_hour=np.array([[demand.at_moment(grid.id, hour) for grid in scenario.grids] for hour in hours]),
        place_grid=places.grid,
        place_weight=places.weight,
        kinds=options.kinds,
        doubtful=doubtful(demand, grids, hours) if options.rates == "drawn" else None,
    )


def _past_calls(scenario: Scenario) -> Floats:
    """Give where past calls of the sources of demand were whose place is known, (n, 2) [deg]."""
    incidents = Incidents.of(scenario.incidents)
    counted = [SOURCES.index(source) for source in scenario.demand.sources]
    rows = np.flatnonzero((incidents.grid == PLACE_KNOWN) & np.isin(incidents.source, counted))
    return incidents.lonlat[rows[:: max(1, len(rows) // MOST_LOOKED_AT)]]


def _along_streets(scenario: Scenario) -> tuple[Floats, Floats]:
    """Give the middle of every edge by its points, (m, 2) [deg], and its length, (m,) [m]."""
    streets = scenario.streets
    middle = (streets.shape_start[:-1] + streets.shape_start[1:] - 1) // 2
    return (streets.shape_lonlat[middle] + streets.shape_lonlat[middle + 1]) / 2, streets.edge_length_m


def _by_length(inside: Ints, length_m: Floats, rng: np.random.Generator) -> Ints:
    """Draw some of the edges inside a grid by their length, each once at the most."""
    if not len(inside):
        return inside
    share = length_m[inside] / length_m[inside].sum()
    return np.asarray(rng.choice(inside, min(STREETS, len(inside)), replace=False, p=share))


def _middle(scenario: Scenario, region: Sequence[Sequence[Sequence[tuple[float, float]]]]) -> Floats:
    """Give a point inside a grid, (1, 2) [deg]."""
    frame = Frame(scenario.station.base)
    point = frame.polygon(region).representative_point()
    return frame.lonlat([(point.x, point.y)])


def _centres(scenario: Scenario, lonlat: Floats, owner: Ints, weight: Floats) -> Ints:
    """Find the place nearest to the weighted mean of each grid's places, (g,)."""
    metres = Frame(scenario.station.base).metres(lonlat)
    centres = []
    for index in range(len(scenario.grids)):
        own = np.flatnonzero(owner == index)
        mean = np.average(metres[own], axis=0, weights=weight[own])
        centres.append(int(own[np.hypot(*(metres[own] - mean).T).argmin()]))
    return np.array(centres, np.int64)
