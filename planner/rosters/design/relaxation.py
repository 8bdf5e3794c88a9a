"""The linear relaxation of a design, sharpened by cuts where its answer breaks them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from ortools.math_opt.python.expressions import fast_sum
from ortools.math_opt.python.linear_constraints import LinearConstraint
from ortools.math_opt.python.model import Model
from ortools.math_opt.python.parameters import Emphasis, LPAlgorithm, SolveParameters, SolverType
from ortools.math_opt.python.result import SolveResult, TerminationReason
from ortools.math_opt.python.solve import IncrementalSolver
from ortools.math_opt.python.variables import LinearBase, Variable

from planner.rosters.design.cells import Cells, Floats, Ints
from planner.rosters.design.cuts import Answer, Cut, violated

CUTS_A_SLOT, CUTS_A_ROUND = 2, 500
IDLE_SOLVES = 3
"""A cut whose price stays nought for so many solves is dropped."""
PRICE_EPS = 1e-7

Range = tuple[int, int]


class Relaxed(NamedTuple):
    """An answer, its objective, and what using a kind that it does not use adds to it at least, (k,) [points]."""

    answer: Answer
    objective: float
    reduced: Floats


class Relaxation:
    """The linear programme; sums of kinds can be bounded, which the search branches on.

    Attributes
    ----------
    groups
        Kinds whose sums are branched on, as lists of indices: all, then by start, by end, and single ones.
    newest
        The last answer, whatever the bounds were.
    rounds
        Rounds of cuts made.
    """

    def __init__(self, cells: Cells) -> None:
        problem = cells.problem
        self.cells = cells
        self._model = Model()
        add = self._model.add_variable
        self._used = [add(lb=0, ub=1) for _ in problem.kinds]
        self._people = [add(lb=0, ub=int(most)) for most in cells.most]
        self._over = [add(lb=0) for _ in range(problem.slots)]
        self._missing = [[add(lb=0, ub=int(people)) for people in level.people] for level in cells.levels]
        for row, kind in enumerate(cells.kind):
            self._model.add_linear_constraint(self._people[row] <= int(cells.most[row]) * self._used[kind])
        for slot, own in enumerate(cells.at):
            self._slot(slot, own)
        self._price()
        self.groups = groups_of(cells)
        self._sums = [
            self._model.add_linear_constraint(lb=0, ub=len(group), expr=self._sum(self._used, group))
            for group in self.groups
        ]
        self._cuts: dict[LinearConstraint, int] = {}
        self.newest: Relaxed | None = None
        self.rounds = 0
        self._solver = IncrementalSolver(self._model, SolverType.GLOP)
        self._parameters = SolveParameters(lp_algorithm=LPAlgorithm.DUAL_SIMPLEX, presolve=Emphasis.OFF)

    def _slot(self, slot: int, own: Ints) -> None:
        there = self._sum(self._people, own)
        required, *others = self.cells.levels
        self._model.add_linear_constraint(
            there + self._missing[0][slot] - self._over[slot] == int(required.people[slot])
        )
        for number, level in enumerate(others, start=1):
            if level.people[slot]:
                self._model.add_linear_constraint(there + self._missing[number][slot] >= int(level.people[slot]))

    def _price(self) -> None:
        problem, levels = self.cells.problem, self.cells.levels
        missing = [level.price * fast_sum(row) for level, row in zip(levels, self._missing, strict=True)]
        self._model.minimize(
            fast_sum(missing) + problem.over_price * fast_sum(self._over) + problem.kind_price * fast_sum(self._used)
        )

    @staticmethod
    def _sum(variables: Sequence[Variable], rows: Sequence[int] | Ints) -> LinearBase:
        return fast_sum([variables[row] for row in rows])

    def bound(self, ranges: Sequence[Range]) -> None:
        """Set the bounds of the sums of all `groups`."""
        for row, (low, high) in zip(self._sums, ranges, strict=True):
            if (row.lower_bound, row.upper_bound) != (low, high):
                row.lower_bound, row.upper_bound = float(low), float(high)

    def forbid(self, kinds: Ints) -> None:
        """Leave kinds out for good."""
        for kind in kinds:
            self._used[kind].upper_bound = 0.0

    def solve(self, *, rounds: int, least_gain: float, enough: float, stopped: Callable[[], bool]) -> Relaxed | None:
        """Solve, and add cuts until they gain little; None when no answer keeps the bounds.

        Parameters
        ----------
        rounds
            Most rounds of cuts.
        least_gain
            Gain of two rounds below which no more are made [points].
        enough
            Objective beyond which nobody asks any further [points].
        stopped
            Whether to give up; the last answer is a bound nevertheless.
        """
        history: list[float] = []
        while True:
            found = self._solve_once()
            if found is None:
                return None
            history.append(found.objective)
            slow = len(history) > 2 and history[-1] - history[-3] < least_gain
            if len(history) > rounds or slow or found.objective > enough or stopped():
                return found
            cuts = violated(self.cells, found.answer, each=CUTS_A_SLOT, most=CUTS_A_ROUND)
            if not cuts:
                return found
            self.rounds += 1
            for cut in cuts:
                self._add(cut)

    def _add(self, cut: Cut) -> None:
        terms = [self._people[row] for row in cut.cells]
        terms += [int(factor) * self._used[kind] for kind, factor in zip(cut.kinds, cut.factors, strict=True)]
        terms.append(self._missing[cut.level][cut.slot])
        if cut.below >= 0:
            terms.append(self._over[cut.below])
        self._cuts[self._model.add_linear_constraint(fast_sum(terms) >= cut.right)] = 0

    def _solve_once(self) -> Relaxed | None:
        result = self._solver.solve(params=self._parameters)
        if result.termination.reason in {
            TerminationReason.INFEASIBLE,
            TerminationReason.INFEASIBLE_OR_UNBOUNDED,
        }:
            return None
        if result.termination.reason != TerminationReason.OPTIMAL:
            raise RuntimeError(f"the relaxation of a shift design came back {result.termination.reason.name}")
        self._drop_idle(result)
        answer = Answer(
            people=np.array(result.variable_values(self._people)),
            used=np.array(result.variable_values(self._used)),
            missing=np.array([result.variable_values(row) for row in self._missing]),
            over=np.array(result.variable_values(self._over)),
        )
        self.newest = Relaxed(answer, result.objective_value(), np.array(result.reduced_costs(self._used)))
        return self.newest

    def _drop_idle(self, result: SolveResult) -> None:
        prices = result.dual_values(list(self._cuts))
        for (cut, idle), price in zip(list(self._cuts.items()), prices, strict=True):
            self._cuts[cut] = idle + 1 if abs(price) < PRICE_EPS else 0
            if self._cuts[cut] >= IDLE_SOLVES:
                del self._cuts[cut]
                self._model.delete_linear_constraint(cut)


def groups_of(cells: Cells) -> tuple[tuple[int, ...], ...]:
    """List the groups of kinds: all, those that start together, those that end together, and single ones."""
    problem = cells.problem
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for index, kind in enumerate(problem.kinds):
        starts.setdefault(kind.start, []).append(index)
        ends.setdefault((kind.start + kind.length) % problem.slots_per_day, []).append(index)
    several = [tuple(group) for group in (*starts.values(), *ends.values()) if len(group) > 1]
    singles = [(index,) for index in range(len(problem.kinds))]
    return (tuple(range(len(problem.kinds))), *several, *singles)
