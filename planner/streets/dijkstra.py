"""Quickest ways from states to states, compiled: Dijkstra's algorithm with a heap of four children a node.

Keys are whole microseconds held as float64, which is exact up to 2**53, so that a sum does not depend on its order. A
state may stand in the heap several times; the entries that came too late are passed over when they come to the top,
which on street networks costs less than moving entries up (Chen, Chowdhury, Ramachandran, Lan Roche and Tong, "Priority
queues and Dijkstra's algorithm", UTCS TR-07-54, 2007). A row ends when all its targets are reached.

One file: the cache of a compiled function would not notice a change in another file.
"""

from __future__ import annotations

import numpy as np

from planner.streets.arcs import Arcs, Floats, Ints
from planner.streets.compiled import compiled


@compiled
def _put(keys_us: Floats, heap: Ints, size: int, state: int, key_us: float) -> None:
    """Put a state into a heap of `size` entries."""
    place = size
    while place > 0:
        parent = (place - 1) >> 2
        if keys_us[parent] <= key_us:
            break
        keys_us[place] = keys_us[parent]
        heap[place] = heap[parent]
        place = parent
    keys_us[place] = key_us
    heap[place] = state


@compiled
def _drop(keys_us: Floats, heap: Ints, size: int) -> None:
    """Take the first entry out of a heap of which `size` entries are left."""
    key_us, state, place = keys_us[size], heap[size], 0
    while True:
        child = 4 * place + 1
        if child >= size:
            break
        least, least_us = child, keys_us[child]
        for other in range(child + 1, min(child + 4, size)):
            if keys_us[other] < least_us:
                least, least_us = other, keys_us[other]
        if least_us >= key_us:
            break
        keys_us[place] = least_us
        heap[place] = heap[least]
        place = least
    keys_us[place] = key_us
    heap[place] = state


@compiled
def times_us(arcs: Arcs, begin: Ints, begin_first: Ints, column: Ints, columns: int) -> Floats:
    """Give the quickest times from each of r sets of states to each of c sets of states, (r, c) [us]; inf: no way.

    Parameters
    ----------
    begin, begin_first
        The states at which the rows begin, and (r + 1,) where those of each row start.
    column
        (s,) the column that a state belongs to; -1: none. The first of a column's states that is reached counts.
    columns
        How many columns there are.
    """
    first, head, cost_us = arcs
    table = np.full((len(begin_first) - 1, columns), np.inf)
    best_us = np.empty(len(first) - 1)
    keys_us, heap = np.empty(len(head) + len(first)), np.empty(len(head) + len(first), np.int32)
    for row in range(len(begin_first) - 1):
        best_us[:] = np.inf
        size, left = 0, columns
        for state in begin[begin_first[row] : begin_first[row + 1]]:
            best_us[state] = 0.0
            _put(keys_us, heap, size, state, 0.0)
            size += 1
        while size > 0 and left > 0:
            now_us, state = keys_us[0], heap[0]
            size -= 1
            _drop(keys_us, heap, size)
            if now_us > best_us[state]:
                continue
            if column[state] >= 0 and table[row, column[state]] == np.inf:
                table[row, column[state]] = now_us
                left -= 1
            for arc in range(first[state], first[state + 1]):
                then_us = now_us + cost_us[arc]
                if then_us < best_us[head[arc]]:
                    best_us[head[arc]] = then_us
                    _put(keys_us, heap, size, head[arc], then_us)
                    size += 1
    return table


@compiled
def spread(arcs: Arcs, begin: Ints, begin_us: Floats, most_us: float) -> tuple[Floats, Ints]:
    """Give the quickest times from some states to all that are near enough, and the last arc of each way; -1: none.

    Parameters
    ----------
    begin, begin_us
        (b,) the states at which ways begin, each once, and what has passed by then [us].
    most_us
        Ways that take longer are left out [us].

    Returns
    -------
    tuple
        (s,) times [us], inf: farther or no way; and (s,) arcs.
    """
    first, head, cost_us = arcs
    best_us, via = np.full(len(first) - 1, np.inf), np.full(len(first) - 1, -1, np.int32)
    keys_us, heap = np.empty(len(head) + len(first)), np.empty(len(head) + len(first), np.int32)
    size = 0
    for row in range(len(begin)):
        if begin_us[row] <= most_us and begin_us[row] < best_us[begin[row]]:
            best_us[begin[row]] = begin_us[row]
            _put(keys_us, heap, size, begin[row], begin_us[row])
            size += 1
    while size > 0:
        now_us, state = keys_us[0], heap[0]
        size -= 1
        _drop(keys_us, heap, size)
        if now_us > best_us[state]:
            continue
        for arc in range(first[state], first[state + 1]):
            then_us = now_us + cost_us[arc]
            if then_us < best_us[head[arc]] and then_us <= most_us:
                best_us[head[arc]] = then_us
                via[head[arc]] = arc
                _put(keys_us, heap, size, head[arc], then_us)
                size += 1
    return best_us, via


