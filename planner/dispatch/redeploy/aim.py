"""Where demand is expected in the hour of a moment, as weights of street junctions; calls of the last hours move it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.dispatch.redeploy.rises import Rise, rises
from planner.domain.clock import hour_of_week, later
from planner.domain.demand import Demand
from planner.domain.noun import LonLat
from planner.domain.scenario import Scenario
from planner.errors import NotFound
from planner.geo import Frame
from planner.grids.locate import NOWHERE, grid_of
from planner.grids.profiles import crowd_by_hour
from planner.streets.snapping import nearest

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MOST_CALLS = 20_000
"""Past calls that are looked at, evenly drawn; more say nothing more of a place."""
MOST_POINTS = 500
"""Junctions that carry demand; the others add theirs to the nearest of these."""
WEIGHTS = 30_000
"""Sum of all weights."""
KNOWN_CALLS = 5.0
"""How many calls of the last hours weigh as much as all that is known of where calls come in a grid: an assumption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentCall:
    """A call of the last hours: when and where, and nothing of any person."""

    time: dt.datetime
    place: LonLat


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Aim:
    """(d,) nodes of the street network, their weights in whole numbers, and where they are, (d, 2) [deg].

    `risen` has what the calls of the last hours say of each grid; none: they were not asked for.
    """

    node: Ints
    weight: Ints
    lonlat: Floats
    risen: tuple[Rise, ...] = ()


def aim(
    scenario: Scenario, demand: Demand, at: dt.datetime, recent: Sequence[RecentCall] = (), recent_h: float = 0.0
) -> Aim:
    """Deal out the demand of every grid in an hour to junctions.

    Half follows the people at the places of a grid in this hour, half the past calls of this hour of the day. Calls of
    the last hours change the rate of their grid (`rises`), and draw the demand of the grid to where they came from.

    Parameters
    ----------
    recent, recent_h
        Calls of the last hours, and how many hours that is.

    Raises
    ------
    NotFound
        With code ``"no_grids"`` if the scenario has no grids.
    """
    if not scenario.grids:
        raise NotFound("no_grids")
    streets = scenario.streets
    inside = grid_of(scenario, streets.node_lonlat)
    share = _shares(scenario, at, inside)
    calls = [call for call in recent if later(at, -3600 * recent_h) <= call.time <= at]
    where = grid_of(scenario, [call.place for call in calls])
    lately = np.bincount(junctions(scenario, [call.place for call in calls]), minlength=streets.nodes)
    came = np.bincount(where[where != NOWHERE], minlength=len(scenario.grids))
    risen = rises(scenario, demand, at, came.tolist(), recent_h) if recent_h > 0 else ()
    total = np.zeros(streets.nodes)
    for number, grid in enumerate(scenario.grids):
        own = inside == number
        rate = demand.at_moment(grid.id, at) * (risen[number].times if risen else 1.0)
        known = np.where(own, share, 0.0)
        known = known / known.sum() if known.any() else own / max(1, own.sum())
        drawn = np.where(own, lately, 0)
        total += rate * (KNOWN_CALLS * known + drawn) / (KNOWN_CALLS + drawn.sum())
    return replace(_gathered(scenario, total), risen=risen)


def _shares(scenario: Scenario, at: dt.datetime, inside: Ints) -> Floats:
    """Give the part of its grid's demand that every node has in the hour of a moment, (nodes,)."""
    nodes, hour = scenario.streets.nodes, hour_of_week(at)
    people = np.array([crowd_by_hour(place)[hour] for place in scenario.places])
    crowd = np.bincount(junctions(scenario, [p.location for p in scenario.places]), people, minlength=nodes)
    incidents = scenario.incidents
    counted = incidents.of_sources(scenario.demand.sources) & incidents.precise if len(incidents) else np.zeros(0, bool)
    if counted.any():
        counted &= incidents.clock_s(at.tzinfo or dt.UTC) // 3600 % 24 == at.hour
    rows = np.flatnonzero(counted)
    rows = rows[:: max(1, len(rows) // MOST_CALLS)]
    calls = np.bincount(junctions(scenario, incidents.lonlat[rows].tolist()), minlength=nodes).astype(float)
    parts = []
    for part in (crowd, calls):
        sums = np.bincount(inside[inside != NOWHERE], part[inside != NOWHERE], minlength=len(scenario.grids))
        whole = np.where(inside == NOWHERE, 0.0, sums[inside])
        parts.append(np.divide(part, whole, out=np.zeros(nodes), where=whole > 0))
    return np.asarray(parts[0] + parts[1])


def junctions(scenario: Scenario, places: Sequence[LonLat]) -> Ints:
    """Give the node at the nearer end of the street nearest to each place, (k,)."""
    if not len(places):
        return np.zeros(0, np.int64)
    streets = scenario.streets
    try:
        snaps = nearest(streets, np.array(places), "car")
    except NotFound:  # a ground without streets for cars
        snaps = nearest(streets, np.array(places), "foot")
    ends = np.where(snaps.fraction < 0.5, streets.edge_source[snaps.edge], streets.edge_target[snaps.edge])
    return np.asarray(ends, np.int64)


def _gathered(scenario: Scenario, total: Floats) -> Aim:
    """Keep the heaviest nodes, add the others to the nearest of them, and round to whole numbers."""
    from scipy.spatial import cKDTree

    used = np.flatnonzero(total > 0)
    kept = np.sort(used[np.argsort(-total[used], kind="stable")[:MOST_POINTS]])
    if not len(kept):
        return Aim(node=kept, weight=np.zeros(0, np.int64), lonlat=np.zeros((0, 2)))
    xy = Frame(scenario.station.base).metres(scenario.streets.node_lonlat)
    _, row = cKDTree(xy[kept]).query(xy[used])
    weight = np.bincount(row, total[used], minlength=len(kept))
    whole = np.rint(WEIGHTS * weight / weight.sum()).astype(np.int64)
    return Aim(node=kept, weight=whole, lonlat=scenario.streets.node_lonlat[kept])
