"""Which drone looks at which area first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.dispatch.drones import DroneResponse, nearest_drones
from planner.dispatch.search.ground import Floats, Ground
from planner.domain.noun import LonLat
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.geo import Frame

RADIUS_M = 200.0
"""Radius of the area that one drone looks at [m]."""
STAY_MIN = 12.0
"""Time over it [min]."""
SWEEP_MPS = 2.5
"""Metres of street of effort 1 that a drone sees in a second: 5 m/s, seen half as well as on foot: an assumption."""
MOST_EFFORT = 2.0
"""Looking longer from above does not show what trees and roofs hide."""
TRIES = 3
"""Areas without a drone that can come, after which no more are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DroneArea:
    """An area for one drone: its middle, its stretches (s,), the effort on each of them, and what chance it brings."""

    response: DroneResponse
    centre: LonLat
    inside: NDArray[np.bool_]
    effort: float
    chance: float


def drone_areas(
    plan: Plan, scenario: Scenario, at: dt.datetime, ground: Ground, chance: Floats
) -> tuple[DroneArea, ...]:
    """Send every drone that can come to the likeliest area that no other has; none where closed zones keep it away."""
    if not plan.flights or not ground.size:
        return ()
    from scipy.spatial import cKDTree

    tree = cKDTree(Frame(scenario.station.base).metres(ground.middle))
    near = tree.query_ball_tree(tree, RADIUS_M)
    left, found, failed = chance.copy(), list[DroneArea](), 0
    asked = np.zeros(ground.size, bool)
    while len(found) < len(scenario.docks) and failed < TRIES:
        sums = np.array([left[rows].sum() for rows in near])
        best = int(np.where(asked, 0.0, sums).argmax())
        if sums[best] <= 0 or asked[best]:
            break
        asked[near[best]] = True
        centre = (float(ground.middle[best, 0]), float(ground.middle[best, 1]))
        answers = nearest_drones(plan, scenario, at, centre, len(scenario.docks), stay_min=STAY_MIN)
        used = {area.response.drone for area in found}
        response = next((answer for answer in answers if answer.drone not in used), None)
        if response is None:
            failed += 1
            continue
        inside = np.zeros(ground.size, bool)
        inside[near[best]] = True
        effort = min(MOST_EFFORT, SWEEP_MPS * 60 * STAY_MIN / float(ground.length_m[inside].sum()))
        brings = float(left[inside].sum() * -np.expm1(-effort))
        found.append(DroneArea(response=response, centre=centre, inside=inside, effort=effort, chance=brings))
        left[inside] *= np.exp(-effort)
    return tuple(found)
