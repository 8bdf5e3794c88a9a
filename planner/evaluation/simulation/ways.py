"""Times between all places of a simulation, for every kind of traveller."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from planner.dispatch.nearest import WALK_MPS
from planner.domain.force import Mode, Tier
from planner.domain.street import Streets
from planner.errors import NotFound
from planner.evaluation.moments import openings
from planner.evaluation.simulation.calls import Floats
from planner.evaluation.simulation.problem import SlowHours
from planner.streets.snapping import Inserted, insert
from planner.streets.travel import Travel


def times(streets: Streets, tiers: Sequence[Tier], lonlat: Floats, calls: int) -> tuple[NDArray[np.float32], Floats]:
    """Give the times between n places, (tiers, n, n) [s], and from the street to the first `calls`, (tiers, calls) [s].

    Every place stands on its nearest street as a node of its own; what is left to a call is walked. A tier whose mode
    has no street gets nowhere.
    """
    between = np.full((len(tiers), len(lonlat), len(lonlat)), np.inf, np.float32)
    walk_s = np.zeros((len(tiers), calls))
    inserted: dict[Mode, Inserted | None] = {}
    for row, tier in enumerate(tiers):
        if tier.mode not in inserted:
            inserted[tier.mode] = _inserted(streets, lonlat, tier.mode)
        network = inserted[tier.mode]
        if network is not None:
            between[row] = Travel(network.streets, tier.mode, tier.speed_kmh).times(network.node, network.node)
            walk_s[row] = network.distance_m[:calls] / WALK_MPS
    return between, walk_s


def _inserted(streets: Streets, lonlat: Floats, mode: Mode) -> Inserted | None:
    try:
        return insert(streets, lonlat, mode)
    except NotFound:  # no street for this mode
        return None


def slow_hours(tiers: Sequence[Tier], begin: dt.datetime, end: dt.datetime, zone: ZoneInfo) -> SlowHours | None:
    """Give the hours between two moments and two days on in which tiers are slower; None: there are none."""
    days = [begin.date() + dt.timedelta(days=number) for number in range(-2, (end.date() - begin.date()).days + 3)]
    slow = [
        (row, opens.timestamp() - begin.timestamp(), closes.timestamp() - begin.timestamp(), band.share)
        for row, tier in enumerate(tiers)
        for band in tier.slower
        for opens, closes in openings((band,), days, zone)
    ]
    if not slow:
        return None
    from_s = np.unique([-np.inf, *(moment for _, opens, closes, _ in slow for moment in (opens, closes))])
    share = np.ones((len(tiers), len(from_s)))
    for row, opens, closes, left in slow:
        during = (from_s >= opens) & (from_s < closes)
        share[row, during] = np.minimum(share[row, during], left)
    return SlowHours(from_s=from_s, share=share)
