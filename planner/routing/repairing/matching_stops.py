"""Which visit of a day's problem each stop of a plan makes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from planner.domain.plan import Route, Stop
from planner.geo import great_circle_m
from planner.routing.prepare import Prepared

TOLERANCE_S = 1.0
"""Allowance for times that were rounded [s]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A stop of a plan as a visit of the problem.

    Attributes
    ----------
    unit, visit, way
        Numbers in the problem; -1: there is no such visit.
    begin_s, end_s
        The stay itself, without what the unit waits there afterwards [s].
    """

    unit: int
    visit: int
    way: int
    begin_s: float
    end_s: float
    stop: Stop


def matched(prepared: Prepared, routes: Mapping[int, Route]) -> dict[int, list[Made]]:
    """Match the stops of each unit, given by its number, but those at its base.

    A stop makes the first visit to its place to close among those whose window holds it, that its unit may make and
    that nobody else has made; pinned visits come first.
    """
    problem, ground = prepared
    open_to: dict[tuple[str, str], list[int]] = defaultdict(list)
    order = sorted(range(problem.visits), key=lambda v: (ground.visits[v].pin < 0, problem.visit_closes_s[v]))
    for v in order:
        open_to[ground.visits[v].kind, ground.visits[v].id].append(v)
    stops = [(stop, unit) for unit, route in routes.items() for stop in route.stops if stop.kind != "base"]
    found: dict[int, list[Made]] = {unit: [] for unit in routes}
    for stop, unit in sorted(stops, key=lambda item: item[0].arrive.timestamp()):
        made = _made(prepared, stop, unit, open_to[stop.kind, stop.id])
        if made.visit >= 0:
            open_to[stop.kind, stop.id].remove(made.visit)
        found[unit].append(made)
    return found


def _made(prepared: Prepared, stop: Stop, unit: int, visits: Sequence[int]) -> Made:
    problem, ground = prepared
    kind = int(problem.unit_class[unit])
    begin_s, depart_s = ground.seconds(stop.arrive), ground.seconds(stop.depart)
    for v in visits:
        needed = bool(problem.visit_required[v]) or stop.kind == "break"
        if needed != stop.required or not problem.visit_allowed[v, unit]:
            continue
        way = _nearest_way(prepared, stop, kind, v)
        end_s = begin_s + float(problem.way_service_s[kind, way])
        exact = stop.kind in {"line", "area"} and abs(end_s - depart_s) > TOLERANCE_S
        inside = begin_s >= problem.visit_opens_s[v] - TOLERANCE_S and end_s <= problem.visit_closes_s[v] + TOLERANCE_S
        if inside and end_s <= depart_s + TOLERANCE_S and not exact:
            return Made(unit=unit, visit=v, way=way, begin_s=begin_s, end_s=min(end_s, depart_s), stop=stop)
    return Made(unit=unit, visit=-1, way=-1, begin_s=begin_s, end_s=depart_s, stop=stop)


def _nearest_way(prepared: Prepared, stop: Stop, kind: int, v: int) -> int:
    """Give the way of a visit that begins where the stop does: for a line the direction that was taken."""
    problem, ground = prepared
    ways = range(int(problem.way_start[v]), int(problem.way_start[v + 1]))
    able = [way for way in ways if np.isfinite(problem.way_service_s[kind, way])] or [ways[0]]
    if len(able) == 1:
        return able[0]
    entries = [ground.lonlat(kind, int(problem.way_entry[way])) for way in able]
    return able[int(np.argmin(great_circle_m(entries, (stop.lon, stop.lat))))]
