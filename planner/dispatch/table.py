"""When each unit can be at each of some places: a table, along the streets."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from planner.dispatch.nearest import WALK_MPS
from planner.dispatch.roads import Key, Roads
from planner.dispatch.slow_hours import Pace
from planner.dispatch.standing import Standing, waits
from planner.domain.noun import LonLat
from planner.domain.scenario import Scenario

Floats = NDArray[np.float64]


def arrivals_s(
    scenario: Scenario,
    roads: Roads,
    units: Sequence[Standing],
    at: dt.datetime,
    places: Sequence[LonLat],
    *,
    leave_ground: bool = False,
) -> Floats:
    """Give the times of u units to p places, by the same rules as `planner.dispatch.nearest`.

    Parameters
    ----------
    at
        When they are called, with offset.
    leave_ground
        Whether units of a force that keeps to some ground come to a place off it as well.

    Returns
    -------
    ndarray
        (u, p) times with the wait of those who are busy and the walk from the street [s]; infinite: it cannot come.
    """
    tiers, zone = {tier.id: tier for tier in scenario.tiers}, ZoneInfo(scenario.station.timezone)
    full_s = np.full((len(units), len(places)), np.inf)
    walk_s = np.zeros((len(units), len(places)))
    groups: dict[Key, list[int]] = defaultdict(list)
    for number, standing in enumerate(units):
        groups[roads.key(tiers[standing.unit.tier], None if leave_ground else standing.unit.force)].append(number)
    for key, members in groups.items():
        for column, place in enumerate(places):
            goals = roads.goals(place)
            if key.mode in goals:
                goal, away_m = goals[key.mode]
                walk_s[members, column] = away_m / WALK_MPS
                full_s[members, column] = _along_s(roads, key, [units[one].place for one in members], goal)
    real_s = np.full_like(full_s, np.inf)
    for number, standing in enumerate(units):
        waits_s = waits(standing, at)
        may = np.isfinite(full_s[number])
        if not leave_ground and not roads.free(standing.unit.force):
            may &= roads.all_on_ground(standing.unit.force, places)
        pace = Pace(tiers[standing.unit.tier], at, zone)
        real_s[number, may] = waits_s + pace.seconds(full_s[number, may], waits_s) + walk_s[number, may]
    return real_s


def _along_s(roads: Roads, key: Key, sources: Sequence[LonLat], goal: tuple[int, float]) -> Floats:
    """Give the times along the streets to a place, on the kind's ground where a way leads there, (s,) [s]."""
    none, once, every = np.zeros(len(sources)), np.ones(len(sources)), np.full(len(sources), np.inf)
    times_s, _ = roads.reach(key).first(
        roads.goal(key, goal), roads.gates(key, roads.metres(sources)), none, once, every
    )
    stuck = np.flatnonzero(~np.isfinite(times_s))
    if len(stuck) and key.ground is not None:
        off = key._replace(ground=None)
        times_s[stuck] = _along_s(roads, off, [sources[int(one)] for one in stuck], goal)
    return np.asarray(times_s)
