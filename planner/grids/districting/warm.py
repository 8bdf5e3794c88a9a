"""Compile what is compiled, so that nobody's first grids wait for it: ``python -m planner.grids.districting.warm``."""

from __future__ import annotations

import numpy as np

from planner.domain.solving import Limits
from planner.grids.districting.problem import DistrictProblem
from planner.grids.districting.solve import solve


def smallest() -> DistrictProblem:
    """Make a problem with a row of six cells and two districts."""
    place = np.arange(6)
    return DistrictProblem(
        load=np.ones(6, np.int64),
        weight=np.ones(6, np.int64),
        seconds=(60 * np.abs(place[:, None] - place)).astype(np.int32),
        pairs=np.column_stack([place[:-1], place[1:]]).astype(np.int64),
        border_cost=np.ones(5, np.int64),
        apart=np.empty((0, 2), np.int64),
        slot_count=np.array([2]),
        slot_cost=np.zeros((1, 6), np.int64),
        allowed=np.ones((1, 6), bool),
        load_low=2,
        load_high=4,
    )


def warm() -> None:
    """Solve the smallest problem; the compiled code stays on disk."""
    solve(smallest(), Limits(iterations=1, workers=1))


if __name__ == "__main__":
    warm()
