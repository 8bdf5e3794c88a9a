"""One polygon with what all paths over it share: its inside, the ways in it, and what a path over it sees and costs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from planner.drones.airspace.visibility import VisibilityGraph, reflex_corners
from planner.drones.coverage.lane_order import Order
from planner.drones.coverage.lanes import Lanes
from planner.drones.coverage.leg_time import Pace, leg_m
from planner.drones.coverage.seen import Sight
from planner.drones.problem import Floats

TOUCH_M = 0.02
"""A path along the border counts as inside up to this [m]."""
SAME_M = 0.05
"""Points nearer to each other than this are one [m]."""
MANY_LINES = 7_500
"""Of more straight ways than this at once only the shortest are looked at; the others count as closed."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Coverage:
    """A path over one polygon.

    Attributes
    ----------
    path
        (k, 2) its points [m].
    cost_m
        What it costs, begun and ended standing [m of flight]: its time x the cruise speed.
    covered
        Share of the polygon within half a swath of the path.
    """

    path: Floats
    cost_m: float
    covered: float


class Ground:
    """One polygon, the width seen and the pace at which it is flown over."""

    def __init__(self, area: Polygon, swath_m: float, pace: Pace) -> None:
        self.area, self.swath_m, self.pace = area, swath_m, pace
        self._roomy = shapely.buffer(area, TOUCH_M, quad_segs=1)
        shapely.prepare(self._roomy)
        corners = reflex_corners(area)
        self.corners = len(corners)
        """Corners that jut into it."""
        self.graph = VisibilityGraph(corners, self.inside, pace.corner_m, MANY_LINES)
        self.sight = Sight(area, swath_m)

    def inside(self, lines: NDArray[np.object_]) -> NDArray[np.bool_]:
        """Tell which lines stay inside the polygon."""
        return np.asarray(shapely.covers(self._roomy, lines), bool)

    def between(self, ends: Floats) -> Floats:
        """Give what flying on from every end of a lane to every other costs, (2 n, 2 n) [m of flight].

        Parameters
        ----------
        ends
            (2 n, 2) both ends of every lane [m].

        Notes
        -----
        In wind the mean of both directions counts, since the tour may be flown either way.
        """
        ways = self.graph.lengths(ends, ends)
        hop = ends[None, :, :] - ends[:, None, :]
        straight = np.hypot(hop[..., 0], hop[..., 1])
        if self.pace.slowness is not None:
            there = self.pace.flight_m(hop.reshape(-1, 2)).reshape(straight.shape)
            slower = np.divide(there + there.T, 2 * straight, out=np.ones_like(straight), where=straight > 0)
            straight, ways = straight * slower, ways * slower
        outward = ends - ends.reshape(-1, 2, 2)[:, ::-1].reshape(-1, 2)
        turning = self.pace.turning_m(np.broadcast_to(outward[:, None, :], hop.shape), hop) / 2
        turning = turning + turning.T
        around = ways > straight + 1e-6
        return np.where(around, ways + 2 * self.pace.corner_m, leg_m(straight, turning) + turning)

    def joined(self, lanes: Lanes, inset_m: float, order: Order) -> Floats:
        """Join lanes, pulled in at their ends, into one path inside the polygon, (k, 2) [m].

        A lane to which no way leads is left out. The corners of ways are kept with the lanes for other insets.
        """
        ends = lanes.ends(inset_m).reshape(-1, 2)
        entries = np.array(order)
        leave, enter = ends[entries[:-1] ^ 1], ends[entries[1:]]
        open_way = np.hypot(*(enter - leave).T) < SAME_M
        ask = np.flatnonzero(~open_way)
        if len(ask):
            lines = np.asarray(shapely.linestrings(np.stack([leave[ask], enter[ask]], axis=1)), object)
            open_way[ask] = self.inside(np.atleast_1d(lines))
        points = [*ends[[entries[0], entries[0] ^ 1]]]
        last, skipped = order[0] ^ 1, False
        for entry, is_open in zip(order[1:], open_way, strict=True):
            if skipped or not is_open:
                turns = self._turns(lanes, ends, last, entry)
                skipped = turns is None
                if turns is None:
                    continue
                points.extend(turns)
            points.extend(ends[[entry, entry ^ 1]])
            last = entry ^ 1
        return cleaned(np.array(points))

    def _turns(self, lanes: Lanes, ends: Floats, last: int, entry: int) -> Floats | None:
        """Give the corners on the way from one end of a lane to another, (k, 2) [m]; None if there is no way."""
        known = lanes.turns.get((last, entry))
        if known is not None:
            way = np.vstack([ends[last], known, ends[entry]])
            if self.inside(np.array([shapely.linestrings(way)], object))[0]:
                return known
        found = self.graph.path(ends[last], ends[entry])
        if found is None:
            return None
        lanes.turns[last, entry] = found[1:-1]
        return found[1:-1]

    def measured(self, path: Floats) -> Coverage:
        """Measure the cost and the covered share of a path exactly; in wind it is flown the cheaper way round."""
        if self.pace.slowness is not None and self.pace.cost_m(path[::-1]) < self.pace.cost_m(path):
            path = path[::-1]
        unseen = shapely.difference(self.area, self.seen(path)).area
        return Coverage(path=path, cost_m=self.pace.cost_m(path), covered=1.0 - unseen / self.area.area)

    def seen(self, path: Floats, quarter: int = 16) -> BaseGeometry:
        """Give the ground within half a swath of a path, its arcs of so many chords to a quarter circle."""
        line = shapely.linestrings(path) if len(path) > 1 else shapely.points(path[0])
        return one_shape(shapely.buffer(line, self.swath_m / 2, quad_segs=quarter))


def one_shape(made: object) -> BaseGeometry:
    """Narrow what shapely's functions give for a single shape."""
    if not isinstance(made, BaseGeometry):
        raise TypeError("a single shape was asked for")
    return made


def cleaned(points: Floats) -> Floats:
    """Drop repeated points and points on a straight leg."""
    path = np.asarray(points, float)
    while True:
        apart = np.hypot(*np.diff(path, axis=0).T) > SAME_M
        if apart.all():
            break
        path = path[np.concatenate([[True], apart])]
    if len(path) < 3:
        return path
    into, out = path[1:-1] - path[:-2], path[2:] - path[1:-1]
    cross = np.abs(into[:, 0] * out[:, 1] - into[:, 1] * out[:, 0])
    ahead = (into * out).sum(axis=1) > 0
    straight = ahead & (cross < 1e-3 * np.hypot(*into.T) * np.hypot(*out.T))
    return np.asarray(path[np.concatenate([[True], ~straight, [True]])], float)
