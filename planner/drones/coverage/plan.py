"""Back-and-forth coverage of a polygon with holes: parallel lanes, flown in the order that takes the least time.

Boustrophedon lanes as in Choset 2000, Autonomous Robots 9(3), but without a decomposition: lanes are cut by the border
and by holes, and the pieces are ordered as an open tour whose hops are shortest paths inside the polygon. Lane ends
are pulled in from the border as far as the covered share allows, since the camera sees half a swath ahead; pieces that
others see anyway are left out, and ground that stays unseen gets its own short detours.
"""

from __future__ import annotations

import time

import numpy as np
from shapely import Polygon

from planner.drones.coverage.angles import promising
from planner.drones.coverage.ground import Coverage, Ground
from planner.drones.coverage.lane_order import Order, best_order
from planner.drones.coverage.lanes import Lanes, lanes_at
from planner.drones.coverage.leg_time import Corners, Pace
from planner.drones.coverage.pulling import GOAL, drawn_in, foreseen_m
from planner.drones.coverage.thinning import thinned
from planner.drones.problem import Floats

SKETCHED = 9
"""Angles whose lanes are planned in haste."""
TRIED = 2
"""Angles that are planned in full, those with the best hasty plan first."""
KICKS = 40
"""Random restarts of the order of a full plan."""
MANY_PIECES = 400
"""Above so many pieces of lanes their order is not searched for."""
HARD_PIECES = 80
"""Above so many pieces fewer angles are tried, and pieces that others see are dropped first."""
MANY_CORNERS = 60
"""Borders with more points are simplified first, by half a metre at most."""


def cover(
    area: Polygon,
    swath_m: float,
    *,
    corner_m: float,
    corners: Corners = "stop",
    seed: int = 1,
    limit_s: float | None = None,
) -> Coverage:
    """Plan a path that sees a polygon.

    Parameters
    ----------
    area
        The ground, holes cut out [m]; the path stays inside it.
    swath_m
        Width seen [m].
    corner_m
        What a corner costs [m of flight]: its time x the cruise speed.
    corners
        "stop": every corner costs that, and legs too short to reach the cruise speed cost what they take; "smooth":
        it is the cost of a right angle, and other angles cost by how much they turn.
    seed
        Of the order's random restarts.
    limit_s
        After this time no other angle is begun; the first is always planned to its end [s]. None: all are planned.

    Notes
    -----
    Where the ground allows no path that sees `GOAL` of it, the one that sees most is given: `covered` tells.
    """
    until = np.inf if limit_s is None else time.perf_counter() + limit_s
    if len(area.exterior.coords) > MANY_CORNERS:
        simpler = area.simplify(min(0.5, swath_m / 50))
        area = simpler if isinstance(simpler, Polygon) else area
    ground = Ground(area, swath_m, Pace(corner_m=corner_m, corners=corners))
    plans: list[Coverage] = []
    for lanes, between in _sketches(ground, until):
        plans.append(_plan(ground, lanes, between, seed))
        if time.perf_counter() > until:
            break
    return min(plans, key=_rank)


def _rank(plan: Coverage) -> tuple[bool, float]:
    enough = plan.covered >= GOAL
    return not enough, plan.cost_m if enough else -plan.covered


def _sketches(ground: Ground, until: float) -> list[tuple[Lanes, Floats | None]]:
    """List the lanes worth a full plan with the cost between their ends, by what a hasty plan of them costs."""
    rated: list[tuple[float, int, Lanes, Floats | None]] = []
    most, chosen = SKETCHED, TRIED
    for angle in promising(ground.area, ground.swath_m, ground.pace):
        if len(rated) >= most or (rated and time.perf_counter() > until):
            break
        lanes = lanes_at(ground.area, ground.swath_m, angle)
        if len(lanes.y) > HARD_PIECES:
            most, chosen = (TRIED if len(lanes.y) <= MANY_PIECES // 2 else 1), 1
            lanes = thinned(ground, lanes)
        searched = 0 < len(lanes.y) <= MANY_PIECES
        between = ground.between(lanes.ends(0.4 * ground.swath_m).reshape(-1, 2)) if searched else None
        cost_m = foreseen_m(ground, lanes, ordered(len(lanes.y), between, kicks=0)) if len(lanes.y) else 0.0
        rated.append((cost_m, len(rated), lanes, between))
    return [(lanes, between) for _, _, lanes, between in sorted(rated, key=lambda one: one[:2])[:chosen]]


def _plan(ground: Ground, lanes: Lanes, between: Floats | None, seed: int) -> Coverage:
    """Plan a path over lanes."""
    if not len(lanes.y):
        point = ground.area.representative_point()
        return ground.measured(np.array([[point.x, point.y]]))
    kicks = KICKS if len(lanes.y) <= 2 * HARD_PIECES else 0
    return drawn_in(ground, lanes, ordered(len(lanes.y), between, seed=seed, kicks=kicks))


def ordered(pieces: int, between: Floats | None, *, kicks: int, seed: int = 1) -> Order:
    """Order pieces of lanes by what lies between their ends; without it they are flown to and fro as they lie."""
    if between is None:
        return [2 * piece + piece % 2 for piece in range(pieces)]
    return best_order(between, seed=seed, kicks=kicks)
