"""Solve a roster by CP-SAT, one layer of the objective after the other.

Each layer is minimised with the values of the layers before it held. The solver runs in a thread of its own, so that
`on_progress` is asked in the caller's thread, whether or not a better roster was found: what it raises reaches the
caller, and no code of other rooms runs inside the solver. Nobody on duty is a legal roster, so there always is one.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor, wait
from math import ceil
from typing import NamedTuple

from ortools.sat.python import cp_model

from planner.domain.solving import Limits, OnProgress, Progress, keep_going
from planner.rosters.costs import COSTS
from planner.rosters.problem import RosterProblem, RosterResult
from planner.rosters.rules import RULES, Works, works_of
from planner.rosters.score import cost, layers_of

POLL_S = 0.1
"""Time between two questions to `on_progress` [s]."""
DETERMINISTIC_S_PER_ITERATION = 0.01
"""What one iteration of `Limits.iterations` allows, in the solver's own deterministic seconds."""
SHARES = (0.4, 0.5, 0.5, 1.0)
"""Part of what is left of the limit that each layer may use; what it leaves goes to the next."""


class _Newest(cp_model.CpSolverSolutionCallback):
    """Keeps the figures of the newest answer; it only stores them, so it cannot fail inside the solver."""

    def __init__(self) -> None:
        super().__init__()
        self.objective: float | None = None
        self.bound = 0.0

    def on_solution_callback(self) -> None:
        """Note the figures."""
        self.objective, self.bound = self.objective_value, self.best_objective_bound


class _Proof(NamedTuple):
    """What one layer's search ended with."""

    optimal: bool
    bound: int


class _Search:
    """The best roster so far, what is proven about it, and what is left of the limits."""

    def __init__(self, problem: RosterProblem, limits: Limits, on_progress: OnProgress) -> None:
        self.problem, self.limits, self.on_progress = problem, limits, on_progress
        self.started = time.monotonic()
        self.iterations_left = float(limits.iterations or 0)
        self.works: tuple[tuple[int, int], ...] = ()
        self.layers = layers_of(problem, ())
        self.proofs: list[_Proof] = []
        self.cancelled = False

    @property
    def seconds(self) -> float:
        """Time used [s]."""
        return time.monotonic() - self.started

    @property
    def bound(self) -> int:
        """Weigh what is proven: every proven layer, and the bound of the first that is not."""
        total = 0
        for weight, proof in zip(self.problem.weights, self.proofs, strict=False):
            total += weight * proof.bound
            if not proof.optimal:
                break
        return total

    def minimise(self, model: cp_model.CpModel, works: Works, share: float) -> None:
        """Minimise the model's objective, the next layer, in a share of what is left, and keep the roster found."""
        layer = len(self.proofs)
        solver = self._solver(share)
        newest = _Newest()
        status = self._run(solver, model, newest)
        self.iterations_left -= solver.response_proto.deterministic_time / DETERMINISTIC_S_PER_ITERATION
        if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            self.works = tuple(sorted(pair for pair, variable in works.of.items() if solver.boolean_value(variable)))
            self.layers = layers_of(self.problem, self.works)
        elif status != cp_model.UNKNOWN:
            message = f"a roster model that nobody on duty meets came back {solver.status_name(status)}"
            raise RuntimeError(message)
        bound = max(0, ceil(solver.best_objective_bound - 1e-6)) if status != cp_model.UNKNOWN else 0
        self.proofs.append(_Proof(status == cp_model.OPTIMAL, min(bound, self.layers[layer])))

    def _solver(self, share: float) -> cp_model.CpSolver:
        solver = cp_model.CpSolver()
        solver.parameters.catch_sigint_signal = False  # stopping is the caller's
        solver.parameters.random_seed = self.limits.seed
        solver.parameters.num_workers = self.limits.workers
        if self.limits.iterations is None:
            solver.parameters.max_time_in_seconds = max(0.0, share * (self.limits.time_s - self.seconds))
        else:
            left = max(0.0, share * self.iterations_left)
            solver.parameters.max_deterministic_time = left * DETERMINISTIC_S_PER_ITERATION
        return solver

    def _run(self, solver: cp_model.CpSolver, model: cp_model.CpModel, newest: _Newest) -> int:
        with ThreadPoolExecutor(1) as pool:
            future = pool.submit(solver.solve, model, newest)
            try:
                while not wait([future], timeout=POLL_S).done:
                    self.ask(newest)
                    if self.cancelled:
                        solver.stop_search()
            finally:
                while not wait([future], timeout=POLL_S).done:
                    solver.stop_search()
        return int(future.result())

    def ask(self, newest: _Newest | None = None) -> None:
        """Tell how far the search is, and note whether it is to stop."""
        layer = len(self.proofs)
        incumbent, bound = list(self.layers), self.bound
        if newest and newest.objective is not None and layer < len(incumbent):
            incumbent[layer] = round(newest.objective)
            if all(proof.optimal for proof in self.proofs):
                bound += self.problem.weights[layer] * max(0, ceil(newest.bound - 1e-6))
        done = layer / len(COSTS)
        if self.limits.iterations is None and self.limits.time_s > 0:
            done = max(done, min(1.0, self.seconds / self.limits.time_s))
        report = Progress(stage="roster", done=done, incumbent=cost(self.problem, incumbent), bound=bound)
        self.cancelled = self.on_progress(report) or self.cancelled


def solve(problem: RosterProblem, limits: Limits, *, on_progress: OnProgress = keep_going) -> RosterResult:
    """Find the best roster within limits; without any better one, nobody on duty."""
    search = _Search(problem, limits, on_progress)
    search.ask()
    model = cp_model.CpModel()
    works = works_of(model, problem)
    for rule in RULES:
        rule(model, problem, works)
    for wish, share in zip(COSTS, SHARES, strict=True):
        if search.cancelled:
            break
        value = wish(model, problem, works)
        model.minimize(value)
        search.minimise(model, works, share)
        model.add(value <= search.layers[len(search.proofs) - 1])
        _hint(model, works, search.works)
    if not search.cancelled:
        search.ask()
    proven = len(search.proofs) == len(COSTS) and all(proof.optimal for proof in search.proofs)
    return RosterResult(
        works=search.works,
        status="optimal" if proven else "cancelled" if search.cancelled else "feasible",
        objective=cost(problem, search.layers),
        bound=search.bound,
        layers=search.layers,
        seconds=search.seconds,
    )


def _hint(model: cp_model.CpModel, works: Works, chosen: tuple[tuple[int, int], ...]) -> None:
    """Let the next layer start from the roster found."""
    model.clear_hints()  # type: ignore[no-untyped-call]  # OR-Tools leaves it without types
    on = set(chosen)
    for pair, variable in works.of.items():
        model.add_hint(variable, pair in on)
