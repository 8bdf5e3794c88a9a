"""Set packing: the best plan that can be put together from the routes of a pool, by CP-SAT.

Required visits first and then value, each by a solve of its own, so that no weight stands between them. Travel breaks
ties within the second solve: value is scaled so that one unit of it outweighs all travel, and sums stay inside int64.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from planner.routing.problem import RoutingProblem
from planner.routing.search import Column

LEAST_S = 0.2
"""Time that a packing has even when the deadline is near [s]."""
LARGEST = 2**60
"""No objective may sum to more than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How long one packing may take.

    Attributes
    ----------
    deadline_s
        When to stop, on the clock of `time.perf_counter` [s].
    deterministic
        Instead: CP-SAT's count of its own work, which makes a run with one worker repeatable.
    """

    deadline_s: float
    deterministic: float | None
    workers: int
    seed: int


def pack(
    problem: RoutingProblem, columns: Sequence[Column], incumbent: Sequence[tuple[int, ...]], effort: Effort
) -> list[tuple[int, ...]] | None:
    """Choose one route a unit from the columns; None if nothing was found in time.

    Parameters
    ----------
    columns
        Routes that are each legal for their unit; those of `incumbent`, one a unit, are among them.
    """
    model = cp_model.CpModel()
    chosen = [model.new_bool_var(f"route_{row}") for row in range(len(columns))]
    visit = problem.way_visit()
    made = [visit[list(ways)] for _, ways in columns]
    _one_route_a_unit(model, chosen, columns)
    _each_visit_once(model, chosen, made)
    _keep_ceilings(model, chosen, made, problem)
    now = set(enumerate(incumbent))
    for variable, column in zip(chosen, columns, strict=True):
        model.add_hint(variable, column in now)
    required = [int(problem.visit_required[row].sum()) for row in made]
    all_required = int(problem.visit_required.sum())
    served = sum(int(problem.visit_required[visit[list(ways)]].sum()) for ways in incumbent)
    if served < all_required:
        model.maximize(cp_model.LinearExpr.weighted_sum(chosen, required))
        solver = _solver(effort, 0.5)
        if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        served = max(served, round(solver.objective_value))
    model.add(cp_model.LinearExpr.weighted_sum(chosen, required) >= served)
    model.maximize(cp_model.LinearExpr.weighted_sum(chosen, _profits(problem, columns, made)))
    solver = _solver(effort, 1.0)
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    routes: list[tuple[int, ...]] = [()] * problem.units
    for variable, (unit, ways) in zip(chosen, columns, strict=True):
        if solver.boolean_value(variable):
            routes[unit] = ways
    return routes


def _one_route_a_unit(model: cp_model.CpModel, chosen: Sequence[cp_model.IntVar], columns: Sequence[Column]) -> None:
    by_unit: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    for variable, (unit, _) in zip(chosen, columns, strict=True):
        by_unit[unit].append(variable)
    for variables in by_unit.values():
        model.add_exactly_one(variables)


def _each_visit_once(model: cp_model.CpModel, chosen: Sequence[cp_model.IntVar], made: Sequence[np.ndarray]) -> None:
    by_visit: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    for variable, visits in zip(chosen, made, strict=True):
        for visit in visits.tolist():
            by_visit[visit].append(variable)
    for variables in by_visit.values():
        model.add_at_most_one(variables)


def _keep_ceilings(
    model: cp_model.CpModel,
    chosen: Sequence[cp_model.IntVar],
    made: Sequence[np.ndarray],
    problem: RoutingProblem,
) -> None:
    optional = ~problem.visit_required & ~problem.is_break()
    offered = np.bincount(problem.visit_place[optional], minlength=1)
    for place in np.flatnonzero(offered > problem.ceiling).tolist():
        counted = optional & (problem.visit_place == place)
        counts = [int(counted[visits].sum()) for visits in made]
        model.add(cp_model.LinearExpr.weighted_sum(chosen, counts) <= problem.ceiling)


def _profits(problem: RoutingProblem, columns: Sequence[Column], made: Sequence[np.ndarray]) -> list[int]:
    """Give each route's value as an integer of which one step outweighs the travel of any plan [whole seconds]."""
    value = np.where(problem.visit_required | problem.is_break(), 0.0, problem.visit_value)
    travel = [round(travel_s(problem, unit, ways)) for unit, ways in columns]
    step = problem.units * max(travel, default=0) + 1
    total = float(value.sum()) + 1.0
    scale = min(1000.0, LARGEST / step / total)
    return [
        round(float(value[visits].sum()) * scale) * step - seconds for visits, seconds in zip(made, travel, strict=True)
    ]


def travel_s(problem: RoutingProblem, unit: int, ways: Sequence[int]) -> float:
    """Add up the time between the stays of a route, from base to base [s]."""
    base, times = int(problem.unit_base[unit]), problem.travel_s[problem.unit_class[unit]]
    leave = [base, *problem.way_exit[list(ways)].tolist()]
    enter = [*problem.way_entry[list(ways)].tolist(), base]
    return float(times[leave, enter].sum())


def _solver(effort: Effort, share: float) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.catch_sigint_signal = False  # stopping is the caller's
    solver.parameters.num_workers = effort.workers
    solver.parameters.random_seed = effort.seed % 2**31
    solver.parameters.cp_model_presolve = False  # it takes longer than the time there is, and the hint is lost with it
    if effort.deterministic is None:
        solver.parameters.max_time_in_seconds = max(LEAST_S, (effort.deadline_s - time.perf_counter()) * share)
    else:
        solver.parameters.max_deterministic_time = effort.deterministic * share
    return solver
