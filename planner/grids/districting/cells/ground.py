"""Cells to make grids of: polygons that only touch, each in one piece, with their neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from planner.grids.polygons.neighbours import neighbours

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

LOST_M2 = 1.0
"""A splinter smaller than this is no cell [m2]."""
LEAST_JOINT_M, JOINT_GRID_M = 0.15, 0.001
"""Shortest border over which a small polygon is joined, and the lattice on which the joint is made [m]."""


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Cells in the station's metric frame.

    Attributes
    ----------
    names
        One name a cell, each once.
    outlines
        (n,) polygons [m].
    pairs
        (e, 2) cells that are neighbours, the smaller index first.
    border_m
        (e,) length of their common border [m]; 0 for a bridge.
    bridges
        Pairs that share no border and are held to be neighbours so that all cells hang together.
    """

    names: tuple[str, ...]
    outlines: tuple[BaseGeometry, ...]
    pairs: NDArray[np.int64]
    border_m: NDArray[np.float64]
    bridges: tuple[tuple[int, int], ...] = ()

    @property
    def points_m(self) -> NDArray[np.float64]:
        """A point inside every cell, (n, 2) [m]."""
        import shapely

        return np.asarray(shapely.get_coordinates(shapely.point_on_surface(np.array(self.outlines, dtype=object))))


def cells_of(names: Sequence[str], outlines: Sequence[BaseGeometry]) -> Cells:
    """Put cells together; parts that share no border with the rest are bridged at their nearest points."""
    near = neighbours(outlines)
    bridges = _bridges(outlines, near.pairs)
    pairs = np.vstack([near.pairs, np.array(bridges, np.int64).reshape(-1, 2)])
    border_m = np.concatenate([near.border_m, np.zeros(len(bridges))])
    return Cells(_once(names), tuple(outlines), pairs, border_m, tuple(bridges))


def _once(names: Sequence[str]) -> tuple[str, ...]:
    """Give names of which each stands once: later ones get a number."""
    seen: dict[str, int] = {}
    made = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        made.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return tuple(made)


def _bridges(outlines: Sequence[BaseGeometry], pairs: NDArray[np.int64]) -> list[tuple[int, int]]:
    """List pairs of nearest cells that connect the parts, the largest part first."""
    import shapely
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    size, made = len(outlines), list[tuple[int, int]]()
    links = coo_array((np.ones(len(pairs), np.int8), (pairs[:, 0], pairs[:, 1])), shape=(size, size))
    count, part = connected_components(links, directed=False)
    while count > 1:
        largest = np.bincount(part).argmax()
        inside, outside = np.flatnonzero(part == largest), np.flatnonzero(part != largest)
        shapes = np.array(outlines, dtype=object)
        tree, rest = shapely.STRtree(shapes[inside]), shapes[outside]
        (other, nearest), distance = tree.query_nearest(rest, return_distance=True, all_matches=False)
        pick = int(distance.argmin())
        one, two = int(inside[nearest[pick]]), int(outside[other[pick]])
        made.append((min(one, two), max(one, two)))
        part = np.where(part == part[two], largest, part)
        count -= 1
    return sorted(made)


def merged(outlines: Sequence[BaseGeometry], least_m2: float) -> list[BaseGeometry]:
    """Join polygons smaller than an area [m2] to the neighbour of the longest border, smallest first.

    A splinter under `LOST_M2` that has no border with anything is left out.
    """
    import shapely

    shapes: dict[int, BaseGeometry] = dict(enumerate(outlines))
    near = neighbours(outlines, least_m=LEAST_JOINT_M)
    border: dict[int, dict[int, float]] = {number: {} for number in shapes}
    for (one, two), length_m in zip(near.pairs.tolist(), near.border_m.tolist(), strict=True):
        border[one][two] = border[two][one] = length_m
    area = {number: float(shape.area) for number, shape in shapes.items()}
    for number in sorted(shapes, key=lambda number: area[number]):
        while number in shapes and area[number] < least_m2 and border[number]:
            taker = max(border[number], key=lambda other: (border[number][other], -other))
            joint = shapely.union(shapes[taker], shapes[number], grid_size=JOINT_GRID_M)
            if joint.geom_type != "Polygon":
                del border[number][taker], border[taker][number]
                continue
            shapes[taker] = joint
            del shapes[number]
            area[taker] += area[number]
            for other, length_m in border.pop(number).items():
                border[other].pop(number)
                if other != taker:
                    border[taker][other] = border[other][taker] = border[taker].get(other, 0.0) + length_m
    return [shape for shape in shapes.values() if shape.area >= LOST_M2]
