"""How much of demand and junctions is near a free unit, minute by minute, and what the loss of a unit costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
import shapely
from numpy.typing import NDArray

from planner.dispatch.nearest import WALK_MPS
from planner.domain.clock import later
from planner.domain.demand import Demand
from planner.domain.force import Mode
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.street import Streets
from planner.errors import NotFound
from planner.evaluation.achievement.street_reach import StreetReach, street_reach
from planner.evaluation.achievement.unit_minutes import Flags, Floats, Ints, UnitMinutes, unit_minutes
from planner.evaluation.patrols.grounds import inside_by_force
from planner.evaluation.patrols.slow_hours import at_full_speed_s
from planner.evaluation.simulation.places import CallPlaces, call_places
from planner.geo import Frame
from planner.streets.snapping import Inserted, insert

WITHIN_MIN = (1, 3, 5)
"""Times within which a free unit should be there [min]."""
LOSS_MIN = 5
"""The one of them by which the loss of a unit is judged [min]."""
MOST_JUNCTIONS = 1500
"""Junctions looked at; of more of them as many are drawn, evenly."""
ROUNDING_S = 1e-3
"""Allowance for times that are kept as 32-bit numbers [s]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CallCover:
    """Shares within reach of a free unit at every reading of a plan.

    Attributes
    ----------
    readings
        Where units are.
    demand
        (steps,) calls expected per hour in all grids at each reading.
    demand_share, junction_share
        (steps, 3) share of these calls, and of the junctions, within `WITHIN_MIN` of a free unit; 0 to 1.
    free
        (steps,) free units.
    grid_demand, grid_reached
        (g,) and (g, 3) calls per hour of each grid, summed over the readings, and those within reach.
    only
        (units,) calls per hour, summed over the readings, within `LOSS_MIN` of this free unit and of no other.
    """

    readings: UnitMinutes
    demand: Floats
    demand_share: Floats
    junction_share: Floats
    free: Ints
    grid_demand: Floats
    grid_reached: Floats
    only: Floats

    def demand_pct(self, chosen: Flags | None = None) -> Floats:
        """Give the share of the calls of all readings, or of the chosen ones, (steps,), within reach, (3,) [%]."""
        weight = self.demand if chosen is None else self.demand * chosen
        return np.asarray(100 * (weight @ self.demand_share) / max(float(weight.sum()), 1e-12))

    def without_pct(self) -> Floats:
        """Give the share of the calls within `LOSS_MIN` when one unit is missing, (units,) [%]."""
        with_all = self.demand_pct()[WITHIN_MIN.index(LOSS_MIN)]
        return np.asarray(with_all - 100 * self.only / max(float(self.demand.sum()), 1e-12))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Targets:
    """Places of calls, ascending by grid, then junctions: t of both.

    Attributes
    ----------
    calls
        Places of calls.
    nodes
        Junctions.
    lonlat
        (t, 2) where all are [deg].
    """

    calls: CallPlaces
    nodes: Ints
    lonlat: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _TierReach:
    """Times of the units of one tier.

    Attributes
    ----------
    rows
        (r,) readings of its free units.
    reach
        Times of these.
    walk_s
        (t,) from the street to each place [s].
    share
        (steps, 3) what slower hours leave of the time within `WITHIN_MIN` at each reading, from 0 to 1.
    """

    rows: Ints
    reach: StreetReach
    walk_s: Floats
    share: Floats


def call_cover(plan: Plan, scenario: Scenario, demand: Demand) -> CallCover:
    """Find what is within reach of a free unit through the plan.

    Ways are along the streets at the speed of the unit's tier in that hour, from where it is; what is left from the
    street to the place of a call is walked. Calls are those of the demand, at the places of `call_places`. Units of a
    force with a ground of its own reach nothing outside it.
    """
    readings = unit_minutes(plan)
    targets = _targets(plan, scenario)
    tiers = list(_tiers(plan, scenario, readings, targets))
    allowed = _allowed(plan, scenario, targets)
    weight = _weights(plan, scenario, demand, targets.calls, readings)
    return _counted(readings, targets, tiers, allowed, weight)


