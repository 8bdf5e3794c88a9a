"""Where ways of visits would fit into a route: between any two of its stays, with those in between left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.routing.problem import RoutingProblem
from planner.routing.reckoning.figures import begin_s
from planner.routing.reckoning.hours import arrivals_s, departures_s
from planner.routing.reckoning.timing import due_s

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

TOLERANCE_S = 1e-6
"""Allowance for sums of floating-point seconds [s]."""


@dataclass(frozen=True, slots=True, eq=False)
class Insertions:
    """A route of n stays, and k ways that it does not hold.

    Attributes
    ----------
    done_s
        (k, n + 1) when the stay of each way ends at the earliest when it comes behind the first i stays; infinite: not
        within its window [s].
    latest_s
        (k, n + 1) when it must end so that the stays from the j-th on are still in time; minus infinity: no way [s].
    """

    done_s: Floats
    latest_s: Floats

    def plain(self) -> Flags:
        """Tell where each way fits as the route is, (k, n + 1)."""
        return np.asarray(self.done_s <= self.latest_s + TOLERANCE_S)

    def runs(self) -> Flags:
        """Tell where it fits when the stays from i to before j are left out, (k, n + 1, n + 1)."""
        size = self.done_s.shape[1]
        fits = self.done_s[:, :, None] <= self.latest_s[:, None, :] + TOLERANCE_S
        return np.asarray(fits & np.triu(np.ones((size, size), bool)))


def insertions(problem: RoutingProblem, unit: int, ways: Sequence[int], others: Sequence[int]) -> Insertions:
    """Work out the times at which a unit could make other ways on its route, at the speed of the hour."""
    kind, row, new = int(problem.unit_class[unit]), list(ways), list(others)
    visit = np.searchsorted(problem.way_start, new, side="right") - 1
    stay_s, service_s = problem.way_service_s[kind, row], problem.way_service_s[kind, new][:, None]
    leave_s = np.concatenate([[problem.unit_start_s[unit]], np.array(begin_s(problem, unit, row)) + stay_s])
    before = np.concatenate([[problem.unit_start_node[unit]], problem.way_exit[row]])
    after = np.concatenate([problem.way_entry[row], [problem.unit_end_node[unit]]])
    there_s = problem.travel_s[kind][np.ix_(before, problem.way_entry[new])].T
    onward_s = problem.travel_s[kind][np.ix_(problem.way_exit[new], after)]
    begin = np.maximum(arrivals_s(problem, kind, there_s, leave_s), problem.visit_opens_s[visit][:, None])
    done_s = begin + service_s
    done_s[done_s > problem.visit_closes_s[visit][:, None] + TOLERANCE_S] = np.inf
    return Insertions(done_s, departures_s(problem, kind, onward_s, np.array(due_s(problem, unit, row))))
