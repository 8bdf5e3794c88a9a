"""Ruin and recreate, compiled: the search that finds the routes.

Strings of neighbouring visits are torn out of a few routes and the gaps are filled again by value for detour, with
chance; annealing decides what is kept. The ruin is that of Christiaens and Vanden Berghe, "Slack induction by string
removals for vehicle routing problems" (Transportation Science 54, 2020); whether a visit fits between two others is
seen in constant time from the earliest time of leaving the one and the latest of reaching the other (Savelsbergh, "The
vehicle routing problem with time windows: minimizing route duration", ORSA Journal on Computing 4, 1992). The cheapest
insertion of every visit that nobody makes is kept for every route; an insertion elsewhere in the route can only make it
worse, so only those that it hits are looked for again.

One file, although it is long: the cache of a compiled function would not notice a change in another file.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.streets.compiled import compiled_bare

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
LARGE, LARGEST_SHARE, LARGEST = 0.2, 0.6, 60.0
"""Share of ruins that are larger, and the share of all visits made and the number up to which they remove."""
SCATTERED = 0.05
"""Share of ruins that remove visits everywhere instead of strings."""
BIASED, LARGEST_BIAS = 0.25, 6.0
"""Share of fillings that favour some units by chance, and how far: in the logarithm of an insertion's cost."""
BLINK = 0.01
"""Share of candidates that an insertion overlooks; the figure of the paper."""
STEEPEST = 1.0
"""Each filling divides a visit's value by its cost to a power drawn between 0 and this."""
ORDERS = 5
"""Orders in which a filling inserts required visits: by chance, by load, the farthest, the nearest, the cheapest."""


class Model(NamedTuple):
    """The problem as the kernel reads it; names and shapes as in `RoutingProblem`, rights by unit first."""

    travel_s: Floats
    band_from_s: Floats
    band_share: Floats
    unit_class: Ints
    unit_start_node: Ints
    unit_end_node: Ints
    unit_start_s: Floats
    unit_end_s: Floats
    unit_most_load: Floats
    visit_opens_s: Floats
    visit_closes_s: Floats
    visit_value: Floats
    visit_log_value: Floats
    visit_required: Flags
    visit_kept: Flags
    visit_place: Ints
    visit_load: Floats
    visit_far_s: Floats
    """(v,) how far a visit lies from where units start [s]."""
    visit_need: Floats
    """(v,) share of a unit's load, or of its shift, that a visit takes."""
    unit_may: Flags
    way_start: Ints
    way_visit: Ints
    way_entry: Ints
    way_exit: Ints
    way_service_s: Floats
    by_value: Ints
    """(o,) the optional visits, the most valuable first."""
    repeat_share: Floats
    repeat_log: Floats
    near: Ints
    """(v, k) visits that lie close in place and time, the visit itself first."""
    wait_weight: float
    """What a second of waiting before a stay costs an insertion, next to a second of travel."""
    travel_weight: float
    """What a second of travel costs in the annealing [points]."""
    required_weight: float
    """What a required visit is worth in the annealing [points]."""


class State(NamedTuple):
    """Routes, their times, and what inserting every visit that nobody makes would cost."""

    route: Ints
    """(u, l) ways in order."""
    size: Ints
    """(u,) stays on each route."""
    leave_s: Floats
    """(u, l + 1) earliest time of leaving the start (0) and each stay (1 and on)."""
    due_s: Floats
    """(u, l + 1) latest time at which each stay, and at last the end, must be reached."""
    before: Ints
    """(u, l + 1) node that is left in each gap of a route."""
    after: Ints
    """(u, l + 1) node that is reached in it."""
    leg_s: Floats
    """(u, l + 1) time on the way in it [s]."""
    travel_s: Floats
    """(u,) time between stays."""
    load: Floats
    """(u,) load."""
    server: Ints
    """(v,) unit that makes the visit; -1: nobody."""
    at_place: Ints
    """(p,) optional visits made at each place."""
    free: Ints
    """(v,) the visits that nobody makes, as many as `counts[0]`; those after `counts[1]` are freed by the last ruin."""
    seat: Ints
    """(v,) where each of them stands in `free`."""
    counts: Ints
    """(2,) see `free`."""
    log_cost: Floats
    """(u, v) logarithm of the cheapest insertion's cost, for free visits; infinite: it does not fit."""
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
    """Routes ever put in."""


