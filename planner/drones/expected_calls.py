"""How the calls expected on a task's ground lie over its places and over the hours of a day."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np

from planner.domain.clock import hour_of_week, later
from planner.domain.demand import Demand
from planner.domain.scenario import Scenario
from planner.drones.problem import Floats
from planner.geo import Frame
from planner.grids.locate import NOWHERE, grid_of

HOUR_S = 3600.0
MOMENTS = 4
"""Moments of an hour whose demand it takes the mean of: a day may begin, or the clock change, within one."""


class ExpectedCalls:
    """The calls that a planning day is expected to bring.

    Parameters
    ----------
    scenario
        The station with its grids.
    demand
        Expected calls in every grid and hour of the week.
    start, length_s
        When the planning day begins, and how long it is [s].
    """

    def __init__(self, scenario: Scenario, demand: Demand, start: dt.datetime, length_s: float) -> None:
        self._scenario, self._frame = scenario, Frame(scenario.station.base)
        steps = [(step + 0.5) * HOUR_S / MOMENTS for step in range(MOMENTS * math.ceil(length_s / HOUR_S))]
        hours = [hour_of_week(later(start, seconds)) for seconds in steps]
        self._per_m2 = np.zeros((len(scenario.grids), len(steps) // MOMENTS))
        for row, grid in enumerate(scenario.grids):
            if grid.id in demand.by_grid:
                calls = np.array([demand.at(grid.id, hour) for hour in hours]).reshape(-1, MOMENTS).mean(axis=1)
                self._per_m2[row] = calls / max(1.0, self._frame.polygon(grid.region).area)

    def over(self, places: Floats) -> Floats | None:
        """Give how the calls lie over a task's places and the hours of the day.

        Parameters
        ----------
        places
            (p, 2) places that stand for equal parts of its ground [m].

        Returns
        -------
        (p, hours) calls on the ground about each place as a part of their mean over places and hours, 1 all day for
        places outside every grid; None: no call is expected at any of them.
        """
        found = grid_of(self._scenario, [(float(lon), float(lat)) for lon, lat in self._frame.lonlat(places)])
        known = found != NOWHERE
        if not known.any():
            return None
        calls = self._per_m2[found[known]]
        if calls.mean() <= 0:
            return None
        parts = np.ones((len(places), calls.shape[1]))
        parts[known] = calls / calls.mean()
        return parts
