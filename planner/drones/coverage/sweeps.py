"""The ways to fly one cell: its lanes at an angle, to and fro, from each of the four corners."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from shapely import Polygon

from planner.drones.coverage.angles import edge_angles, rate
from planner.drones.coverage.cells import EDGES
from planner.drones.coverage.lane_order import Order
from planner.drones.coverage.lanes import Lanes, lanes_at
from planner.drones.coverage.leg_time import Pace

ANGLES = 3
"""Angles of one cell at the most."""
WORSE = 1.15
"""Angles are left out at which a cell's lanes alone cost so many times the cheapest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """One way to fly one cell.

    Attributes
    ----------
    cell
        Index of the cell.
    order
        Ends of pieces at which they are entered, as in `lane_order`, among the lanes of all cells.
    """

    cell: int
    order: Order


def cell_lanes(cell: Polygon, swath_m: float, pace: Pace) -> list[Lanes]:
    """Lay lanes over a cell at its best angles, the cheapest first; none where a cell is too small for any."""
    rated = rate(cell, swath_m, pace, set(edge_angles(cell, EDGES)))
    good = [angle_deg for cost_m, angle_deg in rated[:ANGLES] if cost_m <= WORSE * rated[0][0]]
    return [lanes_at(cell, swath_m, float(np.radians(angle_deg))) for angle_deg in good]


def sweeps(cell: int, lanes: Lanes, first: int) -> Iterator[Sweep]:
    """Give the four ways to fly lanes to and fro.

    Parameters
    ----------
    cell
        Index of the cell.
    lanes
        Lanes over the cell at one angle; rows follow one another.
    first
        Index of the first of them among the lanes of all cells.
    """
    count = len(lanes.y)
    for pieces in (range(count), range(count - 1, -1, -1)):
        for turned in (0, 1):
            rows = np.unique(lanes.y, return_inverse=True)[1]
            yield Sweep(cell=cell, order=_to_and_fro(list(pieces), rows.tolist(), turned, first))


def _to_and_fro(pieces: list[int], rows: list[int], turned: int, first: int) -> Order:
    """Fly rows one after the other, every second one backwards, and the pieces of each as they come."""
    order: Order = []
    for number, row in enumerate(dict.fromkeys(rows[piece] for piece in pieces)):
        way = (number + turned) % 2
        same = sorted(piece for piece in pieces if rows[piece] == row)
        order += [2 * (first + piece) + way for piece in (same[::-1] if way else same)]
    return order
