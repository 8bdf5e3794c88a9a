"""Parallel lanes over a polygon, and how far each may be pulled in at its ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from shapely import Polygon

from planner.drones.coverage.spans import Spans, edges_of, rotation, spans_inside
from planner.drones.problem import Floats

SIDES = (-0.49, -0.25, 0.25, 0.49)
"""Where in its strip a lane's borders are sampled, besides the middle [share of the spacing]."""
SHORTEST_M = 0.5
"""Pieces of a lane shorter than this are dropped [m]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lanes:
    """The pieces of lanes that lie inside a polygon, each in a frame turned so that it runs along x.

    Attributes
    ----------
    angle_rad
        (n,) direction of each piece, from east to north [rad].
    y
        (n,) offset of each piece [m].
    inner
        (n, 2) from and to on the middle line, inside the polygon [m].
    outer
        (n, 2) from and to over the whole width of the strip [m].
    spacing_m
        (n,) distance between the lanes of which it is one, at most the swath [m].
    turns
        Corners on the ways between ends that were looked for so far, (k, 2) by both ends [m].
    """

    angle_rad: Floats
    y: Floats
    inner: Floats
    outer: Floats
    spacing_m: Floats
    turns: dict[tuple[int, int], Floats] = field(default_factory=dict)

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
        cosine, sine = np.cos(self.angle_rad)[:, None], np.sin(self.angle_rad)[:, None]
        x, y = turned[..., 0], turned[..., 1]
        return np.stack([cosine * x - sine * y, sine * x + cosine * y], axis=-1)

    def only(self, pieces: NDArray[np.bool_] | NDArray[np.int64]) -> Lanes:
        """Keep some of the pieces, by a mask or by their indices in the order wanted."""
        return Lanes(
            angle_rad=self.angle_rad[pieces],
            y=self.y[pieces],
            inner=self.inner[pieces],
            outer=self.outer[pieces],
            spacing_m=self.spacing_m[pieces],
        )


def together(several: Sequence[Lanes]) -> Lanes:
    """Lay the pieces of lanes at several angles one after the other."""
    return Lanes(
        angle_rad=np.concatenate([lanes.angle_rad for lanes in several]),
        y=np.concatenate([lanes.y for lanes in several]),
        inner=np.concatenate([lanes.inner for lanes in several]),
        outer=np.concatenate([lanes.outer for lanes in several]),
        spacing_m=np.concatenate([lanes.spacing_m for lanes in several]),
    )


def lanes_at(area: Polygon, swath_m: float, angle_rad: float, extra: int = 0) -> Lanes:
    """Lay ceil(width / swath) + `extra` evenly spread lanes over a polygon."""
    edges, middles, spacing = _strips(area, swath_m, angle_rad, extra)
    inner = _long(spans_inside(edges, middles))
    pieces = np.column_stack([inner.left, inner.right])
    outer = pieces.copy()
    for share in SIDES:
        beside = _beside(inner, _long(spans_inside(edges, middles + share * spacing)))
        outer = np.column_stack([np.minimum(outer[:, 0], beside[:, 0]), np.maximum(outer[:, 1], beside[:, 1])])
    return Lanes(
        angle_rad=np.full(len(pieces), angle_rad),
        y=middles[inner.row],
        inner=pieces,
        outer=outer,
        spacing_m=np.full(len(pieces), spacing),
    )


def middle_lengths_m(area: Polygon, swath_m: float, angle_rad: float) -> tuple[Floats, float]:
    """Give the lengths of the pieces that `lanes_at` would lay, (n,), and the distance between lanes [m]."""
    edges, middles, spacing = _strips(area, swath_m, angle_rad, 0)
    inner = _long(spans_inside(edges, middles))
    return inner.right - inner.left, spacing


def _strips(area: Polygon, swath_m: float, angle_rad: float, extra: int) -> tuple[Floats, Floats, float]:
    """Give a polygon's edges in the turned frame, the offsets of its lanes and their distance [m]."""
    edges = edges_of(area) @ rotation(-angle_rad).T
    low, high = float(edges[..., 1].min()), float(edges[..., 1].max())
    count = max(1, int(np.ceil((high - low) / swath_m - 1e-6))) + extra
    spacing = (high - low) / count
    return edges, np.asarray(low + (np.arange(count) + 0.5) * spacing, float), spacing


def _long(spans: Spans) -> Spans:
    """Drop the shortest pieces."""
    keep = spans.right - spans.left > SHORTEST_M
    return Spans(row=spans.row[keep], left=spans.left[keep], right=spans.right[keep])


def _beside(pieces: Spans, side: Spans) -> Floats:
    """Give how far the ground beside every piece runs on a line parallel to it, (n, 2) [m]; none: the piece's ends."""
    ends = np.column_stack([pieces.left, pieces.right])
    if not len(side.row):
        return ends
    # Lines are laid end to end, so that one sorted list holds the spans of all of them.
    long = 2.0 * (max(ends[:, 1].max(), side.right.max()) - min(ends[:, 0].min(), side.left.min())) + 1.0
    left, right = side.left + side.row * long, side.right + side.row * long
    first = np.searchsorted(right, pieces.left + pieces.row * long, side="right")
    last = np.searchsorted(left, pieces.right + pieces.row * long, side="left") - 1
    touching = first <= last
    ends[touching, 0] = side.left[first[touching]]
    ends[touching, 1] = side.right[last[touching]]
    return ends
