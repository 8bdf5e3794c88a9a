"""What must be flown along to look at each task: strokes, made of the open part of its ground that a dock reaches."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from planner.drones.airspace import Airspace
from planner.drones.coverage import cover
from planner.drones.energy import corner_s
from planner.drones.problem import DockSite, DroneProblem, Floats

LEG_M = 200.0
"""Longest leg; rounds are cut between legs [m]."""
SMALLEST_M2 = 25.0
"""Pieces of an area smaller than this are not flown over [m2]."""
SHORTEST_M = 5.0
"""Pieces of a line shorter than this are not flown along [m]."""

CoverageCache = dict[tuple[bytes, float, float], Floats]
"""Paths over areas that were planned before, by ground, swath and cost of a corner."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stroke:
    """A path over one piece of a task's ground.

    Attributes
    ----------
    task
        Index of the task.
    points
        (k, 2) in the order of flight; one point for a hover [m].
    hover_s
        Stay over a single point [s].
    """

    task: int
    points: Floats
    hover_s: float = 0.0


def strokes(problem: DroneProblem, dock: DockSite, airspace: Airspace, cache: CoverageCache) -> list[Stroke]:
    """List the strokes of all tasks that lie in a dock's reach and in open air."""
    reach = shapely.buffer(shapely.Point(dock.xy), dock.radius_m * 0.999, quad_segs=64)
    found: list[Stroke] = []
    for index, task in enumerate(problem.tasks):
        ground = airspace.open_part(shapely.intersection(task.shape, reach))
        for piece in shapely.get_parts(ground):
            points = _points(piece, dock, cache)
            if points is not None:
                found.append(
                    Stroke(task=index, points=points, hover_s=task.hover_s if piece.geom_type == "Point" else 0)
                )
    return found


def _points(piece: BaseGeometry, dock: DockSite, cache: CoverageCache) -> Floats | None:
    """Give the points of a stroke over one piece of ground; None for pieces that are too small to fly over."""
    if piece.is_empty:
        return None
    if isinstance(piece, Point):
        return np.array([[piece.x, piece.y]])
    if isinstance(piece, LineString):
        return _legs(shapely.get_coordinates(piece)) if piece.length >= SHORTEST_M else None
    if not isinstance(piece, Polygon) or piece.area < SMALLEST_M2:
        return None
    swath_m, corner_m = dock.model.swath_m, corner_s(dock.model) * dock.model.cruise_mps
    key = (piece.wkb, swath_m, corner_m)
    if key not in cache:
        cache[key] = _legs(cover(piece, swath_m, corner_m=corner_m).path)
    return cache[key]


def _legs(path: Floats) -> Floats:
    """Cut the legs of a path so that none is longer than `LEG_M`."""
    if len(path) < 2:
        return path
    line = shapely.remove_repeated_points(shapely.linestrings(path), 0.05)
    return shapely.get_coordinates(shapely.segmentize(line, LEG_M))
