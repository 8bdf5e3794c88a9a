"""What the places suggest before any call is counted: the tide."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.domain.demand import HOURS_PER_WEEK
from planner.domain.scenario import Scenario
from planner.geo import Frame
from planner.grids.locate import NOWHERE, grid_of
from planner.grids.profiles import crowd_by_hour

Floats = NDArray[np.float64]

EVEN_SHARE = 0.1
"""Part of the tide that is spread evenly; an assumption of this package."""


def tide(scenario: Scenario, people: Floats) -> Floats:
    """Give the share of the week's calls in every grid and hour, (grids, 168), which sums to 1.

    The people at each grid's places by hour, scaled, with `EVEN_SHARE` of it spread evenly over hours and by area over
    grids, so that nothing is impossible anywhere. Without people all of it is spread so.

    Parameters
    ----------
    people
        (grids, 168) people in every grid and hour, as `crowd_in_grids` gives them.
    """
    even: Floats = area_share(scenario)[:, None] * np.full((1, HOURS_PER_WEEK), 1 / HOURS_PER_WEEK)
    if not people.any():
        return even
    return np.asarray((1 - EVEN_SHARE) * people / people.sum() + EVEN_SHARE * even)


def crowd_in_grids(scenario: Scenario) -> Floats:
    """Sum the people at the places of each grid by hour of the week, (grids, 168) [people]."""
    people = np.zeros((len(scenario.grids), HOURS_PER_WEEK))
    where = grid_of(scenario, [place.location for place in scenario.places])
    for place, grid in zip(scenario.places, where.tolist(), strict=True):
        if grid != NOWHERE:
            people[grid] += crowd_by_hour(place)
    return people


def area_share(scenario: Scenario) -> Floats:
    """Give each grid's share of the area of all, (grids,)."""
    frame = Frame(scenario.station.base)
    areas = np.array([frame.polygon(grid.region).area for grid in scenario.grids])
    return np.asarray(areas / areas.sum())
