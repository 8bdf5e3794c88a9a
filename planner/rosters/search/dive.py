"""From a mixture of schedules to a roster: fix what the mixture is surest of, price again, and go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from random import Random

import numpy as np
from numpy.typing import NDArray

from planner.rosters.search.board import Board, Column
from planner.rosters.search.generate import Freedom, Generation
from planner.rosters.search.pricer import Pricer

SURE = 0.9
"""A schedule with this share or more is fixed along with the surest."""
UNSURE = 0.1
"""Share that chance may add to a schedule's own when the surest is picked."""
TURNS = 4
"""Answers that an officer tries."""
ROUNDS = 3
"""Rounds of pricing after each time that something is fixed."""


def dive(
    board: Board,
    generation: Generation,
    pricers: Sequence[Pricer],
    executor: Executor | None,
    stop: Callable[[], bool],
    rng: Random,
) -> Board:
    """Round a mixture to a roster; officers who are not free keep their columns.

    Parameters
    ----------
    generation
        Has run; it is used up.
    rng
        Lets the surest be passed over now and then, so that dives differ.
    """
    found = board.copy()
    waiting = set(generation.free)
    for officer in waiting:
        found.lift(officer)
    while waiting and generation.mixture is not None and not stop():
        places = _surest(generation, generation.mixture.shares, waiting, rng)
        if not places:
            break
        for place in places:
            column = generation.master.columns[place]
            found.put(column)
            waiting.discard(column.officer)
            generation.master.fix(place)
        for _ in range(ROUNDS if waiting else 0):
            if stop() or not generation.round(pricers, executor, skip=set(generation.free) - waiting):
                break
        if waiting:
            generation.mixture = generation.master.solve()
    for officer in waiting:
        column_now = board.columns[officer] or respond(found, officer, pricers[0])
        if column_now is not None:
            found.put(column_now)
    return found


def _surest(generation: Generation, shares: NDArray[np.float64], waiting: set[int], rng: Random) -> list[int]:
    """Give the places of the columns to fix: the surest, about, and all that are almost whole."""
    best: dict[int, tuple[float, int]] = {}
    for place, share in enumerate(shares.tolist()):
        officer = generation.master.columns[place].officer
        if officer in waiting and share > best.get(officer, (-1.0, 0))[0]:
            best[officer] = (share, place)
    ranked = sorted(best.values(), key=lambda item: -(item[0] + UNSURE * rng.random()))
    return [place for number, (share, place) in enumerate(ranked) if number == 0 or share > SURE]


def respond(
    board: Board, officer: int, pricer: Pricer, freedom: Freedom | None = None, *, gentle: bool = False
) -> Column | None:
    """Find an officer's best answer to all others, who stand; the officer is lifted.

    What the officer has of hours, nights and the like is priced by its slope, which holds for little changes only; so
    the slope is taken anew at what the answers have on average (M. Frank, P. Wolfe, 1956), and the best of them is
    given. None when no schedule keeps the rules. With `gentle` it may leave crews unfinished.
    """
    ground, desk = board.ground, board.ground.desks[officer]
    own = ground.tallies(officer)
    there = ground.rows.cheapest[own].astype(np.float64)
    best: Column | None = None
    best_cost = np.inf
    for turn in range(TURNS if own.size else 1):
        base, extra, weekends = board.marginal(officer, own, there, gentle=gentle)
        off = None
        if freedom is not None:
            extra, off = extra + freedom.entries, desk.off + freedom.off
        _, schedules = pricer.cheapest(desk, base, extra, weekends, off=off)
        if not len(schedules):
            return None
        column = ground.column(officer, schedules[0])
        cost = column.cost + board.added(column, gentle=gentle)
        if cost < best_cost:
            best, best_cost = column, cost
        reached = _reached(column, own, board)
        if np.array_equal(reached, there):
            break
        there += (reached - there) * 2 / (turn + 3)
    return best


def _reached(column: Column, own: NDArray[np.int64], board: Board) -> NDArray[np.float64]:
    """Give what an officer's rows come to with a column."""
    value = np.zeros(board.value.size)
    value[column.row] = column.value
    return board.value[own] + value[own]


def polish(board: Board, pricer: Pricer, order: Sequence[int], stop: Callable[[], bool]) -> int:
    """Let officers answer one after the other, as long as it gets better; give the cost."""
    cost = board.cost
    better = True
    while better and not stop():
        better = False
        for officer in order:
            before = board.columns[officer]
            board.lift(officer)
            after = respond(board, officer, pricer)
            if after is None or before is None:
                board.columns[officer] = None
                if before is not None:
                    board.put(before)
                continue
            board.put(after)
            now = board.cost
            if now < cost:
                cost, better = now, True
            else:
                board.put(before)
            if stop():
                break
    return cost
