"""Where patrols are seen (见警率): by grid and hour, how long, how often, and on how much street."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.domain.scenario import Scenario
from planner.evaluation.achievement.unit_minutes import Floats, UnitMinutes
from planner.grids.locate import NOWHERE, grid_of


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Visible:
    """Patrols that are out and not at their meal, by grid and hour of the plan.

    Attributes
    ----------
    unit_min
        (g, hours) minutes of all units together [min].
    seen_share
        (g, hours) share of the minutes with a unit in the grid, 0 to 1.
    street_km
        (g,) length of the streets whose middle lies in the grid, both directions once [km].
    """

    unit_min: Floats
    seen_share: Floats
    street_km: Floats

    def per_km(self) -> Floats:
        """Give the unit-minutes in an hour and on a kilometre of street, (g, hours) [min / km]; 0 without a street."""
        km = self.street_km[:, None]
        return np.divide(self.unit_min, km, out=np.zeros_like(self.unit_min), where=km > 0)


def visible(readings: UnitMinutes, scenario: Scenario) -> Visible:
    """Count the readings of a plan by grid and hour."""
    grids, hours = len(scenario.grids), int(readings.hour[-1]) + 1
    rows = np.flatnonzero(readings.visible)
    grid = grid_of(scenario, readings.lonlat[rows])
    rows, grid = rows[grid != NOWHERE], grid[grid != NOWHERE]
    step = readings.step[rows]
    unit_min = np.zeros((grids, hours))
    np.add.at(unit_min, (grid, readings.hour[step]), readings.step_s / 60)
    there = np.zeros((grids, readings.steps), bool)
    there[grid, step] = True
    seen = np.zeros((grids, hours))
    for row in range(grids):
        seen[row] = np.bincount(readings.hour, there[row], hours)
    return Visible(
        unit_min=unit_min,
        seen_share=seen / np.bincount(readings.hour, minlength=hours),
        street_km=street_km(scenario),
    )


def street_km(scenario: Scenario) -> Floats:
    """Give the length of the streets in every grid, (g,) [km]; a street belongs to the grid of its middle."""
    from planner.streets.columns import sides

    streets = scenario.streets
    _, first = np.unique(sides(streets)[0], return_index=True)
    middle = ((streets.shape_start[:-1] + streets.shape_start[1:] - 1) // 2)[first]
    grid = grid_of(scenario, (streets.shape_lonlat[middle] + streets.shape_lonlat[middle + 1]) / 2)
    inside = grid != NOWHERE
    return np.bincount(grid[inside], streets.edge_length_m[first][inside], len(scenario.grids)) / 1000
