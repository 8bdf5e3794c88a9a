"""The cheapest schedule of one officer: a dynamic programme over dates, states of the automaton and counts.

Compiled; everything is an array, and those that are written are given by the caller. The functions stand in one file
because the cache of compiled code looks only at the file of a function.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.rosters.search.counters import Counters
from planner.rosters.search.packed import PackedDesk, PackedRows, Room
from planner.streets.compiled import compiled

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]

INFINITE = np.inf
NO_WEEKEND, FIRST, LATER = 0, 1, 2
NOTHING, OVERSTEPPED = -1, -2


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


@compiled
def move(rows: PackedRows, value: Ints, row: Ints, by: Ints, times: int) -> float:
    """Change rows so many times by what a schedule adds to them, and give what that costs."""
    cost = 0.0
    for place in range(row.size):
        here = rows.table_pointer[row[place]] + value[row[place]] - rows.low[row[place]]
        cost += rows.table[here + times * by[place]] - rows.table[here]
        value[row[place]] += times * by[place]
    return cost


@compiled
def slope(rows: PackedRows, row: int, value: int) -> float:
    """Give what one more costs in a row, about: half of what two more cost than one less."""
    first, last = rows.table_pointer[row], rows.table_pointer[row + 1] - 1
    here = min(max(first + value - rows.low[row], first), last)
    return float(rows.table[min(here + 1, last)] - rows.table[max(here - 1, first)]) / 2.0


@compiled
def marginals(desk: PackedDesk, rows: PackedRows, value: Ints, out: Floats) -> None:
    """Add up what each entry of an officer costs in its rows, (entries,).

    `value` is each row's value without the officer; rows that an officer touches more than once are taken by their
    slope there.
    """
    table, pointer = rows.table, rows.table_pointer
    for entry in range(out.size):
        total = 0.0
        for place in range(desk.pointer[entry], desk.pointer[entry + 1]):
            row, more = desk.row[place], desk.coefficient[place]
            first, last = pointer[row], pointer[row + 1] - 1
            here = min(max(first + value[row] - rows.low[row], first), last)
            if rows.repeats[row]:
                up, down = min(here + 1, last), max(here - 1, first)
                if up > down:
                    total += more * float(table[up] - table[down]) / (up - down)
            else:
                there = min(max(here + more, first), last)
                total += float(table[there] - table[here])
        out[entry] = total


@compiled
def count_up(desk: PackedDesk, schedule: Ints, sums: Ints, touched: Ints) -> int:
    """Add up what a schedule adds to rows; give how many it touches, and write them to `touched`, each once.

    `sums` comes as zeros, (rows,).
    """
    number, seen = 0, np.zeros(sums.size, np.bool_)
    for date in range(schedule.size):
        if schedule[date] < 0:
            continue
        entry = desk.place[schedule[date]]
        for place in range(desk.pointer[entry], desk.pointer[entry + 1]):
            row = desk.row[place]
            sums[row] += desk.coefficient[place]
            if not seen[row]:
                seen[row] = True
                touched[number] = row
                number += 1
    for weekend in range(desk.weekend_row.size):
        row = desk.weekend_row[weekend]
        for place in range(desk.weekend_pointer[weekend], desk.weekend_pointer[weekend + 1]):
            if schedule[desk.weekend_date[place]] >= 0:
                sums[row] += 1
                if not seen[row]:
                    seen[row] = True
                    touched[number] = row
                    number += 1
                break
    return number


@compiled
def pay(desk: PackedDesk, duals: Floats, own: Floats, weekends: Floats) -> None:
    """Price entries, (entries,), and weekends by the date that begins to count them, (days,), at duals of rows."""
    for entry in range(own.size):
        total = desk.own[entry]
        for place in range(desk.pointer[entry], desk.pointer[entry + 1]):
            total += desk.coefficient[place] * duals[desk.row[place]]
        own[entry] = total
    weekends[:] = 0.0
    for weekend in range(desk.weekend_row.size):
        for place in range(desk.weekend_pointer[weekend], desk.weekend_pointer[weekend + 1]):
            weekends[desk.weekend_date[place]] += duals[desk.weekend_row[weekend]]


@compiled
def earn(
    desk: PackedDesk, counts: Counters, room: Room, duals: Floats, extra: Floats, off: Floats, schedule: Ints,
    there: Floats,
) -> tuple[int, float]:  # fmt: skip
    """Find an officer's cheapest schedule at duals of rows, and add what it gives to rows to `there`.

    Gives the number of rows touched, or what `answer` gives instead, and the price; writes `schedule`, (days,).
    """
    days, width = schedule.size, desk.letter.size
    price, chosen = np.empty((days, width)), np.empty((days, width), np.int32)
    found, schedules = np.empty(1), np.empty((1, days), np.int32)
    own, weekends = np.empty(desk.day.size), np.empty(days)
    pay(desk, duals, own, weekends)
    own += extra
    offer(desk.day, desk.symbol, desk.shift, np.zeros(desk.place.size), own, price, chosen)
    if not cheapest(
        desk.step, desk.step_cost, desk.works, desk.letter, counts.start, counts.gain, counts.mode,
        counts.weekend, counts.reset, counts.resets, counts.ends, price, chosen, off, desk.weekend_day,
        weekends, room.values, room.origin, room.letters, schedules, found,
    ):  # fmt: skip
        return NOTHING, np.inf
    schedule[:] = schedules[0]
    if oversteps(desk, schedule):
        return OVERSTEPPED, np.inf
    sums, touched = np.zeros(there.size, np.int32), np.empty(there.size, np.int32)
    number = count_up(desk, schedule, sums, touched)
    for place in range(number):
        there[touched[place]] += sums[touched[place]]
    return number, found[0]


@compiled
def oversteps(desk: PackedDesk, schedule: Ints) -> bool:
    """Tell whether a schedule has a template more often than it may."""
    often = np.zeros(desk.most.size, np.int32)
    for date in range(schedule.size):
        if schedule[date] >= 0:
            limit = desk.limited[desk.symbol[desk.place[schedule[date]]]]
            if limit >= 0:
                often[limit] += 1
                if often[limit] > desk.most[limit]:
                    return True
    return False


@compiled
def answer(  # noqa: C901, PLR0912, PLR0917 - compiled: one loop over arrays, calls cost
    desk: PackedDesk,
    counts: Counters,
    rows: PackedRows,
    room: Room,
    value: Ints,
    extra: Floats,
    off: Floats,
    turns: int,
    schedule: Ints,
    touched: Ints,
    gains: Ints,
) -> tuple[int, float, float]:
    """Find an officer's best answer to all others, who stand; `value` is each row's without the officer.

    What the officer has of hours, nights and the like is priced by its slope, which holds for little changes only; so
    the slope is taken anew at what the answers have on average (M. Frank, P. Wolfe, 1956), and the best of them is
    written to `schedule`, (days,), with the rows that it touches and what it adds to each, of which the number is
    given, and what it costs by itself and in the rows. The number is `NOTHING` when no schedule keeps the rules, and
    `OVERSTEPPED` when a limit of a template has to be counted: then `schedule` is one that oversteps it.
    """
    days, width = schedule.size, desk.letter.size
    price, chosen = np.empty((days, width)), np.empty((days, width), np.int32)
    found, schedules = np.empty(1), np.empty((1, days), np.int32)
    base, own = np.zeros(desk.place.size), np.empty(desk.day.size)
    at, there = value.copy(), np.empty(desk.tallies.size)
    sums = np.zeros(value.size, np.int32)
    weekends = np.zeros(days)
    for place in range(desk.tallies.size):
        there[place] = rows.cheapest[desk.tallies[place]]
    best_personal, best_rows, best = np.inf, np.inf, np.inf
    for turn in range(turns if desk.tallies.size else 1):
        for place in range(desk.tallies.size):
            at[desk.tallies[place]] = int(np.rint(there[place]))
        marginals(desk, rows, at, own)
        own += desk.own + extra
        weekends[:] = 0.0
        for weekend in range(desk.weekend_row.size):
            rise = slope(rows, desk.weekend_row[weekend], at[desk.weekend_row[weekend]])
            for place in range(desk.weekend_pointer[weekend], desk.weekend_pointer[weekend + 1]):
                weekends[desk.weekend_date[place]] += rise
        offer(desk.day, desk.symbol, desk.shift, base, own, price, chosen)
        if not cheapest(
            desk.step, desk.step_cost, desk.works, desk.letter, counts.start, counts.gain, counts.mode,
            counts.weekend, counts.reset, counts.resets, counts.ends, price, chosen, off, desk.weekend_day,
            weekends, room.values, room.origin, room.letters, schedules, found,
        ):  # fmt: skip
            return NOTHING, 0.0, 0.0
        if oversteps(desk, schedules[0]):
            schedule[:] = schedules[0]
            return OVERSTEPPED, 0.0, 0.0
        personal = plain_price(
            schedules[0], desk.place, desk.own, desk.off, desk.letter, desk.symbol, desk.step, desk.step_cost
        )
        number, added = count_up(desk, schedules[0], sums, touched), 0.0
        for place in range(number):
            row = touched[place]
            here = rows.table_pointer[row] + value[row] - rows.low[row]
            added += rows.table[here + sums[row]] - rows.table[here]
        if personal + added < best:
            best_personal, best_rows, best = personal, added, personal + added
            schedule[:] = schedules[0]
        moved = False
        for place in range(desk.tallies.size):
            row = desk.tallies[place]
            reached = value[row] + sums[row]
            moved |= reached != there[place]
            there[place] += (reached - there[place]) * 2 / (turn + 3)
        for place in range(number):
            sums[touched[place]] = 0
        if not moved:
            break
    number = count_up(desk, schedule, sums, touched)
    for place in range(number):
        gains[place] = sums[touched[place]]
    return number, best_personal, best_rows
