"""Paths held against turns: no car turns at a junction where a sign forbids it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import shapely

from planner.domain.plan import Plan, Route
from planner.domain.scenario import Scenario
from planner.domain.street import Streets
from planner.domain.track import track
from planner.domain.violation import Violation
from planner.geo import Floats, Frame

AT_NODE_M = 0.5
"""A path passes a junction when it has a point this close to it [m]."""
REACH_M = 10.0
"""How far from the junction it is looked which street a path comes along or leaves by, at the most [m]."""
ON_STREET_M = 0.5
"""Farthest that a path may lie from the place on the street at that distance [m]."""
SECOND = 1.0


def cars_make_no_banned_turn(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """No path comes along one street and leaves by another where that turn is banned, unless it stops in between."""
    streets = scenario.streets
    if not len(streets.turn_from):
        return
    frame = Frame(scenario.station.base)
    bans = _Bans(streets, frame)
    modes = {unit.id: unit.mode for unit in plan.units}
    for route in plan.routes:
        if modes.get(route.unit) == "car" and len(route.path) > 2:
            for row in bans.broken(route, frame):
                lon, lat, moment = route.path[row]
                params = {"unit": route.unit, "at": moment, "lon": lon, "lat": lat}
                yield Violation(code="turn_banned", params=params)
                break


class _Bans:
    """The banned turns of a network: where they are, and a place on each street near the junction [m]."""

    def __init__(self, streets: Streets, frame: Frame) -> None:
        points = frame.metres(streets.shape_lonlat)
        ends, starts = streets.shape_start[streets.turn_from + 1], streets.shape_start[streets.turn_to]
        self._at = points[ends - 1]
        self._reach_m, self._before = _place_near(points[ends - 1], points[ends - 2])
        self._leave_m, self._after = _place_near(points[starts], points[starts + 1])
        self._tree = shapely.STRtree(np.asarray(shapely.points(self._at)))

    def broken(self, route: Route, frame: Frame) -> Iterator[int]:
        """List the points of a path at which it makes a banned turn."""
        lonlat, seconds = track(route)
        points = frame.metres(lonlat)
        row, ban = self._tree.query(shapely.points(points), predicate="dwithin", distance=AT_NODE_M)
        stops = np.array([moment.timestamp() for stop in route.stops for moment in (stop.arrive, stop.depart)])
        for here, number in sorted(zip(row.tolist(), ban.tolist(), strict=True)):
            first, last = _stay(points, here, self._at[number])
            if ((seconds[first] - SECOND <= stops) & (stops <= seconds[last] + SECOND)).any():
                continue
            came = _along(points[: first + 1][::-1], float(self._reach_m[number]))
            goes = _along(points[last:], float(self._leave_m[number]))
            if _same(came, self._before[number]) and _same(goes, self._after[number]):
                yield here


def _place_near(node: Floats, other: Floats) -> tuple[Floats, Floats]:
    """Give the place on each piece of street, (r, 2) [m], at `REACH_M` from its node or at its end, and how far."""
    length_m = np.hypot(*(other - node).T)
    reach_m = np.minimum(REACH_M, length_m)
    share = np.divide(reach_m, length_m, out=np.zeros_like(length_m), where=length_m > 0)
    return reach_m, node + (other - node) * share[:, None]


def _stay(points: Floats, here: int, node: Floats) -> tuple[int, int]:
    """Give the first and last of the points of a path, (p, 2) [m], that lie at a junction around one of them."""
    first, last = here, here
    while first > 0 and np.hypot(*(points[first - 1] - node)) <= AT_NODE_M:
        first -= 1
    while last < len(points) - 1 and np.hypot(*(points[last + 1] - node)) <= AT_NODE_M:
        last += 1
    return first, last


def _along(points: Floats, reach_m: float) -> Floats | None:
    """Give the place so far along a path [m]; None when the path is shorter."""
    gone_m = 0.0
    for start, end in pairwise(points):
        step_m = float(np.hypot(*(end - start)))
        if step_m > 0 and gone_m + step_m >= reach_m:
            return np.asarray(start + (end - start) * ((reach_m - gone_m) / step_m))
        gone_m += step_m
    return None


def _same(place: Floats | None, other: Floats) -> bool:
    return place is not None and bool(np.hypot(*(place - other)) <= ON_STREET_M)
