"""Cells cut at today's borders, so that today's grids can be made of them exactly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.grids.districting.cells.ground import Cells, cells_of, merged

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

LEAST_SHARE = 0.1
"""Pieces smaller than this share of the mean piece are joined to a neighbour in the same grid."""


def cut_by(cells: Cells, outlines: Sequence[BaseGeometry]) -> Cells:
    """Cut cells at the borders of polygons [m] that only touch; what no polygon covers stays in cells of its own."""
    import shapely

    rest = shapely.union_all(list(cells.outlines)).difference(shapely.union_all(list(outlines)))
    pieces, names = [], []
    tree = shapely.STRtree(list(cells.outlines))
    for outline in (*outlines, rest):
        inside = []
        for number in sorted(tree.query(outline, predicate="intersects").tolist()):
            cut = shapely.intersection(cells.outlines[number], outline)
            inside += [part for part in shapely.get_parts(cut) if part.geom_type == "Polygon" and part.area > 1.0]
        mean = sum(part.area for part in inside) / max(1, len(inside))
        pieces += merged(inside, LEAST_SHARE * mean)
    names = [f"{cells.names[0][0]}{number:04d}" for number in range(1, len(pieces) + 1)]
    return cells_of(names, pieces)
