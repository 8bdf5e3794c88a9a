"""Departures at which a sortie is clear of zones that are closed for a part of its time only: reckoned to the second.

A sortie is over a zone's ground, with the distance kept from it, in known spans after take-off. It may leave whenever
none of them meets the hours in which the zone is closed.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator

from planner.drones.airspace.crossings import spans_over
from planner.drones.airspace.space import kept_out
from planner.drones.problem import DroneProblem, DroneZone, Floats, Span

MARGIN_S = 1.0
"""A flight keeps so far from the moment at which a zone closes or opens [s]."""
Shut = tuple[int, int]
"""First and last departure that is forbidden [s]."""


def shut_departures(problem: DroneProblem, path: Floats, minded: Collection[int]) -> tuple[Shut, ...]:
    """List the departures at which a flight would be over some zone while it is closed.

    Parameters
    ----------
    problem
        The day.
    path
        (n, 4) x, y, height above ground [m] and time from take-off [s].
    minded
        Zones that the path keeps out of, whatever the time: these need not be asked about.
    """
    return tuple(
        shut
        for index, zone in enumerate(problem.zones)
        if index not in minded
        for shut in _shut(zone, _over(problem, zone, path))
    )


def _over(problem: DroneProblem, zone: DroneZone, path: Floats) -> tuple[Span, ...]:
    """Give when a flight is over a zone in a way that matters: at its height, in a climb, or with the camera on [s]."""
    height_m = float(path[:, 2].max())
    ground = kept_out(zone, problem.rules.margin_m)
    if zone.closes(height_m) or zone.camera_off:
        return spans_over(ground, path)
    if zone.closes_climb(height_m):
        return (*spans_over(ground, path[:2]), *spans_over(ground, path[-2:]))
    return ()


def _shut(zone: DroneZone, over: tuple[Span, ...]) -> Iterator[Shut]:
    for enter_s, leave_s in over:
        for opens, closes in zone.active:
            first = math.floor(opens - leave_s - MARGIN_S) + 1
            last = math.ceil(closes - enter_s + MARGIN_S) - 1
            if first <= last:
                yield first, last
