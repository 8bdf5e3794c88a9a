"""Run CP-SAT so that the caller can stop it: the solver searches in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait

from ortools.sat.python import cp_model

from planner.domain.solving import Limits

POLL_S = 0.1
"""Time between two questions to the caller [s]."""
DETERMINISTIC_S_PER_ITERATION = 0.01
"""What one iteration of `Limits.iterations` allows, in the solver's own deterministic seconds."""

Stop = Callable[[], bool]
"""Asked now and then in the caller's thread; True stops the search. What it raises reaches the caller."""


def solver_of(limits: Limits, time_s: float) -> cp_model.CpSolver:
    """Make a solver that keeps to limits and to a share of the time [s]."""
    solver = cp_model.CpSolver()
    solver.parameters.catch_sigint_signal = False  # stopping is the caller's
    solver.parameters.random_seed = limits.seed
    solver.parameters.num_workers = limits.workers
    solver.parameters.relative_gap_limit = 0.0
    solver.parameters.absolute_gap_limit = 0.0
    if limits.iterations is None:
        solver.parameters.max_time_in_seconds = max(0.0, time_s)
    else:
        solver.parameters.max_deterministic_time = limits.iterations * DETERMINISTIC_S_PER_ITERATION
    return solver


def run(solver: cp_model.CpSolver, model: cp_model.CpModel, stop: Stop) -> int:
    """Solve, ask the caller about ten times a second, and give the solver's status."""
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(solver.solve, model)
        try:
            while not wait([future], timeout=POLL_S).done:
                if stop():
                    solver.stop_search()
        finally:
            while not wait([future], timeout=POLL_S).done:
                solver.stop_search()
    return int(future.result())
