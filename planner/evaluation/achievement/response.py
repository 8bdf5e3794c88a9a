"""Response simulated: past calls come again, and the nearest unit of the plan drives there."""

from __future__ import annotations

from collections import defaultdict
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from planner.domain.clock import later
from planner.domain.incidents import Incidents
from planner.domain.plan import Plan, Route, Unit
from planner.domain.scenario import Scenario
from planner.domain.track import position
from planner.errors import NotFound
from planner.evaluation.achievement.presence import hours_of
from planner.streets.snapping import nearest
from planner.streets.travel import Travel

CALLS_PER_HOUR = 40
"""Past calls replayed in each hour of the plan at the most, evenly drawn from those of the same hour of the day."""


def response_seconds(plan: Plan, scenario: Scenario) -> NDArray[np.float64]:
    """Give the drive of the quickest unit to every replayed call, (calls,) [s]; infinite when nobody is out.

    A call of the past that came at 14:20 is replayed at 14:30 of the plan's day, half-way through its hour.
    """
    travels = _travels(scenario)
    units = {unit.id: unit for unit in plan.units}
    incidents = Incidents.of(scenario.incidents)
    hour_of_day = incidents.clock_s(ZoneInfo(plan.timezone)) // 3600 % 24
    results: list[float] = []
    for hour in hours_of(plan):
        moment = later(hour, 1800)
        calls = incidents.lonlat[hour_of_day == hour.hour]
        calls = calls[:: max(1, len(calls) // CALLS_PER_HOUR)][:CALLS_PER_HOUR]
        if not len(calls):
            continue
        best = np.full(len(calls), np.inf)
        for tier, routes in _out(plan.routes, units, moment.timestamp()).items():
            travel = travels.get(tier)
            if travel is not None:
                sources = _nodes(travel, np.array([position(route, moment) for route in routes]))
                best = np.minimum(best, travel.times(sources, _nodes(travel, calls)).min(axis=0))
        results += best.tolist()
    return np.array(results)


def _travels(scenario: Scenario) -> dict[str, Travel]:
    return {tier.id: Travel(scenario.streets, tier.mode, tier.speed_kmh) for tier in scenario.tiers}


def _out(routes: tuple[Route, ...], units: dict[str, Unit], at: float) -> dict[str, list[Route]]:
    out: dict[str, list[Route]] = defaultdict(list)
    for route in routes:
        if route.path and route.unit in units and route.start.timestamp() <= at < route.end.timestamp():
            out[units[route.unit].tier].append(route)
    return out


def _nodes(travel: Travel, lonlat: NDArray[np.float64]) -> NDArray[np.int64]:
    """Give the node at the nearer end of the street nearest to each place."""
    snaps = nearest(travel.streets, lonlat, travel.mode)
    ends = np.where(
        snaps.fraction < 0.5, travel.streets.edge_source[snaps.edge], travel.streets.edge_target[snaps.edge]
    )
    return np.asarray(ends, np.int64)


def response_figures(plan: Plan, scenario: Scenario) -> dict[str, float]:
    """Give the plan's simulated response: median and ninth decile [min], and the share within five minutes [%]."""
    if not scenario.incidents or not plan.routes:
        return {}
    try:
        seconds = response_seconds(plan, scenario)
    except NotFound:  # a tier whose mode has no street here
        return {}
    reached = seconds[np.isfinite(seconds)]
    if not len(reached):
        return {"response_within_5_min_pct": 0.0}
    return {
        "response_median_min": float(np.median(reached)) / 60,
        "response_p90_min": float(np.quantile(reached, 0.9)) / 60,
        "response_within_5_min_pct": 100 * float((seconds <= 300).mean()),
    }
