"""Routes written by hand: who makes which visits in which order, as early as can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.routing.prepare import Prepared
from planner.routing.problem import RoutingProblem, RoutingResult, UnitRoute
from planner.routing.reckoning.hours import arrival_s


def routed(prepared: Prepared, wanted: Mapping[str, Sequence[str]]) -> RoutingResult:
    """Give the answer in which units, by id, make visits, by id, one after the other; each is made once."""
    problem, ground = prepared
    routes, taken = [], set()
    for unit, record in enumerate(ground.units):
        visits = []
        for name in wanted.get(record.id, ()):
            visits.append(
                next(
                    v
                    for v, visit in enumerate(ground.visits)
                    if visit.id == name and v not in taken and problem.visit_allowed[v, unit]
                )
            )
            taken.add(visits[-1])
        routes.append(_earliest(problem, unit, [int(problem.way_start[v]) for v in visits]))
    return RoutingResult(
        status="feasible",
        required_served=0,
        required_total=0,
        objective=0.0,
        bound=0.0,
        travel_s=0.0,
        spread=0.0,
        seconds=0.0,
        routes=tuple(routes),
    )


def _earliest(problem: RoutingProblem, unit: int, ways: list[int]) -> UnitRoute:
    """Make some ways as early as can be; the test fails if one of them is out of reach or too late."""
    kind = int(problem.unit_class[unit])
    here, clock = int(problem.unit_start_node[unit]), float(problem.unit_start_s[unit])
    visit_of, begins = problem.way_visit(), []
    for way in ways:
        there = int(problem.way_entry[way])
        clock = arrival_s(problem, kind, float(problem.travel_s[kind, here, there]), clock)
        clock = max(clock, float(problem.visit_opens_s[visit_of[way]]))
        begins.append(clock)
        clock += float(problem.way_service_s[kind, way])
        assert clock <= problem.visit_closes_s[visit_of[way]] + 1e-6
        here = int(problem.way_exit[way])
    back_s = arrival_s(problem, kind, float(problem.travel_s[kind, here, problem.unit_end_node[unit]]), clock)
    assert back_s <= problem.unit_end_s[unit] + 1e-6
    return UnitRoute(ways=tuple(ways), begin_s=tuple(begins))
