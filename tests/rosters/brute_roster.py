"""The best roster of a tiny problem by looking at all of them: an oracle for solvers, on the checker's plain rules.

Meant for at most 3 officers, 5 dates and 2 shifts a date.
"""

from __future__ import annotations

from functools import reduce
from itertools import product
from typing import NamedTuple

import numpy as np

from planner.rosters import check_crews, check_rules
from planner.rosters.check_layers import covers, layers_of, objective_of
from planner.rosters.check_personal import PERSONAL
from planner.rosters.check_sheet import by_start, sheet_of
from planner.rosters.problem import LAYERS, RosterProblem

Own = tuple[int, ...]
Works = tuple[tuple[int, int], ...]


def legal_schedules(problem: RosterProblem, index: int) -> list[Own]:
    """Give all schedules of an officer, as indices of shifts by start, that break no rule without a price."""
    officer = problem.officers[index]
    dates = [[(), *((k,) for k, shift in enumerate(problem.shifts) if shift.day == day)] for day in range(problem.days)]
    schedules = (by_start(problem, (k for cell in cells for k in cell)) for cells in product(*dates))
    return [own for own in schedules if all(b.points is not None for b in check_rules.breaches(problem, officer, own))]


def stuck(problem: RosterProblem) -> tuple[int, ...]:
    """Give the officers without any legal schedule."""
    return tuple(index for index in range(len(problem.officers)) if not legal_schedules(problem, index))


def best(problem: RosterProblem) -> tuple[int, Works]:
    """Give the least objective of all legal rosters, and one roster that has it.

    Officers who are stuck have no shift. A roster is passed over only when what its officers cost alone and what its
    needs cost, both parts of the objective, are not below the best found; all layers are zero or more.

    Raises
    ------
    ValueError
        If no roster is legal.
    """
    table = _need_prices(problem)
    first, *more = [_choice(problem, index) for index in range(len(problem.officers))]
    rest = reduce(_pair, more, _Choice([()], np.zeros(1, np.int64), 0 * first.there[:1]))
    found: tuple[int, Works] | None = None
    for works, price, there in zip(*first, strict=True):
        least = price + rest.prices + table[np.arange(len(table)), there + rest.there].sum(axis=1)
        hopeful = np.arange(len(least)) if found is None else np.flatnonzero(least < found[0])
        for k in hopeful[np.argsort(least[hopeful], kind="stable")]:
            if found is not None and least[k] >= found[0]:
                break
            pairs = tuple(sorted((*works, *rest.works[k])))
            objective = _objective(problem, pairs)
            if objective is not None and (found is None or objective < found[0]):
                found = (objective, pairs)
    if found is None:
        raise ValueError("no roster is legal")
    return found


class _Choice(NamedTuple):
    """What some officers can work.

    Attributes
    ----------
    works
        Pairs of officer and shift, (choices,).
    prices
        What they cost without regard to others, (choices,).
    there
        How many are there for each need, (choices, needs).
    """

    works: list[Works]
    prices: np.ndarray
    there: np.ndarray


def _choice(problem: RosterProblem, index: int) -> _Choice:
    schedules = legal_schedules(problem, index) or [()]
    there = [[sum(covers(problem.shifts[k], need) for k in own) for need in problem.needs] for own in schedules]
    return _Choice(
        [tuple((index, shift) for shift in own) for own in schedules],
        np.array([_personal_price(problem, index, own) for own in schedules], dtype=np.int64),
        np.array(there, dtype=np.int64).reshape(len(schedules), len(problem.needs)),
    )


def _pair(one: _Choice, two: _Choice) -> _Choice:
    """Join every choice of some officers with every choice of others."""
    there = one.there[:, np.newaxis] + two.there[np.newaxis]
    return _Choice(
        [(*left, *right) for left in one.works for right in two.works],
        (one.prices[:, np.newaxis] + two.prices[np.newaxis]).ravel(),
        there.reshape(len(one.works) * len(two.works), there.shape[-1]),
    )


def _personal_price(problem: RosterProblem, index: int, own: Own) -> int:
    named = zip(problem.weights, LAYERS, strict=True)
    return sum(weight * PERSONAL[name](problem, index, own) for weight, name in named if name in PERSONAL)


def _need_prices(problem: RosterProblem) -> np.ndarray:
    """Weigh what is short and under of each need by how many are there, (needs, officers + 1)."""
    weights = dict(zip(LAYERS, problem.weights, strict=True))
    table = np.zeros((len(problem.needs), len(problem.officers) + 1), dtype=np.int64)
    for row, need in enumerate(problem.needs):
        for there in range(len(problem.officers) + 1):
            short = max(0, need.minimum - there)
            below = max(0, need.wanted - max(there, need.minimum))
            above = 0 if need.maximum is None else max(0, there - need.maximum)
            under = need.under_points * below + need.over_points * above
            table[row, there] = need.units * (weights["short"] * short + weights["under"] * under)
    return table


def _objective(problem: RosterProblem, works: Works) -> int | None:
    """Count the whole objective; None if a rule about several officers is broken."""
    sheet = sheet_of(problem, works)
    if any(breach.points is None for breach in check_crews.breaches(problem, sheet)):
        return None
    return objective_of(problem, layers_of(problem, sheet))