class Room(NamedTuple):
    """Room for the numbers of one filling: compiled functions make no arrays of their own."""

    unit: Ints
    """(v,) unit that takes each free visit at the least cost."""
    least: Floats
    """(v,) logarithm of that cost, with the unit's bias."""
    bias: Floats
    """(u,) what is added to the logarithm of each unit's costs."""
    touched: Flags
    """(u,) routes that a step has changed."""


@compiled_bare
def chance(word: Words) -> float:
    """Draw from 0 (included) to 1: xorshift64* (Vigna, ACM TOMS 42, 2016) on a word that is never 0."""
    x = word[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    word[0] = x
    return float((x * np.uint64(0x2545F4914F6CDD1D)) >> np.uint64(11)) / 9007199254740992.0


@compiled_bare
def arrival(band_from_s: Floats, band_share: Floats, leg_s: float, depart_s: float) -> float:
    """Give when a leg is done, slowed by the band that each part of it is in [s]."""
    last = len(band_from_s) - 1
    clock, left_s = depart_s, leg_s
    for band in range(last):
        ends_s = band_from_s[band + 1]
        if clock >= ends_s:
            continue
        room_s = (ends_s - clock) * band_share[band]
        if left_s <= room_s:
            return float(clock + left_s / band_share[band])
        left_s -= room_s
        clock = ends_s
    return float(clock + left_s / band_share[last])


@compiled_bare
def departure(band_from_s: Floats, band_share: Floats, leg_s: float, arrive_s: float) -> float:
    """Give the latest departure with which a leg is done by a moment [s]."""
    clock, left_s = arrive_s, leg_s
    for band in range(len(band_from_s) - 1, 0, -1):
        begins_s = band_from_s[band]
        if clock <= begins_s:
            continue
        room_s = (clock - begins_s) * band_share[band]
        if left_s <= room_s:
            return float(clock - left_s / band_share[band])
        left_s -= room_s
        clock = begins_s
    return float(clock - left_s / band_share[0])


@compiled_bare
def schedule(m: Model, s: State, u: int) -> None:
    """Work out the times of one route, forwards as early and backwards as late as can be."""
    c, size, home = m.unit_class[u], s.size[u], m.unit_end_node[u]
    band_from_s, band_share, travel_s = m.band_from_s, m.band_share[c], m.travel_s[c]
    way_visit, way_entry, way_exit, way_service_s = m.way_visit, m.way_entry, m.way_exit, m.way_service_s[c]
    opens_s, closes_s, visit_load = m.visit_opens_s, m.visit_closes_s, m.visit_load
    route, leave_s, due_s = s.route[u], s.leave_s[u], s.due_s[u]
    before, after, leg_s = s.before[u], s.after[u], s.leg_s[u]
    node, clock, travel, load = m.unit_start_node[u], m.unit_start_s[u], 0.0, 0.0
    leave_s[0] = clock
    for k in range(size):
        w = route[k]
        v = way_visit[w]
        arrive = arrival(band_from_s, band_share, travel_s[node, way_entry[w]], clock)
        before[k], after[k], leg_s[k] = node, way_entry[w], arrive - clock
        travel += arrive - clock
        load += visit_load[v]
        clock = max(arrive, opens_s[v]) + way_service_s[w]
        leave_s[k + 1] = clock
        node = way_exit[w]
    leg = arrival(band_from_s, band_share, travel_s[node, home], clock) - clock
    before[size], after[size], leg_s[size] = node, home, leg
    s.travel_s[u], s.load[u] = travel + leg, load
    node, due = home, m.unit_end_s[u]
    due_s[size] = due
    for k in range(size - 1, -1, -1):
        w = route[k]
        due = departure(band_from_s, band_share, travel_s[way_exit[w], node], due)
        due = min(due, closes_s[way_visit[w]]) - way_service_s[w]
        due_s[k] = due
        node = way_entry[w]


@compiled_bare
def rate(m: Model, s: State, u: int, first: int, inserted: int) -> None:  # noqa: C901, PLR0912 - calls would cost more
    """Find the cheapest insertion into a route of the free visits from the `first` on: travel, stay and some waiting.

    After an insertion at gap `inserted` (-1: none) what did not fit still does not, and what was cheapest elsewhere has
    only the two new gaps to be held against.
    """
    c, gaps, one_band = m.unit_class[u], s.size[u] + 1, len(m.band_from_s) == 1
    band_from_s, band_share, travel_s, may = m.band_from_s, m.band_share[c], m.travel_s[c], m.unit_may[u]
    opens_s, closes_s, visit_load = m.visit_opens_s, m.visit_closes_s, m.visit_load
    way_start, way_entry, way_exit, way_service_s = m.way_start, m.way_entry, m.way_exit, m.way_service_s[c]
    leave_s, due_s, leg_s, before, after = s.leave_s[u], s.due_s[u], s.leg_s[u], s.before[u], s.after[u]
    log_cost, way, slot, free = s.log_cost[u], s.way[u], s.slot[u], s.free
    room, wait_weight, flat = m.unit_most_load[u] - s.load[u], m.wait_weight, m.band_share[c, 0]
    for i in range(first, s.counts[0]):
        v = free[i]
        if inserted >= 0 and log_cost[v] == np.inf:
            continue
        if not may[v] or visit_load[v] > room:
            log_cost[v] = np.inf
            continue
        opens, closes, kept, kept_way, best = opens_s[v], closes_s[v], -1, -1, np.inf
        if inserted >= 0 and slot[v] != inserted:
            kept, kept_way = slot[v] + (slot[v] > inserted), way[v]
        for _ in range(2):
            for w in range(way_start[v], way_start[v + 1]):
                service, entry, leaving = way_service_s[w], way_entry[w], way_exit[w]
                last, least = closes - service, opens + service
                if last < opens:
                    continue
                for k in range(gaps):
                    if leave_s[k] > last:
                        break
                    if least > due_s[k]:
                        continue
                    if kept >= 0 and k != inserted and k != inserted + 1 and (k != kept or w != kept_way):
                        continue
                    there, onward = travel_s[before[k], entry], travel_s[leaving, after[k]]
                    leave = leave_s[k]
                    arrive = leave + there / flat if one_band else arrival(band_from_s, band_share, there, leave)
                    begin = max(arrive, opens)
                    done = begin + service
                    reach = done + onward / flat if one_band else arrival(band_from_s, band_share, onward, done)
                    if begin > last or reach > due_s[k]:
                        continue
                    cost = reach - begin + arrive - leave - leg_s[k] + wait_weight * (begin - arrive)
                    if cost < best:
                        best, way[v], slot[v] = cost, w, k
            if kept < 0 or best < np.inf:
                break
            kept = -1
        log_cost[v] = np.log(max(best, LEAST_COST)) if best < np.inf else np.inf


@compiled_bare
def insert(m: Model, s: State, u: int, v: int) -> int:
    """Put a visit where its cheapest insertion into a route is; give the gap."""
    slot = s.slot[u, v]
    for k in range(s.size[u], slot, -1):
        s.route[u, k] = s.route[u, k - 1]
    s.route[u, slot] = s.way[u, v]
    s.size[u] += 1
    s.server[v] = u
    if not m.visit_required[v]:
        s.at_place[m.visit_place[v]] += 1
    s.counts[0] -= 1
    seat, moved = s.seat[v], s.free[s.counts[0]]
    s.free[seat], s.seat[moved] = moved, seat
    schedule(m, s, u)
    return int(slot)


@compiled_bare
def take_out(m: Model, s: State, u: int, first: int, last: int, hole: int) -> None:
    """Take the stays from `first` to before `last` off a route, except those that are kept and the one at `hole`."""
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
        s.free[s.counts[0]], s.seat[v] = v, s.counts[0]
        s.counts[0] += 1
    s.size[u] = kept


@compiled_bare
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


@compiled_bare
def scatter(m: Model, s: State, word: Words, touched: Flags) -> None:
    """Take visits off every route by chance."""
    share = chance(word) ** 3
    for u in range(len(m.unit_class)):
        for k in range(s.size[u] - 1, -1, -1):
            if chance(word) < share:
                take_out(m, s, u, k, k + 1, -1)
                touched[u] = True


@compiled_bare
def pick_seed(m: Model, s: State, word: Words) -> int:
    """Pick the visit around which to tear: half of the time a required one that nobody makes, if there is one."""
    free = s.counts[0]
    if free > 0 and chance(word) < 0.5:
        start = int(chance(word) * free)
        for k in range(free):
            v = s.free[(start + k) % free]
            if m.visit_required[v]:
                return int(v)
    return int(chance(word) * len(m.visit_value))


@compiled_bare
def ruin(m: Model, s: State, word: Words, touched: Flags) -> None:
    """Tear strings near a visit out of a few routes."""
    s.counts[1] = s.counts[0]
    if chance(word) < SCATTERED:
        scatter(m, s, word, touched)
        return
    served = float(s.size.sum())
    mean = served / len(m.unit_class)
    removed, limit = REMOVED, LONGEST_STRING
    if chance(word) < LARGE:
        removed += chance(word) * max(0.0, min(LARGEST_SHARE * served, LARGEST) - removed)
        limit = removed
    longest = max(SHORTEST_LIMIT, min(limit, mean))
    strings = 1 + int(chance(word) * max(1.0, 4.0 * removed / (1.0 + longest) - 1.0))
    for v in m.near[pick_seed(m, s, word)]:
        u = s.server[v]
        if u < 0 or touched[u]:
            continue
        tear_string(m, s, word, u, v, longest)
        touched[u] = True
        strings -= 1
        if strings == 0:
            break


@compiled_bare
def urgency(word: Words, order: int, need: float, far_s: float, log_cost: float) -> float:
    """Rank a required visit among those to insert, by one of the orders."""
    if order == 0:
        return chance(word)
    if order == 1:
        return need
    if order == 2:
        return far_s
    if order == 3:
        return -far_s
    return chance(word) - log_cost


@compiled_bare
def choose(m: Model, s: State, word: Words, least: Floats, exponent: float, order: int) -> int:
    """Choose the next visit to insert: required ones first, then by value for cost; -1: nothing fits."""
    chosen, best, required = -1, -np.inf, False
    free, at_place, must_v, place = s.free, s.at_place, m.visit_required, m.visit_place
    log_value, repeat_log, need, far_s = m.visit_log_value, m.repeat_log, m.visit_need, m.visit_far_s
    for i in range(s.counts[0]):
        v = free[i]
        must, cost = must_v[v], least[v]
        if cost == np.inf or (required and not must):
            continue
        if must:
            rank = urgency(word, order, need[v], far_s[v], cost)
        else:
            times = at_place[place[v]]
            if times >= len(repeat_log):
                continue
            rank = log_value[v] + repeat_log[times] - exponent * cost
        if (rank > best or must > required) and chance(word) >= BLINK:
            chosen, best, required = v, rank, must
    return chosen


@compiled_bare
def draw_bias(word: Words, bias: Floats) -> None:
    """Draw what is added to each unit's insertion costs in one filling, into (u,); mostly nothing, seldom much."""
    biased = chance(word) < BIASED
    for u in range(len(bias)):
        bias[u] = LARGEST_BIAS * chance(word) ** 3 if biased else 0.0


@compiled_bare
def prefer(s: State, bias: Floats, unit: Ints, least: Floats, changed: int) -> None:
    """Find the unit that takes each free visit at the least cost with its bias; only `changed` is new (-1: all are)."""
    free, log_cost, units = s.free, s.log_cost, len(bias)
    for i in range(s.counts[0]):
        v = free[i]
        if changed >= 0 and unit[v] != changed:
            cost = log_cost[changed, v] + bias[changed]
            if cost < least[v]:
                least[v], unit[v] = cost, changed
            continue
        chosen, cheapest = 0, log_cost[0, v] + bias[0]
        for u in range(1, units):
            cost = log_cost[u, v] + bias[u]
            if cost < cheapest:
                chosen, cheapest = u, cost
        least[v], unit[v] = cheapest, chosen


@compiled_bare
def recreate(m: Model, s: State, word: Words, touched: Flags, room: Room) -> None:
    """Fill the routes again, greedily by value over cost to a power that chance draws."""
    for u in range(len(touched)):
        if touched[u]:
            schedule(m, s, u)
        rate(m, s, u, 0 if touched[u] else s.counts[1], -1)
    bias, unit, least = room.bias, room.unit, room.least
    draw_bias(word, bias)
    prefer(s, bias, unit, least, -1)
    exponent = STEEPEST * chance(word)
    order = int(chance(word) * ORDERS)
    while True:
        v = choose(m, s, word, least, exponent, order)
        if v < 0:
            return
        u = unit[v]
        slot = insert(m, s, u, v)
        touched[u] = True
        rate(m, s, u, 0, slot)
        prefer(s, bias, unit, least, u)


@compiled_bare
def score(m: Model, s: State, into: Floats) -> None:
    """Count required visits made, value with repeats and travel of a state, in this order, into (3,)."""
    required, value = 0.0, 0.0
    server, at_place, must, place, by_value = s.server, s.at_place, m.visit_required, m.visit_place, m.by_value
    visit_value, repeat_share = m.visit_value, m.repeat_share
    for v in range(len(server)):
        required += must[v] and server[v] >= 0
    at_place[:] = 0
    for i in range(len(by_value)):
        v = by_value[i]
        if server[v] >= 0:
            value += visit_value[v] * repeat_share[at_place[place[v]]]
            at_place[place[v]] += 1
    into[0], into[1], into[2] = required, value, s.travel_s.sum()


@compiled_bare
def accepts(m: Model, word: Words, new: Floats, old: Floats, temperature: float) -> bool:
    """Decide whether the search goes on from a new state; more required visits always win."""
    draw = -np.log(1.0 - chance(word)) * temperature
    if new[0] > old[0]:
        return True
    loss = old[1] - new[1] + m.travel_weight * (new[2] - old[2])
    if new[0] < old[0]:
        loss = (old[0] - new[0]) * m.required_weight + max(0.0, loss)
    return bool(loss < draw)


@compiled_bare
def better(new: Floats, old: Floats) -> bool:
    """Compare two scores: required visits, then value, then less travel."""
    if new[0] != old[0]:
        return bool(new[0] > old[0])
    if abs(new[1] - old[1]) > 1e-9:
        return bool(new[1] > old[1])
    return bool(new[2] < old[2] - 1e-9)


@compiled_bare
def copy(source: NDArray[Any], target: NDArray[Any], count: int) -> None:
    """Copy the first numbers of a row; assigning a slice would make an array in between."""
    for k in range(count):
        target[k] = source[k]


@compiled_bare
def copy_rates(source: State, target: State, u: int) -> None:
    """Copy what inserting every free visit into a route would cost."""
    free, log_cost, way, slot = source.free, source.log_cost[u], source.way[u], source.slot[u]
    to_cost, to_way, to_slot = target.log_cost[u], target.way[u], target.slot[u]
    for i in range(source.counts[0]):
        v = free[i]
        to_cost[v], to_way[v], to_slot[v] = log_cost[v], way[v], slot[v]


@compiled_bare
def copy_routes(source: State, target: State, touched: Flags) -> None:
    """Copy the touched routes, and who makes what, from one state to another."""
    for u in range(len(touched)):
        if touched[u]:
            target.size[u], target.travel_s[u], target.load[u] = source.size[u], source.travel_s[u], source.load[u]
            gaps = source.size[u] + 1
            copy(source.route[u], target.route[u], gaps - 1)
            copy(source.leave_s[u], target.leave_s[u], gaps)
            copy(source.due_s[u], target.due_s[u], gaps)
            copy(source.before[u], target.before[u], gaps)
            copy(source.after[u], target.after[u], gaps)
            copy(source.leg_s[u], target.leg_s[u], gaps)
    copy(source.free, target.free, source.counts[0])
    copy(source.seat, target.seat, len(source.seat))
    copy(source.server, target.server, len(source.server))
    copy(source.at_place, target.at_place, len(source.at_place))
    copy(source.counts, target.counts, 2)


@compiled_bare
def undo(current: State, trial: State, touched: Flags) -> None:
    """Bring the trial back to the current state; routes that were not touched are rated as they were."""
    copy_routes(current, trial, touched)
    for u in range(len(touched)):
        if touched[u]:
            copy_rates(current, trial, u)


@compiled_bare
def keep(trial: State, current: State, touched: Flags) -> None:
    """Make the trial the current state; visits that came free are rated for every route."""
    copy_routes(trial, current, touched)
    for u in range(len(touched)):
        copy_rates(trial, current, u)


@compiled_bare
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
        copy(s.route[u], pool.route[row], s.size[u])


@compiled_bare
def improve(  # noqa: PLR0917 - compiled functions take no keywords here
    m: Model,
    current: State,
    trial: State,
    best: State,
    pool: Pool,
    word: Words,
    scores: Floats,
    room: Room,
    steps: int,
    hot: float,
    cold: float,
) -> None:
    """Ruin and recreate a number of times, with the temperature falling from `hot` to `cold` [points].

    `current` and `trial` are the same state before and after. `scores` holds, (3, 3), the scores of `current`, `trial`
    and `best`.
    """
    touched = room.touched
    for step in range(steps):
        temperature = hot * (cold / hot) ** (step / steps)
        touched[:] = False
        ruin(m, trial, word, touched)
        recreate(m, trial, word, touched, room)
        score(m, trial, scores[1])
        if not accepts(m, word, scores[1], scores[0], temperature):
            undo(current, trial, touched)
            continue
        keep(trial, current, touched)
        copy(scores[1], scores[0], 3)
        remember(trial, pool, touched)
        if better(scores[1], scores[2]):
            copy(scores[1], scores[2], 3)
            touched[:] = True
            copy_routes(trial, best, touched)
