"""Ruin and recreate: take a few officers off the board and let each answer anew, in another order.

Quick where schedules are cheap to price: dozens of tries in the time of one neighbourhood with its linear programmes.
(G. Schrimpf et al., J. Comput. Phys. 159, 2000.)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

import numpy as np

from planner.rosters.search.board import Board, Column
from planner.rosters.search.dive import respond
from planner.rosters.search.neighbourhood import sore_shifts
from planner.rosters.search.pricer import Pricer

MOST_RUINED = 5
"""Officers taken off at the most."""
AIMED = 0.7
"""Share of tries about a row that costs."""


def recreate(
    board: Board,
    pricer: Pricer,
    officers: Sequence[int],
    tries: int,
    stop: Callable[[], bool],
    rng: Random,
) -> bool:
    """Try so many times, keep what is no worse, and tell whether the roster has become better."""
    began = cost = board.cost
    for _ in range(tries):
        if stop():
            break
        taken = _taken(board, officers, rng)
        before = [column for officer in taken if (column := board.columns[officer]) is not None]
        for officer in taken:
            board.lift(officer)
        answers: list[Column | None] = []
        for officer in taken:
            answer = respond(board, officer, pricer)
            answers.append(answer)
            if answer is not None:
                board.put(answer)
        now = board.cost
        if None not in answers and now <= cost:
            cost = now
            continue
        for column in before:
            board.put(column)
    return cost < began


def _taken(board: Board, officers: Sequence[int], rng: Random) -> list[int]:
    count = min(len(officers), rng.randint(2, MOST_RUINED))
    sore = sore_shifts(board, rng) if rng.random() < AIMED else []
    able = [o for o in officers if np.isin(sore, board.ground.desks[o].allowed).any()] if sore else []
    chosen = rng.sample(able, min(len(able), count))
    rest = [officer for officer in officers if officer not in set(chosen)]
    chosen += rng.sample(rest, min(len(rest), count - len(chosen)))
    rng.shuffle(chosen)
    return chosen
