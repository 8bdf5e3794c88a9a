"""When the stays of given routes begin: anywhere between as early and as late as their windows allow."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from planner.routing.problem import RoutingProblem
from planner.routing.reckoning.hours import arrival_s, departure_s

Floats = NDArray[np.float64]


def due_s(problem: RoutingProblem, unit: int, ways: Sequence[int]) -> list[float]:
    """Give the latest time at which each stay of a route must begin, and at last its unit must be back [s]."""
    kind, node = int(problem.unit_class[unit]), int(problem.unit_end_node[unit])
    visit = np.searchsorted(problem.way_start, list(ways), side="right") - 1
    due = [float(problem.unit_end_s[unit])]
    for way, v in zip(reversed(ways), visit[::-1].tolist(), strict=True):
        leave = departure_s(problem, kind, float(problem.travel_s[kind, problem.way_exit[way], node]), due[-1])
        due.append(min(leave, float(problem.visit_closes_s[v])) - float(problem.way_service_s[kind, way]))
        node = int(problem.way_entry[way])
    return due[::-1]


def wanted_begin_s(problem: RoutingProblem, unit: int, ways: Sequence[int], wanted_s: Floats) -> tuple[float, ...]:
    """Let each stay of a route begin as near as can be to when it is wanted, the first stays first [s].

    Parameters
    ----------
    wanted_s
        (v,) when the stay of each visit should begin [s].
    """
    kind, node = int(problem.unit_class[unit]), int(problem.unit_start_node[unit])
    visit = np.searchsorted(problem.way_start, list(ways), side="right") - 1
    clock, begins = float(problem.unit_start_s[unit]), []
    for way, v, latest in zip(ways, visit.tolist(), due_s(problem, unit, ways), strict=False):
        arrive = arrival_s(problem, kind, float(problem.travel_s[kind, node, problem.way_entry[way]]), clock)
        earliest = max(arrive, float(problem.visit_opens_s[v]))
        begins.append(max(earliest, min(latest, float(wanted_s[v]))))
        clock, node = begins[-1] + float(problem.way_service_s[kind, way]), int(problem.way_exit[way])
    return tuple(begins)
