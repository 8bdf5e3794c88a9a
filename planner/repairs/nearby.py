"""What a place is called that has no name of its own: by what lies near it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from planner.domain.noun import LonLat
from planner.domain.scenario import Scenario
from planner.geo import great_circle_m

NEAR_M = 150.0
"""A named place so near to a call or a new hot spot tells where it is [m]."""


def name_near(scenario: Scenario, place: LonLat) -> str:
    """Name a place [deg] after the nearest named point or place within `NEAR_M`, or its street, or by its position."""
    named = list(_named(scenario))
    if named:
        away_m = great_circle_m(place, [location for location, _ in named])
        nearest = int(np.argmin(away_m))
        if float(away_m[nearest]) <= NEAR_M:
            return named[nearest][1]
    return _street(scenario, place) or f"{place[0]:.5f}, {place[1]:.5f}"


def _named(scenario: Scenario) -> Iterator[tuple[LonLat, str]]:
    """Give what a person knows by name; calls and hot spots of earlier repairs are called by their ids alone."""
    points = ((point.location, point.id, point.name) for point in scenario.points)
    places = ((place.location, place.id, place.name) for place in scenario.places)
    for location, item, name in (*points, *places):
        if name not in {"", item}:
            yield location, name


def _street(scenario: Scenario, place: LonLat) -> str:
    """Give the name of the nearest street within `NEAR_M`; empty: there is none, or it has none."""
    from planner.streets.snapping import nearest

    snap = nearest(scenario.streets, [place], "foot")
    near = float(snap.distance_m[0]) <= NEAR_M
    return scenario.streets.names[scenario.streets.edge_name[int(snap.edge[0])]] if near else ""