def _targets(plan: Plan, scenario: Scenario) -> _Targets:
    calls = call_places(scenario)
    nodes = junctions(scenario, {unit.mode for unit in plan.units})
    drawn = nodes[np.linspace(0, len(nodes) - 1, min(len(nodes), MOST_JUNCTIONS)).round().astype(np.int64)]
    lonlat = np.concatenate([calls.lonlat, scenario.streets.node_lonlat[drawn]])
    return _Targets(calls=calls, nodes=drawn, lonlat=lonlat)


def junctions(scenario: Scenario, modes: set[Mode]) -> Ints:
    """List the nodes inside the boundary at which three or more streets that some mode may use meet."""
    from planner.streets.network import main_edges

    streets = scenario.streets
    usable = np.any([main_edges(streets, mode) for mode in sorted(modes)], axis=0) if modes else np.zeros(0, bool)
    edges = np.flatnonzero(usable)
    ends = np.column_stack([streets.edge_source[edges], streets.edge_target[edges]]).astype(np.int64)
    both = np.unique(np.concatenate([ends, ends[:, ::-1]]), axis=0)
    joined = np.bincount(both[both[:, 0] != both[:, 1], 0], minlength=streets.nodes)
    frame = Frame(scenario.station.base)
    inside = shapely.intersects_xy(frame.polygon(scenario.boundary), *frame.metres(streets.node_lonlat).T)
    return np.flatnonzero((joined >= 3) & inside)


def _tiers(plan: Plan, scenario: Scenario, readings: UnitMinutes, targets: _Targets) -> Iterator[_TierReach]:
    """Find the ways of every tier that is out; one whose mode has no street gets nowhere."""
    zone = ZoneInfo(plan.timezone)
    at_calls = targets.calls.lonlat
    moments_s = readings.moments_s[:, None] + 60.0 * np.array([0, *WITHIN_MIN])
    for tier in scenario.tiers:
        own = np.array([unit.tier == tier.id for unit in readings.units], bool)
        rows = np.flatnonzero(readings.free & own[readings.unit])
        if not len(rows):
            continue
        try:
            network = _inserted(scenario.streets, tier.mode, np.ascontiguousarray(at_calls).tobytes())
        except NotFound:
            continue
        nodes = np.concatenate([network.node, targets.nodes])
        knots = np.unique(moments_s)
        passed_s = np.interp(moments_s, knots, at_full_speed_s(tier, knots, zone))
        yield _TierReach(
            rows=rows,
            reach=street_reach(network.streets, tier, readings.lonlat[rows], nodes, 60.0 * max(WITHIN_MIN)),
            walk_s=np.concatenate([network.distance_m / WALK_MPS, np.zeros(len(targets.nodes))]),
            share=(passed_s[:, 1:] - passed_s[:, :1]) / (60.0 * np.array(WITHIN_MIN)),
        )


@lru_cache(maxsize=4)
def _inserted(streets: Streets, mode: Mode, lonlat: bytes) -> Inserted:
    """Make the places of calls nodes; kept, as the plans of one scenario ask for the same."""
    return insert(streets, np.frombuffer(lonlat).reshape(-1, 2), mode)


def _allowed(plan: Plan, scenario: Scenario, targets: _Targets) -> Flags:
    """Tell which unit may go to which place, (units, t)."""
    by_force = inside_by_force(scenario, targets.lonlat)
    everywhere = np.ones(len(targets.lonlat), bool)
    rows = [by_force.get(unit.force, everywhere) for unit in plan.units]
    return np.array(rows, bool).reshape(-1, len(targets.lonlat))


def _weights(
    plan: Plan, scenario: Scenario, demand: Demand, calls: CallPlaces, readings: UnitMinutes
) -> NDArray[np.float64]:
    """Give the calls expected per hour at each place in each hour of the plan, (hours, places)."""
    zone = ZoneInfo(plan.timezone)
    moments = [later(plan.start.astimezone(zone), 3600.0 * hour) for hour in range(int(readings.hour[-1]) + 1)]
    by_grid = np.array([[demand.at_moment(grid.id, moment) for grid in scenario.grids] for moment in moments])
    return by_grid[:, calls.grid] * calls.weight if len(scenario.grids) else np.zeros((len(moments), 0))


