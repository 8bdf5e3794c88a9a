"""Who can be there first: units on the street now, by the time they need along the streets."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from planner.domain.clock import later
from planner.domain.noun import LonLat
from planner.domain.plan import PathPoint, Plan, Unit
from planner.domain.scenario import Scenario
from planner.domain.track import position
from planner.errors import NotFound
from planner.geo import great_circle_m
from planner.streets.snapping import insert
from planner.streets.travel import Travel

WALK_MPS = 1.3
"""Pace of the last metres from the street to the place [m/s]: comfortable adult walking (Bohannon 1997, 1.27-1.46)."""

FARTHEST_WALK_M = 2000.0
"""A place farther from every street than this is a slip of the pen, not a call [m]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One unit that can come.

    Attributes
    ----------
    eta_s
        Time until it is at the place [s].
    length_m
        Way along the streets [m].
    streets
        Names of the streets passed, in order, without repeats in a row and without nameless ones.
    path
        Points and times of the way, from where the unit is now.
    """

    unit: Unit
    eta_s: float
    arrive: dt.datetime
    length_m: float
    streets: tuple[str, ...]
    path: tuple[PathPoint, ...]


def units_out(plan: Plan, at: dt.datetime) -> dict[str, LonLat]:
    """Give where every unit in its shift is at a moment, by unit id [deg]."""
    shifts = {unit.id: (unit.shift_start, unit.shift_end) for unit in plan.units}
    return {
        route.unit: position(route, at)
        for route in plan.routes
        if route.path and route.unit in shifts and shifts[route.unit][0] <= at < shifts[route.unit][1]
    }


def nearest(plan: Plan, scenario: Scenario, at: dt.datetime, to: LonLat, count: int = 3) -> tuple[Response, ...]:
    """List the units that can be at a place first, quickest first; empty when nobody is out or can get there.

    Parameters
    ----------
    at
        The moment of the call, with offset.
    to
        The place: longitude, latitude [deg].
    count
        Most units listed.

    Raises
    ------
    NotFound
        With code ``"place_far_off"`` if no street comes within `FARTHEST_WALK_M` of the place.
    """
    refuse_far_off(scenario, to)
    places = units_out(plan, at)
    speeds = {tier.id: tier.speed_kmh for tier in scenario.tiers}
    groups: dict[tuple[str, float], list[Unit]] = defaultdict(list)
    for unit in plan.units:
        if unit.id in places:
            groups[unit.mode, speeds[unit.tier]].append(unit)
    responses: list[Response] = []
    for (_, speed_kmh), units in groups.items():
        try:
            responses += _responses(scenario, units, [places[unit.id] for unit in units], speed_kmh, at, to)
        except NotFound:  # the mode has no street here at all
            continue
    return tuple(sorted(responses, key=lambda response: response.eta_s)[:count])


def refuse_far_off(scenario: Scenario, to: LonLat) -> None:
    """Refuse a place that no street comes near.

    Raises
    ------
    NotFound
        With code ``"place_far_off"`` if every street is farther than `FARTHEST_WALK_M`.
    """
    away_m = float(great_circle_m(scenario.streets.shape_lonlat, to).min())
    if away_m > FARTHEST_WALK_M:
        raise NotFound("place_far_off", away_km=away_m / 1000, most_km=FARTHEST_WALK_M / 1000)


def _responses(
    scenario: Scenario, units: list[Unit], places: list[LonLat], speed_kmh: float, at: dt.datetime, to: LonLat
) -> list[Response]:
    inserted = insert(scenario.streets, np.array([to, *places]), units[0].mode)
    travel = Travel(inserted.streets, units[0].mode, speed_kmh)
    target, sources = int(inserted.node[0]), [int(node) for node in inserted.node[1:]]
    walk_s = float(inserted.distance_m[0]) / WALK_MPS
    drive_s = travel.times(sources, [target])[:, 0]
    found = []
    for unit, source, place, seconds in zip(units, sources, places, drive_s, strict=True):
        if not np.isfinite(seconds):
            continue
        edges = travel.path(source, target)
        trace = [(place[0], place[1], 0.0), *(tuple(row) for row in travel.trace(edges, 0.0))]
        lonlat = np.array([point[:2] for point in trace])
        named = [travel.streets.names[travel.streets.edge_name[edge]] for edge in edges]
        found.append(
            Response(
                unit=unit,
                eta_s=float(seconds) + walk_s,
                arrive=later(at, float(seconds) + walk_s),
                length_m=float(great_circle_m(lonlat[:-1], lonlat[1:]).sum()),
                streets=tuple(name for number, name in enumerate(named) if name and name not in named[:number][-1:]),
                path=tuple((float(lon), float(lat), later(at, float(s))) for lon, lat, s in trace),
            )
        )
    return found
