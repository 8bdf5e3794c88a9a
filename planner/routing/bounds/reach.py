"""What a unit could do if it did nothing else: the base of the bound and of every explanation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.routing.problem import RoutingProblem
from planner.routing.reckoning.hours import arrivals_s

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """What stands in the way of each visit by each unit, each (v, u).

    Attributes
    ----------
    joined
        Streets lead from where the unit starts to the visit, and from there to where it ends.
    fits
        The stay is no longer than its window.
    in_time
        Both, and the stay lies within window and shift when the unit comes straight from its start and goes straight
        to its end, at the speed of the hour.
    """

    joined: Flags
    fits: Flags
    in_time: Flags

    def servable(self, problem: RoutingProblem) -> Flags:
        """Tell which visits each unit may and can make, (v, u): its rights, its load and who is pinned count too."""
        units = np.arange(problem.units)
        pinned = problem.visit_pinned[:, None]
        carried = problem.visit_load[:, None] <= problem.unit_most_load[None, :]
        return np.asarray(self.in_time & problem.visit_allowed & carried & ((pinned < 0) | (pinned == units)))


def reach(problem: RoutingProblem) -> Reach:
    """Test every visit alone, for every unit; the best of its ways counts."""
    visit, classes, start = problem.way_visit(), problem.unit_class, problem.unit_start_node
    there = problem.travel_s[classes[:, None], start[:, None], problem.way_entry[None, :]].T
    home = problem.travel_s[classes[:, None], problem.way_exit[None, :], problem.unit_end_node[:, None]].T
    service = problem.way_service_s[classes].T
    opens, closes = problem.visit_opens_s[visit][:, None], problem.visit_closes_s[visit][:, None]
    leaves = np.maximum(opens, _arrivals_s(problem, there, problem.unit_start_s[None, :])) + service
    joined = np.isfinite(there + home + service)
    fits = joined & (opens + service <= closes)
    in_time = fits & (leaves <= closes) & (_arrivals_s(problem, home, leaves) <= problem.unit_end_s)
    return Reach(*(_any_way(problem, table) for table in (joined, fits, in_time)))


def _arrivals_s(problem: RoutingProblem, leg_s: Floats, depart_s: Floats) -> Floats:
    """Give when each unit is done with its legs, (w, u) [s]."""
    done = np.empty_like(leg_s)
    departs = np.broadcast_to(depart_s, leg_s.shape)
    for kind in np.unique(problem.unit_class).tolist():
        own = problem.unit_class == kind
        done[:, own] = arrivals_s(problem, kind, leg_s[:, own], departs[:, own])
    return done


def _any_way(problem: RoutingProblem, table: Flags) -> Flags:
    """Bring (w, u) to (v, u)."""
    if not problem.visits:
        return np.zeros((0, problem.units), bool)
    return np.asarray(np.logical_or.reduceat(table, problem.way_start[:-1], axis=0))
