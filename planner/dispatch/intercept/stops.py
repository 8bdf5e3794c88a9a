"""Where nobody can be shut in: units at junctions so that they are stopped on as many ways out as can be.

A unit is at its junction no later than the one who flees can be there at all, so it closes that junction for good. The
ways out are the quickest ones to each junction from which a street leads outside; where two are as quick, both have to
be closed. Booleans say at which nodes he can be as soon as with nothing closed. CP-SAT finds the choice that leaves
the fewest streets that lead outside, with the fewest units, as soon as can be, and proves it. Units that are not needed
for that close other exits to which he can still come, as many as a matching can.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from planner.dispatch.intercept.decide import Effort, run, solver_of
from planner.dispatch.intercept.exits import close_exits
from planner.dispatch.intercept.problem import NEVER, Cordon, CordonProblem, ExitProblem, Times
from planner.dispatch.intercept.walls import Flight

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

LEAST_S = 0.5
"""Time that the search has at least [s]; it seldom takes more."""
MOST_WORK_S = 60.0
"""What it may take in the solver's own deterministic seconds."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Ways:
    """The quickest ways out: which nodes lie on one, (a,) arcs between them, and (n,) streets that lead outside."""

    on: NDArray[np.bool_]
    tail: NDArray[np.int64]
    head: NDArray[np.int64]
    streets: NDArray[np.int64]


def stop_most(flight: Flight, first_ds: Times, time_s: float, effort: Effort, *, settled: bool) -> Cordon:
    """Find units and junctions that stop most ways out.

    Parameters
    ----------
    first_ds
        (n,) the earliest that he can be at each node when nothing is closed [ds].
    settled
        Whether it is proven that nothing shuts him in. If not, these units may do it.
    """
    problem = flight.problem
    ways = _ways(problem, first_ds)
    nodes, most, proven = _search(problem, ways, first_ds, max(time_s, LEAST_S), effort)
    closed = _manned(problem, nodes, first_ds[nodes], ())
    when = flight.arrivals([node for _, node in closed])
    spare = np.setdiff1d(np.flatnonzero((ways.streets > 0) & (when < NEVER)), nodes)
    closed += _manned(problem, spare, when[spare], [unit for unit, _ in closed])
    walls = np.array([node for _, node in closed], np.int64)
    when, held = flight.arrivals(walls.tolist()), np.isin(np.arange(len(first_ds)), walls)
    stopped = int(ways.streets[held | (when > first_ds)].sum())
    left = np.flatnonzero((ways.streets > 0) & ~held & (when < NEVER))
    return Cordon(
        status="feasible" if not (proven and settled) else "out" if already_out(flight, first_ds) else "optimal",
        shut=not len(left),
        closed=tuple(sorted(closed)),
        open=tuple(left.tolist()),
        closed_ds=max((int(problem.unit_ds[pair]) for pair in closed), default=0),
        bound_ds=0,
        ways=int(ways.streets.sum()),
        stopped=stopped,
        most_stopped=stopped if proven else max(most, stopped),
    )


def _manned(
    problem: CordonProblem, nodes: NDArray[np.int64], latest_ds: Times, busy: Sequence[int]
) -> list[tuple[int, int]]:
    """Give nodes to units that are not busy, as many as can be closed in time, the last of them soonest."""
    unit_ds = problem.unit_ds[:, nodes].copy()
    unit_ds[list(busy)] = NEVER
    found = close_exits(ExitProblem(exit_ds=latest_ds, unit_ds=unit_ds))
    return [(unit, int(nodes[number])) for unit, number in found.closed]


def already_out(flight: Flight, first_ds: Times) -> bool:
    """Tell whether he may be out by now: he gets there past only nodes that nobody can close before him.

    Then nothing shuts him in, for a node at which he may be by now is closed later than he is there, always.
    """
    problem = flight.problem
    soonest = problem.unit_ds.min(axis=0, initial=NEVER)
    closable = ~problem.outside & ((first_ds > 0) | (soonest <= first_ds))
    return bool((flight.arrivals(np.flatnonzero(closable).tolist())[problem.outside] < NEVER).any())


def _ways(problem: CordonProblem, first_ds: Times) -> _Ways:
    """Find what lies on a quickest way to a junction from which a street leads outside."""
    streets = np.where(first_ds < NEVER, problem.streets_out(), 0)
    tight = first_ds[problem.tail] + problem.pass_ds == first_ds[problem.head]
    tight &= ~problem.outside[problem.tail] & ~problem.outside[problem.head] & (first_ds[problem.tail] < NEVER)
    tail, head = problem.tail[tight], problem.head[tight]
    on = streets > 0
    for arc in np.argsort(-first_ds[head], kind="stable").tolist():  # the last that he comes to first
        on[tail[arc]] |= on[head[arc]]
    used = on[head]
    return _Ways(on=on, tail=tail[used], head=head[used], streets=streets)


def _search(
    problem: CordonProblem, ways: _Ways, first_ds: Times, time_s: float, effort: Effort
) -> tuple[NDArray[np.int64], int, bool]:
    """Give the nodes to be closed, how many streets that lead outside can be stopped at most, and whether proven."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    walls, chosen = _walls(model, problem, ways, first_ds)
    passed = {node: model.new_bool_var("") for node in np.flatnonzero(ways.on).tolist()}
    begins = problem.start[(first_ds[problem.start] == problem.start_ds) & ways.on[problem.start]]
    for node in begins.tolist():
        model.add_bool_or([passed[node], *walls[node]])
    for tail, head in sorted(set(zip(ways.tail.tolist(), ways.head.tolist(), strict=True))):
        model.add_bool_or([~passed[tail], passed[head], *walls[head]])
    a_unit = 1 + sum(int(row[row < NEVER].max(initial=0)) for row in problem.unit_ds)
    a_street = (len(problem.unit_ds) + 1) * a_unit
    left = sum(a_street * int(ways.streets[node]) * var for node, var in passed.items() if ways.streets[node])
    model.minimize(left + sum((a_unit + there_ds) * var for var, there_ds in chosen))
    solver = solver_of(time_s, MOST_WORK_S, 2, effort)
    status, _ = run(solver, model, effort.stop)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return np.array([], np.int64), int(ways.streets.sum()), False
    nodes = [node for node, held in walls.items() if any(solver.boolean_value(var) for var in held)]
    fewest_left = max(0, int(np.ceil(solver.best_objective_bound / a_street - 1.0)))
    return np.array(nodes, np.int64), int(ways.streets.sum()) - fewest_left, status == cp_model.OPTIMAL


def _walls(
    model: cp_model.CpModel, problem: CordonProblem, ways: _Ways, first_ds: Times
) -> tuple[dict[int, list[cp_model.IntVar]], list[tuple[cp_model.IntVar, int]]]:
    """Make a variable for each unit at each node that it closes for good, one place a unit.

    Returns
    -------
    tuple
        The variables by node, and all of them with the time at which the unit is there [ds].
    """
    walls: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    by_unit: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    chosen = []
    for node, unit in np.argwhere((problem.unit_ds <= first_ds[None, :]).T & ways.on[:, None]).tolist():
        var = model.new_bool_var("")
        walls[node].append(var)
        by_unit[unit].append(var)
        chosen.append((var, int(problem.unit_ds[unit, node])))
    for held in by_unit.values():
        model.add_at_most_one(held)
    return walls, chosen
