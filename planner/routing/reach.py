"""What a unit could do if it did nothing else: the base of the bound and of every explanation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.routing.problem import RoutingProblem

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """What stands in the way of each visit by each unit, each (v, u).

    Attributes
    ----------
    joined
        Streets lead from the base to the visit and back.
    fits
        The stay is no longer than its window.
    in_time
        Both, and the stay lies within window and shift when the unit comes straight from its base and returns there.
    """

    joined: Flags
    fits: Flags
    in_time: Flags

    def servable(self, problem: RoutingProblem) -> Flags:
        """Tell which visits each unit may and can make, (v, u)."""
        return np.asarray(self.in_time & problem.visit_allowed)


def reach(problem: RoutingProblem) -> Reach:
    """Test every visit alone, for every unit; the best of its ways counts."""
    visit, classes, base = problem.way_visit(), problem.unit_class, problem.unit_base
    there = problem.travel_s[classes[:, None], base[:, None], problem.way_entry[None, :]].T
    home = problem.travel_s[classes[:, None], problem.way_exit[None, :], base[:, None]].T
    service = problem.way_service_s[classes].T
    opens, closes = problem.visit_opens_s[visit][:, None], problem.visit_closes_s[visit][:, None]
    leaves = np.maximum(opens, problem.unit_start_s + there) + service
    joined = np.isfinite(there + home + service)
    fits = joined & (opens + service <= closes)
    in_time = fits & (leaves <= closes) & (leaves + home <= problem.unit_end_s)
    return Reach(*(_any_way(problem, table) for table in (joined, fits, in_time)))


def _any_way(problem: RoutingProblem, table: Flags) -> Flags:
    """Bring (w, u) to (v, u)."""
    if not problem.visits:
        return np.zeros((0, problem.units), bool)
    return np.asarray(np.logical_or.reduceat(table, problem.way_start[:-1], axis=0))
