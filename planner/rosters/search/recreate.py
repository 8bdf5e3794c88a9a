"""Ruin and recreate: take a few officers off the board and let each answer anew, in another order.

Quick where schedules are cheap to price: dozens of tries in the time of one neighbourhood with its linear programmes.
(G. Schrimpf et al., J. Comput. Phys. 159, 2000.)
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from random import Random

import numpy as np
from numpy.typing import NDArray

from planner.rosters.search.board import Board, Ground
from planner.rosters.search.dive import respond
from planner.rosters.search.generate import open_dates
from planner.rosters.search.neighbourhood import sore_shifts
from planner.rosters.search.pricer import Pricer

MOST_RUINED = 5
"""Officers taken off at the most."""
AIMED = 0.6
"""Share of tries about a row that costs."""
PERSONAL = 0.2
"""Share of tries about an officer whose share is unfair."""
BOLD = 0.3
"""Share of tries in which crews may be unfinished as long as somebody has yet to answer."""
NARROW, SPAN = 0.7, (2, 10)
"""Share of tries in which officers may change on some dates only, and how many these are."""
SAMPLE, GENTLER = 300, 0.1
"""Tries that the heat to begin with is measured by, and which share of those that fail are gentler."""


def recreate(
    board: Board,
    pricer: Pricer,
    officers: Sequence[int],
    tries: int,
    stop: Callable[[], bool],
    rng: Random,
    heat: float = 0.0,
) -> bool:
    """Try so many times, keep what is no worse, and tell whether the roster has become better.

    With `heat` worse is kept too, the less likely the more it costs beyond that (S. Kirkpatrick et al., Science 220,
    1983).
    """
    began = board.cost
    for _ in range(tries):
        if stop():
            break
        _try(board, pricer, officers, rng, heat)
    return board.cost < began


def warmth(board: Board, pricer: Pricer, officers: Sequence[int], stop: Callable[[], bool], rng: Random) -> float:
    """Measure the heat to begin with: what the gentler of the tries that fail would cost."""
    worse: list[float] = []
    for _ in range(SAMPLE):
        if stop():
            break
        more = _try(board, pricer, officers, rng, 0.0)
        if more > 0:
            worse.append(more)
    return float(np.quantile(worse, GENTLER)) if worse else 0.0


def _try(board: Board, pricer: Pricer, officers: Sequence[int], rng: Random, heat: float) -> float:
    """Ruin and recreate once, and give what the roster would cost more than before; what is too bad is taken back."""
    cost = board.cost
    taken, dates = _taken(board, officers, rng)
    before = [column for officer in taken if (column := board.columns[officer]) is not None]
    freedom = {} if dates is None else {column.officer: open_dates(board.ground, column, dates) for column in before}
    for officer in taken:
        board.lift(officer)
    bold, waiting = rng.random() < BOLD, set(taken)
    for officer in taken:
        waiting.remove(officer)
        gentle = bool(waiting) and (bold or not waiting.isdisjoint(board.ground.mates.get(officer, ())))
        answer = respond(board, officer, pricer, freedom.get(officer), gentle=gentle)
        if answer is None:
            more = math.inf
            break
        board.put(answer)
    else:
        more = board.cost - cost
    if more > 0 and more > heat * rng.expovariate(1.0):
        for column in before:
            board.put(column)
    return more


def _taken(board: Board, officers: Sequence[int], rng: Random) -> tuple[list[int], NDArray[np.bool_] | None]:
    """Draw officers: about a row that costs, about somebody whose share is unfair, or any; squads as a whole.

    Often they may change on some dates in a row only, (days,).
    """
    count, aim = min(len(officers), rng.randint(2, MOST_RUINED)), rng.random()
    able: Sequence[int] = ()
    about: Sequence[int] = ()
    if aim < AIMED:
        about = sore_shifts(board, rng)
        able = board.ground.able(officers, about) if about else ()
    elif aim < AIMED + PERSONAL:
        able = _about_one(board, officers, rng)
    chosen = rng.sample(able, min(len(able), count))
    rest = [officer for officer in officers if officer not in set(chosen)]
    chosen += rng.sample(rest, min(len(rest), count - len(chosen)))
    mates = board.ground.mates
    chosen = list({mate for officer in chosen for mate in (officer, *mates.get(officer, ()))} & set(officers))
    rng.shuffle(chosen)
    return chosen, _dates(board.ground, about, rng) if rng.random() < NARROW else None


def _dates(ground: Ground, about: Sequence[int], rng: Random) -> NDArray[np.bool_]:
    """Draw dates in a row, with one of some shifts among them."""
    days = ground.problem.days
    length = min(days, rng.randint(*SPAN))
    day = ground.problem.shifts[rng.choice(about)].day if about else rng.randrange(days)
    first = min(max(0, day - rng.randrange(length)), days - length)
    dates = np.zeros(days, np.bool_)
    dates[first : first + length] = True
    return dates


def _about_one(board: Board, officers: Sequence[int], rng: Random) -> list[int]:
    """Draw an officer by what their own shares cost, and list who may work some of the same shifts."""
    ground = board.ground
    costs = np.bincount(ground.owner, np.maximum(0, ground.rows.prices(board.value)), len(ground.desks) + 1)[officers]
    one = rng.choices(officers, costs.tolist())[0] if costs.any() else rng.choice(officers)
    return [officer for officer in ground.companions[one] if officer in set(officers)]
