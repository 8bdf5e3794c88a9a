"""Drive the routes: every stretch of every unit in the order of the day, with idle time patrolled."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.routing.driving.idle import Roamer, Sightings
from planner.routing.driving.stretches import Stretch, stretches
from planner.routing.driving.tempo import Tempo, tempos
from planner.routing.places.ground import Ground, TravelClass, nodes_inside
from planner.routing.problem import RoutingProblem, RoutingResult

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from planner.streets.travel import Travel

IDLE_S = 600.0
"""A unit with more time than this to spare before its next stop patrols; with less it waits where it is [s]."""

Track = list[tuple[float, float, float]]
"""Longitude, latitude [deg] and seconds since the planning day's start, increasing."""


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
        self._tempo = tempos(problem)
        self._roamers = [
            Roamer(kind.stroll, tempo, ground.seed + number)
            for number, (kind, tempo) in enumerate(zip(ground.classes, self._tempo, strict=True))
        ]
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
            own = sorted(by_unit[unit], key=lambda s: s.order)
            self._stand(drive, own[0].start, self._ground.seconds(self._ground.units[unit].shift_start))
            for stretch in own:
                self._follow(drive, stretch, ways[unit, stretch.order])
            self._stand(drive, own[-1].end, self._ground.seconds(self._ground.units[unit].shift_end))
            drives.append(drive)
        return drives

    def _choose(self, stretch: Stretch) -> Way:
        """Choose how to spend a stretch, and note what is seen on it."""
        chosen = self._stay(stretch) if stretch.way >= 0 else self._go(stretch)
        tempo = self._tempo_of(stretch)
        clock = tempo.full_s(chosen.leave_s)
        for before, edge in zip([-1, *chosen.edges], chosen.edges, strict=False):
            clock += chosen.travel.turn_s(before, edge) if before >= 0 else 0.0
            self._seen.see(edge, tempo.moment_s(clock))
            clock += float(chosen.travel.edge_s[edge])
        return chosen

    def _go(self, stretch: Stretch) -> Way:
        """Go to the next stop: patrol on the way when there is time, else leave just in time."""
        own, tempo = self._class_of(stretch), self._tempo_of(stretch)
        edges = own.drive.between(stretch.start, stretch.end).path(stretch.start, stretch.end)
        until = tempo.full_s(stretch.until_s)
        latest_s = tempo.moment_s(until - own.drive.open.seconds(edges))
        stroll = own.stroll.between(stretch.start, stretch.end)
        at_pace_s = stroll.seconds(stroll.path(stretch.start, stretch.end))
        if latest_s - stretch.begin_s > IDLE_S and at_pace_s < until - tempo.full_s(stretch.begin_s):
            return self._roam(stretch, self._nodes(self._ground.roam[stretch.unit]))
        return Way(edges, own.drive.open, max(stretch.begin_s, math.floor(latest_s * 1e6 + 1e-3) / 1e6))

    def _stay(self, stretch: Stretch) -> Way:
        """Spend a stay: along a line, round inside an area, standing at a point."""
        own = self._class_of(stretch)
        visit = self._ground.visits[int(self._visit[stretch.way])]
        if visit.kind == "line":
            return Way(own.line_edges[stretch.way], own.drive.open, stretch.begin_s)
        if visit.kind == "area":
            return self._roam(stretch, self._nodes(self._ground.regions[visit.index]))
        return Way([], own.drive.open, stretch.begin_s)

    def _roam(self, stretch: Stretch, inside: NDArray[np.bool_]) -> Way:
        edges = self._roamers[int(self._problem.unit_class[stretch.unit])].roam(
            stretch.start, stretch.end, stretch.begin_s, stretch.until_s, inside, self._seen
        )
        return Way(edges, self._class_of(stretch).stroll.open, stretch.begin_s)

    def _nodes(self, region: BaseGeometry) -> NDArray[np.bool_]:
        if id(region) not in self._inside:
            self._inside[id(region)] = nodes_inside(self._ground.streets, self._ground.frame, region)
        return self._inside[id(region)]

    def _follow(self, drive: Drive, stretch: Stretch, chosen: Way) -> None:
        """Add a stretch to a unit's track."""
        if stretch.way < 0:
            drive.leave_s.append(chosen.leave_s if chosen.edges else stretch.until_s)
        self._stand(drive, stretch.start, stretch.begin_s)
        self._stand(drive, stretch.start, chosen.leave_s)
        for point in self._trace(stretch, chosen).tolist():
            _add(drive.track, point)
        self._stand(drive, stretch.end, stretch.until_s)
        drive.length_m += float(self._ground.streets.edge_length_m[chosen.edges].sum())

    def _trace(self, stretch: Stretch, chosen: Way) -> NDArray[np.float64]:
        """Give where a unit is when on its way, (k, 3) [deg, deg, s]; slowed by the hour, in whole microseconds."""
        points = chosen.travel.trace(chosen.edges, 0.0)
        if not len(points):
            return points
        if stretch.way >= 0 and self._is_line(stretch):
            points[:, 2] = _spread(points[:, 2], stretch.begin_s, stretch.until_s)
        else:
            tempo = self._tempo_of(stretch)
            points[:, 2] = tempo.moments_s(tempo.full_s(chosen.leave_s) + points[:, 2])
        points[:, 2] = np.ceil(points[:, 2] * 1e6 - 1e-3) / 1e6
        return points

    def _stand(self, drive: Drive, node: int, moment_s: float) -> None:
        lon, lat = self._ground.streets.node_lonlat[node].tolist()
        _add(drive.track, (lon, lat, moment_s))

    def _class_of(self, stretch: Stretch) -> TravelClass:
        return self._ground.classes[int(self._problem.unit_class[stretch.unit])]

    def _tempo_of(self, stretch: Stretch) -> Tempo:
        return self._tempo[int(self._problem.unit_class[stretch.unit])]

    def _is_line(self, stretch: Stretch) -> bool:
        return self._ground.visits[int(self._visit[stretch.way])].kind == "line"


def _spread(seconds: NDArray[np.float64], begin_s: float, until_s: float) -> NDArray[np.float64]:
    """Give the moments along a line which is driven evenly, so that its end is reached when the stay ends [s]."""
    factor = (until_s - begin_s) / seconds[-1] if seconds[-1] > 0 else 1.0
    return np.asarray(begin_s + seconds * max(1.0, factor))


def _add(track: Track, point: tuple[float, float, float]) -> None:
    """Append a point unless the track has come to its moment already; moments are whole microseconds."""
    moment = round(point[2], 6)
    if not track or moment > track[-1][2] + 5e-7:
        track.append((point[0], point[1], moment))