class _Count:
    """What is counted reading by reading; flags of an hour are added up before they meet the calls of that hour."""

    def __init__(self, readings: UnitMinutes, targets: _Targets, weight: Floats) -> None:
        self.hour, self.weight, self.owner = readings.hour, weight, targets.calls.grid
        self.calls, self.size, self.grids = len(self.owner), len(targets.lonlat), len(targets.calls.centre)
        self.demand_share = np.zeros((readings.steps, len(WITHIN_MIN)))
        self.junction_share = np.zeros((readings.steps, len(WITHIN_MIN)))
        self.reached = np.zeros((len(weight), len(WITHIN_MIN), self.calls), np.int32)
        self.only = np.zeros(len(readings.units))

    def add(self, step: int, reached: Flags, only: Ints, alone: Flags) -> None:
        """Count one reading.

        Parameters
        ----------
        reached
            (3, t) what is within reach.
        only, alone
            The units that alone reach some places of calls within `LOSS_MIN`, and which places these are.
        """
        hour = self.hour[step]
        expected, there = self.weight[hour], reached[:, : self.calls]
        total = float(expected.sum())
        if total > 0:
            self.demand_share[step] = there @ expected / total
        if self.size > self.calls:
            self.junction_share[step] = np.count_nonzero(reached[:, self.calls :], axis=1) / (self.size - self.calls)
        self.reached[hour] += there
        self.only += np.bincount(only, expected[alone], len(self.only))

    def grid_demand(self) -> Floats:
        """Give the calls per hour of each grid, summed over the readings, (g,)."""
        steps = np.bincount(self.hour, minlength=len(self.weight))
        return np.asarray(np.bincount(self.owner, steps @ self.weight, self.grids), np.float64)

    def grid_reached(self) -> Floats:
        """Give those of them within reach, (g, 3)."""
        there = np.einsum("hwc,hc->wc", self.reached, self.weight)
        return np.column_stack([np.bincount(self.owner, row, self.grids) for row in there])


def _counted(
    readings: UnitMinutes, targets: _Targets, tiers: list[_TierReach], allowed: Flags, weight: Floats
) -> CallCover:
    """Go through the readings and count."""
    count = _Count(readings, targets, weight)
    orders = [np.argsort(readings.step[tier.rows], kind="stable") for tier in tiers]
    cuts = [
        np.searchsorted(readings.step[tier.rows[order]], np.arange(readings.steps + 1))
        for tier, order in zip(tiers, orders, strict=True)
    ]
    margins_s = [60.0 * np.array(WITHIN_MIN)[:, None] - tier.walk_s for tier in tiers]
    off_ground_s = np.where(allowed, np.float32(0.0), np.float32(np.inf))
    last = WITHIN_MIN.index(LOSS_MIN)
    for step in range(readings.steps):
        reached = np.zeros((len(WITHIN_MIN), count.size), bool)
        near = np.zeros((2, count.calls), np.float32)
        for tier, order, cut, margin_s in zip(tiers, orders, cuts, margins_s, strict=True):
            chosen = order[cut[step] : cut[step + 1]]
            if not len(chosen):
                continue
            units = readings.unit[tier.rows[chosen]]
            times = tier.reach.times(chosen) + off_ground_s[units]
            within_s = (tier.share[step][:, None] * margin_s + ROUNDING_S).astype(np.float32)
            reached |= times.min(axis=0) <= within_s
            flags = times[:, : count.calls] <= within_s[last, : count.calls]
            near += np.stack([np.ones(len(units)), units]).astype(np.float32) @ flags.astype(np.float32)
        alone = near[0] == 1
        count.add(step, reached, near[1, alone].astype(np.int64), alone)
    return CallCover(
        readings=readings,
        demand=weight.sum(axis=1)[readings.hour],
        demand_share=count.demand_share,
        junction_share=count.junction_share,
        free=np.bincount(readings.step[readings.free], minlength=readings.steps),
        grid_demand=count.grid_demand(),
        grid_reached=count.grid_reached(),
        only=count.only,
    )
