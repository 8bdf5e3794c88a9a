"""Anybody's routes held against a routing problem: rules and figures, in plain Python and without any solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from planner.routing.problem import RoutingProblem

TOLERANCE_S = 1e-6
"""Allowance for sums of floating-point seconds [s]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What routes are worth.

    Attributes
    ----------
    value
        Value of the optional visits made [points].
    required, required_total
        Required visits made, and how many there are.
    travel_s
        Time between stays, and from and to the ends, all units [s].
    broken
        Rules that the routes break, as sentences; none when they are legal.
    """

    value: float
    required: int
    required_total: int
    travel_s: float
    broken: tuple[str, ...]


def evaluate(problem: RoutingProblem, routes: Sequence[Sequence[int]]) -> Outcome:
    """Work out value, travel and broken rules of routes, each stay begun as early as can be.

    Breaks in turn (`relief`) and evenly shared work are not looked at: no instance of the benchmarks asks for them.

    Parameters
    ----------
    routes
        Ways in order, one list a unit.

    Raises
    ------
    ValueError
        If travel depends on the hour, which no instance has.
    """
    if (problem.band_share != 1.0).any():
        raise ValueError("the evaluator of the benchmarks knows one speed for the whole day")
    starts = problem.way_start.tolist()
    visit_of = [visit for visit in range(problem.visits) for _ in range(starts[visit], starts[visit + 1])]
    broken: list[str] = [] if len(routes) == problem.units else [f"{len(routes)} routes for {problem.units} units"]
    travel_s = 0.0
    for unit, ways in enumerate(routes):
        travel_s += _drive(problem, unit, ways, visit_of, broken)
    made = Counter(visit_of[way] for ways in routes for way in ways)
    broken += [f"visit {visit} is made {times} times" for visit, times in made.items() if times > 1]
    for visit, unit in enumerate(problem.visit_pinned.tolist()):
        if unit >= 0 and visit not in {visit_of[way] for way in routes[unit]}:
            broken.append(f"unit {unit} leaves out visit {visit}")
    required = problem.visit_required.tolist()
    return Outcome(
        value=_value(problem, list(made)),
        required=sum(required[visit] for visit in made),
        required_total=sum(required),
        travel_s=travel_s,
        broken=tuple(broken),
    )


def _drive(problem: RoutingProblem, unit: int, ways: Sequence[int], visit_of: list[int], broken: list[str]) -> float:
    """Follow one route and give its time between stays [s]; what is wrong with it is added to `broken`."""
    kind = int(problem.unit_class[unit])
    node, clock_s, travel_s, load = int(problem.unit_start_node[unit]), float(problem.unit_start_s[unit]), 0.0, 0.0
    for way in ways:
        visit = visit_of[way]
        leg_s = float(problem.travel_s[kind, node, problem.way_entry[way]])
        begin_s = max(clock_s + leg_s, float(problem.visit_opens_s[visit]))
        clock_s = begin_s + float(problem.way_service_s[kind, way])
        if not clock_s <= float(problem.visit_closes_s[visit]) + TOLERANCE_S:
            broken.append(f"unit {unit} is late at visit {visit}")
        if not problem.visit_allowed[visit, unit]:
            broken.append(f"unit {unit} may not make visit {visit}")
        node, travel_s, load = int(problem.way_exit[way]), travel_s + leg_s, load + float(problem.visit_load[visit])
    home_s = float(problem.travel_s[kind, node, problem.unit_end_node[unit]])
    if not clock_s + home_s <= float(problem.unit_end_s[unit]) + TOLERANCE_S:
        broken.append(f"unit {unit} is back late")
    if load > float(problem.unit_most_load[unit]) + TOLERANCE_S:
        broken.append(f"unit {unit} takes too much load")
    return travel_s + home_s


def _value(problem: RoutingProblem, visits: Sequence[int]) -> float:
    """Add up the value of optional visits, those to one place by the shares of the problem, the best first."""
    resting, shares = set(problem.unit_break.tolist()), problem.repeat_share.tolist()
    by_place: dict[int, list[float]] = {}
    for visit in visits:
        if not problem.visit_required[visit] and visit not in resting:
            by_place.setdefault(int(problem.visit_place[visit]), []).append(float(problem.visit_value[visit]))
    worth = 0.0
    for values in by_place.values():
        worth += sum(value * share for value, share in zip(sorted(values, reverse=True), shares, strict=False))
    return worth
