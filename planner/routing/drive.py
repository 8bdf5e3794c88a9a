"""Drive the routes: every stretch of every unit in the order of the day, with idle time patrolled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.routing.ground import Ground, nodes_inside
from planner.routing.idle import Roamer, Sightings
from planner.routing.problem import RoutingProblem, RoutingResult

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from planner.streets.travel import Travel

IDLE_S = 600.0
"""A unit with more time than this to spare before its next stop patrols; with less it waits where it is [s]."""

Track = list[tuple[float, float, float]]
"""Longitude, latitude [deg] and seconds since the planning day's start, increasing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What a unit does between two moments: the way to a stop, or the stay at it.

    Attributes
    ----------
    unit, order
        Whose, and its place among the unit's stretches.
    way
        The way of the visit at whose stop it stays; -1: it is on its way.
    start, end
        Street nodes.
    begin_s, until_s
        When it starts and ends [s].
    """

    unit: int
    order: int
    way: int
    start: int
    end: int
    begin_s: float
    until_s: float


class Way(NamedTuple):
    """How a stretch is spent: on which edges, at whose speed, and when the unit leaves [s]."""

    edges: list[int]
    travel: Travel
    leave_s: float


@dataclass(slots=True)
class Drive:
    """What came of one unit's stretches.

    Attributes
    ----------
    track
        Where it is when.
    leave_s
        When it leaves the base and each of its stops [s].
    length_m
        Distance covered [m].
    """

    track: Track = field(default_factory=list)
    leave_s: list[float] = field(default_factory=list)
    length_m: float = 0.0


def stretches(problem: RoutingProblem, ground: Ground, result: RoutingResult) -> Iterator[Stretch]:
    """List all stretches, unit by unit: a way, a stay, a way..., a way back to the base."""
    for unit, route in enumerate(result.routes):
        kind = int(problem.unit_class[unit])
        node, base = ground.classes[kind].node, int(problem.unit_base[unit])
        here, clock, order = int(node[base]), float(problem.unit_start_s[unit]), 0
        for way, begin_s in zip(route.ways, route.begin_s, strict=True):
            entry, leaving = int(node[problem.way_entry[way]]), int(node[problem.way_exit[way]])
            yield Stretch(unit=unit, order=order, way=-1, start=here, end=entry, begin_s=clock, until_s=begin_s)
            clock = begin_s + float(problem.way_service_s[kind, way])
            yield Stretch(unit=unit, order=order + 1, way=way, start=entry, end=leaving, begin_s=begin_s, until_s=clock)
            here, order = leaving, order + 2
        until_s = float(problem.unit_end_s[unit])
        yield Stretch(unit=unit, order=order, way=-1, start=here, end=int(node[base]), begin_s=clock, until_s=until_s)


class Driver:
    """Drives stretches in the order of the day, so that idle units know what the others have seen.

    Parameters
    ----------
    problem, ground
        As `prepare` gives them.
    """

    def __init__(self, problem: RoutingProblem, ground: Ground) -> None:
        self._problem, self._ground = problem, ground
        self._seen = Sightings(ground.streets)
        self._roamers = [Roamer(kind, ground.seed + number) for number, kind in enumerate(ground.classes)]
        self._inside: dict[int, NDArray[np.bool_]] = {}
        self._visit = problem.way_visit()

    def drive(self, result: RoutingResult) -> list[Drive]:
        """Drive every unit's stretches; give one drive a unit."""
        by_unit: dict[int, list[Stretch]] = defaultdict(list)
        ways: dict[tuple[int, int], Way] = {}
        for stretch in sorted(
            stretches(self._problem, self._ground, result), key=lambda s: (s.begin_s, s.unit, s.order)
        ):
            by_unit[stretch.unit].append(stretch)
            ways[stretch.unit, stretch.order] = self._choose(stretch)
        drives = []
        for unit in range(self._problem.units):
            drive = Drive()
            for stretch in sorted(by_unit[unit], key=lambda s: s.order):
                self._follow(drive, stretch, ways[unit, stretch.order])
            drives.append(drive)
        return drives

    def _choose(self, stretch: Stretch) -> Way:
        """Choose how to spend a stretch, and note what is seen on it."""
        chosen = self._stay(stretch) if stretch.way >= 0 else self._go(stretch)
        passed_s = chosen.leave_s
        for edge in chosen.edges:
            self._seen.see(edge, passed_s)
            passed_s += float(chosen.travel.edge_s[edge])
        return chosen

    def _go(self, stretch: Stretch) -> Way:
        """Go to the next stop: patrol on the way when there is time, else leave just in time."""
        own = self._ground.classes[int(self._problem.unit_class[stretch.unit])]
        edges = own.travel.path(stretch.start, stretch.end)
        time_s = stretch.until_s - stretch.begin_s
        spare_s = time_s - float(own.travel.edge_s[edges].sum())
        at_pace_s = float(own.patrol.edge_s[own.patrol.path(stretch.start, stretch.end)].sum())
        if spare_s > IDLE_S and at_pace_s < time_s:
            return self._roam(stretch, self._nodes(self._ground.roam[stretch.unit]))
        return Way(edges, own.travel, stretch.begin_s + spare_s)

    def _stay(self, stretch: Stretch) -> Way:
        """Spend a stay: along a line, round inside an area, standing at a point."""
        own = self._ground.classes[int(self._problem.unit_class[stretch.unit])]
        visit = self._ground.visits[int(self._visit[stretch.way])]
        if visit.kind == "line":
            return Way(own.line_edges[stretch.way], own.travel, stretch.begin_s)
        if visit.kind == "area":
            return self._roam(stretch, self._nodes(self._ground.regions[visit.index]))
        return Way([], own.travel, stretch.begin_s)

    def _roam(self, stretch: Stretch, inside: NDArray[np.bool_]) -> Way:
        kind = int(self._problem.unit_class[stretch.unit])
        edges = self._roamers[kind].roam(
            stretch.start, stretch.end, stretch.begin_s, stretch.until_s, inside, self._seen
        )
        return Way(edges, self._ground.classes[kind].patrol, stretch.begin_s)

    def _nodes(self, region: BaseGeometry) -> NDArray[np.bool_]:
        if id(region) not in self._inside:
            self._inside[id(region)] = nodes_inside(self._ground.streets, self._ground.frame, region)
        return self._inside[id(region)]

    def _follow(self, drive: Drive, stretch: Stretch, chosen: Way) -> None:
        """Add a stretch to a unit's track."""
        edges, travel, leave_s = chosen
        lon, lat = travel.streets.node_lonlat[stretch.start].tolist()
        if stretch.way < 0:
            drive.leave_s.append(leave_s if edges else stretch.until_s)
        points = travel.trace(edges, leave_s)
        if stretch.way >= 0 and len(points) and self._is_line(stretch):
            points[:, 2] = _slowed(points[:, 2], stretch.until_s)
        for point in [(lon, lat, stretch.begin_s), (lon, lat, leave_s), *points.tolist()]:
            _add(drive.track, point)
        lon, lat = travel.streets.node_lonlat[stretch.end].tolist()
        _add(drive.track, (lon, lat, stretch.until_s))
        drive.length_m += float(travel.streets.edge_length_m[edges].sum())

    def _is_line(self, stretch: Stretch) -> bool:
        return self._ground.visits[int(self._visit[stretch.way])].kind == "line"


def _slowed(seconds: NDArray[np.float64], until_s: float) -> NDArray[np.float64]:
    """Stretch the times along a line so that its end is reached when the stay ends [s]."""
    start_s, end_s = seconds[0], seconds[-1]
    factor = max(1.0, (until_s - start_s) / (end_s - start_s))
    slow = np.ceil((start_s + (seconds - start_s) * factor) * 1e6 - 1e-3) / 1e6
    return np.asarray(np.minimum(slow, max(until_s, end_s)))


def _add(track: Track, point: tuple[float, float, float]) -> None:
    """Append a point unless the track has come to its moment already; moments are whole microseconds."""
    moment = round(point[2], 6)
    if not track or moment > track[-1][2] + 5e-7:
        track.append((point[0], point[1], moment))
