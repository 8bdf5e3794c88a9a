"""A lower bound by prices of cells.

Let districts overlap or leave cells out, and pay for every cell its price once: then each centre's best district can be
found by itself, and the k cheapest cost, with the prices added, no more than any legal districting. Good prices are
found by subgradients (Held, Wolfe and Crowder, "Validation of subgradient optimization", Mathematical Programming 6,
1974; for the capacitated p-median Mulvey and Beck, European Journal of Operational Research 18, 1984). That districts
hang together, borders and apart cells are left out, which keeps the bound valid.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.grids.districting.bound.pricing import fill, price_all, reduce
from planner.grids.districting.problem import DistrictProblem, Ints

Floats = NDArray[np.float64]

FIRST_STEP, LAST_STEP, PATIENCE = 1.5, 0.002, 12
"""Share of the gap that a step aims at, first and last, and steps without a better bound before it is halved."""
KEPT_DIRECTION = 0.3
"""Part of the last direction that a step keeps (deflection, Camerini, Fratta and Maffioli 1975)."""
SAFE = 1e-9
"""Part by which a bound is lowered, so that rounding in its sums never lifts it over an answer."""


class Lagrange:
    """Prices that become better step by step.

    Attributes
    ----------
    best
        The best bound so far.
    prices
        The prices that gave it, (n,).
    impossible
        Whether no k districts can keep to their loads, so that there is no legal districting.
    """

    def __init__(self, problem: DistrictProblem, prices: Floats) -> None:
        self.problem = problem
        self.best, self.prices = 0.0, prices.copy()
        self.stop = np.zeros(1, np.bool_)
        self.impossible = False
        self._now = prices.copy()
        self._direction = np.zeros(problem.cells)
        self._share, self._worse = FIRST_STEP, 0

    @property
    def settled(self) -> bool:
        """Whether steps have become too small to matter."""
        return self._share < LAST_STEP or self.impossible

    @property
    def bound(self) -> int:
        """The bound as a whole number."""
        return max(0, int(np.ceil(self.best * (1.0 - SAFE) - 1e-3)))

    def values(self, prices: Floats) -> Floats:
        """Give the least cost of a district of every slot at every centre, (s, n)."""
        p, out = self.problem, np.full((len(self.problem.slot_count), self.problem.cells), np.inf)
        price_all(p.load, p.weight, p.seconds, p.slot_cost, p.allowed, p.load_low, p.load_high, prices, out, self.stop)
        return out

    def step(self, best_cost: float) -> None:
        """Make one step of the prices towards an answer's cost."""
        out = self.values(self._now)
        if self.stop[0]:
            return
        chosen = self.cheapest(out)
        value = float(self._now.sum() + sum(out[slot, centre] for slot, centre in chosen))
        if not np.isfinite(value):
            self.impossible = True
            return
        if value > self.best:
            gain = value - self.best
            self.best, self.prices = value, self._now.copy()
            self._worse = 0 if gain > 1e-5 * abs(value) else self._worse + 1
        else:
            self._worse += 1
        if self._worse >= PATIENCE:
            self._share, self._worse = self._share / 2, 0
            self._now = self.prices.copy()
        slope = self._slope(chosen)
        self._direction = slope + KEPT_DIRECTION * self._direction
        length = float(self._direction @ self._direction)
        if length < 1e-12:
            self._share = 0.0
            return
        self._now = self._now + self._share * max(best_cost - value, 1e-4 * best_cost) / length * self._direction

    def cheapest(self, values: Floats) -> list[tuple[int, int]]:
        """List slot and centre of the cheapest districts, as many of a slot as it holds."""
        return [
            (slot, int(centre))
            for slot, count in enumerate(self.problem.slot_count.tolist())
            for centre in np.argsort(values[slot], kind="stable")[:count]
        ]

    def _slope(self, chosen: list[tuple[int, int]]) -> Floats:
        """Give how the bound rises with each price: 1 less what is taken of the cell, (n,)."""
        slope = np.ones(self.problem.cells)
        for slot, centre in chosen:
            slope -= self.filled(self._now, slot, centre)[1]
        return slope

    def filled(self, prices: Floats, slot: int, centre: int) -> tuple[Floats, Floats, float]:
        """Give what cells cost beyond their prices in a district, what it takes of each, and its cost of load."""
        p, reduced, taken = self.problem, np.empty(self.problem.cells), np.empty(self.problem.cells)
        reduce(p.weight, p.seconds, p.slot_cost[slot], p.allowed[slot], prices, centre, reduced)
        rate = fill(p.load, p.load_low, p.load_high, reduced, centre, taken)[1]
        return reduced, taken, rate


def candidates(lagrange: Lagrange, below: float) -> list[tuple[int, int, Ints]]:
    """List what a districting that costs less than a figure can be made of: slot, centre and cells of each district.

    A centre, or a cell in a district, is left out when the bound with it reaches the figure (fixing by reduced costs).
    """
    prices = lagrange.prices
    values = lagrange.values(prices)
    chosen = lagrange.cheapest(values)
    bound = (prices.sum() + sum(values[slot, centre] for slot, centre in chosen)) * (1.0 - SAFE)
    found = []
    for slot, count in enumerate(lagrange.problem.slot_count.tolist()):
        last = np.sort(values[slot])[count - 1]
        for centre in np.flatnonzero(bound + np.maximum(0.0, values[slot] - last) < below).tolist():
            reduced, _, rate = lagrange.filled(prices, slot, centre)
            extra = np.maximum(0.0, reduced - rate * lagrange.problem.load)
            extra[centre] = 0.0
            fits = bound + max(0.0, values[slot, centre] - last) + extra < below
            found.append((slot, centre, np.flatnonzero(fits & lagrange.problem.allowed[slot])))
    return found
