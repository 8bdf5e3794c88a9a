"""Back-and-forth coverage of a polygon with holes: parallel lanes, flown in the order that takes the least time.

Boustrophedon lanes as in Choset 2000, Autonomous Robots 9(3), but at one angle for the whole area first: lanes are cut
by the border and by holes, and the pieces are ordered as an open tour whose hops are shortest paths inside the polygon.
Lane ends are pulled in from the border as far as the covered share allows, since the camera sees half a swath ahead;
pieces that others see anyway are left out, and ground that stays unseen gets its own short detours. Where cells with
angles of their own promise to save time (`by_cells`), such a path is made as well, and the quicker one is taken.
"""

from __future__ import annotations

import time

import numpy as np
from shapely import Polygon

from planner.drones.coverage.angles import promising
from planner.drones.coverage.by_cells import INSET_SWATHS, by_cells
from planner.drones.coverage.ground import Coverage, Ground
from planner.drones.coverage.lane_order import Order, best_order
from planner.drones.coverage.lanes import Lanes, lanes_at
from planner.drones.coverage.leg_time import Corners, Pace, Slowness
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
HARD_CORNERS = 24
"""The same where more corners jut into the ground."""
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
    slowness: Slowness | None = None,
    cells: bool = True,
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
        After this time no other plan is begun; the first angle's is always made to its end [s]. None: all are made.
    slowness
        How many times as long as in calm air legs take, by their direction; lanes then lie where the wind takes least
        time. None: calm air.
    cells
        Whether the area may be cut into cells with angles of their own.

    Notes
    -----
    Where the ground allows no path that sees `GOAL` of it, the one that sees most is given: `covered` tells.
    """
    until = np.inf if limit_s is None else time.perf_counter() + limit_s
    if len(area.exterior.coords) > MANY_CORNERS:
        simpler = area.simplify(min(0.5, swath_m / 50))
        area = simpler if isinstance(simpler, Polygon) else area
    ground = Ground(area, swath_m, Pace(corner_m=corner_m, corners=corners, slowness=slowness))
    plans: list[Coverage] = []
    for lanes, between, order in _sketches(ground, until):
        plans.append(_plan(ground, lanes, between, order, seed))
        if time.perf_counter() > until:
            break
    if cells and time.perf_counter() <= until:
        cut = by_cells(ground, seed)
        plans += [] if cut is None else [cut]
    return min(plans, key=_rank)


def _rank(plan: Coverage) -> tuple[bool, float]:
    enough = plan.covered >= GOAL
    return not enough, plan.cost_m if enough else -plan.covered


def _sketches(ground: Ground, until: float) -> list[tuple[Lanes, Floats | None, Order]]:
    """List the lanes worth a full plan, the cost between their ends and a hasty order, by what that one costs."""
    rated: list[tuple[float, int, Lanes, Floats | None, Order]] = []
    most, chosen = SKETCHED, TRIED
    if ground.corners > HARD_CORNERS:
        most, chosen = TRIED, 1
    for angle in promising(ground.area, ground.swath_m, ground.pace):
        if len(rated) >= most or (rated and time.perf_counter() > until):
            break
        lanes = lanes_at(ground.area, ground.swath_m, angle)
        if len(lanes.y) > HARD_PIECES:
            most, chosen = (TRIED if len(lanes.y) <= MANY_PIECES // 2 else 1), 1
            lanes = thinned(ground, lanes)
        searched = 0 < len(lanes.y) <= MANY_PIECES
        between = ground.between(lanes.ends(INSET_SWATHS * ground.swath_m).reshape(-1, 2)) if searched else None
        order = _hasty_order(len(lanes.y), between)
        cost_m = foreseen_m(ground, lanes, order) if order else 0.0
        rated.append((cost_m, len(rated), lanes, between, order))
    return [(lanes, between, order) for _, _, lanes, between, order in sorted(rated, key=lambda one: one[:2])[:chosen]]


def _hasty_order(pieces: int, between: Floats | None) -> Order:
    """Order pieces of lanes by what lies between their ends; without it they are flown to and fro as they lie."""
    if between is None:
        return [2 * piece + piece % 2 for piece in range(pieces)]
    return best_order(between, kicks=0)


def _plan(ground: Ground, lanes: Lanes, between: Floats | None, order: Order, seed: int) -> Coverage:
    """Plan a path over lanes, from a hasty order of them."""
    if not order:
        point = ground.area.representative_point()
        return ground.measured(np.array([[point.x, point.y]]))
    if between is not None and len(order) <= 2 * HARD_PIECES:
        order = best_order(between, seed=seed, kicks=KICKS, start=order)
    return drawn_in(ground, lanes, order)
