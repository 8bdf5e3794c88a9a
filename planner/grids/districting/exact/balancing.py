"""Bring a districting back into its rules by a CP-SAT model with fixed centres.

Each cell of the districts that break a rule, and of their neighbours, may go to a district that it or a neighbour of it
touches. A cell in a district needs a neighbour in it that is fewer steps away from the centre, which makes districts
hang together without more rules. First the broken rules are made least, then the cost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from planner.domain.solving import Limits
from planner.grids.districting.problem import DistrictProblem, Ints
from planner.grids.districting.search.packing import by_cell

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

MOST_VARIABLES = 60_000
"""Cells x districts beyond which the model is not worth building."""
LONGEST_S = 5.0
"""Longest time of one repair [s]."""
ROUNDS = 3
"""How many neighbours beyond neighbours of a district that breaks a rule take part."""


def balanced(problem: DistrictProblem, district: Ints, centre: Ints, limits: Limits) -> Ints | None:
    """Move cells so that rules are broken less; None when that was not found."""
    from ortools.sat.python import cp_model

    part = _taking_part(problem, district)
    cells = np.flatnonzero(np.isin(district, part))
    if len(cells) * len(part) > MOST_VARIABLES:
        return None
    model = cp_model.CpModel()
    steps = {number: _steps(problem, int(centre[number])) for number in part}
    member = {(cell, number): model.new_bool_var("") for cell in cells.tolist() for number in part}
    _districts_hang_together(problem, model, member, steps, centre)
    broken = _breach(problem, model, member, part)
    costs = [_cost(problem, cell, number, centre) for cell, number in member]
    cost = cp_model.LinearExpr.weighted_sum(list(member.values()), costs)
    for (cell, number), at in member.items():
        model.add_hint(at, int(district[cell]) == number)
    mean = max(1, int(problem.weight.sum()) * int(problem.seconds.mean()) // max(1, int(problem.load.sum())))
    model.minimize(cp_model.LinearExpr.sum([broken * (20 * mean), cost]))
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = limits.seed % 2**31
    if limits.iterations is None:
        solver.parameters.max_time_in_seconds = min(LONGEST_S, limits.time_s / 4)
    else:
        solver.parameters.max_deterministic_time = LONGEST_S
    solver.parameters.num_workers = 1
    solver.parameters.catch_sigint_signal = False
    if solver.solve(model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return None
    found = district.copy()
    for (cell, number), at in member.items():
        if solver.boolean_value(at):
            found[cell] = number
    return found


def _cost(problem: DistrictProblem, cell: int, number: int, centre: Ints) -> int:
    way = int(problem.weight[cell]) * int(problem.seconds[centre[number], cell])
    return way + int(problem.slot_cost[problem.slot[number], cell])


def _taking_part(problem: DistrictProblem, district: Ints) -> list[int]:
    """List the districts that break a rule, and those about them."""
    load = np.bincount(district, problem.load, problem.districts)
    part = set(np.flatnonzero((load < problem.load_low) | (load > problem.load_high)).tolist())
    cells = np.arange(problem.cells)
    part |= set(district[~problem.allowed[problem.slot[district], cells]].tolist())
    part |= {int(district[one]) for one, two in problem.apart.tolist() if district[one] == district[two]}
    ends = district[problem.pairs].reshape(-1, 2)
    for _ in range(ROUNDS):
        beside = ends[np.isin(ends, list(part)).any(axis=1)]
        part |= set(beside.ravel().tolist())
    return sorted(part)


def _steps(problem: DistrictProblem, begin: int) -> Ints:
    """Count the steps from one cell to all others over neighbours, (n,)."""
    first, beside, _ = by_cell(problem.cells, problem.pairs, np.zeros(len(problem.pairs), np.int64))
    steps = np.full(problem.cells, problem.cells, np.int64)
    steps[begin], queue = 0, [begin]
    for cell in queue:
        for other in beside[first[cell] : first[cell + 1]].tolist():
            if steps[other] == problem.cells:
                steps[other] = steps[cell] + 1
                queue.append(other)
    return steps


def _districts_hang_together(
    problem: DistrictProblem,
    model: cp_model.CpModel,
    member: dict[tuple[int, int], cp_model.IntVar],
    steps: dict[int, Ints],
    centre: Ints,
) -> None:
    first, beside, _ = by_cell(problem.cells, problem.pairs, np.zeros(len(problem.pairs), np.int64))
    for cell in sorted({cell for cell, _ in member}):
        model.add_exactly_one(member[cell, number] for number in steps)
    for (cell, number), at in member.items():
        if cell == centre[number]:
            model.add(at == 1)
            continue
        near = beside[first[cell] : first[cell + 1]].tolist()
        doors = [other for other in near if (other, number) in member and steps[number][other] < steps[number][cell]]
        model.add_bool_or([*(member[other, number] for other in doors), at.negated()])


def _breach(
    problem: DistrictProblem, model: cp_model.CpModel, member: dict[tuple[int, int], cp_model.IntVar], part: list[int]
) -> cp_model.LinearExpr:
    """Give how far rules are broken, in the measure of the search."""
    from ortools.sat.python import cp_model

    slots, wrong = problem.slot, max(1, int(problem.load.sum()) // problem.districts)
    total: list[cp_model.LinearExprT] = []
    for number in part:
        load = sum(at * int(problem.load[cell]) for (cell, own), at in member.items() if own == number)
        off = model.new_int_var(0, int(problem.load.sum()), "")
        model.add(off >= load - problem.load_high)
        model.add(off >= problem.load_low - load)
        total.append(off)
    for (cell, number), at in member.items():
        if not problem.allowed[slots[number], cell]:
            total.append(wrong * at)
    for one, two in problem.apart.tolist():
        for number in part:
            if (one, number) in member and (two, number) in member:
                both = model.new_bool_var("")
                model.add_bool_or([member[one, number].negated(), member[two, number].negated(), both])
                total.append(wrong * both)
    return cp_model.LinearExpr.sum(total)
