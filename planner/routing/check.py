"""Hold a routing result against its problem in plain Python: every rule again, and the figures recomputed."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from planner.domain.violation import Violation
from planner.routing.check_figures import figures, reached_s, visits_of_ways
from planner.routing.problem import RoutingProblem, RoutingResult, UnitRoute

TOLERANCE_S = 1e-5
"""Allowance for sums of floating-point seconds [s]."""
LOAD_TOLERANCE = 1e-9
"""Allowance for sums of floating-point loads, as a share of the most load."""


def check(problem: RoutingProblem, result: RoutingResult) -> list[Violation]:
    """List the rules that a result breaks; none when it is legal and its figures are right."""
    found = list(_shape(problem, result))
    if found:
        return found
    for unit, route in enumerate(result.routes):
        found += _times(problem, unit, route)
        found += _rights(problem, unit, route)
        found += _pinned_kept(problem, unit, route)
        found += _load(problem, unit, route)
    found += _once(problem, result)
    found += _ceilings(problem, result)
    found += _relief(problem, result)
    found += figures(problem, result)
    return found


def _shape(problem: RoutingProblem, result: RoutingResult) -> Iterator[Violation]:
    """One route a unit, of ways that exist, with a time each."""
    if len(result.routes) != problem.units:
        yield Violation(code="routes_missing", params={"routes": len(result.routes), "units": problem.units})
    for unit, route in enumerate(result.routes):
        known = all(0 <= way < problem.ways for way in route.ways)
        if not known or len(route.begin_s) != len(route.ways) or not all(map(math.isfinite, route.begin_s)):
            yield Violation(code="route_malformed", params={"unit": unit})


def _times(problem: RoutingProblem, unit: int, route: UnitRoute) -> Iterator[Violation]:
    """Stays lie in their windows and within the shift, and there is time to get from one to the next."""
    kind, visit_of = int(problem.unit_class[unit]), visits_of_ways(problem)
    node, free_s = int(problem.unit_start_node[unit]), float(problem.unit_start_s[unit])
    for way, begin_s in zip(route.ways, route.begin_s, strict=True):
        visit = visit_of[way]
        leave_s = begin_s + float(problem.way_service_s[kind, way])
        arrive_s = reached_s(problem, kind, node, int(problem.way_entry[way]), free_s)
        if not arrive_s <= begin_s + TOLERANCE_S:
            yield Violation(
                code="travel_too_quick", params={"unit": unit, "visit": visit, "early_s": arrive_s - begin_s}
            )
        opens_s, closes_s = float(problem.visit_opens_s[visit]), float(problem.visit_closes_s[visit])
        if not (begin_s >= opens_s - TOLERANCE_S and leave_s <= closes_s + TOLERANCE_S):
            yield Violation(code="visit_outside_window", params={"unit": unit, "visit": visit})
        node, free_s = int(problem.way_exit[way]), leave_s
    home_s = reached_s(problem, kind, node, int(problem.unit_end_node[unit]), free_s)
    if not home_s <= float(problem.unit_end_s[unit]) + TOLERANCE_S:
        late_s = home_s - float(problem.unit_end_s[unit])
        yield Violation(code="back_after_shift", params={"unit": unit, "late_s": late_s})


def _rights(problem: RoutingProblem, unit: int, route: UnitRoute) -> Iterator[Violation]:
    """A unit makes only visits that its tier and its force's ground allow."""
    visit_of = visits_of_ways(problem)
    for way in route.ways:
        if not problem.visit_allowed[visit_of[way], unit]:
            yield Violation(code="visit_without_right", params={"unit": unit, "visit": visit_of[way]})


def _pinned_kept(problem: RoutingProblem, unit: int, route: UnitRoute) -> Iterator[Violation]:
    """A unit makes every visit that is pinned to it, and its break when it is owed one."""
    visit_of, owed = visits_of_ways(problem), int(problem.unit_break[unit])
    made = {visit_of[way] for way in route.ways}
    if owed >= 0 and owed not in made:
        yield Violation(code="meal_missing", params={"unit": unit})
    for visit, pinned in enumerate(problem.visit_pinned.tolist()):
        if pinned == unit and visit != owed and visit not in made:
            yield Violation(code="pinned_missing", params={"unit": unit, "visit": visit})


def _load(problem: RoutingProblem, unit: int, route: UnitRoute) -> Iterator[Violation]:
    """The visits of a route put no more load on the unit than it can take."""
    visit_of = visits_of_ways(problem)
    load = math.fsum(float(problem.visit_load[visit_of[way]]) for way in route.ways)
    most = float(problem.unit_most_load[unit])
    if not load <= most + LOAD_TOLERANCE * max(1.0, abs(most)):
        yield Violation(code="load_over_most", params={"unit": unit, "load": load, "most": most})


def _once(problem: RoutingProblem, result: RoutingResult) -> Iterator[Violation]:
    """No visit is made twice, by whichever of its ways."""
    visit_of = visits_of_ways(problem)
    times = Counter(visit_of[way] for route in result.routes for way in route.ways)
    for visit, count in times.items():
        if count > 1:
            yield Violation(code="visit_twice", params={"visit": visit, "count": count})


def _ceilings(problem: RoutingProblem, result: RoutingResult) -> Iterator[Violation]:
    """No place has more optional visits than the ceiling."""
    visit_of, breaks = visits_of_ways(problem), set(problem.unit_break.tolist())
    made = [visit_of[way] for route in result.routes for way in route.ways]
    optional = [visit for visit in made if not problem.visit_required[visit] and visit not in breaks]
    for place, count in Counter(int(problem.visit_place[visit]) for visit in optional).items():
        if count > problem.ceiling:
            yield Violation(code="place_over_ceiling", params={"place": place, "count": count, "most": problem.ceiling})


def _relief(problem: RoutingProblem, result: RoutingResult) -> Iterator[Violation]:
    """Never are all units of a relief group that are on shift on break, when they are two or more."""
    visit_of = visits_of_ways(problem)
    breaks: dict[int, tuple[float, float]] = {}
    for unit, route in enumerate(result.routes):
        for way, begin_s in zip(route.ways, route.begin_s, strict=True):
            if visit_of[way] == int(problem.unit_break[unit]):
                breaks[unit] = begin_s, begin_s + float(problem.way_service_s[int(problem.unit_class[unit]), way])
    for group in problem.relief:
        moments = {breaks[unit][0] for unit in group if unit in breaks}
        moments |= {float(problem.unit_end_s[unit]) for unit in group}
        for at_s in sorted(moments):
            if _all_rest(problem, group, breaks, at_s + TOLERANCE_S):
                yield Violation(code="all_at_meal", params={"units": len(group), "at_s": at_s})


def _all_rest(
    problem: RoutingProblem, group: tuple[int, ...], breaks: dict[int, tuple[float, float]], at_s: float
) -> bool:
    """Tell whether at a moment two or more of a group are on shift and all of them on break."""
    out = [unit for unit in group if problem.unit_start_s[unit] <= at_s < problem.unit_end_s[unit]]
    resting = [unit for unit in out if unit in breaks and breaks[unit][0] <= at_s < breaks[unit][1] - TOLERANCE_S]
    return len(out) > 1 and len(resting) == len(out)
