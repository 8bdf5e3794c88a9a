"""From a mixture of schedules to a roster: fix what the mixture is surest of, price again, and go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from random import Random

import numpy as np
from numpy.typing import NDArray

from planner.rosters.search.board import Board, Column
from planner.rosters.search.generate import Generation
from planner.rosters.search.pricer import Freedom, Pricer

SURE = 0.9
"""A schedule with this share or more is fixed along with the surest."""
UNSURE = 0.1
"""Share that chance may add to a schedule's own when the surest is picked."""
TURNS = 2
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

    None when no schedule keeps the rules. With `gentle` it may leave crews unfinished.
    """
    found = pricer.answer(board.ground, officer, board.value, freedom, TURNS, gentle=gentle)
    return found[0] if found is not None else None


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
