"""Curved lines: avenues through their crossings, parallels beside them, and the ground between four of them."""

from __future__ import annotations

import itertools
from math import hypot

from generator.ground import XY, Edge, Ground

STEP = 8
"""Straight pieces in an avenue between two crossings."""


def _spline(before: XY, start: XY, end: XY, after: XY, t: float) -> XY:
    """Give the point at `t` of 0..1 between start and end on a Catmull-Rom spline (tension 0.5)."""
    weights = (
        -0.5 * t + t * t - 0.5 * t**3,
        1 - 2.5 * t * t + 1.5 * t**3,
        0.5 * t + 2 * t * t - 1.5 * t**3,
        -0.5 * t * t + 0.5 * t**3,
    )
    points = (before, start, end, after)
    x, y = (sum(w * p[axis] for w, p in zip(weights, points, strict=True)) for axis in (0, 1))
    return x, y


def avenue_edges(ground: Ground) -> dict[Edge, list[XY]]:
    """Give each stretch of avenue or border between neighbouring crossings as points [m]."""
    edges: dict[Edge, list[XY]] = {}
    for avenue in ground.avenues:
        at = [ground.crossings[name] for name in avenue.crossings]
        for i in range(len(at) - 1):
            before, after = at[max(i - 1, 0)], at[min(i + 2, len(at) - 1)]
            line = [_spline(before, at[i], at[i + 1], after, k / STEP) for k in range(STEP + 1)]
            edges[avenue.crossings[i], avenue.crossings[i + 1]] = line
    return edges


def avenue_line(ground: Ground, crossings: tuple[str, ...]) -> list[XY]:
    """Give an avenue over some of its crossings, in their order [m]."""
    edges = avenue_edges(ground)
    points = [edges[crossings[0], crossings[1]][0]]
    for edge in itertools.pairwise(crossings):
        points += edges[edge][1:]
    return points


def length_m(line: list[XY]) -> float:
    """Measure a line [m]."""
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(line))


def at_share(line: list[XY], share: float) -> XY:
    """Give the point at a share 0..1 of a line's length."""
    left = share * length_m(line)
    for a, b in itertools.pairwise(line):
        piece = hypot(b[0] - a[0], b[1] - a[1])
        if left <= piece:
            return a[0] + (b[0] - a[0]) * left / piece, a[1] + (b[1] - a[1]) * left / piece
        left -= piece
    return line[-1]


def between(line: list[XY], start: float, end: float) -> list[XY]:
    """Cut the part between two shares of a line's length, bends included."""
    total, gone, bends = length_m(line), 0.0, []
    for a, b in itertools.pairwise(line):
        gone += hypot(b[0] - a[0], b[1] - a[1])
        if start * total + 5 < gone < end * total - 5:
            bends.append(b)
    return [at_share(line, start), *bends, at_share(line, end)]


def beside(line: list[XY], offset_m: float) -> list[XY]:
    """Give the parallel `offset_m` to the left of a line."""
    moved = []
    for i, (x, y) in enumerate(line):
        a, b = line[max(i - 1, 0)], line[min(i + 1, len(line) - 1)]
        along = hypot(b[0] - a[0], b[1] - a[1])
        moved.append((x - (b[1] - a[1]) / along * offset_m, y + (b[0] - a[0]) / along * offset_m))
    return moved


class Patch:
    """The ground between four curves, u from west to east and v from north to south, 0..1 each.

    The surface is that of S. A. Coons, "Surfaces for computer-aided design of space forms" (1967), in the plane.
    """

    def __init__(self, north: list[XY], south: list[XY], west: list[XY], east: list[XY]) -> None:
        self.north, self.south, self.west, self.east = north, south, west, east

    def at(self, u: float, v: float) -> XY:
        """Give the point at u, v [m]."""
        n, s, w, e = (at_share(*pair) for pair in ((self.north, u), (self.south, u), (self.west, v), (self.east, v)))
        nw, ne, sw, se = self.north[0], self.north[-1], self.south[0], self.south[-1]
        x, y = (
            (1 - v) * n[k]
            + v * s[k]
            + (1 - u) * w[k]
            + u * e[k]
            - ((1 - u) * (1 - v) * nw[k] + u * (1 - v) * ne[k] + (1 - u) * v * sw[k] + u * v * se[k])
            for k in (0, 1)
        )
        return x, y

    def ring(self, west: float, north: float, east: float, south: float) -> list[XY]:
        """Give a box of u, v as a closed ring, counter-clockwise."""
        steps = [k / 4 for k in range(4)]
        box = [(west, north + (south - north) * k) for k in steps]
        box += [(west + (east - west) * k, south) for k in steps]
        box += [(east, south + (north - south) * k) for k in steps]
        box += [(east + (west - east) * k, north) for k in steps]
        points = [self.at(u, v) for u, v in box]
        return [*points, points[0]]
