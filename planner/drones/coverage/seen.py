"""How much of a polygon a path sees, measured along parallel lines.

Each leg sees a capsule: the ground within half a swath. A capsule is convex, so a line cuts it in one interval; the
intervals' union on each line is exact, and the lines stand for the strips between them. The lines run askew to borders
and lanes, so that thin slivers are met by many of them. A change of few legs is measured on their lines alone.
"""

from __future__ import annotations

import numpy as np
from shapely import Polygon

from planner.drones.coverage.spans import Ints, edges_of, rotation, spans_inside
from planner.drones.problem import Floats

ROWS_PER_SWATH = 20
"""Lines to a swath."""
MOST_ROWS = 1500
"""Lines at the most; wide ground is measured on lines farther apart."""
ASKEW_DEG = 37.3
"""Direction of the lines if no border forbids it [deg]."""


class Sight:
    """One polygon, ready to tell how much of it a path sees.

    Parameters
    ----------
    area
        The ground [m].
    swath_m
        Width seen [m].
    """

    def __init__(self, area: Polygon, swath_m: float) -> None:
        self.half_m = swath_m / 2
        edges = edges_of(area)
        self._turn = rotation(-_askew_rad(edges)).T
        edges = edges @ self._turn
        (left, low), (right, high) = edges.min(axis=(0, 1)), edges.max(axis=(0, 1))
        count = int(np.clip(np.ceil((high - low) / swath_m * ROWS_PER_SWATH), ROWS_PER_SWATH, MOST_ROWS))
        self._step = (high - low) / count
        self.rows = low + (np.arange(count) + 0.5) * self._step
        self._left, self._long = left - swath_m, right - left + 3 * swath_m
        spans = spans_inside(edges, self.rows)
        shift = spans.row * self._long - self._left
        self._steps = np.column_stack([spans.left + shift, spans.right + shift]).ravel()
        lengths = np.column_stack([np.zeros(len(spans.row)), spans.right - spans.left]).ravel()
        self._inside = np.cumsum(lengths)
        self._total = float(self._inside[-1]) if len(self._inside) else 0.0

    def unseen(self, path: Floats) -> Floats:
        """Give the share of the ground that a path misses, line by line, (rows,)."""
        return self.missed(legs_of(path), 0, len(self.rows))

    def changed(self, before: Floats, unseen: Floats, after: Floats) -> Floats:
        """Give the same for a path after a change of few points, from what the path before it missed."""
        head, tail = kept_ends(before, after)
        moved = np.vstack([way[max(0, head - 1) : len(way) - tail + 1] for way in (before, after)])
        first, last = self.lines(moved)
        share = unseen.copy()
        share[first:last] = self.missed(legs_of(after), first, last)
        return share

    def lines(self, points: Floats) -> tuple[int, int]:
        """Give the first line and the one after the last from which ground near points is measured."""
        y = points @ self._turn[:, 1]
        first, last = np.searchsorted(self.rows, [y.min() - self.half_m, y.max() + self.half_m])
        return int(first), int(last)

    def missed(self, legs: Floats, first: int, last: int) -> Floats:
        """Give the share that (n, 2, 2) legs miss on the lines from `first` to before `last`, (last - first,)."""
        row, left, right = self._intervals(legs @ self._turn, first, last)
        rows = np.arange(first, last)
        # Every line is closed by an empty interval at each side, so that gaps never reach over two lines.
        shift = np.concatenate([row, rows, rows]) * self._long - self._left
        starts = np.concatenate([left, np.full(len(rows), self._left), np.full(len(rows), self._left + self._long)])
        ends = np.concatenate([right, starts[len(left) :]]) + shift
        starts = starts + shift
        order = np.argsort(starts)
        starts, reached = starts[order], np.maximum.accumulate(ends[order])
        gaps = np.flatnonzero(starts[1:] > reached[:-1])
        length = self._within(starts[gaps + 1]) - self._within(reached[gaps])
        middle = (starts[gaps + 1] + reached[gaps]) / 2
        where = np.clip((middle / self._long).astype(int) - first, 0, last - first - 1)
        return np.asarray(np.bincount(where, weights=length, minlength=last - first) / self._total, float)

    def _within(self, along: Floats) -> Floats:
        """Give the length of ground before places on all lines laid end to end [m]."""
        return np.asarray(np.interp(along, self._steps, self._inside), float)

    def _intervals(self, legs: Floats, first: int, last: int) -> tuple[Ints, Floats, Floats]:
        """Cut the capsules of legs, turned into the lines' frame, with lines: index of the line, from and to [m]."""
        a, b = legs[:, 0], legs[:, 1]
        low = np.searchsorted(self.rows, np.minimum(a[:, 1], b[:, 1]) - self.half_m)
        high = np.searchsorted(self.rows, np.maximum(a[:, 1], b[:, 1]) + self.half_m)
        low, high = np.clip(low, first, last), np.clip(high, first, last)
        count = high - low
        leg = np.repeat(np.arange(len(a)), count)
        row = np.arange(len(leg)) - np.repeat(np.cumsum(count) - count, count) + low[leg]
        y = self.rows[row]
        left, right = np.full(len(row), np.inf), np.full(len(row), -np.inf)
        for centre in (a, b):
            reach = self.half_m**2 - (y - centre[leg, 1]) ** 2
            half = np.sqrt(np.maximum(reach, 0.0))
            left = np.where(reach >= 0, np.minimum(left, centre[leg, 0] - half), left)
            right = np.where(reach >= 0, np.maximum(right, centre[leg, 0] + half), right)
        along = b - a
        across = np.stack([-along[:, 1], along[:, 0]], axis=1)
        across *= self.half_m / np.maximum(np.hypot(*along.T), 1e-9)[:, None]
        rise = np.where(np.abs(along[:, 1]) < 1e-9, np.nan, along[:, 1])
        for side in (a - across, a + across):
            share = (y - side[leg, 1]) / rise[leg]
            x = side[leg, 0] + share * along[leg, 0]
            on = (share >= 0) & (share <= 1)
            left = np.where(on, np.minimum(left, x), left)
            right = np.where(on, np.maximum(right, x), right)
        kept = left <= right
        low_x, high_x = self._left, self._left + self._long
        return row[kept], np.clip(left[kept], low_x, high_x), np.clip(right[kept], low_x, high_x)


