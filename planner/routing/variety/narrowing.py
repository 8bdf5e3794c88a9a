"""Windows narrowed by chance, so that a plan made in them visits places at other times than the last one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from planner.routing.problem import RoutingProblem
from planner.routing.reckoning.figures import begin_s
from planner.routing.reckoning.hours import arrival_s

Floats = NDArray[np.float64]


def draw_parts(visits: int, plans: int, seed: int) -> Floats:
    """Draw where in its window each visit of each plan should lie, (plans, v), 0 to below 1.

    A Latin hypercube (McKay, Beckman and Conover, Technometrics 21, 1979): the window of a visit is cut into as many
    equal parts as there are plans, and every plan gets another one.
    """
    draw = np.random.default_rng([seed, 0x7A7])
    order = draw.permuted(np.tile(np.arange(plans)[:, None], (1, visits)), axis=0)
    return np.asarray((order + draw.random((plans, visits))) / plans)


def spare_s(problem: RoutingProblem) -> Floats:
    """Give how much longer each visit's window is than its longest stay by a unit that may make it, (v,) [s].

    0 where nothing may be moved: at breaks and pinned visits, and where no stay fits.
    """
    may = np.zeros((problem.visits, len(problem.travel_s)), bool)
    for unit in range(problem.units):
        may[:, problem.unit_class[unit]] |= problem.visit_allowed[:, unit]
    visit = problem.way_visit()
    stay_s = np.where(np.isfinite(problem.way_service_s) & may[visit].T, problem.way_service_s, 0.0).max(
        axis=0, initial=0.0
    )
    longest_s = np.zeros(problem.visits)
    np.maximum.at(longest_s, visit, stay_s)
    spare = np.maximum(problem.visit_closes_s - problem.visit_opens_s - longest_s, 0.0)
    return np.where(problem.visit_pinned >= 0, 0.0, spare)


def narrowed(problem: RoutingProblem, part: Floats, width: float) -> RoutingProblem:
    """Keep a share of the spare time of each visit's window, where its part (v,) says."""
    spare = spare_s(problem)
    opens_s = problem.visit_opens_s + part * (1.0 - width) * spare
    closes_s = problem.visit_closes_s - (1.0 - part) * (1.0 - width) * spare
    return replace(problem, visit_opens_s=opens_s, visit_closes_s=closes_s)


def reopened(narrow: RoutingProblem, problem: RoutingProblem, routes: Sequence[Sequence[int]]) -> RoutingProblem:
    """Give the visits that routes leave out their whole window back."""
    made = np.zeros(problem.visits, bool)
    made[problem.way_visit()[[way for ways in routes for way in ways]]] = True
    return replace(
        narrow,
        visit_opens_s=np.where(made, narrow.visit_opens_s, problem.visit_opens_s),
        visit_closes_s=np.where(made, narrow.visit_closes_s, problem.visit_closes_s),
    )


def kept(problem: RoutingProblem, routes: Sequence[Sequence[int]]) -> list[tuple[int, ...]]:
    """Keep of routes what fits into the problem's windows: the pinned visits, and of the others the first that do."""
    pinned = (problem.visit_pinned >= 0)[problem.way_visit()]
    legal = []
    for unit, ways in enumerate(routes):
        left = tuple(way for way in ways if pinned[way])
        for way in ways:
            trial = tuple(other for other in ways if other == way or other in left)
            if not pinned[way] and _legal(problem, unit, trial):
                left = trial
        legal.append(left)
    return legal


def _legal(problem: RoutingProblem, unit: int, ways: Sequence[int]) -> bool:
    """Tell whether every stay of a route ends within its window, and its unit is back in time."""
    kind, row = int(problem.unit_class[unit]), list(ways)
    if not row:
        return True
    visit = np.searchsorted(problem.way_start, row, side="right") - 1
    ends_s = np.array(begin_s(problem, unit, row)) + problem.way_service_s[kind, row]
    home_s = float(problem.travel_s[kind, problem.way_exit[row[-1]], problem.unit_end_node[unit]])
    back = arrival_s(problem, kind, home_s, float(ends_s[-1])) <= problem.unit_end_s[unit]
    return bool(back and (ends_s <= problem.visit_closes_s[visit]).all())
