"""What a district with a given centre costs at best when every cell has a price, compiled.

A district takes cells whose cost is below their price until its load is full, and more where its load is too small:
a knapsack with fractions, solved in the order of gain per load (Dantzig, "Discrete-variable extremum problems",
Operations Research 5, 1957).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.streets.compiled import compiled

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@compiled
def reduce(
    weight: Ints, seconds: NDArray[np.int32], slot_cost: Ints, allowed: NDArray[np.bool_], price: Floats, centre: int,
    out: Floats,
) -> None:  # fmt: skip
    """Write what every cell costs in a district beyond its price, (n,); infinite where it may not be."""
    for cell in range(weight.size):
        if allowed[cell]:
            out[cell] = weight[cell] * float(seconds[centre, cell]) + slot_cost[cell] - price[cell]
        else:
            out[cell] = np.inf


@compiled
def fill(  # noqa: C901 - compiled: one loop over arrays
    load: Ints, low: int, high: int, reduced: Floats, centre: int, taken: Floats
) -> tuple[float, float]:
    """Fill one district at best; `taken` gets the part of every cell that it takes, (n,).

    Gives its cost, infinite when its load cannot reach the range, and the cost of a unit of load at the end.
    """
    taken[:] = 0.0
    taken[centre] = 1.0
    total, weight = reduced[centre], float(load[centre])
    if total == np.inf or weight > high:
        return np.inf, 0.0
    negative, number = 0.0, 0
    for cell in range(load.size):
        if cell != centre and reduced[cell] < 0.0:
            negative += load[cell]
            number += 1
    over, under = weight + negative > high, weight + negative < low
    chosen = np.empty(load.size, np.int64)
    gain = np.empty(load.size)
    count = 0
    for cell in range(load.size):
        if cell == centre:
            continue
        if reduced[cell] < 0.0 and (load[cell] == 0 or not over):
            taken[cell] = 1.0
            total += reduced[cell]
            weight += load[cell]
        elif load[cell] > 0 and ((over and reduced[cell] < 0.0) or (under and 0.0 <= reduced[cell] < np.inf)):
            chosen[count] = cell
            gain[count] = reduced[cell] / load[cell]
            count += 1
    rate = 0.0
    if over or under:
        end = float(high) if over else float(low)
        for place in np.argsort(gain[:count]):
            cell = chosen[place]
            part = min(1.0, (end - weight) / load[cell])
            if part <= 0.0:
                break
            taken[cell] = part
            total += part * reduced[cell]
            weight += part * load[cell]
            rate = gain[place]
        if under and weight < low - 1e-6:
            return np.inf, 0.0
    return total, rate


@compiled
def price_all(  # noqa: PLR0917 - compiled: positional arguments only
    load: Ints, weight: Ints, seconds: NDArray[np.int32], slot_cost: Ints, allowed: NDArray[np.bool_], low: int,
    high: int, price: Floats, out: Floats, stop: NDArray[np.bool_],
) -> None:  # fmt: skip
    """Write the least cost of a district of every slot at every centre, (s, n)."""
    reduced, taken = np.empty(load.size), np.empty(load.size)
    for slot in range(slot_cost.shape[0]):
        for centre in range(load.size):
            if stop[0]:
                return
            reduce(weight, seconds, slot_cost[slot], allowed[slot], price, centre, reduced)
            out[slot, centre] = fill(load, low, high, reduced, centre, taken)[0]
