"""Better rosters near a known one: free some officers, or all on some dates, price their schedules again, and choose.

The bound of the small column generation tells at once when nothing better is near; only otherwise is the pool of its
schedules searched.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from planner.rosters.search.board import Board, Column, Ground
from planner.rosters.search.generate import Generation, open_dates
from planner.rosters.search.master import Astray
from planner.rosters.search.pool import best_of
from planner.rosters.search.pricer import Freedom, Pricer

POOL_S = 0.4
"""Deterministic time that the choice from a pool may take [s]."""
AIMED = 0.5
"""Share of neighbourhoods about a row that costs."""
LEAST, MOST = 2.0, 400.0
"""Officer-weeks that are freed, at the least and at the most."""
GROWTH, SHRINKAGE = 1.1, 0.8
"""How the size of neighbourhoods follows whether they are searched to the end."""


@dataclass(kw_only=True)
class Shape:
    """A kind of neighbourhood: how many weeks it spans, and how many officer-weeks it frees, which adapts."""

    weeks: float
    size: float


def shapes(days: int) -> list[Shape]:
    """List the kinds of neighbourhood for a horizon."""
    whole = days / 7
    return [
        Shape(weeks=weeks, size=3.0 * whole)
        for weeks in sorted({whole, min(whole, 1.3), min(whole, 2.1), min(whole, 3.1)})
    ]


def improve(
    board: Board,
    shape: Shape,
    pricer: Pricer,
    stop: Callable[[], bool],
    rng: Random,
    archive: dict[int, list[Column]],
    officers: Sequence[int],
    center: NDArray[np.float64] | None = None,
) -> bool:
    """Search one neighbourhood of a board and change it when something better is found.

    Parameters
    ----------
    archive
        Columns known from before by officer; those found here are added.
    officers
        Those who may be freed.
    center
        Prices of rows to begin from, (rows,).
    """
    ground = board.ground
    free, freedom = _drawn(board, shape, rng, officers)
    before = [column for officer in free if (column := board.columns[officer]) is not None]
    without = board.value.copy()
    for column in before:
        without[column.row] -= column.value
    generation = Generation(ground=ground, free=free, value=without, freedom=freedom, center=center)
    pricer.forget()
    generation.master.add(before)
    generation.master.add(column for officer in free for column in _fitting(archive, officer, freedom))
    cost = _rows_cost(ground, without, before) + sum(column.cost for column in before)
    finished = False
    while not stop():
        try:
            more = generation.round([pricer], None)
        except Astray:
            return False
        if generation.bound > cost - 1 + 1e-6:
            shape.size = min(MOST, shape.size * GROWTH)
            return False
        if not more or (generation.mixture is not None and generation.mixture.value - generation.bound < 0.5):
            finished = True
            break
    if not finished or generation.mixture is None:
        shape.size = max(LEAST, shape.size * SHRINKAGE)
        return False
    pool = _promising(generation, cost)
    found, proven = best_of(ground, pool, without, start=before, seconds=POOL_S, workers=1, seed=rng.randrange(2**30))
    shape.size = min(MOST, shape.size * GROWTH) if proven else max(LEAST, shape.size * SHRINKAGE)
    for column in generation.master.columns if not freedom else ():
        archive.setdefault(column.officer, []).append(column)
    if found is None:
        return False
    for column in found:
        board.put(column)
    return True


def _drawn(board: Board, shape: Shape, rng: Random, officers: Sequence[int]) -> tuple[list[int], dict[int, Freedom]]:
    """Draw officers and, in shapes that span less than the horizon, dates; half the time about a row that costs."""
    days = board.ground.problem.days
    length = min(days, max(2, round(shape.weeks * 7)))
    count = min(len(officers), max(2, round(shape.size * 7 / length)))
    sore = sore_shifts(board, rng) if rng.random() < AIMED else []
    able = board.ground.able(officers, sore) if sore else []
    chosen = set(rng.sample(able, min(len(able), count // 2)))
    rest = [officer for officer in officers if officer not in chosen]
    free = sorted([*chosen, *rng.sample(rest, min(len(rest), count - len(chosen)))])
    if length >= days:
        return free, {}
    first = rng.randrange(days - length + 1)
    if sore:
        day = board.ground.problem.shifts[rng.choice(sore)].day
        first = min(max(0, day - rng.randrange(length)), days - length)
    dates = np.zeros(days, np.bool_)
    dates[first : first + length] = True
    columns = [(officer, board.columns[officer]) for officer in free]
    return free, {officer: open_dates(board.ground, column, dates) for officer, column in columns if column is not None}


def sore_shifts(board: Board, rng: Random) -> list[int]:
    """Draw a row by what it costs, and give the shifts that everybody's work on adds to it."""
    rows = board.ground.rows
    prices = rows.prices(board.value).astype(np.float64)
    shared = board.ground.shared_rows
    prices = np.where(shared, np.maximum(0.0, prices), 0.0)
    if not prices.any():
        return []
    row = rng.choices(range(prices.size), weights=prices.tolist())[0]
    return board.ground.shifts_of(row)


def _fitting(archive: dict[int, list[Column]], officer: int, freedom: dict[int, Freedom]) -> Sequence[Column]:
    """Give known columns of an officer that a neighbourhood allows; those of narrow ones are found anew at once."""
    return () if officer in freedom else archive.get(officer, ())[-40:]


def _rows_cost(ground: Ground, value: NDArray[np.int32], columns: Sequence[Column]) -> float:
    there = value.copy()
    for column in columns:
        there[column.row] += column.value
    return float(ground.rows.price(there))


def _promising(generation: Generation, cost: float) -> list[Column]:
    """Give the columns that can be part of something better: whose reduced cost fits between bound and cost."""
    mixture = generation.mixture
    if mixture is None:
        return []
    gap = cost - generation.bound
    return [column for column in generation.master.columns if generation.reduced(column, mixture) <= gap + 1e-6]
