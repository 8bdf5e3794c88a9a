"""One annealing after the other: from new seeds, or from the best districting so far at a lower temperature."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.grids.districting.problem import DistrictProblem, Ints
from planner.grids.districting.search.kernel import anneal, measure, take_stock
from planner.grids.districting.search.packing import packed, room, state
from planner.grids.districting.search.seeding import grown, kept

HOT_NEW, HOT_AGAIN, COLD = 0.5, 0.08, 0.002
"""First temperature from new seeds and from the best so far, and the last one: parts of the mean cost of a cell."""
PRICE = 3.0
"""Price of broken rules at first: so many times the mean cost of a unit of load."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A districting of the search: the district of every cell, the centres, its cost and how far it breaks rules."""

    district: Ints
    centre: Ints
    cost: int
    broken: int
    steps: int = 0

    def betters(self, other: Found | None) -> bool:
        """Tell whether it breaks less, or as much and costs less."""
        return other is None or (self.broken, self.cost) < (other.broken, other.cost)


class Annealer:
    """Anneals districtings of one problem; may be used by several threads at once."""

    def __init__(self, problem: DistrictProblem) -> None:
        self.problem = problem
        self.stop = np.zeros(1, np.bool_)
        self._packed = packed(problem)

    def first(self, seed: int) -> Found:
        """Give a districting to begin with: today's, if there is one."""
        problem = self.problem
        district, centre = grown(problem, seed) if problem.start is None else kept(problem, problem.start, seed)
        return self.taken(district, centre)

    def taken(self, district: Ints, centre: Ints) -> Found:
        """Measure a districting."""
        begun = state(self.problem, district, centre)
        take_stock(self._packed, begun)
        cost, broken = measure(self._packed, begun)
        return Found(begun.district, begun.centre, int(cost), int(broken))

    def run(self, begin: Found, steps: int, seed: int, *, hot: float, dear: float = 1.0) -> Found:
        """Anneal a districting.

        Parameters
        ----------
        steps
            How many changes are tried.
        hot
            First temperature, as a part of the mean cost of a cell.
        dear
            How many times dearer than at first broken rules are.
        """
        problem = self.problem
        work, best = (state(problem, begin.district, begin.centre) for _ in range(2))
        mean = max(1.0, begin.cost / problem.cells)
        price = dear * PRICE * max(1.0, begin.cost / max(1, int(problem.load.sum())))
        cost, broken, made = anneal(
            self._packed, work, room(problem.cells), best, steps, hot * mean, COLD * mean, price, seed, self.stop
        )
        return Found(best.district, best.centre, int(cost), int(broken), int(made))


def seeds(seed: int, round_: int, worker: int) -> int:
    """Give a seed of its own to every run."""
    return int(np.random.SeedSequence([seed, round_, worker]).generate_state(1)[0])
