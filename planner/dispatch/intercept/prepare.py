"""From a scenario, the units that are out and a flight to the solver's problem."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from planner.dispatch.intercept.flight import Fled, Ground, ground
from planner.dispatch.intercept.problem import NEVER, CordonProblem, ExitProblem, Times
from planner.dispatch.intercept.walls import Flight
from planner.dispatch.roads import Key, Roads, roads_of
from planner.dispatch.slow_hours import Pace
from planner.dispatch.standing import Standing, waits
from planner.dispatch.way import Outward
from planner.domain.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """How one unit gets about: its ways from where it is, and its time until it sets out [s]."""

    standing: Standing
    key: Key
    outward: Outward
    pace: Pace
    waits_s: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prepared:
    """The ground, the units that can move on it, and when each can have closed each junction, (u, n) [ds]."""

    ground: Ground
    runners: tuple[Runner, ...]
    unit_ds: Times
    roads: Roads

    def cordon(self) -> CordonProblem:
        """Give the problem in which any junction may be closed."""
        own = self.ground
        outside = np.zeros(len(own.node) + 1, bool)
        outside[-1] = True
        return CordonProblem(
            tail=own.tail,
            head=own.head,
            pass_ds=own.pass_ds,
            start=own.start,
            start_ds=own.start_ds,
            outside=outside,
            unit_ds=self.unit_ds,
        )

    def exits(self, nodes: NDArray[np.int64]) -> ExitProblem:
        """Give the problem in which some junctions must be closed; whoever passes one of them is out."""
        when = Flight(self.cordon()).arrivals(nodes.tolist())
        return ExitProblem(exit_ds=when[nodes], unit_ds=self.unit_ds[:, nodes])


def prepare(
    scenario: Scenario,
    units: Sequence[Standing],
    at: dt.datetime,
    fled: Fled,
    *,
    ready_s: float = 0.0,
    leave_ground: bool = False,
    police: bool = False,
) -> Prepared:
    """Find where he can be, and when each unit can close a junction there.

    Parameters
    ----------
    at
        Now, with offset.
    ready_s
        Time that a unit needs at a junction until it is closed [s].
    leave_ground
        Whether units of a force that keeps to some ground close junctions off it as well.
    police
        Whether only units count that may act alone.
    """
    own, roads, zone = ground(scenario, fled), roads_of(scenario), ZoneInfo(scenario.station.timezone)
    tiers = {tier.id: tier for tier in scenario.tiers}
    most_s, runners, rows = max(fled.within_s, fled.within_s - fled.ago_s) + ready_s, [], []
    places = [(float(lon), float(lat)) for lon, lat in scenario.streets.node_lonlat[own.node]]
    for standing in units:
        key = roads.key(tiers[standing.unit.tier], None)
        if (police and not standing.police) or standing.unit.mode not in roads.goals(standing.place):
            continue
        pace, waits_s = Pace(tiers[standing.unit.tier], at, zone), waits(standing, at)
        outward = roads.reach(key).outward(roads.spots(key, [standing.place])[0], most_s)
        full_s = outward.times(own.node)
        real_s = waits_s + pace.seconds(np.where(np.isfinite(full_s), full_s, 0.0), waits_s) + ready_s
        may = np.isfinite(full_s)
        if not leave_ground and not roads.free(standing.unit.force):
            may &= roads.all_on_ground(standing.unit.force, places)
        rows.append(np.where(may, np.ceil(real_s * 10), NEVER))
        runners.append(Runner(standing=standing, key=key, outward=outward, pace=pace, waits_s=waits_s))
    outside = np.full((len(rows), 1), NEVER)
    table = np.column_stack([np.array(rows, float).reshape(len(rows), len(own.node)), outside]).astype(np.int64)
    return Prepared(ground=own, runners=tuple(runners), unit_ds=table, roads=roads)
