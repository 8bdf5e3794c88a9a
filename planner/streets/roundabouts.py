"""Find roundabouts by their shape, since a network does not keep what its file called one.

A roundabout is a small round circuit of streets that are one-way for cars. A block of one-way streets is not round
enough: 4 pi area / perimeter^2, the isoperimetric quotient (Polsby and Popper, 1991), is 1 for a circle, 0.79 for a
square and less for other blocks.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from planner.domain.street import CAR
from planner.streets.columns import sides
from planner.streets.snapping import streets_frame

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from planner.domain.street import Streets

LONGEST_M = 500.0
"""Longest circuit that is taken for a roundabout [m]; the largest have diameters of some 150 m."""
ROUNDEST = 0.85
"""Least isoperimetric quotient; a regular pentagon has 0.86."""
TURN_BACK_DEG = 170.0
"""A turn of this much is no way on [deg]."""


@lru_cache(maxsize=4)
def roundabouts(streets: Streets) -> NDArray[np.int64]:
    """Give the number of the roundabout that each edge is part of, (m,); -1: none."""
    ring = np.full(streets.edges, -1, np.int64)
    one_way = _one_way(streets)
    walker = _Walker(streets, one_way)
    count = 0
    for edge in one_way.tolist():
        if ring[edge] >= 0:
            continue
        for side in (-1.0, 1.0):
            circuit = walker.circuit(edge, side)
            if circuit and walker.is_round(circuit):
                ring[circuit] = count
                count += 1
                break
    return ring


def _one_way(streets: Streets) -> NDArray[np.int64]:
    """List the edges that cars may pass while they may not pass the opposite one, (e,)."""
    line, turned = sides(streets)
    car = (streets.edge_modes & CAR) != 0
    lines = int(line.max(initial=-1)) + 1
    both = (np.bincount(line[car & turned], minlength=lines) > 0) & (
        np.bincount(line[car & ~turned], minlength=lines) > 0
    )
    return np.flatnonzero(car & ~both[line])


class _Walker:
    """Walks along one-way streets, always as far to one side as it goes: so it stays on the edge of a face."""

    def __init__(self, streets: Streets, one_way: NDArray[np.int64]) -> None:
        self._streets = streets
        self._xy = streets_frame(streets).metres(streets.shape_lonlat)
        first, last = streets.shape_start[:-1], streets.shape_start[1:] - 1
        self._leaves_deg: list[float] = _bearing_deg(self._xy[first + 1] - self._xy[first]).tolist()
        self._comes_deg: list[float] = _bearing_deg(self._xy[last] - self._xy[last - 1]).tolist()
        self._target: list[int] = streets.edge_target.tolist()
        self._length_m: list[float] = streets.edge_length_m.tolist()
        self._out: dict[int, list[int]] = defaultdict(list)
        for edge, source in zip(one_way.tolist(), streets.edge_source[one_way].tolist(), strict=True):
            self._out[source].append(edge)

    def circuit(self, edge: int, side: float) -> list[int]:
        """Give the edges of the circuit that begins with an edge, to the left (-1) or the right (1); empty: none."""
        circuit, here, length_m = [edge], edge, self._length_m[edge]
        while length_m <= LONGEST_M:
            ways = [way for way in self._out[self._target[here]] if abs(self._turn_deg(here, way)) < TURN_BACK_DEG]
            if not ways:
                return []
            turns_deg = [side * self._turn_deg(here, way) for way in ways]
            here = ways[turns_deg.index(max(turns_deg))]
            if here == edge:
                return circuit
            if here in circuit:
                return []
            circuit.append(here)
            length_m += self._length_m[here]
        return []

    def _turn_deg(self, before: int, after: int) -> float:
        return (self._leaves_deg[after] - self._comes_deg[before] + 180.0) % 360.0 - 180.0

    def is_round(self, circuit: list[int]) -> bool:
        """Tell whether a circuit is about a circle and has two junctions at least."""
        start = self._streets.shape_start
        x, y = np.concatenate([self._xy[start[edge] : start[edge + 1] - 1] for edge in circuit]).T
        area_m2 = abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2
        around_m = float(np.hypot(np.roll(x, -1) - x, np.roll(y, -1) - y).sum())
        return len(circuit) > 1 and 4 * np.pi * area_m2 >= ROUNDEST * around_m**2


def _bearing_deg(steps: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the compass bearings of (n, 2) steps [m], (n,) [deg]."""
    return np.asarray(np.degrees(np.arctan2(steps[:, 0], steps[:, 1])))
