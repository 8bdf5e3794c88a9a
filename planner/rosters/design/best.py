"""The best choice so far and what is proven, shared by the two searches."""

from __future__ import annotations

from threading import Event, Lock

import numpy as np

from planner.rosters.design.cells import Cells, Ints
from planner.rosters.design.problem import UsedKind


class Best:
    """The best choice and the best bound; nobody on duty is a choice, so there always is one.

    Attributes
    ----------
    people
        People on each cell, (c,).
    objective, bound
        Price of the choice, and what no choice is below [points].
    halt
        Set when the searches are to stop.
    """

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.people = np.zeros(len(cells.kind), np.int64)
        self.objective = price(cells, self.people)
        self.bound = 0
        self.halt = Event()
        self._lock = Lock()

    def offer(self, people: Ints) -> None:
        """Keep a choice if it is better."""
        objective = price(self.cells, people)
        with self._lock:
            if objective < self.objective:
                self.people, self.objective = people, objective

    def prove(self, bound: int) -> None:
        """Raise the bound."""
        with self._lock:
            self.bound = max(self.bound, min(bound, self.objective))

    @property
    def over(self) -> bool:
        """Tell whether nothing is left to do."""
        return self.halt.is_set() or self.bound >= self.objective

    @property
    def kinds(self) -> Ints:
        """Kinds in use, (u,)."""
        return np.unique(self.cells.kind[self.people > 0])

    def used(self) -> tuple[UsedKind, ...]:
        """Give the choice as the answer states it."""
        found = []
        for kind in self.kinds:
            counts = [0] * self.cells.problem.days
            for row in np.nonzero(self.cells.kind == kind)[0]:
                counts[int(self.cells.day[row])] = int(self.people[row])
            found.append(UsedKind(kind=int(kind), people=tuple(counts)))
        return tuple(found)


def figures(cells: Cells, people: Ints) -> tuple[int, int, int]:
    """Count people missing, too many, and short of the least [people x slots]."""
    there = people @ cells.covers
    required = cells.levels[0].people
    least = np.array(cells.problem.least or (0,) * cells.problem.slots)
    missing, over = np.maximum(0, required - there).sum(), np.maximum(0, there - required).sum()
    return int(missing), int(over), int(np.maximum(0, least - there).sum())


def price(cells: Cells, people: Ints) -> int:
    """Price a choice [points]."""
    problem, (missing, over, short) = cells.problem, figures(cells, people)
    kinds = len(np.unique(cells.kind[people > 0]))
    kinds_price = problem.kind_price * kinds
    return problem.missing_price * missing + problem.over_price * over + problem.short_price * short + kinds_price
