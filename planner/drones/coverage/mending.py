"""Detours to ground that a path does not see yet."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planner.drones.coverage.ground import Ground, cleaned
from planner.drones.coverage.seen import kept_ends
from planner.drones.problem import Floats

DETOURS = 120
"""Detours that are added at the most."""
LOOKED_AT = 6
"""Unseen pieces that are tried before giving up."""
ROUGHLY = 4
"""Chords to a quarter circle while unseen ground is listed."""
AGAIN = 3
"""Times that the unseen ground is listed anew."""


def mended(ground: Ground, path: Floats, goal: float) -> Floats:
    """Add detours to unseen ground, the largest piece first, until enough is seen or nothing helps.

    Parameters
    ----------
    path
        (k, 2) a path inside the ground [m].
    goal
        Share of the ground that must be seen, as the ground's sight measures it.
    """
    unseen = ground.sight.unseen(path)
    left = shapely.difference(ground.area, ground.seen(path, ROUGHLY))
    again, added = AGAIN, 0
    while unseen.sum() > 1.0 - goal and added < DETOURS:
        better = _best_detour(ground, path, unseen, left)
        if better is not None:
            added += 1
            left = shapely.difference(left, ground.seen(_changed_part(path, better[0]), ROUGHLY))
            path, unseen = better
        if better is None or left.is_empty:
            again -= 1
            if not again:
                break
            left = shapely.difference(ground.area, ground.seen(path, ROUGHLY))
    return path


def _best_detour(ground: Ground, path: Floats, unseen: Floats, left: BaseGeometry) -> tuple[Floats, Floats] | None:
    """Give the path with the detour that sees most for its cost, and what it misses; None if none helps."""
    cost_m, missed = ground.pace.cost_m(path), float(unseen.sum())
    for piece in sorted(shapely.get_parts(left), key=lambda part: -part.area)[:LOOKED_AT]:
        best, best_rate = None, 0.0
        for tried in detours(ground, path, piece):
            after = ground.sight.changed(path, unseen, tried)
            gain = missed - float(after.sum())
            rate = gain / max(1.0, ground.pace.cost_m(tried) - cost_m)
            if gain > 1e-6 and rate > best_rate:
                best, best_rate = (tried, after), rate
        if best is not None:
            return best
    return None


def _changed_part(before: Floats, after: Floats) -> Floats:
    """Give the stretch of a path in which it differs from the one before."""
    head, tail = kept_ends(before, after)
    return after[max(0, head - 1) : len(after) - tail + 1]


def detours(ground: Ground, path: Floats, piece: BaseGeometry) -> Iterator[Floats]:
    """Give the paths that visit a point from which an unseen piece is seen."""
    goal = _lookout(ground, path, piece)
    if len(path) == 1:
        yield np.vstack([path, goal[None]])
        return
    foot = shapely.get_coordinates(shapely.shortest_line(shapely.linestrings(path), shapely.Point(goal)))[0]
    nearest = int(np.argmin(np.hypot(*(path - goal).T)))
    legs = shapely.linestrings(np.stack([path[:-1], path[1:]], axis=1))
    leg = int(np.argmin(shapely.distance(legs, shapely.Point(foot))))
    changes = [
        np.insert(path, nearest, goal, axis=0),
        np.insert(path, nearest + 1, goal, axis=0),
        np.insert(path, leg + 1, goal, axis=0),
        np.insert(path, leg + 1, [foot, goal, foot], axis=0),
        np.vstack([path[:nearest], goal[None], path[nearest + 1 :]]),
    ]
    found = False
    for changed in changes:
        part = _changed_part(path, changed)
        if len(part) > 1 and ground.inside(np.array([shapely.linestrings(part)], object))[0]:
            found = True
            yield cleaned(changed)
    way = None if found else ground.graph.path(path[nearest], goal)
    if way is not None:
        yield cleaned(np.insert(path, nearest + 1, np.vstack([way[1:], way[-2::-1]]), axis=0))


def _lookout(ground: Ground, path: Floats, piece: BaseGeometry) -> Floats:
    """Give the point nearest to the path from which the whole of a piece is seen, or its middle if none is."""
    middle = shapely.centroid(piece)
    if not shapely.covers(ground.area, middle):
        middle = shapely.point_on_surface(piece)
    line = shapely.linestrings(path) if len(path) > 1 else shapely.points(path[0])
    near, far = shapely.get_coordinates(shapely.shortest_line(line, middle))
    corners = shapely.get_coordinates(piece)
    low, high = 0.0, 1.0
    for _ in range(8):
        share = (low + high) / 2
        point = near + share * (far - near)
        if np.hypot(*(corners - point).T).max() <= 0.99 * ground.swath_m / 2:
            high = share
        else:
            low = share
    return np.asarray(near + high * (far - near), float)
