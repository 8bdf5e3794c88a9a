"""The same round with a longer stay over its last place, so that it is still in the air when the next one leaves."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from planner.drones.energy import pct_per_s, still_share, stop_s
from planner.drones.problem import DroneProblem
from planner.drones.repairing.trips import Trip
from planner.drones.repairing.ways import Way
from planner.drones.sorties.winds import winds_over

NEAR_S = 0.06
"""Paths are written in tenths of seconds [s]."""


def longer(problem: DroneProblem, way: Way, trip: Trip, extra_s: float) -> Way | None:
    """Give a way that lands later by a stay where its last look ends; None if the drone cannot stay so long.

    Parameters
    ----------
    trip
        The round; the winds of its time in the air count.
    extra_s
        The stay, no shorter than what a full stop costs [s].

    Notes
    -----
    The stay takes the power of holding a place in the worst of the winds. The way needs as much more at take-off: no
    point of it is nearer to the lowest charge than that.
    """
    dock = problem.docks[way.dock]
    extra_s = float(math.floor(min(extra_s, problem.longest_air_s(dock) - way.air_s)))
    if not way.looks or extra_s < stop_s(dock.model):
        return None
    end_s = max(look.end_s for look in way.looks)
    row = int(np.searchsorted(way.path[:, 3], end_s + NEAR_S)) - 1
    if not 0 < row < len(way.path) - 1 or way.path[row, 2] <= 0:
        return None
    after = way.path[row:] + np.array([0.0, 0.0, 0.0, extra_s])
    winds = winds_over(problem, trip.takeoff_s, trip.landing_s + extra_s)
    extra_pct = still_share(dock.model, winds) * pct_per_s(dock.model) * extra_s
    needed_pct = way.needed_pct + extra_pct
    if needed_pct > dock.model.start_pct:
        return None
    path = np.vstack([way.path[: row + 1], after])
    return replace(way, path=path, used_pct=way.used_pct + extra_pct, needed_pct=needed_pct)
