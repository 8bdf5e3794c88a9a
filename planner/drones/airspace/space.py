"""Where a flight may be: outside closed zones with the distance kept from them, inside the dock's radius."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from planner.drones.airspace.crossings import spans_over
from planner.drones.airspace.visibility import VisibilityGraph, outer_corners
from planner.drones.problem import DroneProblem, DroneZone, Floats, Span

CLEARANCE_M = 0.5
"""Corners stand so far beyond the margin, so that a path that grazes one never counts as inside [m]."""
ARC_SEGMENTS = 4
"""Chords to a quarter circle of a margin."""


def closing_zones(
    problem: DroneProblem, from_s: float, to_s: float, *, height_m: float | None = None
) -> tuple[int, ...]:
    """List the zones that matter to a flight that is in the air at any moment of a span.

    Parameters
    ----------
    problem
        The day.
    from_s, to_s
        The span [s].
    height_m
        Flight height above ground [m]; that of the rules by default.

    Notes
    -----
    A zone matters if it is closed at the flight height, if it is closed below it and a dock stands in it, or if the
    camera is off in it.
    """
    height = problem.rules.height_m if height_m is None else height_m
    return tuple(
        index
        for index, zone in enumerate(problem.zones)
        if zone.holds(from_s, to_s) and (zone.closes(height) or zone.camera_off or _shuts_a_dock(problem, zone, height))
    )


def _shuts_a_dock(problem: DroneProblem, zone: DroneZone, height_m: float) -> bool:
    """Tell whether a climb from some dock meets the zone."""
    if not zone.closes_climb(height_m):
        return False
    ground = kept_out(zone, problem.rules.margin_m)
    return any(bool(shapely.intersects_xy(ground, *dock.xy)) for dock in problem.docks)


def kept_out(zone: DroneZone, margin_m: float) -> BaseGeometry:
    """Give a zone's ground with the distance kept from it: its own, or the margin of the rounds [m]."""
    return widened(zone.shape, margin_m if zone.stand_off_m is None else zone.stand_off_m)


def widened(shape: BaseGeometry, margin_m: float) -> BaseGeometry:
    """Grow a shape by a margin; its chords stay outside the true arc, so the margin holds everywhere."""
    chord = 1.0 / float(np.cos(np.pi / (4 * ARC_SEGMENTS)))
    grown: BaseGeometry = shape.buffer(margin_m * chord, quad_segs=ARC_SEGMENTS)
    return grown


class Airspace:
    """The open air while a certain set of zones is active; it remembers the ways that it was asked for.

    Parameters
    ----------
    zones
        The zones that matter.
    margin_m
        Distance kept from those that state none [m].
    corner_m
        What a corner costs [m of flight].
    height_m
        Flight height above ground [m]; by default every zone counts as closed at it, unless only cameras are off.
    """

    def __init__(
        self, zones: tuple[DroneZone, ...], margin_m: float, corner_m: float, height_m: float | None = None
    ) -> None:
        level = [zone for zone in zones if not zone.camera_off and (height_m is None or zone.closes(height_m))]
        climb = [zone for zone in zones if height_m is not None and zone.closes_climb(height_m)]
        self.closed = shapely.union_all([kept_out(zone, margin_m) for zone in level])
        """Ground that is closed at flight height, with the distance kept from it [m]."""
        self.dark = shapely.union_all([kept_out(zone, margin_m) for zone in zones if zone.camera_off])
        """Ground over which the camera is off [m]."""
        self._no_climb = shapely.union_all([self.closed, *(kept_out(zone, margin_m) for zone in climb)])
        self._unseen = shapely.union_all([self.closed, self.dark])
        self._corner_m = corner_m
        self._lengths: dict[tuple[bytes, bytes], Floats] = {}
        self._ways: dict[tuple[bytes, bytes], Floats | None] = {}
        for shape in (self.closed, self._unseen):
            shapely.prepare(shape)

    @cached_property
    def _graph(self) -> VisibilityGraph:
        around = widened(self.closed, 2 * CLEARANCE_M).simplify(CLEARANCE_M)
        corners = outer_corners(around)
        corners = corners[~shapely.intersects_xy(self.closed, corners[:, 0], corners[:, 1])]
        return VisibilityGraph(corners, self._clear, self._corner_m)

    def _clear(self, lines: NDArray[np.object_]) -> NDArray[np.bool_]:
        return np.asarray(~shapely.intersects(self.closed, lines), bool)

    def open_at(self, xy: tuple[float, float]) -> bool:
        """Tell whether a drone may climb from a point to the flight height, and fly there."""
        return not shapely.intersects_xy(self._no_climb, *xy)

    def open_part(self, shape: BaseGeometry) -> BaseGeometry:
        """Cut ground out of a shape over which no drone may fly with the camera on."""
        return shape if not shapely.intersects(self._unseen, shape) else shapely.difference(shape, self._unseen)

    def wholly_open(self, shape: BaseGeometry) -> bool:
        """Tell whether drones may be over every point of a shape with the camera on."""
        return not shapely.intersects(self._unseen, shape)

    def camera_off(self, path: Floats) -> tuple[Span, ...]:
        """Give when a flight is over ground where the camera is off, for an (n, 4) path with times [s]."""
        return spans_over(self.dark, path)

    def lengths(self, a: Floats, b: Floats) -> Floats:
        """Give the (n, m) shortest legal ways from every point of `a` to every point of `b` [m]; inf: none."""
        key = np.asarray(a, float).tobytes(), np.asarray(b, float).tobytes()
        if key not in self._lengths:
            self._lengths[key] = self._graph.lengths(a, b)
        return self._lengths[key]

    def way(self, a: Floats, b: Floats) -> Floats | None:
        """Give the points of the shortest legal way, both ends included, (k, 2) [m]; None if there is none."""
        key = np.asarray(a, float).tobytes(), np.asarray(b, float).tobytes()
        if key not in self._ways:
            self._ways[key] = self._graph.path(a, b)
        return self._ways[key]
