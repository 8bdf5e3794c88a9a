"""The ways to make each visit: one for points and areas, one each direction for lines, and how long each takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.domain.scenario import Scenario
from planner.geo import Frame
from planner.routing.places.bands import Bands
from planner.routing.places.lines import along, line_length_m
from planner.routing.visits.visit import Visit
from planner.streets.travel import Travel

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ways:
    """The ways of v visits for c travel classes.

    Attributes
    ----------
    start
        (v + 1,) where each visit's ways start.
    entry, exit
        (w,) nodes of the problem where the stay begins and ends.
    service_s
        (c, w) length of the stay [s]; infinite where the class cannot make it.
    line_edges
        For each class, the edges along a line by the number of the way.
    """

    start: list[int]
    entry: list[int]
    exit: list[int]
    service_s: Floats
    line_edges: list[dict[int, list[int]]]


def ways_of(
    scenario: Scenario,
    visits: Sequence[Visit],
    ends: Sequence[tuple[int, int]],
    travels: Sequence[Travel],
    line_nodes: Sequence[Sequence[Sequence[int]]],
    slow: Bands,
) -> Ways:
    """List the ways of every visit.

    A line takes its drive, at the slowest speed of any hour that its window touches, and its dwell; and no less than
    the visit's least stay. So the time is enough whenever it begins.

    Parameters
    ----------
    ends
        (v,) nodes of the problem where each visit begins and ends.
    travels
        (c,) travel of each class at full speed.
    line_nodes
        For each class, the street nodes along each of the scenario's lines.
    slow
        Speed of each class by the hour.
    """
    start, entry, leaving = [0], list[int](), list[int]()
    service: list[list[float]] = []
    line_edges: list[dict[int, list[int]]] = [{} for _ in travels]
    known: dict[tuple[int, int], list[list[int] | None]] = {}
    for visit, (first, last) in zip(visits, ends, strict=True):
        shares = slow.slowest(visit.opens_s, visit.closes_s)
        directions = [(first, last), (last, first)] if visit.kind == "line" else [(first, last)]
        for direction, (begin, end) in enumerate(directions):
            stays_s = []
            for kind, travel in enumerate(travels):
                drive_s = 0.0
                if visit.kind == "line":
                    if (kind, visit.index) not in known:
                        known[kind, visit.index] = _line_edges(travel, line_nodes[kind][visit.index], scenario, visit)
                    edges = known[kind, visit.index][direction]
                    if edges is not None:
                        line_edges[kind][len(entry)] = edges
                    drive_s = np.inf if edges is None else travel.seconds(edges) / float(shares[kind])
                stays_s.append(max(drive_s + visit.dwell_s, visit.least_stay_s))
            entry.append(begin)
            leaving.append(end)
            service.append(stays_s)
        start.append(len(entry))
    service_s = np.array(service, float).reshape(len(service), len(travels)).T
    return Ways(start=start, entry=entry, exit=leaving, service_s=service_s, line_edges=line_edges)


def _line_edges(travel: Travel, nodes: Sequence[int], scenario: Scenario, visit: Visit) -> list[list[int] | None]:
    """Give the edges along a line in its own direction and against it; None where streets do not allow it."""
    if not nodes:
        return [None, None]
    length_m, frame = line_length_m(scenario.lines[visit.index].line), Frame(scenario.station.base)
    both = [along(travel, nodes, length_m, frame), along(travel, nodes[::-1], length_m, frame)]
    return [edges if edges is None or np.isfinite(travel.seconds(edges)) else None for edges in both]
