"""Parallel lanes over a polygon at one angle, and how far each may be pulled in at its ends."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import ArrayLike
from shapely import Polygon

from planner.drones.problem import Floats

SIDES = (-0.49, -0.25, 0.25, 0.49)
"""Where in its strip a lane's borders are sampled, besides the middle [share of the spacing]."""
SHORTEST_M = 0.5
"""Pieces of a lane shorter than this are dropped [m]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lanes:
    """The pieces of parallel lanes that lie inside a polygon, in a frame turned so that lanes run along x.

    Attributes
    ----------
    angle_rad
        Direction of the lanes, from east to north [rad].
    y
        (n,) offset of each piece [m].
    inner
        (n, 2) from and to on the middle line, inside the polygon [m].
    outer
        (n, 2) from and to over the whole width of the strip [m].
    spacing_m
        Distance between lanes, at most the swath [m].
    """

    angle_rad: float
    y: Floats
    inner: Floats
    outer: Floats
    spacing_m: float

    def ends(self, inset_m: float) -> Floats:
        """Give both ends of every piece, (n, 2, 2) x, y in the unturned frame [m].

        An end lies `inset_m` inside the far border of its strip, but never beyond the border on the middle line: at
        a slanted border the lane runs on to the border itself.
        """
        start = np.maximum(self.inner[:, 0], self.outer[:, 0] + inset_m)
        end = np.minimum(self.inner[:, 1], self.outer[:, 1] - inset_m)
        middle = np.clip((start + end) / 2, self.inner[:, 0], self.inner[:, 1])
        crossed = start > end
        start, end = np.where(crossed, middle, start), np.where(crossed, middle, end)
        turned = np.stack([np.column_stack([start, self.y]), np.column_stack([end, self.y])], axis=1)
        return turned @ _rotation(self.angle_rad).T

    @property
    def length_m(self) -> float:
        """Length of all pieces without any inset [m]."""
        return float((self.inner[:, 1] - self.inner[:, 0]).sum())


def lanes_at(area: Polygon, swath_m: float, angle_rad: float, extra: int = 0) -> Lanes:
    """Lay ceil(width / swath) + `extra` evenly spread lanes over a polygon."""
    rotation = _rotation(-angle_rad)
    turned = shapely.transform(area, lambda xy: xy @ rotation.T)
    left, low, right, high = turned.bounds
    count = max(1, int(np.ceil((high - low) / swath_m - 1e-6))) + extra
    spacing = (high - low) / count
    middles = low + (np.arange(count) + 0.5) * spacing
    shapely.prepare(turned)
    cuts = [_cut(turned, middles + share * spacing, left, right) for share in (0.0, *SIDES)]
    y, inner, outer = [], [], []
    for lane, middle in enumerate(middles):
        for piece in cuts[0][lane]:
            y.append(middle)
            inner.append(piece)
            beside = [_beside(piece, side[lane]) for side in cuts[1:]]
            outer.append((min(b[0] for b in beside), max(b[1] for b in beside)))
    return Lanes(
        angle_rad=angle_rad,
        y=np.array(y),
        inner=np.array(inner).reshape(-1, 2),
        outer=np.array(outer).reshape(-1, 2),
        spacing_m=spacing,
    )


def _rotation(angle_rad: float) -> Floats:
    cosine, sine = np.cos(angle_rad), np.sin(angle_rad)
    return np.array([[cosine, -sine], [sine, cosine]])


def _cut(area: Polygon, offsets: ArrayLike, left: float, right: float) -> list[list[tuple[float, float]]]:
    """Give for every horizontal line the spans of x inside the polygon."""
    offsets = np.asarray(offsets, float)
    ends = np.stack(
        [
            np.column_stack([np.full(len(offsets), left - 1.0), offsets]),
            np.column_stack([np.full(len(offsets), right + 1.0), offsets]),
        ],
        axis=1,
    )
    spans: list[list[tuple[float, float]]] = []
    for inside in np.atleast_1d(np.asarray(shapely.intersection(area, shapely.linestrings(ends)))):
        bounds = shapely.bounds(shapely.get_parts(inside))
        spans.append(sorted((b[0], b[2]) for b in bounds if b[2] - b[0] > SHORTEST_M))
    return spans


def _beside(piece: tuple[float, float], side: list[tuple[float, float]]) -> tuple[float, float]:
    """Give how far the ground beside a piece of lane runs, on one line parallel to it."""
    touching = [span for span in side if span[0] < piece[1] and span[1] > piece[0]]
    if not touching:
        return piece
    low, high = min(piece[0], touching[0][0]), max(piece[1], touching[-1][1])
    return low, high
