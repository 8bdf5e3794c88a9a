"""What the solver is asked and what it answers: numbers only.

Every unit goes to one point or stays. The aims come one after the other: the fewest points with nobody, weighed by
priority; the least share of the needs that is missing, so that nine people do not outweigh two units; the earliest
moment at which the last unit is in place; the least sum of times.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

NEVER = 10**8
"""A time that no way takes [ds]."""
STAYS = -1
"""The point of a unit that stays behind."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MusterProblem:
    """u units, p points, n needs, g groups of which some must stay.

    Attributes
    ----------
    arrive_ds
        (u, p) when a unit can be at a point, whole tenths of seconds from now; `NEVER`: it cannot.
    due_ds
        (p,) who comes later does not count; `NEVER`: any time will do.
    point_weight
        (p,) what a point weighs to which nobody comes who brings something it needs.
    need_point, need_count, need_weight
        (n,) the point of a need, how many it asks for, and what one that is missing weighs.
    gives
        (u, n) how many of a need a unit brings, if it goes to the need's point.
    in_group, keep
        (u, g) whether a unit counts in a group, and (g,) how many units of it must stay.
    """

    arrive_ds: NDArray[np.int64]
    due_ds: NDArray[np.int64]
    point_weight: NDArray[np.int64]
    need_point: NDArray[np.int64]
    need_count: NDArray[np.int64]
    need_weight: NDArray[np.int64]
    gives: NDArray[np.int64]
    in_group: NDArray[np.bool_]
    keep: NDArray[np.int64]

    @property
    def must_stay(self) -> NDArray[np.int64]:
        """How many units of a group must stay, at most as many as there are, (g,)."""
        return np.asarray(np.minimum(self.keep, self.in_group.sum(axis=0)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Muster:
    """Who goes where.

    Attributes
    ----------
    status
        ``"optimal"``: every aim is proven; ``"feasible"``: the best found in the time.
    point
        (u,) point of each unit; `STAYS`.
    missing
        (n,) how many of each need are missing.
    empty
        What the points weigh to which nobody comes.
    lack, lack_bound
        What is missing, weighed, and what no muster that leaves as few points empty lacks less than; 0 where the time
        was over before.
    last_ds, total_ds
        When the last unit is in place, and the sum of all times [ds].
    """

    status: Literal["optimal", "feasible"]
    point: tuple[int, ...]
    missing: tuple[int, ...]
    empty: int
    lack: int
    lack_bound: int
    last_ds: int
    total_ds: int
