"""Better choices by annealing: one person more or less, one moved, a whole kind made another (compiled).

The moves are those of N. Musliu, A. Schaerf and W. Slany (Eur. J. Oper. Res. 153, 2004); worse is kept by chance (S.
Kirkpatrick et al., Science 220, 1983). A move costs as many steps as the slots that it changes.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.rosters.design.best import Best
from planner.rosters.design.cells import Cells
from planner.streets.compiled import compiled

Longs = NDArray[np.int64]

MOVES, MOST_MOVES = 130, 150_000
"""Moves of one part for each cell, and the most of them."""
PARTS = 30
"""Parts of one annealing; between them it is asked whether to stop."""
HOT, COLD = 0.75, 0.45
"""Heat at the beginning and at the end, in prices of one person missing or too many in one slot."""
CHEAP, FULL = 0.05, 0.9
"""Part of its price that a kind costs at first, and the part of an annealing after which it costs all."""
NEAR = 16
"""Kinds nearest to a kind by their starts and ends, of which it becomes one."""
ONE, MOVED = 0.35, 0.65
"""Shares of moves up to which one person is added or taken, and one moved to another kind; the rest change kinds."""


class Ground(NamedTuple):
    """A problem with k kinds, d days, c cells and n slots as arrays.

    Attributes
    ----------
    cell
        Cell of each kind and day, or -1, (k, d).
    pointer, slot
        Slots of each cell, one after the other.
    most
        Most people on a cell, (c,).
    near
        Kinds nearest to each, (k, near).
    required, least
        People asked for in each slot, (n,).
    missing, over, short, kind
        Prices [points].
    most_kinds
        Most kinds in use.
    """

    cell: Longs
    pointer: Longs
    slot: Longs
    most: Longs
    near: Longs
    required: Longs
    least: Longs
    missing: int
    over: int
    short: int
    kind: int
    most_kinds: int


def ground_of(cells: Cells, apart: Longs) -> Ground:
    """Lay a problem out; `apart` tells how far kinds are from each other, (k, k)."""
    problem = cells.problem
    cell = np.full((len(problem.kinds), problem.days), -1, np.int64)
    cell[cells.kind, cells.day] = np.arange(len(cells.kind))
    _, slot = np.nonzero(cells.covers)
    return Ground(
        cell=cell,
        pointer=np.concatenate([[0], np.cumsum(cells.covers.sum(axis=1))]).astype(np.int64),
        slot=slot.astype(np.int64),
        most=cells.most,
        near=np.argsort(apart, axis=1, kind="stable")[:, 1 : NEAR + 1].astype(np.int64),
        required=np.array(problem.required, np.int64),
        least=np.array(problem.least or (0,) * problem.slots, np.int64),
        missing=problem.missing_price,
        over=problem.over_price,
        short=problem.short_price,
        kind=problem.kind_price,
        most_kinds=len(problem.kinds) if problem.most_kinds is None else problem.most_kinds,
    )


def anneal(ground: Ground, best: Best, seed: int, *, afresh: bool) -> None:
    """Anneal once, from the best choice or `afresh` from nobody on duty, and offer the best that is met.

    Kinds are cheap at first, so that many are tried, and become one another as they grow dear.
    """
    people = np.zeros_like(best.people) if afresh else best.people.copy()
    moves = min(MOST_MOVES, MOVES * len(people))
    unit = max(1, min(ground.missing, ground.over) or max(ground.missing, ground.over))
    hot, cold = HOT * unit, COLD * unit
    for part in range(PARTS if len(people) else 0):
        if best.over:
            return
        heats = [hot * (cold / hot) ** ((part + step) / PARTS) for step in (0, 1)]
        share = min(1.0, CHEAP + (1.0 - CHEAP) * part / (FULL * PARTS))
        met = people.copy()
        search(ground._replace(kind=round(share * ground.kind)), people, met, seed * PARTS + part, moves, *heats)
        best.offer(met)


@compiled
def put(ground: Ground, there: Longs, cell: int, more: int) -> int:
    """Put so many people more on a cell, and give what that costs without kinds."""
    cost = 0
    for place in range(ground.pointer[cell], ground.pointer[cell + 1]):
        slot = ground.slot[place]
        before = there[slot] - ground.required[slot]
        after = before + more
        cost += ground.missing * (max(0, -after) - max(0, -before)) + ground.over * (max(0, after) - max(0, before))
        if ground.short:
            least = ground.least[slot] - ground.required[slot]
            cost += ground.short * (max(0, least - after) - max(0, least - before))
        there[slot] += more
    return cost


@compiled
def change(ground: Ground, there: Longs, people: Longs, total: Longs, kind: int, day: int, more: int) -> int:
    """Put so many people more on a kind on a day, and give what that costs with kinds."""
    cell = ground.cell[kind, day]
    cost = put(ground, there, cell, more)
    people[cell] += more
    if total[kind] == 0:
        cost += ground.kind
    total[kind] += more
    if total[kind] == 0:
        cost -= ground.kind
    return cost


@compiled
def search(  # noqa: C901, PLR0912, PLR0915 - compiled: one loop over arrays, calls cost
    ground: Ground, people: Longs, met: Longs, seed: int, moves: int, hot: float, cold: float
) -> None:
    """Change `people`, (c,), move by move as the heat falls; the best on the way is written to `met`, (c,)."""
    np.random.seed(seed)  # noqa: NPY002 - what compiled code has
    kinds, days = ground.cell.shape
    there, total = np.zeros(ground.required.size, np.int64), np.zeros(kinds, np.int64)
    for kind in range(kinds):
        for day in range(days):
            if ground.cell[kind, day] >= 0 and people[ground.cell[kind, day]] > 0:
                put(ground, there, ground.cell[kind, day], people[ground.cell[kind, day]])
                total[kind] += people[ground.cell[kind, day]]
    used, place = np.empty(kinds, np.int64), np.full(kinds, -1, np.int64)
    number = 0
    for kind in range(kinds):
        if total[kind]:
            used[number], place[kind] = kind, number
            number += 1
    undo = np.empty((3 * days, 3), np.int64)
    now, least = 0, 0
    for move in range(moves):
        heat = hot * (cold / hot) ** (move / moves)
        draw, steps, cost = np.random.random(), 0, 0  # noqa: NPY002
        source = used[np.random.randint(number)] if number else np.random.randint(kinds)  # noqa: NPY002
        target = source
        if draw > ONE or np.random.random() < 0.05:  # noqa: NPY002
            aim = np.random.random()  # noqa: NPY002
            if aim < 0.5 and ground.near.shape[1]:
                target = ground.near[source, np.random.randint(ground.near.shape[1])]  # noqa: NPY002
            elif aim < 0.9 and number:
                target = used[np.random.randint(number)]  # noqa: NPY002
            else:
                target = np.random.randint(kinds)  # noqa: NPY002
        if draw > ONE and target == source:
            continue
        if draw <= MOVED:
            day = np.random.randint(days)  # noqa: NPY002
            here, other = ground.cell[source, day], ground.cell[target, day]
            if draw <= ONE:
                more = 1 if np.random.random() < 0.5 else -1  # noqa: NPY002
                if other < 0 or not 0 <= people[other] + more <= ground.most[other]:
                    continue
                undo[steps] = target, day, more
                steps += 1
            else:
                if here < 0 or other < 0 or people[here] < 1 or people[other] >= ground.most[other]:
                    continue
                undo[0] = source, day, -1
                undo[1] = target, day, 1
                steps = 2
        else:
            for day in range(days):
                here, other = ground.cell[source, day], ground.cell[target, day]
                if here >= 0 and people[here] > 0:
                    count = people[here]
                    undo[steps] = source, day, -count
                    steps += 1
                    if other >= 0:
                        more = min(count, ground.most[other] - people[other])
                        if more > 0:
                            undo[steps] = target, day, more
                            steps += 1
        for step in range(steps):
            cost += change(ground, there, people, total, undo[step, 0], undo[step, 1], undo[step, 2])
        opens = total[target] > 0 and place[target] < 0
        closes = total[source] == 0 and place[source] >= 0
        if (cost > 0 and cost > -heat * np.log(np.random.random())) or (  # noqa: NPY002
            opens and not closes and number >= ground.most_kinds
        ):
            for step in range(steps):
                change(ground, there, people, total, undo[step, 0], undo[step, 1], -undo[step, 2])
            continue
        for kind in (source, target):
            if total[kind] > 0 and place[kind] < 0:
                used[number], place[kind] = kind, number
                number += 1
            elif total[kind] == 0 and place[kind] >= 0:
                number -= 1
                last = used[number]
                used[place[kind]], place[last] = last, place[kind]
                place[kind] = -1
        now += cost
        if now < least:
            least = now
            met[:] = people
