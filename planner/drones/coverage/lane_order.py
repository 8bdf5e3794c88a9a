"""The order and the direction in which pieces of lanes are flown: an open tour with the least time between pieces.

Nearest neighbour from several starts, then 2-opt and Or-opt moves with turned pieces (Croes 1958; Or 1976), then
double-bridge kicks (Martin, Otto and Felten 1991); the same seed gives the same order.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.drones.problem import Floats

Tour = NDArray[np.int64]
Order = list[int]
"""Ends at which pieces are entered: 2 i enters piece i at its start, 2 i + 1 at its end."""
LONGEST_MOVED = 3
"""Pieces that an Or-opt move takes along."""
STARTS = 10
"""Pieces from which the nearest-neighbour tour is begun."""
EPSILON = 1e-7
"""Smallest saving that counts."""
MOST_WORK = 200_000
"""Kicks x pieces squared at the most: a kick over many pieces takes long."""
MOST_IMPROVED = 240
"""Pieces in all tours that are improved before the kicks."""
FEW_PIECES = 80
"""Of more pieces stretches are moved only where none can be turned."""
MOST_MOVED = 2_000_000
"""Moves of one improvement x pieces squared at the most."""
UNREACHABLE = 1e7
"""Stands for an infinite cost."""


def best_order(between: Floats, *, seed: int = 1, kicks: int = 60, start: Order | None = None) -> Order:
    """Order n pieces.

    Parameters
    ----------
    between
        (2 n, 2 n) time or length from every end to every end; symmetric.
    seed, kicks
        Of the random restarts.
    start
        An order to improve; by default those of nearest neighbours are.
    """
    pieces = len(between) // 2
    if pieces <= 1:
        return [0] * pieces
    # An extra piece that costs nothing to reach or leave stands before and after the tour: so the tour is open.
    cost = np.zeros((2 * pieces + 2, 2 * pieces + 2))
    cost[:-2, :-2] = np.minimum(between, UNREACHABLE)
    tours = _nearest_tours(cost) if start is None else [np.array(start)]
    best = min((_improved(cost, tour) for tour in tours), key=lambda tour: _total(cost, tour))
    random = np.random.default_rng(seed)
    best_total = _total(cost, best)
    for _ in range(min(kicks, MOST_WORK // pieces**2) if pieces >= 8 else 0):
        a, b, c = sorted(random.choice(np.arange(1, pieces), 3, replace=False).tolist())
        candidate = _improved(cost, np.concatenate([best[:a], best[b:c], best[a:b], best[c:]]))
        total = _total(cost, candidate)
        if total < best_total - EPSILON:
            best, best_total = candidate, total
    return [int(entry) for entry in best]


def order_cost(between: Floats, order: Order) -> float:
    """Give what going on between the pieces of an order costs."""
    return _total(between, np.array(order))


def _nearest_tours(cost: Floats) -> list[Tour]:
    """Give the cheapest tours that go on to the nearest piece, begun at ends spread over all."""
    ends = len(cost) - 2
    starts = sorted({round(step * (ends - 1) / (STARTS - 1)) for step in range(STARTS)})
    tours = sorted((_nearest(cost[:-2, :-2], start) for start in starts), key=lambda tour: _total(cost, tour))
    return tours[: _climbs(ends // 2)]


def _climbs(pieces: int) -> int:
    """Tell how many of the nearest-neighbour tours are improved: fewer of many pieces, which take long."""
    return max(1, min(3, MOST_IMPROVED // max(1, pieces)))


def _nearest(between: Floats, start: int) -> Tour:
    free = np.ones(len(between), bool)
    tour, entry = [start], start
    free[[start, start ^ 1]] = False
    while free.any():
        entry = int(np.argmin(np.where(free, between[entry ^ 1], np.inf)))
        tour.append(entry)
        free[[entry, entry ^ 1]] = False
    return np.array(tour)


def _total(cost: Floats, tour: Tour) -> float:
    return float(cost[tour[:-1] ^ 1, tour[1:]].sum())


def _turned(tour: Tour) -> Tour:
    return tour[::-1] ^ 1


def _improved(cost: Floats, tour: Tour) -> Tour:
    """Apply the best move of any kind until none saves; on very many pieces the first moves only."""
    lengths = range(1, min(LONGEST_MOVED, len(tour) - 1) + 1)
    for _ in range(max(1, MOST_MOVED // len(tour) ** 2)):
        moves = [_two_opt(cost, tour)]
        if len(tour) <= FEW_PIECES or moves[0][0] >= -EPSILON:
            moves += [_or_opt(cost, tour, length) for length in lengths]
        change, better = min(moves, key=lambda move: move[0])
        if change >= -EPSILON:
            return tour
        tour = better
    return tour


def _framed(cost: Floats, tour: Tour) -> Tour:
    """Put the extra piece before and after a tour."""
    outside = len(cost) - 2
    return np.concatenate([[outside], tour, [outside]])


def _two_opt(cost: Floats, tour: Tour) -> tuple[float, Tour]:
    """Turn the stretch whose turning saves most; give the change and the new tour."""
    framed = _framed(cost, tour)
    before, after = framed[:-2] ^ 1, framed[2:]
    change = cost[before[:, None], tour[None, :] ^ 1] - cost[before, tour][:, None]
    change += cost[tour[:, None], after[None, :]] - cost[tour ^ 1, after][None, :]
    change[np.tril_indices(len(tour), -1)] = np.inf
    i, j = divmod(int(np.argmin(change)), len(tour))
    return float(change[i, j]), np.concatenate([tour[:i], _turned(tour[i : j + 1]), tour[j + 1 :]])


def _or_opt(cost: Floats, tour: Tour, length: int) -> tuple[float, Tour]:
    """Move the stretch of `length` pieces that saves most elsewhere, turned or not."""
    framed = _framed(cost, tour)
    first, last = tour[: len(tour) - length + 1], tour[length - 1 :]
    before, after = framed[: len(first)], framed[length + 1 :]
    saved = cost[before ^ 1, first] + cost[last ^ 1, after] - cost[before ^ 1, after]
    a, b = framed[:-1], framed[1:]
    opened = cost[a ^ 1, b][None, :] + saved[:, None]
    straight = cost[a[None, :] ^ 1, first[:, None]] + cost[last[:, None] ^ 1, b[None, :]] - opened
    turned = cost[a[None, :] ^ 1, last[:, None] ^ 1] + cost[first[:, None], b[None, :]] - opened
    rows, gaps = np.arange(len(first))[:, None], np.arange(len(a))[None, :]
    inside = (gaps >= rows) & (gaps <= rows + length)
    change = np.where(inside, np.inf, np.minimum(straight, turned))
    i, gap = divmod(int(np.argmin(change)), len(a))
    moved = tour[i : i + length]
    if turned[i, gap] < straight[i, gap]:
        moved = _turned(moved)
    rest = np.concatenate([tour[:i], tour[i + length :]])
    place = gap if gap < i else gap - length
    return float(change[i, gap]), np.concatenate([rest[:place], moved, rest[place:]])
