"""How many calls come about each place, by hour of the day."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from planner.domain.demand import IncidentSource
from planner.domain.incidents import Incidents
from planner.domain.scenario import Scenario
from planner.domain.street import Streets
from planner.errors import NotFound
from planner.geo import Frame
from planner.grids.demand.shrinkage import over_hours
from planner.grids.street_density import StreetDensity, street_density
from planner.streets.snapping import nearest

Floats = NDArray[np.float64]

NEAR_M = 150.0
"""Reach of a place where no street is known: incidents so near count for it [m]; about one city block."""


def calls_near_places(scenario: Scenario) -> Floats:
    """Tell how dense the calls are about each place by hour of the day, (places, 24).

    The density of the street nearest to the place [calls per km] (`street_density`); where nobody can walk on any
    street, the incidents within `NEAR_M`. Incidents whose place is not known beyond their grid, and those of sources
    that do not drive demand, are left out.
    """
    if not scenario.places or not scenario.streets.edges:
        return incidents_near_places(scenario)
    doors = np.array([place.location for place in scenario.places])
    try:
        edge = nearest(scenario.streets, doors, "foot").edge
        density = _density(scenario)
    except NotFound:
        return incidents_near_places(scenario)
    return np.asarray(density.per_km[density.segments.of_edge[edge]])


def _density(scenario: Scenario) -> StreetDensity:
    incidents = Incidents.of(scenario.incidents)
    return _kept(scenario.streets, incidents, scenario.station.timezone, scenario.demand.sources)


@lru_cache(maxsize=4)
def _kept(streets: Streets, incidents: Incidents, timezone: str, sources: tuple[IncidentSource, ...]) -> StreetDensity:
    """Spread the calls once for all days of a plan."""
    return street_density(streets, incidents.rows(incidents.of_sources(sources)), ZoneInfo(timezone))


def incidents_near_places(scenario: Scenario) -> Floats:
    """Count incidents within `NEAR_M` of each place by hour of the day, smoothed, (places, 24)."""
    import shapely

    near = np.zeros((len(scenario.places), 24))
    incidents = Incidents.of(scenario.incidents)
    incidents = incidents.rows(incidents.of_sources(scenario.demand.sources) & incidents.precise)
    if not len(incidents) or not scenario.places:
        return near
    frame, zone = Frame(scenario.station.base), ZoneInfo(scenario.station.timezone)
    doors = frame.metres([place.location for place in scenario.places])
    tree = shapely.STRtree([shapely.Point(x, y) for x, y in doors.tolist()])
    points = shapely.points(frame.metres(incidents.lonlat))
    incident, place = tree.query(points, predicate="dwithin", distance=NEAR_M)
    hours = incidents.clock_s(zone) // 3600 % 24
    np.add.at(near, (place, hours[incident]), 1)
    return over_hours(near)
