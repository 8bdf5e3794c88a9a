"""The best roster that a pool of schedules holds, by CP-SAT: one schedule an officer, and the tables of the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from planner.rosters.search.board import Column, Ground
from planner.rosters.search.rows import segments

EXACT = 1e-9


def best_of(
    ground: Ground,
    columns: Sequence[Column],
    value: NDArray[np.int32],
    *,
    start: Sequence[Column],
    seconds: float,
    workers: int,
    seed: int,
) -> tuple[list[Column] | None, bool]:
    """Choose one column of each officer that occurs, and tell whether no other choice is better.

    None when nothing better than `start` is found.

    Parameters
    ----------
    columns
        The pool; those of `start` are in it.
    value
        What each row has without these officers, (rows,).
    seconds
        Most time, in the solver's own deterministic seconds.
    """
    model = cp_model.CpModel()
    chosen = {column.key for column in start}
    theirs: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    cost: list[cp_model.LinearExprT] = []
    touched: dict[int, list[tuple[int, cp_model.IntVar]]] = defaultdict(list)
    variables = []
    for number, column in enumerate(columns):
        takes = model.new_bool_var(f"c{number}")
        variables.append(takes)
        theirs[column.officer].append(takes)
        cost.append(round(column.cost) * takes)
        model.add_hint(takes, column.key in chosen)
        for row, more in zip(column.row.tolist(), column.value.tolist(), strict=True):
            touched[row].append((more, takes))
    for choices in theirs.values():
        model.add_exactly_one(choices)
    cost += [_price(model, ground, row, terms, int(value[row])) for row, terms in touched.items()]
    total = sum(cost)
    model.minimize(total)
    before = _cost(ground, start, value, touched)
    model.add(total <= before - 1)
    solver = cp_model.CpSolver()
    solver.parameters.catch_sigint_signal = False  # stopping is the caller's
    solver.parameters.random_seed = seed
    solver.parameters.num_workers = workers
    solver.parameters.max_deterministic_time = seconds
    status = solver.solve(model)
    proven = status in {cp_model.OPTIMAL, cp_model.INFEASIBLE}
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return None, proven
    return [column for column, takes in zip(columns, variables, strict=True) if solver.boolean_value(takes)], proven


def _price(
    model: cp_model.CpModel, ground: Ground, row: int, terms: list[tuple[int, cp_model.IntVar]], without: int
) -> cp_model.LinearExprT:
    """Price a row by its table, over the values that it can take here."""
    rows = ground.rows
    least = without + sum(min(more, 0) for more, _ in terms)
    most = without + sum(max(more, 0) for more, _ in terms)
    first = int(rows.table_pointer[row]) - int(rows.low[row])
    low, high = max(least, int(rows.low[row])), min(most, int(rows.table_pointer[row + 1]) - 1 - first)
    prices = rows.table[first + low : first + high + 1]
    there = sum(more * takes for more, takes in terms) + without
    parts = segments(prices)
    hull = (
        np.concatenate([[0.0], np.cumsum(np.concatenate([np.full(int(p.length), p.slope) for p in parts]))])
        if parts
        else np.zeros(1)
    )
    if np.abs(prices - prices[0] - hull).max() <= EXACT * max(1.0, float(np.abs(prices).max())):
        steps = [(model.new_int_var(0, int(part.length), ""), round(part.slope)) for part in parts]
        model.add(there == low + sum(step for step, _ in steps))
        return int(prices[0]) + sum(slope * step for step, slope in steps)
    value = model.new_int_var(low, high, "")
    model.add(there == value)
    price = model.new_int_var(int(prices.min()), int(prices.max()), "")
    model.add_element(value - low, prices.tolist(), price)
    return price


def _cost(
    ground: Ground,
    start: Sequence[Column],
    value: NDArray[np.int32],
    touched: dict[int, list[tuple[int, cp_model.IntVar]]],
) -> int:
    """Price a choice of columns over the rows that the pool touches."""
    rows = ground.rows
    there = value.copy()
    for column in start:
        there[column.row] += column.value
    price = rows.prices(there)
    return round(sum(round(column.cost) for column in start) + float(price[list(touched)].sum()))
