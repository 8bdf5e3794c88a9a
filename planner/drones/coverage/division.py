"""One area shared among several drones: the longest time of any is made as short as can be.

Either one path over the area is cut into stretches (exactly, by dynamic programming over points a few metres apart),
or the area is cut into strips of equal ground first and each strip gets a path of its own; the better is taken. The
ways from the dock and back count in both.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import shapely
from shapely import Polygon

from planner.drones.coverage.leg_time import Corners, Pace
from planner.drones.coverage.plan import cover
from planner.drones.problem import Floats

CUT_POINTS = 600
"""Points at which one path may be cut, about."""
STRIP_ANGLES = 4
"""Directions in which an area is cut into strips."""
HALVINGS = 30
"""Steps of the search for the border of a strip."""


def shared(
    area: Polygon, swath_m: float, drones: int, home: Floats, *, corner_m: float, corners: Corners = "stop"
) -> list[Floats]:
    """Give a path for each of so many drones, from the dock to the dock, (k, 2) each [m].

    Parameters
    ----------
    area
        The ground [m].
    swath_m
        Width seen [m].
    drones
        How many share it.
    home
        (2,) the dock, in the area's frame; the ways to it are straight [m].
    corner_m, corners
        As for `cover`.
    """
    pace = Pace(corner_m=corner_m, corners=corners)
    plans = [divided(cover(area, swath_m, corner_m=corner_m, corners=corners).path, drones, home, pace)]
    for strips in _strips(area, drones):
        paths = [cover(strip, swath_m, corner_m=corner_m, corners=corners).path for strip in strips]
        plans.append([from_dock(path, home) for path in paths])
    return min(plans, key=lambda paths: longest_m(paths, pace))


def longest_m(paths: list[Floats], pace: Pace) -> float:
    """Give what the costliest path costs [m of flight]."""
    return max(pace.cost_m(path) for path in paths)


def from_dock(path: Floats, home: Floats) -> Floats:
    """Put the ways from the dock and back before and after a path."""
    return np.vstack([home, path, home])


def divided(path: Floats, drones: int, home: Floats, pace: Pace) -> list[Floats]:
    """Cut a path into so many stretches, the costliest as cheap as can be, each from the dock to the dock.

    Cuts lie at corners and at points between them, so that their number is about `CUT_POINTS`. The least worst part
    is exact for these points but for the angles at which the ways from the dock meet the path.
    """
    points = path
    if len(path) > 1:
        line = shapely.linestrings(path)
        points = shapely.get_coordinates(shapely.segmentize(line, max(shapely.length(line) / CUT_POINTS, 1e-3)))
    along = np.concatenate([[0.0], np.cumsum(pace.legs_m(points))])
    transit = np.hypot(*(points - home).T) + pace.stop_m
    cost = along[None, :] - along[:, None] + transit[:, None] + transit[None, :]
    cost[np.tril_indices(len(points), -1)] = np.inf
    worst, choices = cost[0], []
    for _ in range(drones - 1):
        through = np.maximum(worst[:, None], cost)
        choices.append(np.argmin(through, axis=0))
        worst = through.min(axis=0)
    cuts = [len(points) - 1]
    for choice in reversed(choices):
        cuts.append(int(choice[cuts[-1]]))
    cuts.append(0)
    pairs = zip(cuts[:0:-1], cuts[-2::-1], strict=True)
    return [from_dock(_corners_of(points[start : end + 1]), home) for start, end in pairs]


def _corners_of(points: Floats) -> Floats:
    """Drop the points on straight legs that were put in for cutting."""
    if len(points) < 3:
        return points
    into, out = points[1:-1] - points[:-2], points[2:] - points[1:-1]
    cross = np.abs(into[:, 0] * out[:, 1] - into[:, 1] * out[:, 0])
    straight = ((into * out).sum(axis=1) > 0) & (cross < 1e-6 * np.hypot(*into.T) * np.hypot(*out.T))
    return np.asarray(points[np.concatenate([[True], ~straight, [True]])], float)


def _strips(area: Polygon, count: int) -> Iterator[list[Polygon]]:
    """Cut an area into strips of equal ground, in several directions; only where every strip is one piece."""
    for turn in range(STRIP_ANGLES if count > 1 else 0):
        angle_deg = 180.0 * turn / STRIP_ANGLES
        turned = shapely.affinity.rotate(area, -angle_deg, origin=(0, 0))
        left, low, right, high = turned.bounds
        borders = [low, *(_border(turned, share / count) for share in range(1, count)), high]
        pieces = [
            shapely.intersection(turned, shapely.box(left - 1, below, right + 1, above))
            for below, above in pairwise(borders)
        ]
        strips = [shapely.affinity.rotate(piece, angle_deg, origin=(0, 0)) for piece in pieces]
        whole = [strip for strip in strips if isinstance(strip, Polygon) and not strip.is_empty]
        if len(whole) == count:
            yield whole


def _border(area: Polygon, share: float) -> float:
    """Give the y below which a share of an area lies [m]."""
    left, low, right, high = area.bounds
    floor = low
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        below = shapely.intersection(area, shapely.box(left, floor - 1, right, middle)).area
        low, high = (middle, high) if below < share * area.area else (low, middle)
    return (low + high) / 2
