"""When a flight is over some ground."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planner.drones.problem import Floats, Span

TOUCH_S = 0.05
"""Spans shorter than this are touches [s]; times are written in tenths of seconds."""


def spans_over(ground: BaseGeometry, path: Floats) -> tuple[Span, ...]:
    """Give the spans in which a flight is over some ground.

    Parameters
    ----------
    ground
        Polygons [m].
    path
        (n, 4) x, y, height [m] and time [s]; between two points the flight is straight and steady.

    Returns
    -------
    tuple of Span
        In the order of time, apart from each other, on the path's clock [s].
    """
    if ground.is_empty or len(path) < 2:
        return ()
    found: list[Span] = []
    for one, other in pairwise(path):
        for enter_s, leave_s in _leg_spans(ground, one, other):
            if found and enter_s - found[-1][1] < TOUCH_S:
                found[-1] = (found[-1][0], leave_s)
            else:
                found.append((enter_s, leave_s))
    return tuple((enter_s, leave_s) for enter_s, leave_s in found if leave_s - enter_s >= TOUCH_S)


def _leg_spans(ground: BaseGeometry, one: Floats, other: Floats) -> list[Span]:
    """Give the spans of one leg over some ground; a stay at one point is wholly over it or not at all."""
    length_m = float(np.hypot(*(other[:2] - one[:2])))
    if length_m < 1e-9:
        return [(float(one[3]), float(other[3]))] if shapely.intersects_xy(ground, one[0], one[1]) else []
    inside = shapely.get_parts(shapely.intersection(shapely.linestrings([one[:2], other[:2]]), ground))
    spans = []
    for part in inside[~shapely.is_empty(inside)]:
        away_m = np.hypot(*(shapely.get_coordinates(part) - one[:2]).T)
        shares = np.array([away_m.min(), away_m.max()]) / length_m
        spans.append(tuple((one[3] + shares * (other[3] - one[3])).tolist()))
    return sorted(spans)
