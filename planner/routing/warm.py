"""Compile what is compiled now, so that nobody's first plan waits for it: ``python -m planner.routing.warm``."""

from __future__ import annotations

import numpy as np

from planner.domain.solving import Limits
from planner.routing.problem import RoutingProblem
from planner.routing.solve import solve
from planner.streets.warm import warm_streets


def smallest() -> RoutingProblem:
    """Make a problem with one unit and two visits, a minute apart from each other and from the base."""
    return RoutingProblem(
        travel_s=60.0 * (1.0 - np.eye(3))[None],
        unit_class=np.zeros(1, np.int32),
        band_from_s=np.zeros(1),
        band_share=np.ones((1, 1)),
        unit_start_node=np.full(1, 2, np.int32),
        unit_end_node=np.full(1, 2, np.int32),
        unit_start_s=np.zeros(1),
        unit_end_s=np.full(1, 3600.0),
        unit_break=np.full(1, -1, np.int32),
        unit_team=np.zeros(1, np.int32),
        unit_most_load=np.full(1, np.inf),
        visit_opens_s=np.zeros(2),
        visit_closes_s=np.full(2, 3600.0),
        visit_value=np.array([0.0, 1.0]),
        visit_required=np.array([True, False]),
        visit_place=np.arange(2, dtype=np.int32),
        visit_allowed=np.ones((2, 1), bool),
        visit_pinned=np.full(2, -1, np.int32),
        visit_load=np.zeros(2),
        way_start=np.arange(3, dtype=np.int32),
        way_entry=np.arange(2, dtype=np.int32),
        way_exit=np.arange(2, dtype=np.int32),
        way_service_s=np.full((1, 2), 300.0),
        repeat_share=np.ones(1),
    )


def warm() -> None:
    """Find a way on the smallest network and solve the smallest problem; the compiled code stays on disk."""
    warm_streets()
    solve(smallest(), Limits(iterations=10, workers=1))


if __name__ == "__main__":
    warm()
