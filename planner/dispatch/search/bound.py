"""What no sectors of these units can exceed in a stage.

Ways between streets take no time here, and every street is searched by one unit at the most, a whole number of times.
Each second of a unit has a price (Lagrangean relaxation of the units' time: Held, Wolfe and Crowder, Mathematical
Programming 6, 1974); whatever the prices, the sum of what each street brings above its price, and of the price of all
time, is not less than what any sectors find. Units that search alike share their time, which only raises it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.dispatch.search.ground import Floats

MOST_PASSES = 8
"""Passes of one street that are looked at; more bring less than a thousandth of its chance on foot."""
ROUNDS = 120
"""How often prices are set anew."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pool:
    """Units that search alike: which (s,) stretches they may search, how long a pass takes, its effort, their time."""

    may: NDArray[np.bool_]
    pass_s: Floats
    thorough: float
    time_s: float


def most(chance: Floats, pools: Sequence[Pool]) -> float:
    """Give the chance that no sectors exceed.

    Parameters
    ----------
    chance
        (s,) chance of each stretch at the beginning.
    """
    pools = [pool for pool in pools if pool.time_s > 0 and (chance[pool.may] > 0).any()]
    if not pools:
        return 0.0
    passes = np.arange(1, MOST_PASSES + 1)
    value = np.array([np.where(pool.may[:, None], chance[:, None] * -np.expm1(-pool.thorough * passes), 0.0)
                      for pool in pools])  # fmt: skip
    takes_s = np.array([pool.pass_s[:, None] * passes for pool in pools])
    time_s = np.array([pool.time_s for pool in pools])
    every = np.arange(len(chance))
    beyond = float((chance * np.exp(-max(pool.thorough for pool in pools) * MOST_PASSES)).sum())
    price = np.array([float(chance[pool.may].sum()) / float(pool.time_s) for pool in pools])
    least = float(chance.sum())
    for number in range(ROUNDS):
        above = (value - price[:, None, None] * takes_s).transpose(1, 0, 2).reshape(len(chance), -1)
        best = above.argmax(axis=1)
        earned = above[every, best]
        least = min(least, float(np.maximum(earned, 0.0).sum() + price @ time_s) + beyond)
        pool, times = np.divmod(best, MOST_PASSES)
        used_s = np.where(earned > 0, takes_s[pool, every, times], 0.0)
        over = np.bincount(pool, used_s, minlength=len(pools)) / time_s - 1.0
        price = price * np.exp(0.5 * 0.96**number * np.clip(over, -1.0, 1.0))
    return least
