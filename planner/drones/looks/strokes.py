"""What must be flown along to look at each task: strokes, made of the open part of its ground that a dock reaches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from planner.drones.airspace.space import Airspace
from planner.drones.coverage import cover
from planner.drones.energy import corner_s
from planner.drones.looks.corridors import sides
from planner.drones.looks.watching import CHORDS, turns
from planner.drones.problem import DockSite, DroneProblem, Floats, LookTask

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
    whole
        Whether it must be flown in one round: a part of it is no look.
    """

    task: int
    points: Floats
    hover_s: float = 0.0
    whole: bool = False


def strokes(problem: DroneProblem, dock: DockSite, airspace: Airspace, cache: CoverageCache) -> list[Stroke]:
    """List the strokes of all tasks that lie in a dock's reach and in open air."""
    reach = shapely.Point(dock.xy).buffer(dock.radius_m * 0.999, quad_segs=64)
    found: list[Stroke] = []
    for index, task in enumerate(problem.tasks):
        if isinstance(task.shape, Point) and task.orbit_m > 0:
            circle = _circle(task, dock, airspace, reach)
            found += [] if circle is None else [Stroke(task=index, points=circle, whole=True)]
        elif isinstance(task.shape, LineString) and task.lines == 2:
            paths = sides(task.shape, dock.model.swath_m, SHORTEST_M, airspace, reach)
            found += [Stroke(task=index, points=_legs(path)) for path in paths]
        else:
            found += _over(index, task, airspace.open_part(shapely.intersection(task.shape, reach)), dock, cache)
    return found


def _circle(task: LookTask, dock: DockSite, airspace: Airspace, reach: Polygon) -> Floats | None:
    """Give the turns around a point; None if any part of the circle may not be flown, or the point not be looked at."""
    middle = shapely.get_coordinates(task.shape)[0]
    circle = turns(middle, task.orbit_m, task.hover_s, dock.model, np.array(dock.xy))
    line = LineString(circle[: CHORDS + 1].tolist())
    if not airspace.wholly_open(line) or not shapely.covers(reach, line) or airspace.dark.covers(task.shape):
        return None
    return circle


def _over(index: int, task: LookTask, ground: BaseGeometry, dock: DockSite, cache: CoverageCache) -> Iterator[Stroke]:
    """Give the strokes over the pieces of open ground."""
    for piece in shapely.get_parts(ground):
        points = _points(piece, dock, cache)
        if points is not None:
            yield Stroke(task=index, points=points, hover_s=task.hover_s if piece.geom_type == "Point" else 0)


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
        cache[key] = _legs(cover(piece, swath_m, corner_m=corner_m, corners="smooth").path)
    return cache[key]


def _legs(path: Floats) -> Floats:
    """Cut the legs of a path so that none is longer than `LEG_M`."""
    if len(path) < 2:
        return path
    line = shapely.remove_repeated_points(shapely.linestrings(path), 0.05)
    return shapely.get_coordinates(shapely.segmentize(line, LEG_M))
