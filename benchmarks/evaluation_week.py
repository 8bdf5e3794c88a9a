"""A week of a station with many units on the streets, made without a solver."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np

from planner.domain.clock import later
from planner.domain.demand import Demand
from planner.domain.plan import Plan, Route, Stop, Unit
from planner.domain.scenario import Scenario
from planner.streets.network import main_part
from planner.streets.travel import Travel

SHIFT_H, DAYS = 8, 7
STAY_S = 720.0
"""Time at each stop [s]."""


def week_plan(scenario: Scenario, units: int, tier_id: str) -> Plan:
    """Make a plan with so many units of a tier on the streets at any time, from stop to stop at random."""
    zone = ZoneInfo(scenario.station.timezone)
    start = dt.datetime.combine(scenario.roster.start, dt.time(7), zone)
    tier = next(tier for tier in scenario.tiers if tier.id == tier_id)
    force = next(force for force in scenario.forces if force.tier == tier_id)
    travel = Travel(scenario.streets, tier.mode, tier.speed_kmh)
    nodes = np.flatnonzero(main_part(scenario.streets, tier.mode))
    rng = np.random.default_rng(1)
    out, routes = [], []
    for shift in range(DAYS * 24 // SHIFT_H):
        begin = later(start, 3600.0 * SHIFT_H * shift)
        for number in range(units):
            name = f"u{shift:02d}-{number:02d}"
            out.append(
                Unit(
                    id=name,
                    force=force.id,
                    tier=tier.id,
                    mode=tier.mode,
                    shift_start=begin,
                    shift_end=later(begin, 3600.0 * SHIFT_H),
                    base=force.base,
                )
            )
            routes.append(_route(name, begin, travel, rng.choice(nodes, 30)))
    end = later(start, 86_400.0 * DAYS)
    zone_name = scenario.station.timezone
    return Plan(
        station=scenario.station.id,
        created=start,
        seed=1,
        timezone=zone_name,
        start=start,
        end=end,
        units=tuple(out),
        routes=tuple(routes),
    )


def _route(unit: str, begin: dt.datetime, travel: Travel, nodes: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Route:
    """Go from node to node, and stay at each."""
    points, stops, now_s = [], [], 0.0
    for number, (here, there) in enumerate(zip(nodes[:-1].tolist(), nodes[1:].tolist(), strict=True)):
        lon, lat = travel.streets.node_lonlat[here].tolist()
        arrive, depart = later(begin, now_s), later(begin, now_s + STAY_S)
        points += [(lon, lat, arrive), (lon, lat, depart)]
        stops.append(
            Stop(kind="point", id=f"n{here}", lon=lon, lat=lat, arrive=arrive, depart=depart, required=number % 3 == 0)
        )
        trace = travel.trace(travel.path(here, there), now_s + STAY_S)
        points += [(float(lon), float(lat), later(begin, float(s))) for lon, lat, s in trace[1:]]
        now_s = float(trace[-1, 2]) if len(trace) else now_s + STAY_S
        if now_s > 3600.0 * SHIFT_H - 2 * STAY_S:
            break
    return Route(unit=unit, start=begin, end=points[-1][2], length_m=0.0, stops=tuple(stops), path=tuple(points))


def calls_a_week(demand: Demand, calls: float) -> Demand:
    """Scale a demand to so many calls in a week, known as well as it was."""
    factor = calls / sum(sum(row) for row in demand.by_grid.values())
    scaled = {grid: tuple(factor * cell for cell in row) for grid, row in demand.by_grid.items()}
    return Demand(by_grid=scaled, doubts=demand.doubts)
