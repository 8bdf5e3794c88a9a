"""The cheapest schedule of one officer: a dynamic programme over dates, states of the automaton and counts.

Compiled; everything is an array, and those that are written are given by the caller. The functions stand in one file
because the cache of compiled code looks only at the file of a function.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.streets.compiled import compiled

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]

INFINITE = np.inf
NO_WEEKEND, FIRST, LATER = 0, 1, 2


@compiled
def offer(day: Ints, symbol: Ints, shift: Ints, base: Floats, own: Floats, price: Floats, chosen: Ints) -> None:
    """Find the cheapest shift of each symbol on each date.

    `day`, `symbol` and `shift` list what the officer may work, `base` prices shifts, `own` prices what is listed.
    `price` and `chosen` are written, (days, symbols).
    """
    price[:] = np.inf
    chosen[:] = -1
    for entry in range(day.size):
        date, kind = day[entry], symbol[entry]
        cost = base[shift[entry]] + own[entry]
        if cost < price[date, kind]:
            price[date, kind] = cost
            chosen[date, kind] = shift[entry]


@compiled
def cheapest(  # noqa: C901, PLR0912, PLR0915, PLR0917 - compiled: one loop nest over arrays, calls cost
    step: Ints,
    step_cost: Floats,
    works: Bools,
    letter: Ints,
    start: int,
    gain: Ints,
    mode: Ints,
    weekend: Ints,
    reset: Ints,
    resets: Ints,
    ends: Bools,
    price: Floats,
    chosen: Ints,
    off_price: Floats,
    weekend_day: Ints,
    weekend_price: Floats,
    values: Floats,
    origin: Ints,
    letters: Ints,
    schedules: Ints,
    found: Floats,
) -> int:
    """Find the cheapest schedules, each with other counts at its end, and give how many there are.

    Their shifts (-1: off) are written to `schedules`, (most, days), the cheapest first, and their prices to `found`.

    `values` is room for two layers of cells, (2, states x counts); `origin` and `letters` for the way back,
    (days, states x counts). An infinite price closes a symbol or a date off.
    """
    days, symbols = price.shape
    states, counts = step.shape[0], ends.size
    off = step.shape[1] - 1
    now, after = 0, 1
    values[now, : states * counts] = np.inf
    values[now, start] = 0.0
    for date in range(days):
        values[after, : states * counts] = np.inf
        row = reset[date]
        for state in range(states):
            for count in range(counts):
                value = values[now, state * counts + count]
                if value == np.inf:
                    continue
                cell = state * counts + count
                here = count
                if row >= 0:
                    here = resets[row, count]
                    if here < 0:
                        continue
                following = step[state, off]
                if following >= 0 and off_price[date] < np.inf:
                    total = value + off_price[date] + step_cost[state, off]
                    target = following * counts + here
                    if total < values[after, target]:
                        values[after, target] = total
                        origin[date, target] = cell
                        letters[date, target] = -1
                counts_weekend = weekend_day[date] == 1 or (weekend_day[date] == 2 and not works[state])
                for symbol in range(symbols):
                    if price[date, symbol] == np.inf:
                        continue
                    following = step[state, letter[symbol]]
                    if following < 0:
                        continue
                    there = gain[mode[date], here, symbol]
                    if there < 0:
                        continue
                    total = value + price[date, symbol] + step_cost[state, letter[symbol]]
                    if counts_weekend:
                        there = weekend[there]
                        if there < 0:
                            continue
                        total += weekend_price[date]
                    target = following * counts + there
                    if total < values[after, target]:
                        values[after, target] = total
                        origin[date, target] = cell
                        letters[date, target] = symbol
        now, after = after, now
    best = np.full(counts, np.inf)
    at = np.full(counts, -1, np.int32)
    for state in range(states):
        for count in range(counts):
            if ends[count] and values[now, state * counts + count] < best[count]:
                best[count] = values[now, state * counts + count]
                at[count] = state * counts + count
    number = 0
    while number < found.size:
        pick = int(np.argmin(best))
        if best[pick] == np.inf:
            break
        found[number] = best[pick]
        best[pick] = np.inf
        cell = at[pick]
        for back in range(days):
            date = days - 1 - back
            symbol = letters[date, cell]
            schedules[number, date] = -1 if symbol < 0 else chosen[date, symbol]
            cell = origin[date, cell]
        number += 1
    return number


@compiled
def totals(entry: Ints, coefficient: Ints, pointer: Ints, duals: Floats, out: Floats) -> None:
    """Add up coefficient times dual over the rows of each item, (items,)."""
    for item in range(pointer.size - 1):
        total = 0.0
        for place in range(pointer[item], pointer[item + 1]):
            total += coefficient[place] * duals[entry[place]]
        out[item] = total


@compiled
def marginals(  # noqa: PLR0917 - compiled: arrays by position
    entry: Ints,
    coefficient: Ints,
    pointer: Ints,
    value: Ints,
    low: Ints,
    table: NDArray[np.int64],
    table_pointer: NDArray[np.int64],
    repeats: Bools,
    out: Floats,
) -> None:
    """Add up what one more of each item costs in its rows, (items,).

    `value` is each row's value without the item; rows that an officer touches more than once (`repeats`) are taken
    by their slope at `value`.
    """
    for item in range(pointer.size - 1):
        total = 0.0
        for place in range(pointer[item], pointer[item + 1]):
            row, more = entry[place], coefficient[place]
            first = table_pointer[row]
            last = table_pointer[row + 1] - 1
            here = min(max(first + value[row] - low[row], first), last)
            if repeats[row]:
                up, down = min(here + 1, last), max(here - 1, first)
                if up > down:
                    total += more * float(table[up] - table[down]) / (up - down)
            else:
                there = min(max(here + more, first), last)
                total += float(table[there] - table[here])
        out[item] = total


@compiled
def tally(  # noqa: PLR0917 - compiled: arrays by position
    schedule: Ints,
    pointer: Ints,
    entry: Ints,
    coefficient: Ints,
    own_pointer: Ints,
    own_entry: Ints,
    own_coefficient: Ints,
    sums: Ints,
    touched: Ints,
) -> int:
    """Add up what a schedule adds to rows; give how many it touches, and write them to `touched`.

    `sums` comes and goes as zeros but for the touched rows, (rows,).
    """
    number = 0
    for date in range(schedule.size):
        shift = schedule[date]
        if shift < 0:
            continue
        for place in range(pointer[shift], pointer[shift + 1]):
            if sums[entry[place]] == 0:
                touched[number] = entry[place]
                number += 1
            sums[entry[place]] += coefficient[place]
        for place in range(own_pointer[shift], own_pointer[shift + 1]):
            if sums[own_entry[place]] == 0:
                touched[number] = own_entry[place]
                number += 1
            sums[own_entry[place]] += own_coefficient[place]
    return number


@compiled
def plain_price(
    schedule: Ints, place: Ints, own: Floats, off: Floats, letter: Ints, symbol: Ints, step: Ints, step_cost: Floats
) -> float:
    """Price a schedule without its rows; infinite where a rule from date to date forbids it.

    `place` is the entry of each shift in the officer's lists, or -1, (shifts,).
    """
    state, total = 0, 0.0
    for date in range(schedule.size):
        shift = schedule[date]
        if shift < 0:
            following = step.shape[1] - 1
            total += off[date]
        else:
            entry = place[shift]
            if entry < 0:
                return np.inf
            following = letter[symbol[entry]]
            total += own[entry]
        total += step_cost[state, following]
        state = step[state, following]
        if state < 0:
            return np.inf
    return total
