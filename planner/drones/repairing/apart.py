"""Whether two flights keep apart, in steps of time."""

from __future__ import annotations

import numpy as np

from planner.domain.round_rules import RoundRules
from planner.drones.problem import Floats

STEP_S = 1.0
"""Flights are compared in steps of this; at 15 m/s each, two of them come 30 m nearer in one [s]."""


def keep_apart(first: Floats, second: Floats, rules: RoundRules) -> bool:
    """Tell whether two flights are apart over ground or in height whenever both are in the air, away from their docks.

    Parameters
    ----------
    first, second
        (n, 4) and (k, 4) x, y, height above ground [m] and time [s].
    rules
        Distances to keep; none over ground: all flights are apart.
    """
    begin, end = max(first[0, 3], second[0, 3]), min(first[-1, 3], second[-1, 3])
    if begin >= end or rules.separation_m <= 0:
        return True
    clock = np.append(np.arange(begin, end, STEP_S), end)
    heights_m = [np.interp(clock, path[:, 3], path[:, 2]) for path in (first, second)]
    clock = clock[np.abs(heights_m[0] - heights_m[1]) < rules.separation_height_m]
    if not len(clock):
        return True
    one, other = (
        np.column_stack([np.interp(clock, path[:, 3], path[:, axis]) for axis in range(2)]) for path in (first, second)
    )
    near = np.hypot(*(one - other).T) < rules.separation_m
    if not near.any():
        return True
    away = [np.hypot(*(place - path[0, :2]).T) >= rules.separation_m for place, path in ((one, first), (other, second))]
    return not bool((near & away[0] & away[1]).any())
