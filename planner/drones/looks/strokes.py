"""What must be flown along to look at each task: strokes, made of the open part of its ground that a dock reaches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import numpy as np
import shapely
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from planner.domain.drone_model import DroneModel
from planner.drones.airspace.space import Airspace
from planner.drones.coverage import cover
from planner.drones.energy import CALM, Winds, corner_s
from planner.drones.looks.corridors import sides
from planner.drones.looks.watching import CHORDS, turns
from planner.drones.looks.wind_pace import slowness
from planner.drones.problem import DockSite, DroneProblem, Floats, LookTask

LEG_M = 200.0
"""Longest leg; rounds are cut between legs [m]."""
SMALLEST_M2 = 25.0
"""Pieces of an area smaller than this are not flown over [m2]."""
SHORTEST_M = 5.0
"""Pieces of a line shorter than this are not flown along [m]."""

REMEMBERED = 256
"""Paths over areas that are kept from one day to the next."""
CoverageCache = dict[tuple[bytes, float, float, str, Winds], Floats]
"""Paths over areas that were planned before, by ground, swath, cost of a corner, and model and winds that slow it."""


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


def strokes(
    problem: DroneProblem,
    dock: DockSite,
    airspace: Airspace,
    cache: CoverageCache,
    *,
    winds: Winds = (CALM,),
    by_night: bool = False,
) -> list[Stroke]:
    """List the strokes of all tasks that lie in a dock's reach and in open air, for the camera of the day or night.

    Lanes over areas lie where the winds take least time.
    """
    swath_m = dock.model.seen_m(by_night=by_night)
    reach = shapely.Point(dock.xy).buffer(dock.radius_m * 0.999, quad_segs=64)
    found: list[Stroke] = []
    for index, task in enumerate(problem.tasks):
        if isinstance(task.shape, Point) and task.orbit_m > 0:
            circle = _circle(task, dock, airspace, reach)
            found += [] if circle is None else [Stroke(task=index, points=circle, whole=True)]
        elif isinstance(task.shape, LineString) and task.lines == 2:
            paths = sides(task.shape, swath_m, min(SHORTEST_M, task.shape.length / 2), airspace, reach)
            found += [Stroke(task=index, points=short_legs(path)) for path in paths]
        else:
            ground = airspace.open_part(shapely.intersection(task.shape, reach))
            found += _over(index, task, ground, dock, swath_m, winds, cache)
    return found


def _circle(task: LookTask, dock: DockSite, airspace: Airspace, reach: Polygon) -> Floats | None:
    """Give the turns around a point; None if any part of the circle may not be flown, or the point not be looked at."""
    middle = shapely.get_coordinates(task.shape)[0]
    circle = turns(middle, task.orbit_m, task.hover_s, dock.model, np.array(dock.xy))
    line = LineString(circle[: CHORDS + 1].tolist())
    if not airspace.wholly_open(line) or not shapely.covers(reach, line) or airspace.dark.covers(task.shape):
        return None
    return circle


def _over(
    index: int,
    task: LookTask,
    ground: BaseGeometry,
    dock: DockSite,
    swath_m: float,
    winds: Winds,
    cache: CoverageCache,
) -> Iterator[Stroke]:
    """Give the strokes over the pieces of open ground."""
    for piece in shapely.get_parts(ground):
        if _is_scrap(piece, task):
            continue
        points = _points(piece, dock, swath_m, winds, cache)
        if points is not None:
            yield Stroke(task=index, points=points, hover_s=task.hover_s if piece.geom_type == "Point" else 0)


def _is_scrap(piece: BaseGeometry, task: LookTask) -> bool:
    """Tell whether a piece is too small to fly to, and less than half of its task: small tasks are flown whole."""
    if isinstance(piece, Polygon):
        return bool(piece.area < min(SMALLEST_M2, task.shape.area / 2))
    return bool(piece.length < min(SHORTEST_M, task.shape.length / 2))


def _points(piece: BaseGeometry, dock: DockSite, swath_m: float, winds: Winds, cache: CoverageCache) -> Floats | None:
    """Give the points of a stroke over one piece of ground; None where there is none."""
    if piece.is_empty:
        return None
    if isinstance(piece, Point):
        return np.array([[piece.x, piece.y]])
    if isinstance(piece, LineString):
        return short_legs(shapely.get_coordinates(piece))
    if not isinstance(piece, Polygon):
        return None
    corner_m = corner_s(dock.model) * dock.model.cruise_mps
    slower = slowness(dock.model, winds)
    slowed_by: tuple[str, Winds] = ("", ()) if slower is None else (dock.model.id, winds)
    key = (piece.wkb, swath_m, corner_m, *slowed_by)
    if key not in cache:
        cache[key] = _lanes(piece.wkb, swath_m, corner_m, *((None, ()) if slower is None else (dock.model, winds)))
    return cache[key]


@lru_cache(maxsize=REMEMBERED)
def _lanes(ground: bytes, swath_m: float, corner_m: float, model: DroneModel | None, winds: Winds) -> Floats:
    """Plan the path over one piece of ground; the days of a plan, and its repairs, ask for the same ones again."""
    slower = None if model is None else slowness(model, winds)
    area = cast("Polygon", shapely.from_wkb(ground))
    path = short_legs(cover(area, swath_m, corner_m=corner_m, corners="smooth", slowness=slower).path)
    path.flags.writeable = False
    return path


def short_legs(path: Floats) -> Floats:
    """Cut the legs of a path so that none is longer than `LEG_M`."""
    if len(path) < 2:
        return path
    line = shapely.remove_repeated_points(shapely.linestrings(path), 0.05)
    return shapely.get_coordinates(shapely.segmentize(line, LEG_M))
