"""The mixed-integer programmes: how much can be earned, and how few moves it takes. HiGHS solves them, through scipy.

Whether demand is reached needs no whole numbers: it is as large as its units allow, and they are whole. In practice the
relaxation of maximal covering is mostly whole by itself (Church and ReVelle 1974).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Covers = dict[tuple[tuple[int, int], ...], int]
"""What is earned when a unit stands at one of some pairs of a kind and a post."""
There = dict[tuple[int, int], list[int]]
"""The variables that put a unit of a kind at a post."""


@dataclass(slots=True)
class Programme:
    """Variables and rows; the first `whole` variables are whole numbers."""

    cost: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    whole: int = 0
    rows: list[tuple[list[int], list[float], float, float]] = field(default_factory=list)

    def count(self, cost: float, most: float) -> int:
        """Add a variable from 0 to `most`, and give its number."""
        self.cost.append(cost)
        self.most.append(most)
        return len(self.cost) - 1

    def row(self, variables: Iterable[int], factors: Iterable[float], least: float, most: float) -> None:
        """Keep a sum between two figures."""
        self.rows.append((list(variables), list(factors), least, most))

    def reached(self, covers: Covers, there: There, price: float) -> list[tuple[int, int]]:
        """Add a variable for all demand that the same posts reach, and give it with what it earns."""
        found = []
        for pairs, weight in covers.items():
            near = [variable for pair in pairs for variable in there.get(pair, ())]
            if near:
                variable = self.count(-price * weight, 1.0)
                self.row([variable, *near], [1.0] + [-1.0] * len(near), -np.inf, 0.0)
                found.append((variable, weight))
        return found

    def solve(self, time_s: float) -> tuple[NDArray[np.int64] | None, float, bool]:
        """Give the whole variables, a bound on the cost, and whether it is proven to be least."""
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import coo_array

        size = [len(row[0]) for row in self.rows]
        number = np.repeat(np.arange(len(size)), size)
        column = np.array([one for row in self.rows for one in row[0]])
        factor = np.array([one for row in self.rows for one in row[1]])
        matrix = coo_array((factor, (number, column)), shape=(len(size), len(self.cost))).tocsr()
        kept = LinearConstraint(matrix, [row[2] for row in self.rows], [row[3] for row in self.rows])
        answer = milp(
            np.array(self.cost),
            integrality=(np.arange(len(self.cost)) < self.whole).astype(int),
            bounds=Bounds(0.0, np.array(self.most)),
            constraints=kept,
            options={"time_limit": time_s, "mip_rel_gap": 0.0},
        )
        bound = -np.inf if answer.mip_dual_bound is None else float(answer.mip_dual_bound)
        if answer.x is None:
            return None, bound, False
        return np.rint(answer.x[: self.whole]).astype(np.int64), bound, answer.status == 0


def there_of() -> There:
    """Begin the list of variables by kind and post."""
    return defaultdict(list)