@compiled
def tree(arcs: Arcs, begin: Ints) -> tuple[Floats, Ints]:
    """Give the quickest times from some states to all, (s,) [us], and the last arc of each way, (s,); -1: none."""
    return spread(arcs, begin, np.zeros(len(begin)), np.inf)


@compiled
def _waiting(state: Ints, states: int) -> tuple[Ints, Ints]:
    """Give the first of some entries at each of their states, (states,), and the next one after each; -1: none."""
    first, after = np.full(states, -1, np.int32), np.full(len(state), -1, np.int32)
    for entry in range(len(state)):
        after[entry] = first[state[entry]]
        first[state[entry]] = entry
    return first, after


@compiled
def _rank(ascending: Floats, value: float) -> None:
    """Put a value among others if it is less than the last, which falls out."""
    place = len(ascending) - 1
    if value >= ascending[place]:
        return
    while place > 0 and ascending[place - 1] > value:
        ascending[place] = ascending[place - 1]
        place -= 1
    ascending[place] = value


@compiled
def race(  # noqa: C901 - one loop, compiled
    arcs: Arcs,
    begin: tuple[Ints, Floats],
    ends: tuple[Ints, Floats, Ints],
    runner_us: Floats,
    runner_slow: Floats,
    latest_us: Floats,
) -> tuple[Floats, Ints, Ints]:
    """Give the quickest times to some runners until it is certain who come first.

    Parameters
    ----------
    begin
        (b,) the states at which ways begin, each once, and what has passed by then [us].
    ends
        (e,) states at which runners wait, what it takes from there to the runner [us], and which runner it is.
    runner_us, runner_slow
        (r,) what is added to the time of a runner [us], and by what its time may grow at the most, from 1.
    latest_us
        (k,) the k runners are wanted that come first, of those that come before the last of these times; ascending,
        and overwritten [us].

    Returns
    -------
    tuple
        (r,) times without what is added [us], inf: not among the first, or no way; (r,) the end that each was reached
        by, -1: none; (s,) the last arc of each way.
    """
    first, head, cost_us = arcs
    states, runners = len(first) - 1, len(runner_us)
    best_us, via = np.full(states + runners, np.inf), np.full(states, -1, np.int32)
    at_state, after = _waiting(ends[0], states)
    room = len(head) + states + 2 * len(ends[0])
    keys_us, heap = np.empty(room), np.empty(room, np.int32)
    time_us, by_end = np.full(runners, np.inf), np.full(runners, -1, np.int32)
    size, left = 0, 0
    for row in range(len(begin[0])):
        if begin[1][row] < best_us[begin[0][row]]:
            best_us[begin[0][row]] = begin[1][row]
            _put(keys_us, heap, size, begin[0][row], begin[1][row])
            size += 1
    soonest_us = runner_us.min()
    while size > 0 and left < runners:
        now_us, state = keys_us[0], heap[0]
        size -= 1
        _drop(keys_us, heap, size)
        if now_us > best_us[state]:
            continue
        if now_us + soonest_us > latest_us[-1]:
            break
        if state >= states:
            runner = state - states
            if time_us[runner] < np.inf:
                continue
            time_us[runner] = now_us
            left += 1
            _rank(latest_us, runner_us[runner] + runner_slow[runner] * now_us)
            continue
        end = at_state[state]
        while end >= 0:
            then_us, runner = now_us + ends[1][end], ends[2][end]
            if then_us < best_us[states + runner]:
                best_us[states + runner] = then_us
                by_end[runner] = end
                _put(keys_us, heap, size, states + runner, then_us)
                size += 1
            end = after[end]
        for arc in range(first[state], first[state + 1]):
            then_us = now_us + cost_us[arc]
            if then_us < best_us[head[arc]]:
                best_us[head[arc]] = then_us
                via[head[arc]] = arc
                _put(keys_us, heap, size, head[arc], then_us)
                size += 1
    return time_us, by_end, via


@compiled
def trail(via: Ints, after: Ints, state: int) -> Ints:
    """List the arcs from a state to the root of a search, where `after` is the state behind each arc."""
    count, here = 0, state
    while via[here] >= 0:
        here = after[via[here]]
        count += 1
    arcs = np.empty(count, np.int32)
    for row in range(count):
        arcs[row] = via[state]
        state = after[arcs[row]]
    return arcs
