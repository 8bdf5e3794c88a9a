"""A path over an area whose cells are each flown at their own angle."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.drones.coverage.cell_order import cell_tour
from planner.drones.coverage.cells import Cutter
from planner.drones.coverage.ground import Coverage, Ground
from planner.drones.coverage.lane_order import Order, best_order, order_cost
from planner.drones.coverage.lanes import together
from planner.drones.coverage.pulling import drawn_in
from planner.drones.coverage.sweeps import Sweep, cell_lanes, sweeps
from planner.drones.problem import Floats

MOST_NODES = 32
"""With more ways to fly all cells together, the dearest angles are left out."""
MOST_PIECES = 160
"""Areas whose cells have more pieces of lanes are not planned by cells: one angle serves them as well."""
INSET_SWATHS = 0.4
"""How far lanes are taken to be pulled in while they are ordered [swaths]."""
KICKS = 40
"""Random restarts of the order."""


def by_cells(ground: Ground, seed: int) -> Coverage | None:
    """Plan a path over an area cut into cells; None where no cut promises to save anything.

    Cells and the ways to fly them are chosen as a generalised travelling salesman problem; then pieces of lanes may
    still change their places, across cells too.
    """
    cells = Cutter(ground.swath_m, ground.pace).cut(ground.area).cells
    if len(cells) < 2:
        return None
    laid = [cell_lanes(cell, ground.swath_m, ground.pace) for cell in cells]
    laid = [options for options in laid if options]
    for angles in range(max(map(len, laid), default=1), 0, -1):
        if 4 * sum(map(len, laid)) > MOST_NODES:
            laid = [options[:angles] for options in laid]
    pool = together([lanes for options in laid for lanes in options])
    if len(pool.y) > MOST_PIECES:
        return None
    ways, first = [], 0
    for cell, options in enumerate(laid):
        for lanes in options:
            ways += list(sweeps(cell, lanes, first))
            first += len(lanes.y)
    ends = pool.ends(INSET_SWATHS * ground.swath_m)
    between = ground.between(ends.reshape(-1, 2))
    chosen = _chosen(ways, between, ground.pace.flight_m(ends[:, 1] - ends[:, 0]), seed)
    entries = np.array([entry for way in chosen for entry in way.order])
    lanes = pool.only(entries // 2)
    kept = np.column_stack([entries & ~1, entries | 1]).ravel()
    tour = [2 * place + int(entry & 1) for place, entry in enumerate(entries)]
    return drawn_in(ground, lanes, _polished(between[np.ix_(kept, kept)], tour, seed))


def _polished(between: Floats, tour: Order, seed: int) -> Order:
    """Move pieces of lanes out of their cells where that saves, from the cells' tour or from one that forgets them."""
    tours = (best_order(between, kicks=0, start=tour), best_order(between, kicks=0))
    cheapest = min(tours, key=lambda order: order_cost(between, order))
    return best_order(between, seed=seed, kicks=KICKS, start=cheapest)


def _chosen(ways: list[Sweep], between: Floats, along_m: Floats, seed: int) -> list[Sweep]:
    """Choose a way for every cell and put them in order."""
    enter = np.array([way.order[0] for way in ways])
    leave = np.array([way.order[-1] ^ 1 for way in ways])
    within = np.array([_cost(np.array(way.order), between, along_m) for way in ways])
    cluster = [way.cell for way in ways]
    return [ways[node] for node in cell_tour(between[np.ix_(leave, enter)], within, cluster, seed=seed)]


def _cost(order: NDArray[np.int64], between: Floats, along_m: Floats) -> float:
    return float(along_m[order // 2].sum() + between[order[:-1] ^ 1, order[1:]].sum())
