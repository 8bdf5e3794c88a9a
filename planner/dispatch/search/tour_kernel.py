"""A tour through a few streets that finds most in a given time, compiled: insertion, and again after some are left out.

It is an orienteering problem on streets: each stretch brings its chance, takes its time, and may be passed again for
what is left of its chance. Streets are inserted where they bring most per second; then parts of the tour are taken out
and filled anew (ruin and recreate: Schrimpf and others, Journal of Computational Physics 159, 2000), and what is not
much worse is kept (record-to-record travel: Dueck, Journal of Computational Physics 104, 1993).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.streets.compiled import compiled, compiled_bare

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

START = 0
"""Number of the node at which the tour begins."""
MOST_STEPS = 400
"""Longest tour, in stretches."""
WAY_IN = 0.1
"""Share of the way to the first street that counts when it is chosen: the rest serves all that follow."""
WORSE = 0.01
"""Share of the best that a tour may be worse by and still be gone on from, at first."""


@compiled_bare
def tour_s(way: Floats, ends: Ints, pass_s: Floats, seq: Ints, enters: Ints, size: int) -> float:
    """Give how long a tour takes [s]."""
    total, at = 0.0, START
    for place in range(size):
        total += way[at, ends[seq[place], enters[place]]] + pass_s[seq[place]]
        at = ends[seq[place], 1 - enters[place]]
    return total


@compiled_bare
def look(  # noqa: PLR0917 - compiled: arrays are passed one by one
    way: Floats, ends: Ints, may: NDArray[np.bool_], pass_s: Floats, seq: Ints, enters: Ints, size: int, one: int,
    place: int, best_s: Floats, best_at: Ints, best_end: Ints,
) -> None:  # fmt: skip
    """See whether a stretch fits better at a place of the tour than where it fits best so far."""
    at = START if place == 0 else ends[seq[place - 1], 1 - enters[place - 1]]
    onward = ends[seq[place], enters[place]] if place < size else -1
    for end in range(2):
        if may[one, end]:
            more = way[at, ends[one, end]] + pass_s[one]
            if onward >= 0:
                more += way[ends[one, 1 - end], onward] - way[at, onward]
            if more < best_s[one]:
                best_s[one], best_at[one], best_end[one] = more, place, end


@compiled_bare
def fill(  # noqa: C901, PLR0917 - compiled: one loop over arrays, calls cost
    way: Floats, ends: Ints, may: NDArray[np.bool_], pass_s: Floats, gain: Floats, seq: Ints, enters: Ints,
    count: Ints, size: int, left_s: float, noise: float, blur: Floats, best_s: Floats, best_at: Ints, best_end: Ints,
) -> int:  # fmt: skip
    """Insert the stretch that brings most per second, where it fits best, until none fits; the new size."""
    streets = len(pass_s)
    for one in range(streets):
        blur[one] = 1.0 + noise * (2.0 * np.random.random() - 1.0)  # noqa: NPY002 - numba has the old generator only
        best_s[one], best_at[one] = np.inf, 0
        for place in range(size + 1):
            look(way, ends, may, pass_s, seq, enters, size, one, place, best_s, best_at, best_end)
    while size < MOST_STEPS:
        best, which = 0.0, -1
        for one in range(streets):
            if count[one] < gain.shape[1] and best_s[one] <= left_s:
                takes_s = best_s[one] if size else pass_s[one] + WAY_IN * (best_s[one] - pass_s[one])
                rate = gain[one, count[one]] * blur[one] / max(takes_s, 1.0)
                if rate > best:
                    best, which = rate, one
        if which < 0:
            break
        where = best_at[which]
        for place in range(size, where, -1):
            seq[place], enters[place] = seq[place - 1], enters[place - 1]
        seq[where], enters[where] = which, best_end[which]
        count[which] += 1
        size += 1
        left_s -= best_s[which]
        for one in range(streets):
            if best_at[one] == where:
                best_s[one] = np.inf
                for place in range(size + 1):
                    look(way, ends, may, pass_s, seq, enters, size, one, place, best_s, best_at, best_end)
            else:
                best_at[one] += best_at[one] > where
                look(way, ends, may, pass_s, seq, enters, size, one, where, best_s, best_at, best_end)
                look(way, ends, may, pass_s, seq, enters, size, one, where + 1, best_s, best_at, best_end)
    return size


@compiled_bare
def ruin(seq: Ints, enters: Ints, count: Ints, size: int) -> int:
    """Take out a run of the tour, its end, or single stretches; the new size."""
    if size == 0:
        return 0
    kind = np.random.randint(4)  # noqa: NPY002
    long = 1 + np.random.randint(max(1, min(size, 4 + size // 3)))  # noqa: NPY002
    first = np.random.randint(size) if kind < 2 else max(0, size - long)  # noqa: NPY002
    kept = 0
    for place in range(size):
        out = np.random.random() < 0.25 if kind == 3 else first <= place < first + long  # noqa: NPY002
        if out:
            count[seq[place]] -= 1
        else:
            seq[kept], enters[kept] = seq[place], enters[place]
            kept += 1
    return kept


@compiled_bare
def worth(gain: Floats, count: Ints) -> float:
    """Sum up what the passes of every stretch bring."""
    total = 0.0
    for one in range(len(count)):
        for again in range(count[one]):
            total += gain[one, again]
    return total


@compiled
def improve(
    way: Floats, ends: Ints, may: NDArray[np.bool_], pass_s: Floats, gain: Floats, time_s: float, tries: int, seed: int
) -> tuple[Ints, Ints]:
    """Make a tour.

    Parameters
    ----------
    way
        (n, n) times between nodes [s], 0 is the start; infinite: no way.
    ends, may
        (c, 2) the nodes of each stretch, and whether it may be entered there.
    pass_s, gain
        (c,) time of one pass [s]; (c, p) what each further pass brings, falling.
    time_s, tries, seed
        Time of the tour [s]; how often a part is filled anew; of chance.

    Returns
    -------
    tuple
        (k,) the stretches in their order, and (k,) the ends at which they are entered.
    """
    np.random.seed(seed)  # noqa: NPY002
    seq, enters = np.zeros(MOST_STEPS, np.int64), np.zeros(MOST_STEPS, np.int64)
    count = np.zeros(len(pass_s), np.int64)
    blur, best_s = np.ones(len(pass_s)), np.ones(len(pass_s))
    best_at, best_end = np.zeros(len(pass_s), np.int64), np.zeros(len(pass_s), np.int64)
    room = blur, best_s, best_at, best_end
    size = fill(way, ends, may, pass_s, gain, seq, enters, count, 0, time_s, 0.0, *room)
    value = worth(gain, count)
    best, best_seq, best_enters, best_size = value, seq.copy(), enters.copy(), size
    old_seq, old_enters, old_count = seq.copy(), enters.copy(), count.copy()
    for number in range(tries):
        old_seq[:], old_enters[:], old_count[:], old_size = seq, enters, count, size
        size = ruin(seq, enters, count, size)
        left_s = time_s - tour_s(way, ends, pass_s, seq, enters, size)
        if left_s >= 0.0:
            size = fill(way, ends, may, pass_s, gain, seq, enters, count, size, left_s, 0.3, *room)
        after = worth(gain, count)
        if left_s < 0.0 or after < best * (1.0 - WORSE * (1.0 - number / tries)):
            seq[:], enters[:], count[:], size = old_seq, old_enters, old_count, old_size
        elif after > best:
            best, best_size = after, size
            best_seq[:], best_enters[:] = seq, enters
    return best_seq[:best_size].copy(), best_enters[:best_size].copy()
