"""Every legal plan of a tiny problem, and legal plans by chance: what the solver is held against."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np

from planner.routing.problem import RoutingProblem
from planner.routing.reckoning.hours import arrival_s

Plan = tuple[tuple[int, ...], ...]


def legal(problem: RoutingProblem, unit: int, ways: tuple[int, ...]) -> bool:
    """Tell whether a route keeps windows, shift, rights and load; what is pinned, and ceilings, apart."""
    kind, node = int(problem.unit_class[unit]), int(problem.unit_start_node[unit])
    made = problem.way_visit()[list(ways)].tolist()
    if len(set(made)) < len(made) or not problem.visit_allowed[made, unit].all():
        return False
    if problem.visit_load[made].sum() > problem.unit_most_load[unit] + 1e-9:
        return False
    clock = float(problem.unit_start_s[unit])
    for way, visit in zip(ways, made, strict=True):
        clock = arrival_s(problem, kind, problem.travel_s[kind, node, problem.way_entry[way]], clock)
        clock = max(clock, problem.visit_opens_s[visit]) + problem.way_service_s[kind, way]
        if clock > problem.visit_closes_s[visit]:
            return False
        node = int(problem.way_exit[way])
    home = arrival_s(problem, kind, problem.travel_s[kind, node, problem.unit_end_node[unit]], clock)
    return bool(home <= problem.unit_end_s[unit])


def keeps_pins(problem: RoutingProblem, unit: int, ways: tuple[int, ...]) -> bool:
    """Tell whether a route holds all that is pinned to its unit, the break as well, and nothing pinned to others."""
    made = problem.way_visit()[list(ways)]
    pinned = set(np.flatnonzero(problem.visit_pinned == unit).tolist())
    return pinned <= set(made.tolist()) and bool(np.isin(problem.visit_pinned[made], [-1, unit]).all())


def keeps_places(problem: RoutingProblem, plan: Plan) -> bool:
    """Tell whether no visit is made twice and no place has more optional visits than its ceiling."""
    made = problem.way_visit()[[way for ways in plan for way in ways]]
    if len(set(made.tolist())) < len(made):
        return False
    counted = made[~problem.visit_required[made] & ~problem.is_break()[made]]
    return bool(np.bincount(problem.visit_place[counted], minlength=1).max() <= problem.ceiling)


def every_route(problem: RoutingProblem, unit: int) -> list[tuple[int, ...]]:
    """List the legal routes of a unit, growing each while it stays legal; a longer one is never legal sooner."""
    grown: list[tuple[int, ...]] = [()]
    for ways in grown:
        grown += [longer for way in range(problem.ways) if legal(problem, unit, longer := (*ways, way))]
    return [ways for ways in grown if keeps_pins(problem, unit, ways)]


def every_plan(problem: RoutingProblem) -> Iterator[Plan]:
    """List every legal plan of a tiny problem."""
    for plan in itertools.product(*(every_route(problem, unit) for unit in range(problem.units))):
        if keeps_places(problem, plan):
            yield plan


def only_pinned(problem: RoutingProblem) -> Plan:
    """Give the plan in which every unit makes what is pinned to it and nothing else."""
    return tuple(
        next(
            order
            for order in itertools.permutations(
                int(problem.way_start[visit]) for visit in np.flatnonzero(problem.visit_pinned == unit)
            )
            if legal(problem, unit, order)
        )
        for unit in range(problem.units)
    )


def random_plan(problem: RoutingProblem, draw: np.random.Generator, pinned: Plan) -> Plan:
    """Fill routes that hold what is pinned with visits by chance, as long as they stay legal."""
    plan = pinned
    for way in draw.permutation(problem.ways).tolist():
        unit = int(draw.integers(problem.units))
        slot = int(draw.integers(len(plan[unit]) + 1))
        longer = (*plan[unit][:slot], way, *plan[unit][slot:])
        trial = (*plan[:unit], longer, *plan[unit + 1 :])
        kept = legal(problem, unit, longer) and keeps_pins(problem, unit, longer)
        if kept and keeps_places(problem, trial):
            plan = trial
    return plan
