"""Deadhead (空驶): the way between stops that is driven to get there, and not to patrol."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from planner.domain.force import Tier
from planner.domain.plan import Plan, Route
from planner.domain.scenario import Scenario
from planner.domain.track import track
from planner.evaluation.patrols.slow_hours import at_full_speed_s
from planner.geo import great_circle_m

ROUNDING_M = 0.3
"""Allowance a path segment for coordinates and times that were rounded [m]."""
SLACK = 1.02
"""Allowance for speeds taken from such segments."""


def deadhead_figures(plan: Plan, scenario: Scenario) -> dict[str, float]:
    """Give the length of deadhead in a plan and its share of all that is driven, ridden and walked."""
    tiers = {tier.id: tier for tier in scenario.tiers}
    tier_of = {unit.id: tiers.get(unit.tier) for unit in plan.units}
    zone = ZoneInfo(plan.timezone)
    total_m = sum(route.length_m for route in plan.routes)
    empty_m = sum(
        deadhead_m(route, tier, zone)
        for route, tier in ((route, tier_of.get(route.unit)) for route in plan.routes)
        if tier is not None
    )
    return {"deadhead_km": empty_m / 1000, "deadhead_pct": 100 * empty_m / total_m if total_m else 0.0}


def deadhead_m(route: Route, tier: Tier, zone: ZoneInfo) -> float:
    """Give the length of the ways between the stops of a route on which a unit is quicker than its pace of patrol [m].

    A unit that patrols between two stops keeps to its pace; one that only goes to the next stop does not. Where a tier
    patrols as fast as it drives, all its ways count.
    """
    lonlat, seconds = track(route)
    if len(seconds) < 2:
        return 0.0
    lengths_m = great_circle_m(lonlat[:-1], lonlat[1:])
    pace_m = np.diff(at_full_speed_s(tier, seconds, zone)) * tier.pace_kmh / 3.6
    quick = lengths_m > pace_m * SLACK + ROUNDING_M
    if tier.pace_kmh * SLACK >= tier.speed_kmh:
        quick[:] = True
    gap = _gaps(route, (seconds[:-1] + seconds[1:]) / 2)
    quick_gaps = np.unique(gap[quick & (gap >= 0)])
    return float(lengths_m[np.isin(gap, quick_gaps)].sum())


def _gaps(route: Route, moments: NDArray[np.float64]) -> NDArray[np.int64]:
    """Give the number of the gap between two stops that each of (k,) moments lies in, (k,); -1: during a stay."""
    arrive = np.array([stop.arrive.timestamp() for stop in route.stops])
    depart = np.array([stop.depart.timestamp() for stop in route.stops])
    latest = np.searchsorted(arrive, moments, side="right") - 1
    staying = (latest >= 0) & (moments <= np.maximum.accumulate(np.append(depart, -np.inf))[latest])
    return np.where(staying, -1, latest + 1)
