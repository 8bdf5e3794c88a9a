"""The figures of a routing result recomputed in plain Python: counts, value, travel by the hour and spread of work."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator

from planner.domain.violation import Violation
from planner.routing.problem import RoutingProblem, RoutingResult, UnitRoute


def visits_of_ways(problem: RoutingProblem) -> list[int]:
    """Give the visit that each way makes."""
    ends = problem.way_start.tolist()
    return [visit for visit in range(problem.visits) for _ in range(ends[visit], ends[visit + 1])]


def reached_s(problem: RoutingProblem, kind: int, origin: int, target: int, leave_s: float) -> float:
    """Give when a leg is done [s]: its length is used up band after band, each at its share of full speed."""
    length_s = float(problem.travel_s[kind, origin, target])
    if not math.isfinite(length_s):
        return math.inf
    borders = [float(border_s) for border_s in problem.band_from_s[1:] if border_s > leave_s]
    for border_s in [*borders, math.inf]:
        share = float(problem.band_share[kind, _band_at(problem, leave_s)])
        need_s = length_s / share
        if leave_s + need_s <= border_s:
            return leave_s + need_s
        length_s -= (border_s - leave_s) * share
        leave_s = border_s
    return math.inf


def _band_at(problem: RoutingProblem, at_s: float) -> int:
    """Give the band that holds at a moment; the first holds before it begins as well."""
    begun = [band for band, from_s in enumerate(problem.band_from_s) if from_s <= at_s]
    return begun[-1] if begun else 0


def figures(problem: RoutingProblem, result: RoutingResult) -> Iterator[Violation]:
    """Counts, value, travel and spread are what the routes say, and the value keeps to its bound."""
    visit_of = visits_of_ways(problem)
    made = [visit_of[way] for route in result.routes for way in route.ways]
    required = sum(bool(problem.visit_required[visit]) for visit in made)
    travel_s = [_travel_s(problem, unit, route) for unit, route in enumerate(result.routes)]
    stated = {
        "required_served": (result.required_served, required, 0.0),
        "required_total": (result.required_total, sum(map(bool, problem.visit_required.tolist())), 0.0),
        "objective": (result.objective, _value(problem, made), 1e-6),
        "travel_s": (result.travel_s, sum(travel_s), 1e-3),
        "spread": (result.spread, _spread(problem, result, travel_s), 1e-6),
    }
    for figure, (said, found, allowance) in stated.items():
        if not math.isclose(said, found, rel_tol=1e-9, abs_tol=allowance):
            yield Violation(code="figure_wrong", params={"figure": figure, "stated": said, "found": found})
    if not result.objective <= result.bound + 1e-6 * max(1.0, abs(result.bound)):
        yield Violation(code="value_over_bound", params={"value": result.objective, "bound": result.bound})


def _value(problem: RoutingProblem, made: list[int]) -> float:
    """Add up the optional visits: at each place the most valuable one at the first share, the next at the second."""
    breaks, at_place = set(problem.unit_break.tolist()), defaultdict(list)
    for visit in made:
        if not problem.visit_required[visit] and visit not in breaks:
            at_place[int(problem.visit_place[visit])].append(float(problem.visit_value[visit]))
    shares = [float(share) for share in problem.repeat_share]
    return math.fsum(
        worth * share
        for worths in at_place.values()
        for worth, share in zip(sorted(worths, reverse=True), shares, strict=False)
    )


def _spread(problem: RoutingProblem, result: RoutingResult, travel_s: list[float]) -> float:
    """Give the largest difference in a team between the shares of shifts that stays and the ways to them take."""
    shares = defaultdict(list)
    for unit, route in enumerate(result.routes):
        kind = int(problem.unit_class[unit])
        stays_s = math.fsum(float(problem.way_service_s[kind, way]) for way in route.ways)
        shift_s = float(problem.unit_end_s[unit]) - float(problem.unit_start_s[unit])
        shares[int(problem.unit_team[unit])].append((stays_s + travel_s[unit]) / shift_s)
    return max((max(team) - min(team) for team in shares.values()), default=0.0)


def _travel_s(problem: RoutingProblem, unit: int, route: UnitRoute) -> float:
    """Add up the time between stays, from the start to the end of the route, each leg begun at once [s]."""
    kind, node, total_s = int(problem.unit_class[unit]), int(problem.unit_start_node[unit]), 0.0
    leave_s = float(problem.unit_start_s[unit])
    for way, begin_s in zip(route.ways, route.begin_s, strict=True):
        total_s += reached_s(problem, kind, node, int(problem.way_entry[way]), leave_s) - leave_s
        leave_s, node = begin_s + float(problem.way_service_s[kind, way]), int(problem.way_exit[way])
    return total_s + reached_s(problem, kind, node, int(problem.unit_end_node[unit]), leave_s) - leave_s
