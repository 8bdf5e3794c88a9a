"""Solve, separate, solve again: until the answer hangs together, nothing better is left, or the time is up."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from planner.grids.districting.bound.lagrange import Lagrange, candidates
from planner.grids.districting.exact.model import Answer, Model
from planner.grids.districting.problem import DistrictProblem, Ints

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

MOST_VARIABLES = 15_000
"""Candidates beyond which the model is not worth building."""
REPEATABLE = 5.0
"""Deterministic time of a run that must be repeatable; about as many seconds."""
MOST_RUNS = 3
"""Runs after which a repeatable proof ends."""
LEAST_S = 0.05
"""Time below which a run is not worth starting [s]."""


class Prover:
    """Runs the model of one problem; what it proves holds at every moment.

    Attributes
    ----------
    bound
        What no legal districting costs less than, borders left out.
    finished
        Whether nothing is left to do: no legal districting costs less than `bound`.
    """

    def __init__(self, problem: DistrictProblem, *, seed: int, workers: int) -> None:
        self.problem = problem
        self.bound = 0
        self.finished = False
        self.rounds = 0
        self._seed, self._workers = seed, workers
        self._model: Model | None = None
        self._below = 0
        self._solver: cp_model.CpSolver | None = None

    def stop(self) -> None:
        """Ask a run in another thread to end."""
        solver = self._solver
        if solver is not None:
            solver.stop_search()

    def begin(self, lagrange: Lagrange, below: int) -> bool:
        """Build the model of all districtings that cost less than a figure, unless it would be too large."""
        found = candidates(lagrange, float(below))
        if sum(len(cells) for _, _, cells in found) > MOST_VARIABLES:
            return False
        self._below = below
        if not found:
            self.bound, self.finished = below, True
            return True
        self._model = Model(self.problem, found, min(lagrange.bound, below), below)
        return True

    def run(self, time_s: float) -> tuple[Ints, Ints] | None:
        """Solve and separate for some time; give a legal districting if one came out, as districts and centres.

        An infinite time makes a run that can be repeated.
        """
        from ortools.sat.python import cp_model

        until = time.monotonic() + time_s
        while self._model is not None and not self.finished and time.monotonic() < until - LEAST_S:
            solver = cp_model.CpSolver()
            if until < float("inf"):
                solver.parameters.max_time_in_seconds = until - time.monotonic()
            else:
                solver.parameters.max_deterministic_time = REPEATABLE
            solver.parameters.random_seed = self._seed % 2**31
            solver.parameters.num_workers = self._workers
            solver.parameters.cp_model_probing_level = 0
            solver.parameters.linearization_level = 2
            solver.parameters.catch_sigint_signal = False
            self._solver = solver
            answer = self._model.run(solver, self._below)
            self._solver = None
            self.rounds += 1
            self.bound = max(self.bound, answer.bound)
            if answer.over:
                self.bound, self.finished = max(self.bound, self._below), True
                return None
            if not answer.sites or (until == float("inf") and self.rounds >= MOST_RUNS):
                self.finished = until == float("inf")
                return None
            if not self._model.separate(answer):
                self.finished = answer_is_bound(answer, self.problem)
                return districts_of(answer)
        return None


def answer_is_bound(answer: Answer, problem: DistrictProblem) -> bool:
    """Tell whether an answer costs no more than its bound, borders left out."""
    district, centre = districts_of(answer)
    return cost_without_borders(problem, district, centre) <= answer.bound


def cost_without_borders(problem: DistrictProblem, district: Ints, centre: Ints) -> int:
    """Sum up what a districting costs in ways and slots."""
    cells = np.arange(problem.cells)
    ways = problem.weight * problem.seconds[centre[district], cells].astype(np.int64)
    return int((ways + problem.slot_cost[problem.slot[district], cells]).sum())


def districts_of(answer: Answer) -> tuple[Ints, Ints]:
    """Give the districts of an answer by number, slot by slot: the district of every cell, and the centres."""
    order = sorted(range(len(answer.sites)), key=lambda place: answer.sites[place])
    number = np.empty(len(order), np.int64)
    number[order] = np.arange(len(order))
    centre = np.array([answer.sites[place][1] for place in order], np.int64)
    return number[answer.site_of], centre
