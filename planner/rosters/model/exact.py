"""Solve a roster as one CP-SAT model: for small rosters, and for proofs."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from math import ceil

from ortools.sat.python import cp_model

from planner.domain.solving import Limits, OnProgress, Progress, keep_going
from planner.rosters.model.costs import COSTS
from planner.rosters.model.frame import Frame
from planner.rosters.model.rules import framed
from planner.rosters.model.searching import run, solver_of
from planner.rosters.model.stuck import stuck_officers
from planner.rosters.problem import RosterProblem, RosterResult

SETTLING_S = 10.0
"""Most time for pricing a roster that is found; it takes milliseconds [s]."""


def exact(
    problem: RosterProblem,
    limits: Limits,
    *,
    start: Iterable[tuple[int, int]] | None = None,
    stuck: tuple[int, ...] | None = None,
    on_progress: OnProgress = keep_going,
) -> RosterResult | None:
    """Find the best roster and prove it, within limits.

    Parameters
    ----------
    start
        Pairs of officer and shift near which to look first.
    stuck
        Officers who get no shift; None: those whose own rules allow no schedule, who are looked for first.

    Returns
    -------
    The best roster found; None if no roster is legal, not even without the officers that are stuck, or if none was
    found in time.
    """
    started = time.monotonic()
    stuck = stuck_officers(problem) if stuck is None else stuck
    frame = framed(problem, priced=True, idle=stuck)
    layers = [cost(frame) for cost in COSTS]
    objective = sum(weight * layer for weight, layer in zip(problem.weights, layers, strict=True))
    frame.model.minimize(objective)
    near = set(start or ())
    for pair, variable in frame.of.items() if start is not None else ():
        frame.model.add_hint(variable, pair in near)
    solver = solver_of(limits, limits.time_s - (time.monotonic() - started))
    cancelled = False

    def stop() -> bool:
        nonlocal cancelled
        done = min(1.0, (time.monotonic() - started) / limits.time_s) if limits.time_s > 0 else 1.0
        cancelled = on_progress(Progress(stage="roster", done=done)) or cancelled
        return cancelled

    status = run(solver, frame.model, stop)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return None
    least = ceil(solver.best_objective_bound - 1e-6)
    if status == cp_model.FEASIBLE or 0 in problem.weights:
        frame.model.minimize(sum(layers))
        solver = _settled(frame, solver, limits)
    values = tuple(layer if isinstance(layer, int) else solver.value(layer) for layer in layers)
    cost_found = sum(weight * value for weight, value in zip(problem.weights, values, strict=True))
    proven = status == cp_model.OPTIMAL
    return RosterResult(
        works=tuple(sorted(pair for pair, variable in frame.of.items() if solver.boolean_value(variable))),
        status="optimal" if proven else "cancelled" if cancelled else "feasible",
        objective=cost_found,
        bound=cost_found if proven else min(cost_found, least),
        layers=values,
        seconds=time.monotonic() - started,
        stuck=stuck,
    )


def _settled(frame: Frame, solver: cp_model.CpSolver, limits: Limits) -> cp_model.CpSolver:
    """Price a roster again: what a rule counts may be more than the roster comes to, unless it is proven least."""
    for variable in frame.of.values():
        frame.model.add(variable == solver.value(variable))
    again = solver_of(replace(limits, iterations=None), SETTLING_S)
    return again if again.solve(frame.model) == cp_model.OPTIMAL else solver
