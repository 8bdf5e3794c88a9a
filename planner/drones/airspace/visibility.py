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
    most_lines
        Of more lines between two sets of points only the shortest are asked for; the others count as closed.
    """

    def __init__(self, corners: Floats, clear: Clear, corner_m: float = 0.0, most_lines: int | None = None) -> None:
        from scipy.sparse.csgraph import shortest_path

        self._corners = np.asarray(corners, float).reshape(-1, 2)
        self._clear = clear
        self._corner_m = corner_m
        self._most_lines = most_lines
        count = len(self._corners)
        sights = self._sights(self._corners, self._corners) + corner_m
        np.fill_diagonal(sights, 0.0)
        if count:
            hops = np.where(np.isfinite(sights), sights, 0.0)
            self._between, self._via = shortest_path(hops, method="D", directed=False, return_predecessors=True)
        else:
            self._between, self._via = np.zeros((0, 0)), np.zeros((0, 0), int)

    def _sights(self, a: Floats, b: Floats) -> Floats:
        """Give (n, m) straight distances, infinite where the line may not be flown [m].

        Among points of one set every line is asked for once. The caller's prepared geometry holds a tree of its
        borders, which is faster here than a tree of obstacles.
        """
        distance = np.hypot(a[:, None, 0] - b[None, :, 0], a[:, None, 1] - b[None, :, 1])
        asked = distance > 1e-6
        rows, columns = np.nonzero(np.triu(asked) if a is b else asked)
        if self._most_lines is not None and len(rows) > self._most_lines:
            shortest = np.argpartition(distance[rows, columns], self._most_lines)[: self._most_lines]
            rows, columns = rows[shortest], columns[shortest]
        ends = np.stack([a[rows], b[columns]], axis=1)
        open_way = ~asked
        if len(rows):
            open_way[rows, columns] = self._clear(np.atleast_1d(np.asarray(shapely.linestrings(ends))))
        return np.where(open_way | open_way.T if a is b else open_way, distance, np.inf)

    def lengths(self, a: Floats, b: Floats) -> Floats:
        """Give the (n, m) shortest ways from every point of `a` to every point of `b`, corners counted [m]."""
        direct = self._sights(a, b)
        if not len(self._corners) or not np.isinf(direct).any():
            return direct
        out = self._sights(a, self._corners) + self._corner_m
        home = out.T - self._corner_m if a is b else self._sights(self._corners, b)
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
        ends = self._first_and_last(start, goal)
        if ends is None:
            return None
        first, last = ends
        turns = [last]
        while turns[-1] != first:
            turns.append(int(self._via[first, turns[-1]]))
        return np.vstack([start, self._corners[turns[::-1]], goal])

    def _first_and_last(self, start: Floats, goal: Floats) -> tuple[int, int] | None:
        """Give the first and the last corner of the shortest way that is no straight line; None if there is no way.

        Lines to corners are asked for only while they are on the shortest way that is not known to be closed.
        """
        out, home = (np.hypot(*(self._corners - end[0]).T) for end in (start, goal))
        total = out[:, None] + self._between + home[None, :]
        open_out, open_home = set[int](), set[int]()
        while True:
            first, last = divmod(int(np.argmin(total)), len(total))
            if not np.isfinite(total[first, last]):
                return None
            for corner, known, end in ((first, open_out, start), (last, open_home, goal)):
                if corner in known:
                    continue
                if np.isfinite(self._sights(end, self._corners[corner : corner + 1])[0, 0]):
                    known.add(corner)
                elif known is open_out:
                    total[corner] = np.inf
                else:
                    total[:, corner] = np.inf
            if first in open_out and last in open_home:
                return first, last


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
