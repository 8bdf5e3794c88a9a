"""A bound on the optional value that any plan can reach: a linear programme of the time that every visit takes.

The programme spreads visits over units as if they could be cut, and keeps to what every plan keeps to: time on shift,
time in each window, loads, ceilings and the shares of repeats. Its multipliers are read back and the bound is summed up
from them (weak duality), so that it holds whatever the tolerances of the solver are.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from planner.routing.bounds.needs import crews
from planner.routing.bounds.reach import reach
from planner.routing.bounds.relaxed import Programme, make_programme
from planner.routing.problem import RoutingProblem

Floats = NDArray[np.float64]
LIMIT_S = 2.0
"""Longest time that one linear programme may take; without it the bound of the ceilings stands [s]."""


def most_required(problem: RoutingProblem) -> int:
    """Bound the number of required visits that any plan can make."""
    servable = reach(problem).servable(problem)
    alone = int((servable.any(axis=1) & problem.visit_required).sum())
    if not alone:
        return 0
    programme = make_programme(problem, crews(problem, servable), 0)
    count = programme.counting_required(problem)
    highest = _highest(programme, count)
    return min(alone, math.floor(highest + 1e-6)) if math.isfinite(highest) else alone


def bound(problem: RoutingProblem, required_served: int) -> float:
    """Bound the optional value of plans that make at least so many required visits [points].

    The smaller of two: all that some unit could make, as far as the ceiling of each place allows, and the linear
    programme.
    """
    servable = reach(problem).servable(problem)
    worth = np.where(servable.any(axis=1) & ~problem.visit_required, problem.visit_value, 0.0)
    plain = _within_ceilings(problem, worth)
    if plain <= 0:
        return 0.0
    programme = make_programme(problem, crews(problem, servable), required_served)
    return min(plain, _highest(programme, programme.worth))


def _within_ceilings(problem: RoutingProblem, worth: Floats) -> float:
    """Add up the most valuable visits of every place at the shares of repeats, as many as its ceiling allows."""
    total = 0.0
    for place in np.unique(problem.visit_place[worth > 0]):
        values = np.sort(worth[problem.visit_place == place])[::-1][: problem.ceiling]
        total += float((values * problem.repeat_share[: len(values)]).sum())
    return total


def _highest(programme: Programme, worth: Floats) -> float:
    """Bound the programme by the multipliers of its rows; infinite if the solver finds none.

    Any multipliers that are not negative give a bound: what the rows offer at these prices, and what is left over for
    every variable at its better end.
    """
    from scipy.optimize import linprog

    if not len(worth):
        return 0.0
    rows, most = programme.rows, programme.most
    made = linprog(
        -worth,
        A_ub=rows,
        b_ub=most,
        bounds=list(zip(programme.least_share.tolist(), programme.most_share.tolist(), strict=True)),
        method="highs",
        options={"time_limit": LIMIT_S},
    )
    if made.status != 0:
        return math.inf
    price = np.maximum(-made.ineqlin.marginals, 0.0)
    left = worth - rows.T @ price
    ends = np.maximum(left * programme.least_share, left * programme.most_share)
    return float(price @ most + ends.sum())
