"""Where horizontal lines lie inside a polygon, for many lines at once (scan conversion by the even-odd rule)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from planner.drones.problem import Floats

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spans:
    """Parts of horizontal lines inside a polygon, ordered by line and by x.

    Attributes
    ----------
    row
        (n,) index of the line.
    left, right
        (n,) from and to [m].
    """

    row: Ints
    left: Floats
    right: Floats


def rotation(angle_rad: float) -> Floats:
    """Give the (2, 2) matrix that turns x, y rows by an angle as ``xy @ matrix.T``."""
    cosine, sine = np.cos(angle_rad), np.sin(angle_rad)
    return np.array([[cosine, -sine], [sine, cosine]])


def edges_of(area: Polygon) -> Floats:
    """Give the edges of all rings, (m, 2, 2) x, y of both ends [m]."""
    rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(area)]
    return np.concatenate([np.stack([ring[:-1], ring[1:]], axis=1) for ring in rings])


def spans_inside(edges: Floats, offsets: Floats) -> Spans:
    """Cut horizontal lines with a polygon.

    Parameters
    ----------
    edges
        (m, 2, 2) edges of all rings [m].
    offsets
        (n,) y of the lines, ascending [m].
    """
    low = np.minimum(edges[:, 0, 1], edges[:, 1, 1])
    high = np.maximum(edges[:, 0, 1], edges[:, 1, 1])
    first, last = np.searchsorted(offsets, low), np.searchsorted(offsets, high)
    count = last - first
    edge = np.repeat(np.arange(len(edges)), count)
    row = np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count) + first[edge]
    start, end = edges[edge, 0], edges[edge, 1]
    share = (offsets[row] - start[:, 1]) / (end[:, 1] - start[:, 1])
    x = start[:, 0] + share * (end[:, 0] - start[:, 0])
    order = np.lexsort((x, row))
    row, x = row[order], x[order]
    return Spans(row=row[::2], left=x[::2], right=x[1::2])
