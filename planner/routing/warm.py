"""Compile the search kernel now, so that nobody's first plan waits for it: ``python -m planner.routing.warm``."""

from __future__ import annotations

import numpy as np

from planner.domain.solving import Limits
from planner.routing.problem import RoutingProblem
from planner.routing.solve import solve


def smallest() -> RoutingProblem:
    """Make a problem with one unit and two visits, a minute apart from each other and from the base."""
    return RoutingProblem(
        travel_s=60.0 * (1.0 - np.eye(3))[None],
        unit_class=np.zeros(1, np.int32),
        unit_base=np.full(1, 2, np.int32),
        unit_start_s=np.zeros(1),
        unit_end_s=np.full(1, 3600.0),
        unit_break=np.full(1, -1, np.int32),
        visit_opens_s=np.zeros(2),
        visit_closes_s=np.full(2, 3600.0),
        visit_value=np.array([0.0, 1.0]),
        visit_required=np.array([True, False]),
        visit_place=np.arange(2, dtype=np.int32),
        visit_allowed=np.ones((2, 1), bool),
        way_start=np.arange(3, dtype=np.int32),
        way_entry=np.arange(2, dtype=np.int32),
        way_exit=np.arange(2, dtype=np.int32),
        way_service_s=np.full((1, 2), 300.0),
        ceiling=1,
    )


def warm() -> None:
    """Solve the smallest problem; the compiled code stays on disk."""
    solve(smallest(), Limits(iterations=10, workers=1))


if __name__ == "__main__":
    warm()