def legs_of(path: Floats) -> Floats:
    """Give the legs of a path, (k - 1, 2, 2); a single point is a leg to itself."""
    ends = (path[:-1], path[1:]) if len(path) > 1 else (path, path)
    return np.stack(ends, axis=1)


def kept_ends(before: Floats, after: Floats) -> tuple[int, int]:
    """Count the points at the head and at the tail that a change of a path leaves as they are."""
    same = min(len(before), len(after))
    differs = np.flatnonzero((before[:same] != after[:same]).any(axis=1))
    head = int(differs[0]) if len(differs) else same
    differs = np.flatnonzero((before[len(before) - same :] != after[len(after) - same :]).any(axis=1)[::-1])
    return head, min(int(differs[0]) if len(differs) else same, same - head)


def _askew_rad(edges: Floats) -> float:
    """Give the direction of lines farthest from all borders and from lanes at multiples of 5 degrees [rad]."""
    steps = edges[:, 1] - edges[:, 0]
    long = steps[np.hypot(*steps.T) > 1.0]
    borders = np.degrees(np.arctan2(long[:, 1], long[:, 0])) if len(long) else np.zeros(1)
    choices = ASKEW_DEG + 5.0 * np.arange(36)
    apart = np.abs((choices[:, None] - borders[None, :] + 90.0) % 180.0 - 90.0).min(axis=1)
    return float(np.radians(choices[int(np.argmax(apart))]))
