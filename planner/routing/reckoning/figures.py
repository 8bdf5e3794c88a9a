"""The figures of routes as the solver reckons them: when stays begin, time on the way, score and spread of work."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner.routing.problem import RoutingProblem
from planner.routing.reckoning.hours import done_s

Score = tuple[int, float, float]
"""Required visits made, value [points], and time on the way with its sign turned [s]: more is better, in this order."""


def begin_s(problem: RoutingProblem, unit: int, ways: Sequence[int]) -> tuple[float, ...]:
    """Give when each stay of a route begins, as early as can be [s]."""
    return _walk(problem, unit, ways)[0]


def travel_s(problem: RoutingProblem, unit: int, ways: Sequence[int]) -> float:
    """Add up the time on the way of a route, from its start to its end, when every leg begins at once [s]."""
    kind = problem.unit_class[unit]
    if (problem.band_share[kind] < 1.0).any():
        return _walk(problem, unit, ways)[1]
    row = list(ways)
    leave = [int(problem.unit_start_node[unit]), *problem.way_exit[row].tolist()]
    enter = [*problem.way_entry[row].tolist(), int(problem.unit_end_node[unit])]
    return float(problem.travel_s[kind, leave, enter].sum())


def in_time(problem: RoutingProblem, unit: int, ways: Sequence[int]) -> bool:
    """Tell whether all stays of a route lie in their windows and it ends within the shift."""
    begins, _, end_s = _walk(problem, unit, ways)
    row = list(ways)
    leaves = np.array(begins) + problem.way_service_s[problem.unit_class[unit], row]
    visits = np.searchsorted(problem.way_start, row, side="right") - 1
    return end_s <= problem.unit_end_s[unit] and bool((leaves <= problem.visit_closes_s[visits]).all())


def work_share(problem: RoutingProblem, unit: int, ways: Sequence[int]) -> float:
    """Give the share of a unit's shift that goes into stays, the meal break among them, and time on the way."""
    stays_s = float(problem.way_service_s[problem.unit_class[unit], list(ways)].sum())
    return (stays_s + travel_s(problem, unit, ways)) / float(problem.unit_end_s[unit] - problem.unit_start_s[unit])


def spread(problem: RoutingProblem, routes: Sequence[tuple[int, ...]]) -> float:
    """Give the largest difference in a team between the shares of their shifts that units spend on work, 0 to 1."""
    shares = np.array([work_share(problem, unit, ways) for unit, ways in enumerate(routes)])
    teams = np.unique(problem.unit_team)
    return max((float(np.ptp(shares[problem.unit_team == team])) for team in teams), default=0.0)


def score(problem: RoutingProblem, routes: Sequence[tuple[int, ...]]) -> Score:
    """Count required visits, value and time on the way saved."""
    visits = problem.way_visit()[[way for ways in routes for way in ways]]
    travel = sum(travel_s(problem, unit, ways) for unit, ways in enumerate(routes))
    return int(problem.visit_required[visits].sum()), round(value(problem, visits), 9), -round(travel, 6)


def best_plan(problem: RoutingProblem, plans: Sequence[Sequence[tuple[int, ...]]]) -> list[tuple[int, ...]]:
    """Choose the best of legal plans, the first among equals.

    Most required visits come first. Of the plans with these, those count whose value is no less than `even_share` below
    the most valuable one's. Among them the least spread comes first, then the least time on the way; when no value may
    be given up, the other way round.
    """
    scores = [score(problem, plan) for plan in plans]
    required = max(served for served, _, _ in scores)
    most = max(worth for served, worth, _ in scores if served == required)
    floor = most * (1.0 - problem.even_share) - 1e-9
    ranked = []
    for number, (served, worth, saved_s) in enumerate(scores):
        if served == required and worth >= floor:
            uneven = round(spread(problem, plans[number]), 6)
            order = (uneven, -saved_s, -worth) if problem.even_share > 0 else (-saved_s, uneven, -worth)
            ranked.append((*order, number))
    return list(plans[min(ranked)[-1]])


def value(problem: RoutingProblem, visits: Sequence[int] | np.ndarray) -> float:
    """Give what a set of visits is worth together [points].

    Of the optional visits to one place the most valuable counts by the first share of `repeat_share`, the next by the
    second, and so on; visits beyond the last share, required visits and breaks count nothing.
    """
    made = np.asarray(visits, np.int64)
    made = made[(~problem.visit_required & ~problem.is_break())[made]]
    made = made[np.lexsort((-problem.visit_value[made], problem.visit_place[made]))]
    places = problem.visit_place[made]
    rank = np.arange(len(made)) - np.searchsorted(places, places)
    counted = rank < problem.ceiling
    return float((problem.visit_value[made[counted]] * problem.repeat_share[rank[counted]]).sum())


def _walk(problem: RoutingProblem, unit: int, ways: Sequence[int]) -> tuple[tuple[float, ...], float, float]:
    """Give when each stay begins, the time on the way, and when the route ends [s]."""
    node, clock = int(problem.unit_start_node[unit]), float(problem.unit_start_s[unit])
    kind, row = int(problem.unit_class[unit]), list(ways)
    starts, shares = problem.band_from_s.tolist(), problem.band_share[kind].tolist()
    opens = problem.visit_opens_s[np.searchsorted(problem.way_start, row, side="right") - 1].tolist()
    begins, travel = [], 0.0
    stays = zip(
        problem.way_entry[row].tolist(),
        problem.way_exit[row].tolist(),
        problem.way_service_s[kind, row].tolist(),
        opens,
        strict=True,
    )
    for entry, leaving, service_s, opens_s in stays:
        arrive = done_s(starts, shares, float(problem.travel_s[kind, node, entry]), clock)
        travel += arrive - clock
        begins.append(max(arrive, opens_s))
        clock, node = begins[-1] + service_s, leaving
    home = done_s(starts, shares, float(problem.travel_s[kind, node, problem.unit_end_node[unit]]), clock)
    return tuple(begins), travel + home - clock, home
