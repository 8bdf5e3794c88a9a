"""A design problem as arrays: one cell for each kind of shift on each day, and the slots that it covers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.rosters.design.problem import DesignKind, DesignProblem

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Level:
    """People asked for in every slot, (n,), and the price of one missing [points]."""

    people: Ints
    price: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cells:
    """The arrays of a problem with c cells, k kinds and n slots.

    Attributes
    ----------
    kind, day
        Of each cell, (c,).
    covers
        Slots that each cell covers, (c, n).
    most
        People beyond whom more on a cell are never of use, (c,).
    at
        Cells that cover each slot.
    levels
        The required people, and the least if any are asked for.
    reach
        Longest time between two slots whose difference one shift can make [slots].
    """

    problem: DesignProblem
    kind: Ints
    day: Ints
    covers: Bools
    most: Ints
    at: tuple[Ints, ...]
    levels: tuple[Level, ...]
    reach: int


def cells_of(problem: DesignProblem) -> Cells:
    """Lay a problem out as arrays; cells that are never of use are left out."""
    found = []
    for index, kind in enumerate(problem.kinds):
        for day in range(problem.days) if kind.days is None else sorted(kind.days):
            slots = slots_of(problem, kind, day)
            if most := _most(problem, slots):
                found.append((index, day, most, slots))
    covers = np.zeros((len(found), problem.slots), np.bool_)
    for row, (_, _, _, slots) in enumerate(found):
        covers[row, slots] = True
    levels = [Level(people=np.array(problem.required, np.int64), price=problem.missing_price)]
    if any(problem.least) and problem.short_price:
        levels.append(Level(people=np.array(problem.least, np.int64), price=problem.short_price))
    return Cells(
        problem=problem,
        kind=np.array([index for index, _, _, _ in found], np.int64),
        day=np.array([day for _, day, _, _ in found], np.int64),
        covers=covers,
        most=np.array([most for _, _, most, _ in found], np.int64),
        at=tuple(np.nonzero(covers[:, slot])[0] for slot in range(problem.slots)),
        levels=tuple(levels),
        reach=min(max((kind.length for kind in problem.kinds), default=0), problem.slots // 2),
    )


def slots_of(problem: DesignProblem, kind: DesignKind, day: int) -> list[int]:
    """List the slots that a kind covers when it starts on a day; a shift of more than the whole span counts once."""
    first = day * problem.slots_per_day + kind.start
    pause = range(*(kind.pause[0], sum(kind.pause))) if kind.pause else range(0)
    steps = [step for step in range(min(kind.length, problem.slots)) if step not in pause]
    if problem.cyclic:
        return [(first + step) % problem.slots for step in steps]
    return [first + step for step in steps if first + step < problem.slots]


def _most(problem: DesignProblem, slots: list[int]) -> int:
    """Bound the people on a cell.

    Taking one away saves where more are there than required and costs where not. In a best answer with the fewest
    people it does not pay, so in a known number of the cell's slots nobody is too many: no more are on the cell than
    are required in the slot of that rank.
    """
    dear = problem.missing_price
    if problem.least and any(problem.least[slot] for slot in slots):
        dear += problem.short_price
    if not dear or not slots:
        return 0
    rank = problem.over_price * len(slots) // (dear + problem.over_price)
    asked = sorted((problem.required[slot] for slot in slots), reverse=True)
    return asked[rank] if rank < len(asked) else 0
