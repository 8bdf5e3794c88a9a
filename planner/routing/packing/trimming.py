"""Take off routes what is too much: visits that another route makes as well, and those above the ceiling of a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from planner.routing.problem import RoutingProblem
from planner.routing.reckoning.figures import in_time, travel_s, work_share

Route = tuple[int, ...]


def trim(problem: RoutingProblem, routes: Sequence[Route], *, even: bool) -> list[Route] | None:
    """Leave every visit to one route and every place at its ceiling; None if a route would not be in time then.

    A visit that several routes make stays with the one that would save the least time on the way without it or, when
    work is to be even, with the one whose unit works least.
    """
    visit_of, trimmed = problem.way_visit(), list(routes)
    for visit, units in _repeated(problem, routes):
        shorter = {unit: tuple(way for way in trimmed[unit] if visit_of[way] != visit) for unit in units}
        bound = [unit for unit in units if not in_time(problem, unit, shorter[unit])]
        if len(bound) > 1:
            return None
        keeper = bound[0] if bound else min(units, key=lambda unit: _gain(problem, unit, trimmed, shorter, even=even))
        trimmed = [shorter[unit] if unit in shorter and unit != keeper else ways for unit, ways in enumerate(trimmed)]
    for visit in _above_ceilings(problem, trimmed):
        for unit, ways in enumerate(trimmed):
            trimmed[unit] = tuple(way for way in ways if visit_of[way] != visit)
    return trimmed if all(in_time(problem, unit, ways) for unit, ways in enumerate(trimmed)) else None


def _gain(
    problem: RoutingProblem, unit: int, routes: Sequence[Route], shorter: dict[int, Route], *, even: bool
) -> float:
    """Tell how much is gained when a unit does not make a visit: its share of work, or time on the way [s]."""
    if even:
        return work_share(problem, unit, routes[unit])
    return travel_s(problem, unit, routes[unit]) - travel_s(problem, unit, shorter[unit])


def _repeated(problem: RoutingProblem, routes: Sequence[Route]) -> Iterator[tuple[int, list[int]]]:
    """List the visits that several units make."""
    visit_of, makers = problem.way_visit(), defaultdict(list)
    for unit, ways in enumerate(routes):
        for way in ways:
            makers[int(visit_of[way])].append(unit)
    return ((visit, makers[visit]) for visit in sorted(makers) if len(makers[visit]) > 1)


def _above_ceilings(problem: RoutingProblem, routes: Sequence[Route]) -> list[int]:
    """List the optional visits beyond the ceilings of their places, the least valuable ones; pinned ones stay."""
    made = problem.way_visit()[[way for ways in routes for way in ways]]
    made = np.unique(made[~problem.visit_required[made] & ~problem.is_break()[made]])
    order = np.lexsort((made, -problem.visit_value[made], problem.visit_pinned[made] < 0, problem.visit_place[made]))
    made = made[order]
    places = problem.visit_place[made]
    above = np.arange(len(made)) - np.searchsorted(places, places) >= problem.ceiling
    return [int(visit) for visit in made[above]]
