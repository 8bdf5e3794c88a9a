"""A bound on the optional value that any plan can reach."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.routing.problem import RoutingProblem
from planner.routing.reach import reach

Floats = NDArray[np.float64]


def most_required(problem: RoutingProblem) -> int:
    """Count the required visits that some unit could make if it did nothing else."""
    servable = reach(problem).servable(problem).any(axis=1)
    return int((servable & problem.visit_required).sum())


def bound(problem: RoutingProblem, required_served: int) -> float:
    """Bound the optional value of plans that make at least so many required visits [points].

    The smaller of two: all that some unit could make, as far as the ceiling of each place allows; and what fits into
    the time on shift, each visit cut as small as it can be (a fractional knapsack: Dantzig, "Discrete-variable extremum
    problems", Operations Research 5, 1957) when it takes no more than its stay and the least way to it.
    """
    servable = reach(problem).servable(problem).any(axis=1)
    need_s = least_time_s(problem)
    worth = np.where(servable & ~problem.visit_required, problem.visit_value, 0.0)
    must = np.sort(need_s[servable & problem.visit_required])[:required_served]
    room_s = float((problem.unit_end_s - problem.unit_start_s).sum() - need_s[problem.is_break()].sum() - must.sum())
    return min(_within_ceilings(problem, worth), _knapsack(worth, need_s, max(room_s, 0.0)))


def least_time_s(problem: RoutingProblem) -> Floats:
    """Give the least time that each visit takes out of a shift, (v,): its stay and the least way to it [s]."""
    entry, visit = problem.way_entry, problem.way_visit()
    departures = np.unique(np.concatenate([problem.way_exit, problem.unit_base]))
    taken = np.full(problem.visits, np.inf)
    for travel_s, service_s in zip(problem.travel_s, problem.way_service_s, strict=True):
        way_s = travel_s[np.ix_(departures, entry)].copy()
        own = departures[:, None] == problem.way_exit[None, :]
        crowded = np.bincount(problem.way_exit, minlength=len(travel_s))[departures] > 1
        crowded |= np.isin(departures, problem.unit_base)
        way_s[own & ~crowded[:, None]] = np.inf
        way_s = np.where(np.isfinite(way_s), way_s, np.inf).min(axis=0)
        np.minimum.at(taken, visit, np.where(np.isfinite(service_s + way_s), service_s + way_s, np.inf))
    return np.where(np.isfinite(taken), taken, 0.0)


def _within_ceilings(problem: RoutingProblem, worth: Floats) -> float:
    """Add up the most valuable visits of every place, as many as its ceiling allows."""
    total = 0.0
    for place in np.unique(problem.visit_place[worth > 0]):
        values = np.sort(worth[problem.visit_place == place])[::-1]
        total += float(values[: problem.ceiling].sum())
    return total


def _knapsack(worth: Floats, need_s: Floats, room_s: float) -> float:
    """Fill a span of time with the visits of most value for time; the last one may be cut."""
    rows = np.flatnonzero(worth > 0)
    rows = rows[np.argsort(-worth[rows] / np.maximum(need_s[rows], 1e-9), kind="stable")]
    used_s = np.cumsum(need_s[rows])
    share = np.clip((room_s - used_s + need_s[rows]) / np.maximum(need_s[rows], 1e-9), 0.0, 1.0)
    share[need_s[rows] <= 0] = 1.0
    return float((worth[rows] * share).sum())
