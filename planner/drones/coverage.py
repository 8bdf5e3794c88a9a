"""Back-and-forth coverage of a polygon with holes: parallel lanes, flown in the order that takes the least time.

Boustrophedon lanes as in Choset 2000, Autonomous Robots 9(3), but without a decomposition: lanes are cut by the border
and by holes, and the pieces are ordered as an open tour whose hops are shortest paths inside the polygon. Lane ends
are pulled in from the border as far as the covered share allows, since the camera sees half a swath ahead; ground that
stays uncovered gets its own short detours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from planner.drones.lane_order import Order, best_order
from planner.drones.lanes import Lanes, lanes_at
from planner.drones.problem import Floats
from planner.drones.visibility import VisibilityGraph, reflex_corners

GOAL = 0.9955
"""Share of the area that must be seen; half a per mille above the 99.5 % asked for, against rounding."""
ANGLE_STEP_DEG = 5
"""Besides the directions of edges, lanes are tried at every multiple of this [deg]."""
TRIED = 5
"""Angles that are planned in full, the most promising first."""
EDGES = 16
"""Longest edges whose directions are tried."""
MANY_PIECES = 400
"""Above so many pieces of lanes their order is not searched for."""
MANY_CORNERS = 60
"""Borders with more points are simplified first, by half a metre at most."""
TOUCH_M = 0.02
"""A path along the border counts as inside up to this [m]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Coverage:
    """A path over one polygon.

    Attributes
    ----------
    path
        (k, 2) its points [m].
    cost_m
        Length, corners counted [m of flight].
    covered
        Share of the polygon within half a swath of the path.
    """

    path: Floats
    cost_m: float
    covered: float


def cover(area: Polygon, swath_m: float, *, corner_m: float, seed: int = 1) -> Coverage:
    """Plan a path that sees a polygon.

    Parameters
    ----------
    area
        The ground, holes cut out [m]; the path stays inside it.
    swath_m
        Width seen [m].
    corner_m
        What a corner costs [m of flight]: its time x the cruise speed.
    seed
        Of the order's random restarts.
    """
    if len(area.exterior.coords) > MANY_CORNERS:
        simpler = area.simplify(min(0.5, swath_m / 50))
        area = simpler if isinstance(simpler, Polygon) else area
    ground = Ground(area, swath_m, corner_m)
    plans = [ground.plan(angle, extra, seed) for angle, extra in ground.promising()]
    return min(plans, key=lambda plan: (plan.covered < GOAL, plan.cost_m if plan.covered >= GOAL else -plan.covered))


