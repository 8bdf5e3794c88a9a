"""Prices of rows by climbing the Lagrangian bound: quick where schedules are cheap to price and the master is large.

Each step prices every officer once and moves the price of each row against its imbalance, measured by how much the
imbalance has swung (G. Hinton's RMSProp with momentum, on the subgradient of M. Held and R. Karp, 1971), in shrinking
steps. Rows differ in what a unit costs by orders of magnitude, so each moves in units of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor

import numpy as np
from numpy.typing import NDArray

from planner.rosters.search.generate import Generation
from planner.rosters.search.pricer import Pricer

Floats = NDArray[np.float64]

NEAR = 8
"""Stretches of a row's price beside its best value, of which the last is what a unit of it costs."""
FIRST_STEP, LAST_STEP = 0.02, 0.000005
"""Steps, as shares of a row's unit, at the beginning and at the end."""
SWING, MOMENTUM = 0.99, 0.97
"""How long past imbalances are remembered: their squares, and themselves."""


def climb(
    generation: Generation,
    pricers: Sequence[Pricer],
    executor: Executor | None,
    steps: int,
    spent: Callable[[], float],
) -> None:
    """Better the bound of a generation and the prices that it goes by.

    Parameters
    ----------
    steps
        Most steps.
    spent
        Tells which share of its time the climb has used; steps shrink with it, and with 1 it ends.
    """
    low, high, unit = _ranges(generation)
    duals = np.clip(np.zeros(low.size), low, high)
    swing, way = np.zeros(low.size), np.zeros(low.size)
    for step in range(steps):
        done = max(step / steps, spent())
        if done >= 1:
            return
        there = generation.imbalance(duals, pricers, executor)
        swing = SWING * swing + (1 - SWING) * there**2
        way = MOMENTUM * way + (1 - MOMENTUM) * there
        size = FIRST_STEP * (LAST_STEP / FIRST_STEP) ** done
        duals = np.clip(duals + size * unit * way / np.sqrt(swing / (1 - SWING ** (step + 1)) + 1e-9), low, high)


def _ranges(generation: Generation) -> tuple[Floats, Floats, Floats]:
    """Give the prices between which each row's must lie, and what a unit near its best value costs."""
    rows = generation.ground.rows
    low, high, unit = (np.zeros(rows.count) for _ in range(3))
    for row in range(rows.count):
        slopes = [part.slope for part in generation.ground.segments(row)]
        falling, rising = [slope for slope in slopes if slope < 0], [slope for slope in slopes if slope > 0]
        if slopes:
            low[row], high[row] = slopes[0], slopes[-1]
            near = min(NEAR, len(falling) - 1), min(NEAR, len(rising) - 1)
            unit[row] = max(-falling[-1 - near[0]] if falling else 0.0, rising[near[1]] if rising else 0.0)
    return low, high, unit
