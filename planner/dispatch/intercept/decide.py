"""Whether a node cut stands by a time, with a unit of its own for each wall, by CP-SAT.

Whether the one who flees can come to a node, whether it is a wall, and which unit stands there are all Booleans, so
that conflicts are learnt as clauses (lazy clause generation: Ohrimenko, Stuckey and Codish, Constraints 14, 2009). On
street networks this ends where branching on the linear relaxation does not: cuts that differ by a junction or two are
as good as each other there.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import cycle, pairwise
from typing import TYPE_CHECKING

import numpy as np

from planner.dispatch.intercept.cuts import Cut, Cuts, Pairs

if TYPE_CHECKING:
    from collections.abc import Callable

    from ortools.sat.python import cp_model

    from planner.dispatch.intercept.problem import CordonProblem, Times

POLL_S = 0.1
"""Time between two questions to the caller [s]."""
LEAST_WORK_S = 0.6
"""What the one search over all limits may take, in the solver's own deterministic seconds."""
FIRST_WORK_S = 0.1
"""What the first search for a cut may take, likewise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What a search keeps to: a seed, and whether to stop, asked now and then."""

    seed: int
    stop: Callable[[], bool]


def decide(cuts: Cuts, last_ds: int, time_s: float, effort: Effort) -> Cut:
    """Find any cut whose units are in place by a time [ds].

    A unit may be later than the one who flees is when nothing is closed; that it is in time after all is held by
    `Cuts.runs` only.
    """
    from ortools.sat.python import cp_model

    if time_s <= 0:
        return Cut("unknown")
    pairs = cuts.pairs(last_ds)
    model, chosen = _model(cuts, pairs)
    answer = _search(model, cuts, time_s, effort)
    if answer is None:
        return Cut("unknown")
    solver, status = answer
    if status == cp_model.INFEASIBLE:
        return Cut("none")
    return _cut(solver, pairs, chosen)


def least(cuts: Cuts, limits_ds: Times, time_s: float, effort: Effort) -> tuple[Cut, int]:
    """Find a cut that stands soon, and the time before which none does [ds], in one short search over all limits.

    As in `decide`, a late unit may turn out to be too late, but the bound holds.

    Parameters
    ----------
    limits_ds
        The limits to choose from, ascending; below the first nothing is possible [ds].
    """
    from ortools.sat.python import cp_model

    pairs = cuts.pairs(int(limits_ds[-1]))
    model, chosen = _model(cuts, pairs)
    _add_limits(model, pairs, chosen, limits_ds)
    solver = solver_of(min(time_s, LEAST_WORK_S * 10), LEAST_WORK_S, 1, effort)
    status, _ = run(solver, model, effort.stop)
    if status == cp_model.INFEASIBLE:
        return Cut("none"), int(limits_ds[-1]) + 1
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return Cut("unknown"), int(limits_ds[0])
    bound_ds = int(np.ceil(solver.best_objective_bound - 1e-6))
    return _cut(solver, pairs, chosen), max(bound_ds, int(limits_ds[0]))


def _cut(solver: cp_model.CpSolver, pairs: Pairs, chosen: list[cp_model.IntVar]) -> Cut:
    rows = [row for row, var in enumerate(chosen) if solver.boolean_value(var)]
    return Cut("found", tuple((int(pairs.unit[row]), int(pairs.at[row])) for row in rows))


def _search(model: cp_model.CpModel, cuts: Cuts, time_s: float, effort: Effort) -> tuple[cp_model.CpSolver, int] | None:
    """Solve by clauses and by the linear relaxation in turn, each time with twice the work; None: the time was over.

    Clauses alone prove slowly that there are too few units (the pigeonhole: Haken, Theoretical Computer Science 39,
    1985), and the relaxation is slow where clauses are quick. What was quicker last goes first. One thread and the
    solver's own clock: the same question has the same answer.
    """
    from ortools.sat.python import cp_model

    ends, work_s = time.monotonic() + time_s, FIRST_WORK_S
    for linear in cycle((cuts.quicker, 3 - cuts.quicker)):
        solver = solver_of(ends - time.monotonic(), work_s, linear, effort)
        status, stopped = run(solver, model, effort.stop)
        if status in {cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.INFEASIBLE}:
            cuts.quicker = linear
            return solver, status
        if stopped or time.monotonic() >= ends:
            return None
        work_s *= 2
    return None


def solver_of(time_s: float, work_s: float, linear: int, effort: Effort) -> cp_model.CpSolver:
    """Make a solver of one thread that keeps to a time and to the work that it may take, by its own clock [s]."""
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.catch_sigint_signal = False  # stopping is the caller's
    solver.parameters.max_time_in_seconds = max(0.0, time_s)
    solver.parameters.max_deterministic_time = work_s
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = effort.seed
    solver.parameters.linearization_level = linear
    solver.parameters.cp_model_probing_level = 0  # costs more than it saves here, as does the next
    solver.parameters.symmetry_level = 0
    return solver


