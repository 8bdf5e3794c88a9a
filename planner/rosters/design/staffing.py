"""The best choice among a few kinds of shift, by CP-SAT."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait

import numpy as np
from ortools.sat.python import cp_model

from planner.rosters.design.best import Best
from planner.rosters.design.cells import Cells, Ints

POLL_S = 0.05
"""Time between two looks at whether to stop [s]."""


class Staffing:
    """A model of some kinds; its best answer is offered to the best choice so far."""

    def __init__(self, cells: Cells, kinds: Ints) -> None:
        self.cells = cells
        self.rows = np.nonzero(np.isin(cells.kind, kinds))[0]
        self.model = cp_model.CpModel()
        self.uses = {int(kind): self.model.new_bool_var("") for kind in kinds}
        self.people = {int(row): self.model.new_int_var(0, int(cells.most[row]), "") for row in self.rows}
        for row, count in self.people.items():
            self.model.add(count <= int(cells.most[row]) * self.uses[int(cells.kind[row])])
        if cells.problem.most_kinds is not None:
            self.model.add(sum(self.uses.values()) <= cells.problem.most_kinds)
        self.objective = self._objective()
        self.model.minimize(self.objective)

    def _objective(self) -> cp_model.LinearExprT:
        problem, levels = self.cells.problem, self.cells.levels
        terms: list[cp_model.LinearExprT] = [problem.kind_price * use for use in self.uses.values()]
        for slot in range(problem.slots):
            own = [self.people[int(row)] for row in self.cells.at[slot] if int(row) in self.people]
            there = cp_model.LinearExpr.sum(own)
            highest = sum(int(self.cells.most[row]) for row in self.cells.at[slot])
            over = self.model.new_int_var(0, highest, "")
            for number, level in enumerate(levels):
                missing = self.model.new_int_var(0, int(level.people[slot]), "")
                terms.append(level.price * missing)
                if number == 0:
                    self.model.add(there + missing - over == int(level.people[slot]))
                else:
                    self.model.add(there + missing >= int(level.people[slot]))
            terms.append(problem.over_price * over)
        return cp_model.LinearExpr.sum(terms)

    def start_from(self, best: Best) -> None:
        """Begin at the best choice so far."""
        on = set(best.kinds.tolist())
        for kind, use in self.uses.items():
            self.model.add_hint(use, kind in on)
        for row, count in self.people.items():
            self.model.add_hint(count, int(best.people[row]))

    def improve(self, best: Best, *, time_s: float, work: float | None, seed: int, workers: int) -> bool:
        """Look for something better than the best choice so far, and tell whether the search was finished.

        Parameters
        ----------
        time_s
            Most time [s].
        work
            Most work, in the solver's own deterministic seconds, instead of time.
        """
        self.model.add(self.objective <= best.objective - 1)
        self.model.add(self.objective >= best.bound)
        solver = _solver(seed, workers)
        if work is None:
            solver.parameters.max_time_in_seconds = max(0.0, time_s)
        else:
            solver.parameters.max_deterministic_time = work
        return self._run(solver, best, lambda: best.over) in {cp_model.OPTIMAL, cp_model.INFEASIBLE}

    def exact(self, best: Best, seed: int) -> int | None:
        """Give the objective of the best choice of these kinds; None when the search was stopped."""
        solver = _solver(seed, 1)
        if self._run(solver, best, best.halt.is_set) != cp_model.OPTIMAL:
            return None
        return round(solver.objective_value)

    def _run(self, solver: cp_model.CpSolver, best: Best, stopped: Callable[[], bool]) -> cp_model.CpSolverStatus:
        with ThreadPoolExecutor(1) as pool:
            future = pool.submit(solver.solve, self.model)
            while not wait([future], timeout=POLL_S).done:
                if stopped():
                    solver.stop_search()
        status = future.result()
        if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            people = np.zeros(len(self.cells.kind), np.int64)
            for row, count in self.people.items():
                people[row] = solver.value(count)
            best.offer(people)
        return status


def _solver(seed: int, workers: int) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.catch_sigint_signal = False  # stopping is the caller's
    solver.parameters.random_seed = seed
    solver.parameters.num_workers = workers
    return solver
