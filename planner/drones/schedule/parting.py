"""Rounds in the air together are kept apart: a sortie that would come too near to another round's is not flown."""

from __future__ import annotations

import numpy as np

from planner.domain.round_rules import RoundRules
from planner.drones.problem import Floats

STEP_S = 0.5
"""Paths are compared at such steps [s]."""
MARGIN_M = 8.0
"""Added to the distance, for what two drones at 16 m/s each may come nearer within half a step [m]."""


def too_near(first: Floats, second: Floats, rules: RoundRules) -> bool:
    """Tell whether two drones come nearer to each other than they may, away from their docks.

    Parameters
    ----------
    first, second
        (n, 4) and (k, 4) x, y, height above ground [m] and time [s].
    rules
        The distances that count.

    Notes
    -----
    Neither drone counts while it is within the distance of its own dock. The comparison errs on the safe side by
    `MARGIN_M`, as it looks at steps of time alone.
    """
    begin, end = max(first[0, 3], second[0, 3]), min(first[-1, 3], second[-1, 3])
    if begin >= end or rules.separation_m <= 0:
        return False
    clock = np.arange(begin, end + STEP_S, STEP_S)
    one, other = (
        np.column_stack([np.interp(clock, path[:, 3], path[:, axis]) for axis in range(3)]) for path in (first, second)
    )
    apart_m = np.hypot(*(one - other)[:, :2].T)
    near = (apart_m < rules.separation_m + MARGIN_M) & (np.abs((one - other)[:, 2]) < rules.separation_height_m)
    for place, path in ((one, first), (other, second)):
        near &= np.hypot(*(place[:, :2] - path[0, :2]).T) >= rules.separation_m - MARGIN_M
    return bool(near.any())
