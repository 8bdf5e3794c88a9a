"""Ruin and recreate, compiled: the search that finds the routes.

Strings of neighbouring visits are torn out of a few routes and the gaps are filled again by value for detour, with
chance; annealing decides what is kept. The ruin is that of Christiaens and Vanden Berghe, "Slack induction by string
removals for vehicle routing problems" (Transportation Science 54, 2020); whether a visit fits between two others is
seen in constant time from the earliest time of leaving the one and the latest of reaching the other (Savelsbergh, "The
vehicle routing problem with time windows: minimizing route duration", ORSA Journal on Computing 4, 1992).

One file, although it is long: the cache of a compiled function would not notice a change in another file.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.routing.compiled import compiled

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Flags = NDArray[np.bool_]
Words = NDArray[np.uint64]

LEAST_COST = 1e-3
"""Insertions that cost less than this count as costing this [s], so that their logarithm stays finite."""
REMOVED = 10.0
"""Visits that a ruin removes on average; the figure of the paper."""
LONGEST_STRING = 10.0
"""Longest string that a ruin removes; the figure of the paper."""
SHORTEST_LIMIT = 4.0
"""Where routes are short, strings may still be this long: the whole of a short route."""
SPLIT = 0.5
"""Share of strings that leave a visit standing in their middle; the figure of the paper."""
SCATTERED = 0.05
"""Share of ruins that remove visits everywhere instead of strings."""
BIASED, LARGEST_BIAS = 0.25, 6.0
"""Share of fillings that favour some units by chance, and how far: in the logarithm of an insertion's cost."""
BLINK = 0.01
"""Share of candidates that an insertion overlooks; the figure of the paper."""


class Model(NamedTuple):
    """The problem as the kernel reads it; names and shapes as in `RoutingProblem`, rights by unit first."""

    travel_s: Floats
    unit_class: Ints
    unit_base: Ints
    unit_start_s: Floats
    unit_end_s: Floats
    visit_opens_s: Floats
    visit_closes_s: Floats
    visit_value: Floats
    visit_log_value: Floats
    visit_required: Flags
    visit_kept: Flags
    visit_place: Ints
    unit_may: Flags
    way_start: Ints
    way_visit: Ints
    way_entry: Ints
    way_exit: Ints
    way_service_s: Floats
    near: Ints
    """(v, k) visits that lie close in place and time, the visit itself first."""
    ceiling: int
    wait_weight: float
    """What a second of waiting before a stay costs an insertion, next to a second of travel."""
    travel_weight: float
    """What a second of travel costs in the annealing [points]."""


class State(NamedTuple):
    """Routes, their times, and what every insertion would cost now."""

    route: Ints
    """(u, l) ways in order."""
    size: Ints
    """(u,) stays on each route."""
    leave_s: Floats
    """(u, l + 1) earliest time of leaving the base (0) and each stay (1 and on)."""
    due_s: Floats
    """(u, l + 1) latest time at which each stay, and at last the way home, must be reached or begun."""
    travel_s: Floats
    """(u,) time between stays."""
    server: Ints
    """(v,) unit that makes the visit; -1: nobody."""
    at_place: Ints
    """(p,) optional visits made at each place."""
    log_cost: Floats
    """(u, v) logarithm of the cheapest insertion's cost; infinite: it does not fit."""
    way: Ints
    """(u, v) its way."""
    slot: Ints
    """(u, v) its place on the route."""


class Pool(NamedTuple):
    """Good routes met on the way: a ring of the latest ones."""

    unit: Ints
    """(q,) whose route; -1: an empty row."""
    size: Ints
    """(q,) stays on it."""
    route: Ints
    """(q, l) its ways."""
    seen: Words
    """Hash table of the routes in the ring."""
    way_word: Words
    """(w,) a random word for each way."""
    counter: NDArray[np.int64]
    """Routes ever put in, and hashes since the table was cleared."""


