"""Which polygons are neighbours, and how long their common border is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

SAME_LINE_M = 0.05
"""Borders so near to each other are one line [m]: degrees are rounded to a centimetre, and edges bend a little."""
LEAST_BORDER_M = 1.0
"""A common border shorter than this is a touch at a point [m]."""


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """Pairs of polygons that share a border.

    Attributes
    ----------
    pairs
        (e, 2) indices, the smaller one first, in ascending order.
    border_m
        (e,) length of the common border [m].
    """

    pairs: NDArray[np.int64]
    border_m: NDArray[np.float64]


def neighbours(
    outlines: Sequence[BaseGeometry], *, least_m: float = LEAST_BORDER_M, same_line_m: float = SAME_LINE_M
) -> Neighbours:
    """Find the polygons [m] that share a border; two that touch at a point only are no neighbours.

    Parameters
    ----------
    least_m
        Shortest common border that counts [m].
    same_line_m
        How far apart two borders may be drawn and still be one [m].
    """
    import shapely

    shapes = np.array(outlines, dtype=object)
    near = np.asarray(shapely.buffer(shapes, same_line_m, quad_segs=2))
    first, second = shapely.STRtree(shapes).query(near, predicate="intersects")
    once = first < second
    first, second = first[once], second[once]
    shared = shapely.intersection(shapely.boundary(shapes[second]), near[first])
    length_m = np.asarray(shapely.length(shared), float)
    kept = np.flatnonzero(length_m >= least_m)
    kept = kept[np.lexsort((second[kept], first[kept]))]
    pairs = np.column_stack([first[kept], second[kept]]).astype(np.int64)
    return Neighbours(pairs, length_m[kept])
