"""Run CP-SAT so that it can be watched and stopped: the search works in a thread, the caller is asked from this one."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass

from ortools.sat.python import cp_model

from planner.domain.plan import SolverStatus
from planner.domain.solving import Limits, OnProgress, Progress

POLL_S = 0.05
"""How often the caller is asked whether to go on [s]."""
DETERMINISTIC_PER_ITERATION = 0.01
"""CP-SAT's deterministic time that one iteration of `Limits` stands for."""

STATUS: dict[object, SolverStatus] = {
    cp_model.OPTIMAL: "optimal",
    cp_model.FEASIBLE: "feasible",
    cp_model.INFEASIBLE: "infeasible",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a search found: the value of every variable by its index, empty if nothing was found."""

    status: SolverStatus
    objective: float
    bound: float
    value: dict[int, int]


def run(model: cp_model.CpModel, limits: Limits, on_progress: OnProgress) -> Answer:
    """Solve a model within the limits.

    Raises
    ------
    ValueError
        If the model itself is refused: a defect of its builder.
    """
    fault = model.validate()
    if fault:
        raise ValueError(fault)
    solver = cp_model.CpSolver()
    solver.parameters.catch_sigint_signal = False  # stopping is the caller's
    solver.parameters.random_seed = limits.seed
    solver.parameters.num_workers = limits.workers
    if limits.iterations is None:
        solver.parameters.max_time_in_seconds = max(0.1, limits.time_s)
    else:
        solver.parameters.max_deterministic_time = limits.iterations * DETERMINISTIC_PER_ITERATION
    code, stopped = _watched(solver, model, limits.time_s, on_progress)
    if code not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        status: SolverStatus = "infeasible" if code == cp_model.INFEASIBLE else "unknown"
        return Answer(status=status, objective=0.0, bound=0.0, value={})
    values = solver.response_proto.solution
    return Answer(
        status="cancelled" if stopped and code != cp_model.OPTIMAL else STATUS[code],
        objective=solver.objective_value,
        bound=solver.best_objective_bound,
        value=dict(enumerate(values)),
    )


def _watched(
    solver: cp_model.CpSolver, model: cp_model.CpModel, time_s: float, on_progress: OnProgress
) -> tuple[object, bool]:
    """Solve in a thread and ask the caller meanwhile; give CP-SAT's status and whether the caller stopped it."""
    began, stopped = time.monotonic(), False
    with ThreadPoolExecutor(max_workers=1) as pool:
        work = pool.submit(solver.solve, model)
        while not work.done():
            wait([work], timeout=POLL_S)
            done = min(1.0, (time.monotonic() - began) / max(time_s, 1e-9))
            stopped = stopped or on_progress(Progress(stage="flights", done=done))
            if stopped:
                solver.stop_search()
        return work.result(), stopped