@compiled
def chance(word: Words) -> float:
    """Draw from 0 (included) to 1: xorshift64* (Vigna, ACM TOMS 42, 2016) on a word that is never 0."""
    x = word[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    word[0] = x
    return float((x * np.uint64(0x2545F4914F6CDD1D)) >> np.uint64(11)) / 9007199254740992.0


@compiled
def schedule(m: Model, s: State, u: int) -> None:
    """Work out the times of one route, forwards as early and backwards as late as can be."""
    c, base, size = m.unit_class[u], m.unit_base[u], s.size[u]
    node, clock, travel = base, m.unit_start_s[u], 0.0
    s.leave_s[u, 0] = clock
    for k in range(size):
        w = s.route[u, k]
        leg = m.travel_s[c, node, m.way_entry[w]]
        travel += leg
        clock = max(clock + leg, m.visit_opens_s[m.way_visit[w]]) + m.way_service_s[c, w]
        s.leave_s[u, k + 1] = clock
        node = m.way_exit[w]
    s.travel_s[u] = travel + m.travel_s[c, node, base]
    node, due = base, m.unit_end_s[u]
    s.due_s[u, size] = due
    for k in range(size - 1, -1, -1):
        w = s.route[u, k]
        due = min(due - m.travel_s[c, m.way_exit[w], node], m.visit_closes_s[m.way_visit[w]]) - m.way_service_s[c, w]
        s.due_s[u, k] = due
        node = m.way_entry[w]


@compiled
def rate(m: Model, s: State, u: int) -> None:  # noqa: C901 - a call for each visit would cost more than its work
    """Find the cheapest insertion of every visit into a route: travel, stay and a part of the waiting that it adds."""
    c, base, size = m.unit_class[u], m.unit_base[u], s.size[u]
    travel_s, leave_s, due_s = m.travel_s[c], s.leave_s[u], s.due_s[u]
    way_entry, way_exit, way_service_s, way_start = m.way_entry, m.way_exit, m.way_service_s[c], m.way_start
    log_cost, way, slot, server, may = s.log_cost[u], s.way[u], s.slot[u], s.server, m.unit_may[u]
    opens_s, closes_s, wait_weight = m.visit_opens_s, m.visit_closes_s, m.wait_weight
    before, after, leg_s = np.full(size + 1, base), np.full(size + 1, base), np.empty(size + 1)
    for k in range(size + 1):
        if k > 0:
            before[k] = way_exit[s.route[u, k - 1]]
        if k < size:
            after[k] = way_entry[s.route[u, k]]
        leg_s[k] = travel_s[before[k], after[k]]
    for v in range(len(server)):
        best, opens = np.inf, opens_s[v]
        if not may[v] or server[v] == u:
            log_cost[v] = np.inf
            continue
        for w in range(way_start[v], way_start[v + 1]):
            service, entry, leaving = way_service_s[w], way_entry[w], way_exit[w]
            last = closes_s[v] - service
            for k in range(size + 1):
                leave, due = leave_s[k], due_s[k]
                if leave > last:
                    break
                if opens + service > due:
                    continue
                there, onward = travel_s[before[k], entry], travel_s[leaving, after[k]]
                begin = max(leave + there, opens)
                if begin > last or begin + service + onward > due:
                    continue
                cost = there + onward - leg_s[k] + service + wait_weight * (begin - leave - there)
                if cost < best:
                    best, way[v], slot[v] = cost, w, k
        log_cost[v] = np.log(max(best, LEAST_COST))


@compiled
def insert(m: Model, s: State, u: int, v: int) -> None:
    """Put a visit where its cheapest insertion into a route is."""
    slot = s.slot[u, v]
    for k in range(s.size[u], slot, -1):
        s.route[u, k] = s.route[u, k - 1]
    s.route[u, slot] = s.way[u, v]
    s.size[u] += 1
    s.server[v] = u
    if not m.visit_required[v]:
        s.at_place[m.visit_place[v]] += 1
    schedule(m, s, u)


@compiled
def take_out(m: Model, s: State, u: int, first: int, last: int, hole: int) -> None:
    """Take the stays from `first` to before `last` off a route, except breaks and the one at `hole`."""
    kept = first
    for k in range(first, s.size[u]):
        w = s.route[u, k]
        v = m.way_visit[w]
        if k >= last or k == hole or m.visit_kept[v]:
            s.route[u, kept] = w
            kept += 1
            continue
        s.server[v] = -1
        if not m.visit_required[v]:
            s.at_place[m.visit_place[v]] -= 1
    s.size[u] = kept


@compiled
def tear_string(m: Model, s: State, word: Words, u: int, v: int, longest: float) -> None:
    """Take a string that holds visit `v` off a route, perhaps leaving one stay standing in its middle."""
    size = s.size[u]
    length = 1 + int(chance(word) * min(float(size), longest))
    hole = -1
    if length < size and chance(word) < SPLIT:
        length += 1
        hole = 1
    length = min(length, size)
    at = 0
    while m.way_visit[s.route[u, at]] != v:
        at += 1
    lowest = max(0, at - length + 1)
    highest = min(at, size - length)
    first = lowest + int(chance(word) * (highest - lowest + 1))
    if hole > 0:
        hole = first + int(chance(word) * length)
    take_out(m, s, u, first, first + length, hole)


@compiled
def scatter(m: Model, s: State, word: Words, touched: Flags) -> None:
    """Take visits off every route by chance."""
    share = chance(word) ** 3
    for u in range(len(m.unit_class)):
        for k in range(s.size[u] - 1, -1, -1):
            if chance(word) < share:
                take_out(m, s, u, k, k + 1, -1)
                touched[u] = True


@compiled
def pick_seed(m: Model, s: State, word: Words) -> int:
    """Pick the visit around which to tear: half of the time a required one that nobody makes, if there is one."""
    visits = len(m.visit_value)
    start = int(chance(word) * visits)
    if chance(word) < 0.5:
        for k in range(visits):
            v = (start + k) % visits
            if m.visit_required[v] and s.server[v] < 0:
                return v
    return start


@compiled
def ruin(m: Model, s: State, word: Words, touched: Flags) -> None:
    """Tear strings near a visit out of a few routes."""
    if chance(word) < SCATTERED:
        scatter(m, s, word, touched)
        return
    units = len(m.unit_class)
    mean = float(s.size.sum()) / units
    longest = max(SHORTEST_LIMIT, min(LONGEST_STRING, mean))
    strings = 1 + int(chance(word) * max(1.0, 4.0 * REMOVED / (1.0 + longest) - 1.0))
    for v in m.near[pick_seed(m, s, word)]:
        u = s.server[v]
        if u < 0 or touched[u]:
            continue
        tear_string(m, s, word, u, v, longest)
        touched[u] = True
        strings -= 1
        if strings == 0:
            break


@compiled
def cheapest(log_cost: Floats, bias: Floats, v: int) -> int:
    """Give the unit whose route takes a visit at the least cost, the bias of each unit added."""
    unit = 0
    for u in range(1, len(log_cost)):
        if log_cost[u, v] + bias[u] < log_cost[unit, v] + bias[unit]:
            unit = u
    return unit


@compiled
def choose(m: Model, s: State, word: Words, unit: Ints, exponent: float) -> int:
    """Choose the next visit to insert: required ones first, then by value for cost; -1: nothing fits."""
    chosen, best, required = -1, -np.inf, False
    server, log_cost, at_place = s.server, s.log_cost, s.at_place
    must, place, log_value, ceiling = m.visit_required, m.visit_place, m.visit_log_value, m.ceiling
    for v in range(len(server)):
        if server[v] >= 0 or (required and not must[v]):
            continue
        cost = log_cost[unit[v], v]
        if cost == np.inf or (not must[v] and at_place[place[v]] >= ceiling):
            continue
        rank = chance(word) - exponent * cost if must[v] else log_value[v] - exponent * cost
        if (rank > best or must[v] > required) and chance(word) >= BLINK:
            chosen, best, required = v, rank, must[v]
    return chosen


@compiled
def draw_bias(word: Words, units: int) -> Floats:
    """Draw what is added to each unit's insertion costs in one filling, (u,); mostly nothing, seldom much."""
    bias = np.zeros(units)
    if chance(word) < BIASED:
        for u in range(units):
            bias[u] = LARGEST_BIAS * chance(word) ** 3
    return bias


@compiled
def recreate(m: Model, s: State, word: Words, touched: Flags, unit: Ints) -> None:
    """Fill the routes again, greedily by value over cost to a power that chance draws."""
    for u in range(len(s.size)):
        if touched[u]:
            schedule(m, s, u)
            rate(m, s, u)
    log_cost, bias = s.log_cost, draw_bias(word, len(s.size))
    for v in range(len(unit)):
        unit[v] = cheapest(log_cost, bias, v)
    exponent = 0.25 + 1.5 * chance(word)
    while True:
        v = choose(m, s, word, unit, exponent)
        if v < 0:
            return
        u = unit[v]
        insert(m, s, u, v)
        touched[u] = True
        rate(m, s, u)
        for other in range(len(unit)):
            if unit[other] == u:
                unit[other] = cheapest(log_cost, bias, other)
            elif log_cost[u, other] + bias[u] < log_cost[unit[other], other] + bias[unit[other]]:
                unit[other] = u


@compiled
def score(m: Model, s: State, into: Floats) -> None:
    """Count required visits made, value and travel of a state, in this order, into (3,)."""
    required, value = 0.0, 0.0
    server, visit_required, visit_value = s.server, m.visit_required, m.visit_value
    for v in range(len(server)):
        if server[v] >= 0:
            required += visit_required[v]
            value += visit_value[v]
    into[0], into[1], into[2] = required, value, s.travel_s.sum()


@compiled
def accepts(m: Model, word: Words, new: Floats, old: Floats, temperature: float) -> bool:
    """Decide whether the search goes on from a new state; more required visits always win."""
    draw = -np.log(1.0 - chance(word)) * temperature
    if new[0] != old[0]:
        loss = (old[0] - new[0]) * max(1.0, m.visit_value.max()) + max(0.0, old[1] - new[1])
        return bool(new[0] > old[0] or loss < draw)
    loss = old[1] - new[1] + m.travel_weight * (new[2] - old[2])
    return bool(loss < draw)


@compiled
def better(new: Floats, old: Floats) -> bool:
    """Compare two scores: required visits, then value, then less travel."""
    if new[0] != old[0]:
        return bool(new[0] > old[0])
    if abs(new[1] - old[1]) > 1e-9:
        return bool(new[1] > old[1])
    return bool(new[2] < old[2] - 1e-9)


@compiled
def copy_routes(source: State, target: State, touched: Flags) -> None:
    """Copy the touched routes, and all that goes with them, from one state to another."""
    for u in range(len(touched)):
        if touched[u]:
            size = source.size[u]
            target.size[u] = size
            target.travel_s[u] = source.travel_s[u]
            target.route[u, :size] = source.route[u, :size]
            target.leave_s[u, : size + 1] = source.leave_s[u, : size + 1]
            target.due_s[u, : size + 1] = source.due_s[u, : size + 1]
            target.log_cost[u] = source.log_cost[u]
            target.way[u] = source.way[u]
            target.slot[u] = source.slot[u]
    target.server[:] = source.server
    target.at_place[:] = source.at_place


@compiled
def remember(s: State, pool: Pool, touched: Flags) -> None:
    """Put the touched routes into the pool, unless they are in it already."""
    rows, slots = len(pool.unit), np.uint64(len(pool.seen))
    for u in range(len(touched)):
        if not touched[u]:
            continue
        word = np.uint64(u + 1) * np.uint64(0x9E3779B97F4A7C15)
        for k in range(s.size[u]):
            word ^= pool.way_word[s.route[u, k]]
        slot = word % slots
        if pool.seen[slot] == word:
            continue
        pool.seen[slot] = word
        row = pool.counter[0] % rows
        pool.counter[0] += 1
        pool.unit[row] = u
        pool.size[row] = s.size[u]
        pool.route[row, : s.size[u]] = s.route[u, : s.size[u]]


@compiled
def improve(  # noqa: PLR0917 - compiled functions take no keywords here
    m: Model,
    current: State,
    trial: State,
    best: State,
    pool: Pool,
    word: Words,
    scores: Floats,
    unit: Ints,
    steps: int,
    hot: float,
    cold: float,
) -> None:
    """Ruin and recreate a number of times, with the temperature falling from `hot` to `cold` [points].

    `current` and `trial` are the same state before and after. `scores` holds, (3, 3), the scores of `current`, `trial`
    and `best`; `unit` is room for (v,) numbers.
    """
    touched = np.zeros(len(current.size), np.bool_)
    for step in range(steps):
        temperature = hot * (cold / hot) ** (step / steps)
        touched[:] = False
        ruin(m, trial, word, touched)
        recreate(m, trial, word, touched, unit)
        score(m, trial, scores[1])
        if not accepts(m, word, scores[1], scores[0], temperature):
            copy_routes(current, trial, touched)
            continue
        copy_routes(trial, current, touched)
        scores[0] = scores[1]
        remember(trial, pool, touched)
        if better(scores[1], scores[2]):
            scores[2] = scores[1]
            touched[:] = True
            copy_routes(trial, best, touched)
