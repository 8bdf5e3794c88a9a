"""Rounds held against closed zones, the ceiling and the dock's radius: leg by leg, at its height and at its time."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planner.domain.violation import Violation
from planner.drones.problem import DroneProblem, DroneResult, Floats, Span

PLACE_M = 0.5
"""Positions and heights are held to this [m]; a plan writes them to a centimetre."""
ARC_SEGMENTS = 16
"""Chords to a quarter circle around a zone."""


def out_of_closed_zones(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """No round is in a closed zone, or nearer to one than it may, at a height and a time at which it is closed."""
    for zone in problem.zones:
        if zone.camera_off:
            continue
        away_m = problem.rules.margin_m if zone.stand_off_m is None else zone.stand_off_m
        ground = kept_ground(zone.shape, away_m)
        floor_m = zone.ceiling_m if zone.ceiling_m > 0 else -math.inf
        for item in result.rounds:
            if meets(item.path, ground, zone.active, (floor_m, zone.top_m)):
                yield Violation(code="flight_in_closed_zone", params={"round": item.number, "zone": zone.id})


def under_the_ceiling(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """No flight is higher than the ceiling, nor below the ground."""
    ceiling_m = problem.rules.ceiling_m
    for item in result.rounds:
        highest = float(item.path[:, 2].max())
        if highest > ceiling_m + 1e-6 or item.path[:, 2].min() < -1e-6:
            params = {"round": item.number, "height_m": highest, "ceiling_m": ceiling_m}
            yield Violation(code="flight_over_ceiling", params=params)


def within_reach_of_the_dock(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """A flight begins and ends on its dock's ground and stays inside the dock's radius."""
    for item in result.rounds:
        dock = problem.docks[item.dock]
        away = np.hypot(item.path[:, 0] - dock.xy[0], item.path[:, 1] - dock.xy[1])
        if away.max() > dock.radius_m + PLACE_M:
            params = {"round": item.number, "distance_m": float(away.max()), "radius_m": dock.radius_m}
            yield Violation(code="flight_out_of_reach", params=params)
        if away[0] > PLACE_M or away[-1] > PLACE_M or abs(item.path[[0, -1], 2]).max() > PLACE_M:
            yield Violation(code="flight_not_from_dock", params={"round": item.number, "dock": dock.id})


def kept_ground(shape: BaseGeometry, away_m: float) -> BaseGeometry:
    """Give the ground over which no flight may be: a zone and the distance kept from it, less the slack [m]."""
    ground: BaseGeometry = shapely.buffer(shape, away_m - PLACE_M, quad_segs=ARC_SEGMENTS)
    ground = shape if ground.is_empty else ground
    shapely.prepare(ground)
    return ground


def meets(path: Floats, ground: BaseGeometry, active: Sequence[Span], band_m: Span) -> bool:
    """Tell whether a path is over some ground while it is closed, at a height at which it is.

    Parameters
    ----------
    path
        (n, 4) x, y, height [m] and time [s]; straight and even between the points.
    ground
        The ground [m].
    active
        When it is closed [s].
    band_m
        The heights between which it is closed [m]; flight within the slack of a bound passes.

    Notes
    -----
    The path is cut wherever it passes a bound of the band and wherever the ground closes or opens, so that each of its
    pieces lies wholly inside or outside in height and time.
    """
    if not shapely.intersects(ground, shapely.linestrings(path[:, :2])):
        return False
    low_m, high_m = band_m[0] + PLACE_M, band_m[1] - PLACE_M
    moments = [at for span in active for at in span] + [
        at for level in (low_m, high_m) for at in _passings(path, level)
    ]
    path = _cut(path, moments)
    height, middle = ((path[:-1, axis] + path[1:, axis]) / 2 for axis in (2, 3))
    asked = (height > low_m) & (height < high_m)
    closed = [(middle >= opens) & (middle <= closes) for opens, closes in active]
    asked &= np.any(closed, axis=0) if closed else False
    ends = np.stack([path[:-1, :2], path[1:, :2]], axis=1)[asked]
    inside = shapely.intersects(ground, shapely.linestrings(ends)) | shapely.intersects_xy(ground, ends[:, 0])
    return bool(np.any(inside))


def _cut(path: Floats, moments: Sequence[float]) -> Floats:
    """Give a path with a point at each of some moments, if it lies within the path's time."""
    clock = path[:, 3]
    inside = np.array(sorted({at for at in moments if clock[0] < at < clock[-1]}))
    if not len(inside):
        return path
    rows = np.column_stack([np.interp(inside, clock, column) for column in path.T])
    return np.asarray(np.insert(path, np.searchsorted(clock, inside), rows, axis=0), float)


def _passings(path: Floats, level_m: float) -> list[float]:
    """Give when a path passes a height [s]."""
    if not math.isfinite(level_m):
        return []
    before, after = path[:-1, 2] - level_m, path[1:, 2] - level_m
    legs = np.flatnonzero(before * after < 0)
    share = before[legs] / (before[legs] - after[legs])
    return [float(at) for at in path[legs, 3] + share * (path[legs + 1, 3] - path[legs, 3])]
