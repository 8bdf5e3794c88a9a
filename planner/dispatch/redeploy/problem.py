"""What the solver is asked and what it answers: numbers only.

Demand is reached within a ring (one, three, five minutes) if some unit's post is that near to it. Each ring has a
worth, so a point of demand that is reached within one minute earns all of them. This is maximal covering location
(Church and ReVelle, Papers of the Regional Science Association 32, 1974) with several rings and units of several kinds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

NEVER = 10**6
"""A time that no move takes [s]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RedeployProblem:
    """u units of k kinds, p posts, d points of demand, r rings.

    Attributes
    ----------
    move_s
        (u, p) time to a post [s]; `NEVER`: the unit may not stand there, or would be too late.
    home
        (u,) the post at which a unit is already; its time there is 0.
    kind
        (u,) kind of a unit.
    ring
        (k, p, d) the number of the tightest ring in which demand is reached from a post, 0 the tightest; r: in none.
    fixed_ring
        (d,) the same for those who are out and not asked to move.
    weight
        (d,) demand, in whole numbers.
    worth
        (r,) worth of a ring, in whole numbers.
    """

    move_s: NDArray[np.int64]
    home: NDArray[np.int64]
    kind: NDArray[np.int64]
    ring: NDArray[np.int8]
    fixed_ring: NDArray[np.int8]
    weight: NDArray[np.int64]
    worth: NDArray[np.int64]

    @property
    def most(self) -> int:
        """What would be earned if all demand were reached within the tightest ring."""
        return int(self.weight.sum() * self.worth.sum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """Who stands where.

    Attributes
    ----------
    status
        ``"optimal"``: no posts earn more, and none that earn as much (less what may be given up) need fewer moves or a
        shorter way; ``"feasible"``: the best found in the time.
    post
        (u,) post of each unit.
    earned, bound
        What the posts earn, and what none can earn more than.
    moves, travel_s
        Units that move, and their times together [s].
    """

    status: Literal["optimal", "feasible"]
    post: tuple[int, ...]
    earned: int
    bound: int
    moves: int
    travel_s: int
