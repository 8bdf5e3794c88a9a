"""The districts of a few hundred cells as one CP-SAT model: which centre every cell goes to.

A variable stands for a cell in the district of a slot and a centre, only where the bound by prices leaves it open. That
districts hang together is asked for by separators, found when an answer breaks them: when part of a district is cut off
from its centre, its cells need one of the cells around the part (Carvajal, Constantino, Goycoolea, Vielma and
Weintraub, "Imposing connectivity constraints in forest planning models", Operations Research 61, 2013). Without some of
them the model is looser than the problem, so its bound holds all the time. Borders are no part of the model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from planner.grids.districting.problem import DistrictProblem, Ints
from planner.grids.districting.search.packing import by_cell

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

Site = tuple[int, int]
"""Slot and centre of a possible district."""


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What one run of the model gave.

    Attributes
    ----------
    sites
        Slot and centre of the districts; empty when there was no answer.
    site_of
        (n,) index into `sites` of every cell.
    bound
        What no districting of the candidates costs less than, borders left out.
    over
        Whether the model has no answer that is better than asked for: all that is left out is no better.
    """

    sites: list[Site] = field(default_factory=list)
    site_of: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    bound: int = 0
    over: bool = False


class Model:
    """The model of one problem between two figures of cost; separators are added between runs."""

    def __init__(
        self, problem: DistrictProblem, candidates: Sequence[tuple[int, int, Ints]], least: int, most: int
    ) -> None:
        from ortools.sat.python import cp_model

        self.problem = problem
        self.model = cp_model.CpModel()
        self.opened: dict[Site, cp_model.IntVar] = {}
        self.member: dict[tuple[int, int, int], cp_model.IntVar] = {}
        self._first, self._beside, _ = by_cell(problem.cells, problem.pairs, np.zeros(len(problem.pairs), np.int64))
        self.possible = True
        self._build(candidates)
        self.model.add_linear_constraint(self.cost, least, most)

    def _build(self, candidates: Sequence[tuple[int, int, Ints]]) -> None:
        problem, model = self.problem, self.model
        of_cell: list[list[cp_model.IntVar]] = [[] for _ in range(problem.cells)]
        terms, costs = [], []
        for slot, centre, cells in candidates:
            opened = model.new_bool_var("")
            self.opened[slot, centre] = opened
            inside = []
            for cell in cells.tolist():
                at = opened if cell == centre else model.new_bool_var("")
                if cell != centre:
                    model.add_implication(at, opened)
                self.member[slot, centre, cell] = at
                of_cell[cell].append(at)
                inside.append(at)
                terms.append(at)
                way = int(problem.weight[cell]) * int(problem.seconds[centre, cell])
                costs.append(way + int(problem.slot_cost[slot, cell]))
            load = sum(at * int(problem.load[cell]) for at, cell in zip(inside, cells.tolist(), strict=True))
            model.add(load <= problem.load_high).only_enforce_if(opened)
            model.add(load >= problem.load_low).only_enforce_if(opened)
        self.possible = all(of_cell)
        for row in of_cell:
            model.add_exactly_one(row)
        for slot, count in enumerate(problem.slot_count.tolist()):
            model.add(sum(opened for (own, _), opened in self.opened.items() if own == slot) == count)
        for one, two in problem.apart.tolist():
            for slot, centre in self.opened:
                first, second = self.member.get((slot, centre, one)), self.member.get((slot, centre, two))
                if first is not None and second is not None:
                    model.add_at_most_one([first, second])
        self.cost = sum(at * cost for at, cost in zip(terms, costs, strict=True))
        model.minimize(self.cost)

    def run(self, solver: cp_model.CpSolver, below: int) -> Answer:
        """Look for an answer that costs less than a figure, borders left out."""
        from ortools.sat.python import cp_model

        if not self.possible:
            return Answer(bound=below, over=True)
        status = solver.solve(self.model)
        if status == cp_model.INFEASIBLE:
            return Answer(bound=below, over=True)
        bound = max(0, int(np.ceil(solver.best_objective_bound - 1e-6)))
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return Answer(bound=min(bound, below))
        sites = [site for site, opened in self.opened.items() if solver.boolean_value(opened)]
        number = {site: place for place, site in enumerate(sites)}
        site_of = np.zeros(self.problem.cells, np.int64)
        for (slot, centre, cell), at in self.member.items():
            if (slot, centre) in number and solver.boolean_value(at):
                site_of[cell] = number[slot, centre]
        over = status == cp_model.OPTIMAL and round(solver.objective_value) >= below
        return Answer(sites, site_of, min(bound, below), over)

    def separate(self, answer: Answer) -> int:
        """Ask for what connects parts that are cut off from their centres; give how many there were."""
        cut_off = 0
        for place, (slot, centre) in enumerate(answer.sites):
            left = set(np.flatnonzero(answer.site_of == place).tolist())
            left -= self._reached(centre, left)
            while left:
                part = self._reached(min(left), left)
                left -= part
                cut_off += 1
                self._ask(slot, centre, part)
        return cut_off

    def _ask(self, slot: int, centre: int, part: set[int]) -> None:
        around = {other for cell in part for other in self._near(cell)} - part
        doors = [self.member[slot, centre, other] for other in sorted(around) if (slot, centre, other) in self.member]
        for cell in sorted(part):
            self.model.add_bool_or([*doors, self.member[slot, centre, cell].negated()])

    def _near(self, cell: int) -> list[int]:
        near: list[int] = self._beside[self._first[cell] : self._first[cell + 1]].tolist()
        return near

    def _reached(self, begin: int, inside: set[int]) -> set[int]:
        reached, queue = {begin}, [begin]
        for cell in queue:
            fresh = [other for other in self._near(cell) if other in inside and other not in reached]
            reached.update(fresh)
            queue += fresh
        return reached
