"""Where a flight may be: outside closed zones with their margin, inside the dock's radius."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from planner.drones.problem import DroneProblem, DroneZone, Floats
from planner.drones.visibility import VisibilityGraph, corners_of

CLEARANCE_M = 0.5
"""Corners stand so far beyond the margin, so that a path that grazes one never counts as inside [m]."""
ARC_SEGMENTS = 4
"""Chords to a quarter circle of a margin."""


def closing_zones(problem: DroneProblem, from_s: float, to_s: float) -> tuple[int, ...]:
    """List the zones that a flight must keep out of if it is in the air at any moment of a span."""
    height_m = problem.rules.height_m
    return tuple(
        index for index, zone in enumerate(problem.zones) if zone.ceiling_m < height_m and zone.holds(from_s, to_s)
    )


def widened(shape: BaseGeometry, margin_m: float) -> BaseGeometry:
    """Grow a shape by a margin; its chords stay outside the true arc, so the margin holds everywhere."""
    chord = 1.0 / float(np.cos(np.pi / (4 * ARC_SEGMENTS)))
    grown: BaseGeometry = shape.buffer(margin_m * chord, quad_segs=ARC_SEGMENTS)
    return grown


class Airspace:
    """The open air while a certain set of zones is active.

    Parameters
    ----------
    zones
        The zones to keep out of.
    margin_m
        Distance kept from them [m].
    corner_m
        What a corner costs [m of flight].
    """

    def __init__(self, zones: tuple[DroneZone, ...], margin_m: float, corner_m: float) -> None:
        self.closed = widened(shapely.union_all([zone.shape for zone in zones]), margin_m)
        """Closed ground with its margin [m]."""
        self._corner_m = corner_m
        shapely.prepare(self.closed)

    @cached_property
    def _graph(self) -> VisibilityGraph:
        around = widened(self.closed, 2 * CLEARANCE_M).simplify(CLEARANCE_M)
        corners = corners_of(around)
        corners = corners[~shapely.intersects_xy(self.closed, corners[:, 0], corners[:, 1])]
        return VisibilityGraph(corners, self._clear, self._corner_m)

    def _clear(self, lines: NDArray[np.object_]) -> NDArray[np.bool_]:
        return np.asarray(~shapely.intersects(self.closed, lines), bool)

    def open_at(self, xy: tuple[float, float]) -> bool:
        """Tell whether a drone may be over a point."""
        return not shapely.intersects_xy(self.closed, *xy)

    def open_part(self, shape: BaseGeometry) -> BaseGeometry:
        """Cut closed ground out of a shape."""
        return shape if not shapely.intersects(self.closed, shape) else shapely.difference(shape, self.closed)

    def lengths(self, a: Floats, b: Floats) -> Floats:
        """Give the (n, m) shortest legal ways from every point of `a` to every point of `b` [m]; inf: none."""
        return self._graph.lengths(a, b)

    def way(self, a: Floats, b: Floats) -> Floats | None:
        """Give the points of the shortest legal way, both ends included, (k, 2) [m]; None if there is none."""
        return self._graph.path(a, b)
