"""Stays put into routes that are there already, one by one, where they cost least time: the small steps of a repair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from planner.routing.problem import RoutingProblem
from planner.routing.reckoning.hours import arrival_s, departure_s

TOLERANCE_S = 1e-6
SAME_S = 1e-5
"""A stay that begins later by less than this is not made later [s]."""

Route = tuple[int, ...]


class Slot(NamedTuple):
    """Where a visit fits: how many later stays begin later, what it costs the unit [s], whose route, where, how."""

    later: int
    cost_s: float
    unit: int
    place: int
    way: int


class Times(NamedTuple):
    """Times of a route: when each end is left at the earliest, and when each stay, or home, is due at the latest [s].

    `leave_s` begins with the start of the shift; `due_s` ends with its end. Infinite or minus infinite times stand for
    routes that cannot be kept.
    """

    leave_s: list[float]
    due_s: list[float]


def visit_of(problem: RoutingProblem, way: int) -> int:
    """Give the visit that a way makes."""
    return int(np.searchsorted(problem.way_start, way, side="right")) - 1


def times(problem: RoutingProblem, unit: int, route: Route) -> Times | None:
    """Give the times of a route; None if it cannot be kept."""
    kind, node = int(problem.unit_class[unit]), int(problem.unit_start_node[unit])
    clock, home = float(problem.unit_start_s[unit]), int(problem.unit_end_node[unit])
    leave_s, travel_s = [clock], problem.travel_s[kind]
    for way in route:
        v, service_s = visit_of(problem, way), float(problem.way_service_s[kind, way])
        arrive_s = arrival_s(problem, kind, float(travel_s[node, problem.way_entry[way]]), clock)
        clock = max(arrive_s, float(problem.visit_opens_s[v])) + service_s
        if not clock <= float(problem.visit_closes_s[v]) + TOLERANCE_S:
            return None
        leave_s.append(clock)
        node = int(problem.way_exit[way])
    back_s = arrival_s(problem, kind, float(travel_s[node, home]), clock)
    if not back_s <= float(problem.unit_end_s[unit]) + TOLERANCE_S:
        return None
    due_s, node = [float(problem.unit_end_s[unit])], home
    for way in reversed(route):
        v, service_s = visit_of(problem, way), float(problem.way_service_s[kind, way])
        leg_s = float(travel_s[int(problem.way_exit[way]), node])
        last_s = min(departure_s(problem, kind, leg_s, due_s[-1]), float(problem.visit_closes_s[v]))
        due_s.append(last_s - service_s)
        node = int(problem.way_entry[way])
    return Times(leave_s, due_s[::-1])


def slots(problem: RoutingProblem, unit: int, route: Route, known: Times, v: int) -> Iterator[Slot]:
    """List where a visit fits into a route without anything else being left out."""
    if not problem.visit_allowed[v, unit]:
        return
    kind, home = int(problem.unit_class[unit]), int(problem.unit_end_node[unit])
    travel_s, opens_s = problem.travel_s[kind], float(problem.visit_opens_s[v])
    exits = [int(problem.unit_start_node[unit]), *(int(problem.way_exit[way]) for way in route)]
    entries = [*(int(problem.way_entry[way]) for way in route), home]
    for way in range(int(problem.way_start[v]), int(problem.way_start[v + 1])):
        service_s, entry, leaving = (
            float(problem.way_service_s[kind, way]),
            problem.way_entry[way],
            problem.way_exit[way],
        )
        if not np.isfinite(service_s):
            continue
        last_s = float(problem.visit_closes_s[v]) - service_s
        for place, (before, after) in enumerate(zip(exits, entries, strict=True)):
            leave_s, due_s = known.leave_s[place], known.due_s[place]
            if leave_s > last_s + TOLERANCE_S or opens_s + service_s > due_s + TOLERANCE_S:
                continue
            begin_s = max(arrival_s(problem, kind, float(travel_s[before, entry]), leave_s), opens_s)
            if not begin_s <= last_s + TOLERANCE_S:
                continue
            onward_s = arrival_s(problem, kind, float(travel_s[leaving, after]), begin_s + service_s)
            if onward_s <= due_s + TOLERANCE_S:
                direct_s = arrival_s(problem, kind, float(travel_s[before, after]), leave_s)
                later = _made_later(problem, kind, route, known, place, onward_s)
                yield Slot(later, onward_s - direct_s, unit, place, way)


def _made_later(problem: RoutingProblem, kind: int, route: Route, known: Times, place: int, there_s: float) -> int:
    """Count the stays from a place on that begin later if the unit is there later [s]."""
    clock, count = there_s, 0
    for number in range(place, len(route)):
        way = route[number]
        service_s = float(problem.way_service_s[kind, way])
        begin_s = max(clock, float(problem.visit_opens_s[visit_of(problem, way)]))
        if begin_s + service_s <= known.leave_s[number + 1] + SAME_S:
            break
        count += 1
        if number + 1 < len(route):
            leg_s = float(problem.travel_s[kind, problem.way_exit[way], problem.way_entry[route[number + 1]]])
            clock = arrival_s(problem, kind, leg_s, begin_s + service_s)
    return count


def put(route: Route, slot: Slot) -> Route:
    """Give a route with a visit in its slot."""
    return (*route[: slot.place], slot.way, *route[slot.place :])


def best_slot(
    problem: RoutingProblem, routes: Sequence[Route] | Mapping[int, Route], v: int, units: Sequence[int]
) -> Slot | None:
    """Give the slot of a visit that makes the fewest stays later, and then is the cheapest; None if it fits nowhere."""
    found = []
    for unit in units:
        known = times(problem, unit, routes[unit])
        found += list(slots(problem, unit, routes[unit], known, v)) if known is not None else []
    return min(found, default=None)