def run(solver: cp_model.CpSolver, model: cp_model.CpModel, stop: Callable[[], bool]) -> tuple[int, bool]:
    """Solve in a thread of its own and ask the caller again and again; the status, and whether it was stopped."""
    stopped = False
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(solver.solve, model)
        try:
            while not wait([future], timeout=POLL_S).done:
                if stopped := stopped or stop():
                    solver.stop_search()
        finally:
            while not wait([future], timeout=POLL_S).done:
                solver.stop_search()
    return int(future.result()), stopped


def _model(cuts: Cuts, pairs: Pairs) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    """Make the model; the chosen pairs as variables."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    chosen = [model.new_bool_var("") for _ in pairs.at]
    by_unit: dict[int, list[cp_model.IntVar]] = {}
    by_node: dict[int, list[cp_model.IntVar]] = {}
    for var, unit, node in zip(chosen, pairs.unit.tolist(), pairs.at.tolist(), strict=True):
        by_unit.setdefault(unit, []).append(var)
        by_node.setdefault(node, []).append(var)
    for held in by_unit.values():
        model.add_at_most_one(held)
    _add_ways(model, cuts.problem, cuts.same(pairs.at).tolist(), by_node)
    _add_delays(model, cuts, pairs, chosen)
    _add_runs(model, cuts, pairs, chosen)
    return model, chosen


def _add_ways(
    model: cp_model.CpModel, problem: CordonProblem, same: list[int], by_node: dict[int, list[cp_model.IntVar]]
) -> None:
    """Let him come to the start, and along an arc unless its head is a wall; never outside.

    Nodes that nobody can close and between which he goes to and fro are reached together.
    """
    reached = {node: model.new_bool_var("") for node in sorted(set(same))}
    wall: dict[int, cp_model.IntVar] = {}
    for node, held in by_node.items():
        wall[node] = model.new_bool_var("")
        model.add(sum(held) == wall[node])
        model.add_implication(wall[node], ~reached[same[node]])
    for node in {same[node] for node in np.flatnonzero(problem.outside).tolist()}:
        model.add(reached[node] == 0)
    for node in problem.start.tolist():
        model.add_bool_or([reached[same[node]], *([wall[node]] if node in wall else [])])
    outside, arcs = problem.outside.tolist(), zip(problem.tail.tolist(), problem.head.tolist(), strict=True)
    for tail, head in sorted({(same[tail], same[head]) for tail, head in arcs if not outside[tail]}):
        if tail != head:
            model.add_bool_or([~reached[tail], reached[head], *([wall[head]] if head in wall else [])])


def _add_limits(model: cp_model.CpModel, pairs: Pairs, chosen: list[cp_model.IntVar], limits_ds: Times) -> None:
    """Minimise the least limit by which every unit is in place; one Boolean a step of it."""
    steps = limits_ds.tolist()
    past = [model.new_bool_var("") for _ in steps]
    model.add(past[0] == 1)
    for before, after in pairwise(past):
        model.add_implication(after, before)
    places = np.searchsorted(limits_ds, pairs.there_ds)
    for var, place in zip(chosen, places.tolist(), strict=True):
        model.add_implication(var, past[place])
    rises = np.diff(limits_ds, prepend=0).tolist()
    model.minimize(sum(rise * step for rise, step in zip(rises, past, strict=True)))


def _add_delays(model: cp_model.CpModel, cuts: Cuts, pairs: Pairs, chosen: list[cp_model.IntVar]) -> None:
    """Require, of a late unit, one in time on the quickest way to it."""
    timely: dict[int, list[cp_model.IntVar]] = {}
    tardy: dict[int, list[cp_model.IntVar]] = {}
    for var, node, is_late in zip(chosen, pairs.at.tolist(), pairs.late.tolist(), strict=True):
        (tardy if is_late else timely).setdefault(node, []).append(var)
    before = cuts.before.tolist()
    delayed: dict[int, cp_model.IntVar] = {}
    for node in tardy:
        here = before[node]
        while here >= 0 and here not in delayed:
            delayed[here] = model.new_bool_var("")
            here = before[here]
    for node, var in delayed.items():
        earlier = [delayed[before[node]]] if before[node] >= 0 else []
        model.add_bool_or([~var, *earlier, *timely.get(node, [])])
    for node, late in tardy.items():
        for var in late:
            model.add_bool_or([~var, *([delayed[before[node]]] if before[node] >= 0 else [])])


def _add_runs(model: cp_model.CpModel, cuts: Cuts, pairs: Pairs, chosen: list[cp_model.IntVar]) -> None:
    """Require, of a unit at the end of a run that is later than he is, one in time on the run."""
    for run in cuts.runs:
        timely, tardy = cuts.sides(pairs, run)
        for row in tardy.tolist():
            model.add_bool_or([~chosen[row], *(chosen[other] for other in timely.tolist())])
