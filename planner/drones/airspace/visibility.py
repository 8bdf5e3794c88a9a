"""Shortest paths that turn only at corners: among obstacles, or inside a polygon with holes.

The shortest path among polygons turns only at their corners (Lozano-Perez and Wesley 1979, Communications of the ACM
22(10)), so a graph over the corners that see each other holds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Floats = NDArray[np.float64]
Clear = Callable[[NDArray[np.object_]], NDArray[np.bool_]]
"""Tells for an array of line strings which of them may be flown."""


class VisibilityGraph:
    """Corners of an obstacle course, joined where they see each other.

    Parameters
    ----------
    corners
        (c, 2) points at which a path may turn [m].
    clear
        Which straight lines may be flown.
    corner_m
        What one corner costs [m of flight].
    """

    def __init__(self, corners: Floats, clear: Clear, corner_m: float = 0.0) -> None:
        from scipy.sparse.csgraph import shortest_path

        self._corners = np.asarray(corners, float).reshape(-1, 2)
        self._clear = clear
        self._corner_m = corner_m
        count = len(self._corners)
        sights = self._mutual_sights() + corner_m
        np.fill_diagonal(sights, 0.0)
        if count:
            hops = np.where(np.isfinite(sights), sights, 0.0)
            self._between, self._via = shortest_path(hops, method="D", directed=False, return_predecessors=True)
        else:
            self._between, self._via = np.zeros((0, 0)), np.zeros((0, 0), int)

    def _mutual_sights(self) -> Floats:
        """Give (c, c) straight distances between the corners, infinite where the line may not be flown [m].

        The caller's prepared geometry holds a tree of its borders, which is faster here than a tree of obstacles.
        """
        count = len(self._corners)
        distance = np.full((count, count), np.inf)
        one, other = np.triu_indices(count, 1)
        if len(one):
            ends = np.stack([self._corners[one], self._corners[other]], axis=1)
            clear = self._clear(np.atleast_1d(np.asarray(shapely.linestrings(ends))))
            one, other, ends = one[clear], other[clear], ends[clear]
            distance[one, other] = distance[other, one] = np.hypot(*(ends[:, 1] - ends[:, 0]).T)
        np.fill_diagonal(distance, 0.0)
        return distance

    def _sights(self, a: Floats, b: Floats) -> Floats:
        """Give (n, m) straight distances, infinite where the line may not be flown [m]."""
        distance = np.hypot(a[:, None, 0] - b[None, :, 0], a[:, None, 1] - b[None, :, 1])
        rows, columns = np.nonzero(distance > 1e-6)
        if len(rows):
            lines = np.atleast_1d(np.asarray(shapely.linestrings(np.stack([a[rows], b[columns]], axis=1))))
            blocked = ~self._clear(lines)
            distance[rows[blocked], columns[blocked]] = np.inf
        return np.asarray(distance, float)

    def lengths(self, a: Floats, b: Floats) -> Floats:
        """Give the (n, m) shortest ways from every point of `a` to every point of `b`, corners counted [m]."""
        direct = self._sights(a, b)
        if not len(self._corners) or not np.isinf(direct).any():
            return direct
        out = self._sights(a, self._corners) + self._corner_m
        home = self._sights(self._corners, b)
        reach = np.array([(row[:, None] + self._between).min(axis=0) for row in out])
        around = np.array([(row[:, None] + home).min(axis=0) for row in reach])
        return np.asarray(np.minimum(direct, around), float)

    def path(self, a: Iterable[float], b: Iterable[float]) -> Floats | None:
        """Give the points of the shortest way from `a` to `b`, both included, (k, 2) [m]; None if there is none."""
        start, goal = np.asarray([tuple(a)], float), np.asarray([tuple(b)], float)
        if np.isfinite(self._sights(start, goal)[0, 0]):
            return np.vstack([start, goal])
        if not len(self._corners):
            return None
        out = self._sights(start, self._corners)[0]
        home = self._sights(self._corners, goal)[:, 0]
        total = out[:, None] + self._between + home[None, :]
        first, last = np.unravel_index(int(np.argmin(total)), total.shape)
        if not np.isfinite(total[first, last]):
            return None
        turns = [int(last)]
        while turns[-1] != first:
            turns.append(int(self._via[first, turns[-1]]))
        return np.vstack([start, self._corners[turns[::-1]], goal])


def outer_corners(shape: BaseGeometry) -> Floats:
    """Give the vertices at which a path outside polygons may turn: inner angle under 180 degrees, (n, 2) [m]."""
    return _corners(shape, bulging=True)


def reflex_corners(shape: BaseGeometry) -> Floats:
    """Give the vertices at which a path inside polygons may turn: inner angle over 180 degrees, (n, 2) [m]."""
    return _corners(shape, bulging=False)


def _corners(shape: BaseGeometry, *, bulging: bool) -> Floats:
    found = [np.zeros((0, 2))]
    for part in shapely.get_parts(shapely.normalize(shape)):
        for index, ring in enumerate(shapely.get_rings(part)):
            points = shapely.get_coordinates(ring)[:-1]
            ccw = shapely.is_ccw(ring)
            inward = 1.0 if (ccw if index == 0 else not ccw) else -1.0
            into, out = points - np.roll(points, 1, axis=0), np.roll(points, -1, axis=0) - points
            cross = (into[:, 0] * out[:, 1] - into[:, 1] * out[:, 0]) * inward
            found.append(points[cross > 0 if bulging else cross < 0])
    return np.vstack(found)