class Ground:
    """One polygon with what all its candidate paths share."""

    def __init__(self, area: Polygon, swath_m: float, corner_m: float) -> None:
        self.area, self.swath_m, self.corner_m = area, swath_m, corner_m
        self._roomy = shapely.buffer(area, TOUCH_M)
        shapely.prepare(self._roomy)
        self.graph = VisibilityGraph(reflex_corners(area), lambda lines: shapely.covers(self._roomy, lines), corner_m)

    def promising(self) -> list[tuple[float, int]]:
        """List the angles [rad] and extra lanes worth a full plan, by length of lanes and two corners a lane."""
        rated = []
        for angle in sorted(set(_angles(self.area))):
            lanes = lanes_at(self.area, self.swath_m, np.radians(angle))
            if len(lanes.y):
                turns_m = len(lanes.y) * (2 * self.corner_m + lanes.spacing_m)
                rated.append((lanes.length_m + turns_m, angle))
        rated.sort()
        return [(float(np.radians(angle)), 0) for _, angle in rated[:TRIED]] or [(0.0, 0)]

    def plan(self, angle_rad: float, extra: int, seed: int) -> Coverage:
        """Plan a path with lanes at one angle."""
        lanes = lanes_at(self.area, self.swath_m, angle_rad, extra)
        if not len(lanes.y):
            point = self.area.representative_point()
            return self.measured(np.array([[point.x, point.y]]))
        half = self.swath_m / 2
        ends = lanes.ends(0.8 * half).reshape(-1, 2)
        order = self.order(ends, seed)
        low, high = 0.0, half
        best = self.measured(self.joined(lanes, order, 0.0))
        if best.covered < GOAL:
            return self.mended(best)
        for _ in range(6):
            inset = (low + high) / 2
            tried = self.measured(self.joined(lanes, order, inset))
            if tried.covered >= GOAL:
                low, best = inset, tried
            else:
                high = inset
        return best

    def order(self, ends: Floats, seed: int) -> Order:
        """Order pieces of lanes by their (2 n, 2) ends [m]; very many are flown to and fro as they lie."""
        pieces = len(ends) // 2
        if pieces > MANY_PIECES:
            return [2 * piece + piece % 2 for piece in range(pieces)]
        return best_order(self.graph.lengths(ends, ends) + 2 * self.corner_m, seed=seed)

    def joined(self, lanes: Lanes, order: Order, inset_m: float) -> Floats:
        """Join pieces of lanes into one path inside the polygon, (k, 2) [m]."""
        ends = lanes.ends(inset_m).reshape(-1, 2)
        points: list[Floats] = []
        for entry in order:
            if points:
                way = self.graph.path(points[-1], ends[entry])
                points.extend([] if way is None else way[1:-1])
            points.extend([ends[entry], ends[entry ^ 1]])
        return _cleaned(np.array(points))

    def measured(self, path: Floats) -> Coverage:
        """Measure the cost and the covered share of a path."""
        uncovered = shapely.difference(self.area, self.seen(path)).area
        legs = np.hypot(*np.diff(path, axis=0).T).sum() if len(path) > 1 else 0.0
        cost = float(legs) + self.corner_m * max(0, len(path) - 2)
        return Coverage(path=path, cost_m=cost, covered=1.0 - uncovered / self.area.area)

    def seen(self, path: Floats) -> BaseGeometry:
        """Give the ground within half a swath of a path."""
        line = shapely.linestrings(path) if len(path) > 1 else shapely.points(path[0])
        return _shape(shapely.buffer(line, self.swath_m / 2, quad_segs=16))

    def mended(self, plan: Coverage) -> Coverage:
        """Add detours to uncovered ground, the largest piece first, until enough is seen or nothing helps."""
        for _ in range(60):
            if plan.covered >= GOAL:
                return plan
            left = shapely.get_parts(shapely.difference(self.area, self.seen(plan.path)))
            better = None
            for piece in sorted(left, key=lambda part: -part.area)[:4]:
                tries = [self.measured(path) for path in self.detours(plan.path, piece)]
                tries = [tried for tried in tries if tried.covered > plan.covered + 1e-6]
                if tries:
                    better = max(tries, key=lambda t: (t.covered - plan.covered) / max(1.0, t.cost_m - plan.cost_m))
                    break
            if better is None:
                return plan
            plan = better
        return plan

    def detours(self, path: Floats, piece: BaseGeometry) -> Iterator[Floats]:
        """Give the paths that visit a point from which an uncovered piece is seen."""
        goal = self._lookout(path, piece)
        line = shapely.linestrings(path) if len(path) > 1 else shapely.points(path[0])
        foot = shapely.get_coordinates(shapely.shortest_line(line, shapely.Point(goal)))[0]
        if len(path) == 1:
            yield np.vstack([path, goal[None]])
            return
        nearest = int(np.argmin(np.hypot(*(path - goal).T)))
        legs = shapely.linestrings(np.stack([path[:-1], path[1:]], axis=1))
        leg = int(np.argmin(shapely.distance(legs, shapely.Point(foot))))
        changes = [
            np.insert(path, nearest, goal, axis=0),
            np.insert(path, nearest + 1, goal, axis=0),
            np.insert(path, leg + 1, [foot, goal, foot], axis=0),
            np.vstack([path[:nearest], goal[None], path[nearest + 1 :]]),
        ]
        for changed in changes:
            if len(changed) > 1 and shapely.covers(self._roomy, shapely.linestrings(changed)):
                yield _cleaned(changed)

    def _lookout(self, path: Floats, piece: BaseGeometry) -> Floats:
        """Give the point nearest to the path from which the whole of a piece is seen, or its middle if none is."""
        middle = shapely.centroid(piece)
        if not shapely.covers(self.area, middle):
            middle = shapely.point_on_surface(piece)
        line = shapely.linestrings(path) if len(path) > 1 else shapely.points(path[0])
        near, far = shapely.get_coordinates(shapely.shortest_line(line, middle))
        corners = shapely.get_coordinates(piece)
        low, high = 0.0, 1.0
        for _ in range(8):
            share = (low + high) / 2
            point = near + share * (far - near)
            if np.hypot(*(corners - point).T).max() <= 0.99 * self.swath_m / 2:
                high = share
            else:
                low = share
        return np.asarray(near + high * (far - near), float)


def _shape(made: object) -> BaseGeometry:
    """Narrow what shapely's functions give for a single shape."""
    if not isinstance(made, BaseGeometry):
        raise TypeError("a single shape was asked for")
    return made


def _angles(area: Polygon) -> Iterator[float]:
    """Give the directions worth trying, in half degrees of a half turn [deg]."""
    yield from (float(angle) for angle in range(0, 180, ANGLE_STEP_DEG))
    legs = np.vstack([np.diff(shapely.get_coordinates(ring), axis=0) for ring in shapely.get_rings(area)])
    longest = legs[np.argsort(-np.hypot(*legs.T))[:EDGES]]
    for x, y in longest:
        yield round(float(np.degrees(np.arctan2(y, x))) % 180.0, 3) % 180.0


def _cleaned(points: Floats) -> Floats:
    """Drop repeated points and points on a straight leg."""
    keep = [points[0]]
    for point in points[1:]:
        if np.hypot(*(point - keep[-1])) > 0.05:
            keep.append(point)
    path = np.array(keep)
    if len(path) < 3:
        return path
    into, out = path[1:-1] - path[:-2], path[2:] - path[1:-1]
    cross = np.abs(into[:, 0] * out[:, 1] - into[:, 1] * out[:, 0])
    ahead = (into * out).sum(axis=1) > 0
    straight = ahead & (cross < 1e-3 * np.hypot(*into.T) * np.hypot(*out.T))
    return np.asarray(path[np.concatenate([[True], ~straight, [True]])], float)
