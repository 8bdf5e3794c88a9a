"""The faces that drawn borders cut the ground into, and which polygons cover each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from planner.grids.polygons.neighbours import neighbours

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

PRECISION_M = 0.001
"""Size of the lattice on which borders are cut at their crossings [m]."""


@dataclass(frozen=True, slots=True, eq=False)
class Faces:
    """A planar partition: f faces that overlap nowhere.

    Attributes
    ----------
    shapes
        (f,) polygons [m].
    owners
        For every face the indices of the polygons that cover it, ascending.
    inside
        (f,) whether it lies inside the boundary.
    beside
        For every face the faces next to it, with the length of their common border [m].
    """

    shapes: NDArray[np.object_]
    owners: tuple[tuple[int, ...], ...]
    inside: NDArray[np.bool_]
    beside: tuple[tuple[tuple[int, float], ...], ...]


def cut(outlines: Sequence[BaseGeometry], boundary: BaseGeometry | None, widest_m: float) -> Faces:
    """Cut the ground along all borders of polygons and of the boundary [m]; holes between polygons are faces too.

    A hole that is wide here and narrow there is cut where it becomes narrower than `widest_m`, and a narrow one across
    at every corner: ground that was left between many polygons, such as their streets, is then shared among them.
    """
    import shapely

    faces = _cut(outlines, boundary, [])
    holes = [shape for shape, owners in zip(faces.shapes, faces.owners, strict=True) if not owners]
    cores = [_core(hole, widest_m) for hole in holes]
    split = [core for core, hole in zip(cores, holes, strict=True) if 0.0 < core.area < hole.area - PRECISION_M]
    extra = [shapely.boundary(core) for core in split] + _across(holes, outlines, boundary, widest_m)
    return _cut(outlines, boundary, extra) if extra else faces


def _across(
    holes: Sequence[BaseGeometry], outlines: Sequence[BaseGeometry], boundary: BaseGeometry | None, widest_m: float
) -> list[BaseGeometry]:
    """Give the shortest lines from the corners of holes to what is on their other sides."""
    import shapely

    sides = np.array([*outlines, *([] if boundary is None else [shapely.boundary(boundary)])], dtype=object)
    tree = shapely.STRtree(sides)
    lines: list[BaseGeometry] = []
    for hole in holes:
        beside = sides[tree.query(hole, predicate="dwithin", distance=PRECISION_M)]
        corners = np.asarray(shapely.points(np.unique(shapely.get_coordinates(hole), axis=0)))
        if len(beside) > 2:
            corner, side = shapely.STRtree(beside).query(corners, predicate="dwithin", distance=widest_m)
            between = shapely.shortest_line(corners[corner], beside[side])
            lines += between[shapely.length(between) > PRECISION_M].tolist()
    return lines


def _core(hole: BaseGeometry, widest_m: float) -> BaseGeometry:
    """Give the part of a hole that is wider than a width; corners stay sharp."""
    inner = hole.buffer(-widest_m / 2, join_style="mitre")
    return inner.buffer(widest_m / 2, join_style="mitre").intersection(hole)


def _cut(outlines: Sequence[BaseGeometry], boundary: BaseGeometry | None, extra: list[BaseGeometry]) -> Faces:
    import shapely

    lines = [shapely.boundary(shape) for shape in (*outlines, *([] if boundary is None else [boundary]))] + extra
    noded = shapely.union_all(np.array(lines, dtype=object), grid_size=PRECISION_M)
    shapes = np.asarray(shapely.get_parts(shapely.polygonize(shapely.get_parts(noded))), dtype=object)
    middles = shapely.point_on_surface(shapes)
    face, owner = shapely.STRtree(np.array(outlines, dtype=object)).query(middles, predicate="intersects")
    owners: list[list[int]] = [[] for _ in shapes]
    for place, number in sorted(zip(face.tolist(), owner.tolist(), strict=True)):
        owners[place].append(number)
    inside = np.ones(len(shapes), bool) if boundary is None else np.asarray(shapely.intersects(boundary, middles))
    return Faces(shapes, tuple(map(tuple, owners)), inside, _beside(shapes))


def _beside(shapes: NDArray[np.object_]) -> tuple[tuple[tuple[int, float], ...], ...]:
    found: list[list[tuple[int, float]]] = [[] for _ in shapes]
    near = neighbours(shapes.tolist(), least_m=PRECISION_M, same_line_m=PRECISION_M / 2)
    for (a, b), length_m in zip(near.pairs.tolist(), near.border_m.tolist(), strict=True):
        found[a].append((b, length_m))
        found[b].append((a, length_m))
    return tuple(map(tuple, found))
