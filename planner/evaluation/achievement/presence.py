"""Where patrols are through the day: minutes in each grid, how even that is, and what stays unseen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container

import numpy as np
import shapely
from numpy.typing import NDArray

from planner.domain.clock import later, seconds_between
from planner.domain.demand import Demand
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.track import track
from planner.geo import Frame

STEP_S = 300.0
"""Positions are read every five minutes [s]."""


def minutes_by_grid(plan: Plan, scenario: Scenario, units: Container[str] | None = None) -> NDArray[np.float64]:
    """Give patrol minutes in every grid and hour of the plan, (grids, hours) [min]; breaks count as well.

    With `units` only those of these ids count.
    """
    hours = max(1, round(seconds_between(plan.start, plan.end) / 3600))
    minutes = np.zeros((len(scenario.grids), hours))
    frame = Frame(scenario.station.base)
    tree = shapely.STRtree([frame.polygon(grid.region) for grid in scenario.grids])
    begin = plan.start.timestamp()
    for route in plan.routes:
        lonlat, seconds = track(route)
        if len(seconds) < 2 or (units is not None and route.unit not in units):
            continue
        moments = np.arange(max(seconds[0], begin), min(seconds[-1], begin + hours * 3600), STEP_S)
        at = np.column_stack([np.interp(moments, seconds, lonlat[:, axis]) for axis in (0, 1)])
        row, grid = tree.query(shapely.points(frame.metres(at)), predicate="intersects")
        _, first = np.unique(row, return_index=True)
        hour = ((moments[row[first]] - begin) // 3600).astype(int)
        np.add.at(minutes, (grid[first], hour), STEP_S / 60)
    return minutes


def demand_by_grid(plan: Plan, scenario: Scenario, demand: Demand) -> NDArray[np.float64]:
    """Give the demand of every grid in every hour of the plan, (grids, hours) [incident equivalents]."""
    hours = max(1, round(seconds_between(plan.start, plan.end) / 3600))
    moments = [later(plan.start, hour * 3600.0) for hour in range(hours)]
    rows = [[demand.at_moment(grid.id, moment) for moment in moments] for grid in scenario.grids]
    return np.array(rows, float).reshape(len(scenario.grids), hours)


def gini(shares: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    """Give the Gini coefficient of `shares` against `weights`: 0 is in proportion, 1 is all in one place.

    The area between the Lorenz curve and the diagonal, as in Gini (1912); both arrays have shape (n,).
    """
    if shares.sum() <= 0 or weights.sum() <= 0:
        return 0.0
    order = np.argsort(np.divide(shares, weights, out=np.full_like(shares, np.inf), where=weights > 0))
    x = np.concatenate([[0.0], np.cumsum(weights[order]) / weights.sum()])
    y = np.concatenate([[0.0], np.cumsum(shares[order]) / shares.sum()])
    return float(1 - np.sum(np.diff(x) * (y[1:] + y[:-1])))


def longest_unseen_h(minutes: NDArray[np.float64]) -> float:
    """Give the longest run of hours in which some grid saw no patrol, from (grids, hours) minutes [h]."""
    longest = 0
    for row in minutes:
        run = 0
        for seen in row > 0:
            run = 0 if seen else run + 1
            longest = max(longest, run)
    return float(longest)


def presence_figures(plan: Plan, scenario: Scenario, demand: Demand) -> dict[str, float]:
    """Give the plan's figures of presence: how well it follows the tide, how even it is, what stays unseen.

    None where the station has no grids.
    """
    if not scenario.grids:
        return {}
    minutes = minutes_by_grid(plan, scenario)
    wanted = demand_by_grid(plan, scenario, demand)
    called = wanted.sum(axis=0)
    figures = {
        "presence_h": float(minutes.sum()) / 60,
        "presence_tide_correlation": tide_correlation(minutes.sum(axis=0), called),
        "presence_gini": gini(minutes.sum(axis=1), wanted.sum(axis=1)),
        "grid_longest_unseen_h": longest_unseen_h(minutes),
    }
    crewed = {force.id for force in scenario.forces if force.duty is not None}
    rostered = {unit.id for unit in plan.units if unit.force in crewed}
    if 0 < len(rostered) < len(plan.units):
        seen = minutes_by_grid(plan, scenario, rostered).sum(axis=0)
        figures["rostered_tide_correlation"] = tide_correlation(seen, called)
    return figures


def tide_correlation(seen: NDArray[np.float64], called: NDArray[np.float64]) -> float:
    """Give Pearson's correlation of patrol minutes and calls by hour, both (hours,); 0 where one never changes."""
    if np.ptp(seen) <= 0 or np.ptp(called) <= 0:
        return 0.0
    found = float(np.corrcoef(seen, called)[0, 1])
    return found if np.isfinite(found) else 0.0


def hours_of(plan: Plan) -> list[dt.datetime]:
    """List the moments at which the plan's hours begin."""
    return [later(plan.start, 3600.0 * hour) for hour in range(round(seconds_between(plan.start, plan.end) / 3600))]
