"""The steps of the search, compiled: a cell moves, two cells change places, two districts are cut anew.

All stand in one file, as compiled functions that call each other must (`planner.streets.compiled`).

* Exchange: a cell on a border moves to the district beyond it, or two cells change places. The district left behind
  must still hang together, which a search through it shows.
* Recombination: two neighbouring districts become one, a random spanning tree is laid through it and cut where both
  parts are balanced (ReCom: DeFord, Duchin and Solomon, "Recombination: a family of Markov chains for redistricting",
  Harvard Data Science Review 3, 2021).
* Annealing: a change for the worse is accepted with the probability that its size and the temperature give
  (Kirkpatrick, Gelatt and Vecchi, Science 220, 1983). Rules of load, slots and apartness cost a price, districts always
  hang together.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.streets.compiled import compiled

Ints = NDArray[np.int64]

RECOMBINE_EVERY = 20
"""Steps for each cell between two recombinations: one costs about as much as a thousand steps."""
MOST_CUTS = 12
"""Balanced cuts of a spanning tree among which one is drawn."""
SWAP_SHARE = 0.3
"""Share of steps that let two cells change places."""


class Packed(NamedTuple):
    """A problem as arrays for compiled code; neighbours and apart cells by cell, in compressed rows."""

    load: Ints
    weight: Ints
    seconds: NDArray[np.int32]
    first: Ints
    beside: Ints
    border_cost: Ints
    apart_first: Ints
    apart: Ints
    slot: Ints
    slot_cost: Ints
    allowed: NDArray[np.bool_]
    low: int
    high: int
    wrong: int


class State(NamedTuple):
    """A districting in work: district of cells (n,), and centre, load and number of cells of districts (k,)."""

    district: Ints
    centre: Ints
    load: Ints
    members: Ints


class Room(NamedTuple):
    """Room for the searches through districts: marks (n,), a stamp (1,), a queue (n,), and more lists (n,)."""

    mark: Ints
    stamp: Ints
    queue: Ints
    member: Ints
    parent: Ints
    below: Ints
    old: Ints


@compiled
def off_range(low: int, high: int, load: int) -> int:
    """Give how far a load lies outside the range."""
    return max(0, low - load, load - high)


@compiled
def cell_cost(p: Packed, cell: int, district: int, centre: int) -> int:
    """Give what a cell costs in a district with a centre, borders left out."""
    way = p.weight[cell] * np.int64(p.seconds[centre, cell])
    return int(way + p.slot_cost[p.slot[district], cell])


@compiled
def measure(p: Packed, s: State) -> tuple[int, int]:
    """Give the cost of a whole districting, and how far it breaks rules."""
    twice, cost, broken = 0, 0, 0
    for cell in range(s.district.size):
        here = s.district[cell]
        cost += cell_cost(p, cell, here, s.centre[here])
        if not p.allowed[p.slot[here], cell]:
            broken += p.wrong
        for place in range(p.first[cell], p.first[cell + 1]):
            if s.district[p.beside[place]] != here:
                twice += p.border_cost[place]
        for place in range(p.apart_first[cell], p.apart_first[cell + 1]):
            if p.apart[place] > cell and s.district[p.apart[place]] == here:
                broken += p.wrong
    for district in range(s.load.size):
        broken += off_range(p.low, p.high, s.load[district])
    return cost + twice // 2, broken


@compiled
def take_stock(p: Packed, s: State) -> None:
    """Sum up the loads and counts of districts."""
    s.load[:] = 0
    s.members[:] = 0
    for cell in range(s.district.size):
        s.load[s.district[cell]] += p.load[cell]
        s.members[s.district[cell]] += 1


@compiled
def shift_delta(p: Packed, s: State, cell: int, to: int) -> tuple[int, int]:
    """Give what moving a cell to another district changes in cost, and in how far rules are broken."""
    here = s.district[cell]
    cost = cell_cost(p, cell, to, s.centre[to]) - cell_cost(p, cell, here, s.centre[here])
    for place in range(p.first[cell], p.first[cell + 1]):
        other = s.district[p.beside[place]]
        if other == here:
            cost += p.border_cost[place]
        elif other == to:
            cost -= p.border_cost[place]
    broken = 0
    if not p.allowed[p.slot[to], cell]:
        broken += p.wrong
    if not p.allowed[p.slot[here], cell]:
        broken -= p.wrong
    for place in range(p.apart_first[cell], p.apart_first[cell + 1]):
        other = s.district[p.apart[place]]
        if other == to:
            broken += p.wrong
        elif other == here:
            broken -= p.wrong
    broken += off_range(p.low, p.high, s.load[to] + p.load[cell]) - off_range(p.low, p.high, s.load[to])
    broken += off_range(p.low, p.high, s.load[here] - p.load[cell]) - off_range(p.low, p.high, s.load[here])
    return int(cost), int(broken)


@compiled
def shift(p: Packed, s: State, cell: int, to: int) -> None:
    """Move a cell to another district."""
    here = s.district[cell]
    s.load[here] -= p.load[cell]
    s.members[here] -= 1
    s.load[to] += p.load[cell]
    s.members[to] += 1
    s.district[cell] = to


@compiled
def hangs_without(p: Packed, s: State, room: Room, cell: int) -> bool:  # noqa: C901 - compiled: one loop over arrays
    """Tell whether the district of a cell hangs together without it."""
    here = s.district[cell]
    wanted = 0
    begin = -1
    for place in range(p.first[cell], p.first[cell + 1]):
        other = p.beside[place]
        if s.district[other] == here:
            wanted += 1
            begin = other
    if wanted <= 1:
        return wanted == 1
    room.stamp[0] += 2
    seen, sought = room.stamp[0], room.stamp[0] + 1
    for place in range(p.first[cell], p.first[cell + 1]):
        other = p.beside[place]
        if s.district[other] == here:
            room.mark[other] = sought
    room.mark[cell] = seen
    room.mark[begin] = seen
    room.queue[0] = begin
    head, tail, found = 0, 1, 1
    while head < tail:
        at = room.queue[head]
        head += 1
        for place in range(p.first[at], p.first[at + 1]):
            other = p.beside[place]
            if s.district[other] == here and room.mark[other] != seen:
                if room.mark[other] == sought:
                    found += 1
                    if found == wanted:
                        return True
                room.mark[other] = seen
                room.queue[tail] = other
                tail += 1
    return False


@compiled
def touches(p: Packed, s: State, cell: int, district: int, but: int) -> bool:
    """Tell whether a cell has a neighbour in a district, other than one cell."""
    for place in range(p.first[cell], p.first[cell + 1]):
        other = p.beside[place]
        if other != but and s.district[other] == district:
            return True
    return False


@compiled
def members_of(s: State, district: int, out: Ints) -> int:
    """List the cells of a district and give their number."""
    number = 0
    for cell in range(s.district.size):
        if s.district[cell] == district:
            out[number] = cell
            number += 1
    return number


@compiled
def ways(p: Packed, centre: int, member: Ints, first: int, last: int) -> int:
    """Sum up the weighted ways from a centre to some cells."""
    total = np.int64(0)
    for place in range(first, last):
        total += p.weight[member[place]] * np.int64(p.seconds[centre, member[place]])
    return int(total)


@compiled
def median(p: Packed, member: Ints, first: int, last: int) -> int:
    """Find the best centre among some cells by trying all."""
    best, chosen = -1, int(member[first])
    for place in range(first, last):
        total = ways(p, member[place], member, first, last)
        if best < 0 or total < best:
            best, chosen = total, int(member[place])
    return chosen


@compiled
def descend(p: Packed, s: State, member: Ints, first: int, last: int, begin: int) -> int:
    """Find a centre that none of its neighbours in the district betters, from a given one on."""
    here = s.district[begin]
    best, at = ways(p, begin, member, first, last), begin
    while True:
        better = -1
        for place in range(p.first[at], p.first[at + 1]):
            other = p.beside[place]
            if s.district[other] == here:
                total = ways(p, other, member, first, last)
                if total < best:
                    best, better = total, int(other)
        if better < 0:
            return at
        at = better


@compiled
def recentre(p: Packed, s: State, room: Room, district: int, most_tried: int) -> int:
    """Move a district's centre to a better cell, and give what that changes; small districts try all cells."""
    number = members_of(s, district, room.member)
    before = ways(p, s.centre[district], room.member, 0, number)
    if number <= most_tried:
        chosen = median(p, room.member, 0, number)
    else:
        chosen = descend(p, s, room.member, 0, number, s.centre[district])
    after = ways(p, chosen, room.member, 0, number)
    if after < before:
        s.centre[district] = chosen
        return after - before
    return 0


@compiled
def local_score(p: Packed, s: State, member: Ints, number: int, one: int, two: int) -> tuple[int, int]:
    """Give cost and breach of two districts by themselves, with borders and apart cells counted whole."""
    cost, within, beyond, broken, wrong = 0, 0, 0, 0, 0
    for place in range(number):
        cell = member[place]
        here = s.district[cell]
        cost += cell_cost(p, cell, here, s.centre[here])
        if not p.allowed[p.slot[here], cell]:
            broken += p.wrong
        for at in range(p.first[cell], p.first[cell + 1]):
            other = s.district[p.beside[at]]
            if other != here:
                if other in {one, two}:
                    within += p.border_cost[at]
                else:
                    beyond += p.border_cost[at]
        for at in range(p.apart_first[cell], p.apart_first[cell + 1]):
            if s.district[p.apart[at]] == here:
                wrong += p.wrong
    broken += wrong // 2 + off_range(p.low, p.high, s.load[one]) + off_range(p.low, p.high, s.load[two])
    return int(cost + beyond + within // 2), int(broken)


@compiled
def find(parent: Ints, cell: int) -> int:
    """Find the root of a cell's tree, and flatten the way to it."""
    while parent[cell] != cell:
        parent[cell] = parent[parent[cell]]
        cell = parent[cell]
    return int(cell)


@compiled
def spanning_tree(  # noqa: C901, PLR0912 - compiled: loops over arrays, calls cost
    p: Packed, s: State, room: Room, number: int, one: int, two: int
) -> None:
    """Lay a random spanning tree through two districts (Kruskal with random order).

    Writes cells from the root outwards to `queue`, and the parent of each to `parent`.
    """
    edges = np.empty((number * 12, 2), np.int64)
    count = 0
    for place in range(number):
        cell = room.member[place]
        room.old[cell] = cell
        for at in range(p.first[cell], p.first[cell + 1]):
            other = p.beside[at]
            if other > cell and (s.district[other] == one or s.district[other] == two) and count < edges.shape[0]:
                edges[count, 0], edges[count, 1] = cell, other
                count += 1
    start = np.zeros(number + 1, np.int64)
    index = room.below
    for place in range(number):
        index[room.member[place]] = place
    chosen = np.empty((number, 2), np.int64)
    kept = 0
    for place in range(count):
        swap = place + np.random.randint(count - place)  # noqa: NPY002 - numba has the old generator only
        for side in range(2):
            edges[place, side], edges[swap, side] = edges[swap, side], edges[place, side]
        a, b = find(room.old, edges[place, 0]), find(room.old, edges[place, 1])
        if a != b:
            room.old[a] = b
            chosen[kept, 0], chosen[kept, 1] = index[edges[place, 0]], index[edges[place, 1]]
            start[chosen[kept, 0] + 1] += 1
            start[chosen[kept, 1] + 1] += 1
            kept += 1
            if kept == number - 1:
                break
    for place in range(number):
        start[place + 1] += start[place]
    ends, fill = np.empty(2 * kept, np.int64), start[:-1].copy()
    for place in range(kept):
        a, b = chosen[place, 0], chosen[place, 1]
        ends[fill[a]], ends[fill[b]] = b, a
        fill[a] += 1
        fill[b] += 1
    root = np.random.randint(number)  # noqa: NPY002
    room.queue[0], room.parent[root], head, tail = root, -1, 0, 1
    while head < tail:
        at = room.queue[head]
        head += 1
        for place in range(start[at], start[at + 1]):
            if ends[place] != room.parent[at]:
                room.parent[ends[place]] = at
                room.queue[tail] = ends[place]
                tail += 1


@compiled
def cut_tree(p: Packed, room: Room, number: int, total: int) -> int:
    """Draw a cut of the spanning tree that leaves both parts balanced; the best balanced one if none does.

    Gives the place of the cell above which the tree is cut, in `member`; room.below holds loads under each cell.
    """
    for place in range(number):
        room.below[place] = p.load[room.member[place]]
    for step in range(number - 1, 0, -1):
        at = room.queue[step]
        room.below[room.parent[at]] += room.below[at]
    chosen, seen, least = -1, 0, -1
    for step in range(1, number):
        at = room.queue[step]
        off = off_range(p.low, p.high, room.below[at]) + off_range(p.low, p.high, total - room.below[at])
        if off == 0:
            seen += 1
            if least != 0 or np.random.randint(min(seen, MOST_CUTS)) == 0:  # noqa: NPY002
                chosen, least = int(at), 0
        elif least < 0 or off < least:
            chosen, least = int(at), off
    return chosen


@compiled
def recombine(  # noqa: C901, PLR0912, PLR0915 - compiled: loops over arrays, calls cost
    p: Packed, s: State, room: Room, one: int, two: int, price: float, heat: float
) -> tuple[int, int]:
    """Cut two neighbouring districts anew, and keep that if the temperature allows; give what it changed."""
    number = members_of(s, one, room.member)
    more = members_of(s, two, room.queue)
    for place in range(more):
        room.member[number + place] = room.queue[place]
    number += more
    cost, broken = local_score(p, s, room.member, number, one, two)
    spanning_tree(p, s, room, number, one, two)
    total = s.load[one] + s.load[two]
    top = cut_tree(p, room, number, total)
    if top < 0:
        return 0, 0
    old = np.empty(number, np.int64)
    side = np.zeros(number, np.int64)
    under = 0
    for step in range(number):
        at = room.queue[step]
        side[at] = 1 if at == top or (step > 0 and side[room.parent[at]] == 1) else 0
        under += side[at]
    sorted_member = np.empty(number, np.int64)
    left, right = 0, number - under
    own = np.zeros((2, 2), np.int64)
    for place in range(number):
        cell = room.member[place]
        for which in range(2):
            label = one if which == 0 else two
            own[side[place], which] += p.slot_cost[p.slot[label], cell]
            if not p.allowed[p.slot[label], cell]:
                own[side[place], which] += np.int64(price * p.wrong)
        if side[place] == 0:
            sorted_member[left] = cell
            left += 1
        else:
            sorted_member[right] = cell
            right += 1
    turned = own[0, 1] + own[1, 0] < own[0, 0] + own[1, 1]
    if own[0, 1] + own[1, 0] == own[0, 0] + own[1, 1]:
        turned = np.random.randint(2) == 0  # noqa: NPY002
    label_0, label_1 = (two, one) if turned else (one, two)
    for place in range(number):
        old[place] = s.district[sorted_member[place]]
        s.district[sorted_member[place]] = label_0 if place < number - under else label_1
    centres = s.centre[one], s.centre[two]
    loads, counts = (s.load[one], s.load[two]), (s.members[one], s.members[two])
    split = number - under
    s.members[label_0], s.members[label_1] = split, under
    s.load[label_1] = 0
    for place in range(split, number):
        s.load[label_1] += p.load[sorted_member[place]]
    s.load[label_0] = total - s.load[label_1]
    for label, first, last in ((label_0, 0, split), (label_1, split, number)):
        if last - first <= 64:
            s.centre[label] = median(p, sorted_member, first, last)
        else:
            begin = sorted_member[first]
            for which in range(2):
                if s.district[centres[which]] == label:
                    begin = centres[which]
            s.centre[label] = descend(p, s, sorted_member, first, last, begin)
    new_cost, new_broken = local_score(p, s, sorted_member, number, one, two)
    rise = new_cost - cost + price * (new_broken - broken)
    if rise <= 0 or np.random.random() < np.exp(-rise / heat):  # noqa: NPY002
        return new_cost - cost, new_broken - broken
    for place in range(number):
        s.district[sorted_member[place]] = old[place]
    s.centre[one], s.centre[two] = centres
    s.load[one], s.load[two] = loads
    s.members[one], s.members[two] = counts
    return 0, 0


@compiled
def swap(p: Packed, s: State, room: Room, cell: int, to: int, limit: float, price: float) -> tuple[bool, int, int]:
    """Let a cell and one near it beyond the border change places if that costs no more than a limit."""
    here = s.district[cell]
    other = p.beside[p.first[cell] + np.random.randint(p.first[cell + 1] - p.first[cell])]  # noqa: NPY002
    if np.random.randint(2) == 0:  # noqa: NPY002
        other = p.beside[p.first[other] + np.random.randint(p.first[other + 1] - p.first[other])]  # noqa: NPY002
    if s.district[other] != to or other == s.centre[to]:
        return False, 0, 0
    if not touches(p, s, cell, to, other) or not touches(p, s, other, here, cell):
        return False, 0, 0
    cost, broken = shift_delta(p, s, cell, to)
    if not hangs_without(p, s, room, cell):
        return False, 0, 0
    shift(p, s, cell, to)
    back_cost, back_broken = shift_delta(p, s, other, here)
    cost, broken = cost + back_cost, broken + back_broken
    if cost + price * broken <= limit and hangs_without(p, s, room, other):
        shift(p, s, other, here)
        return True, cost, broken
    shift(p, s, cell, here)
    return False, 0, 0


@compiled
def anneal(  # noqa: C901, PLR0912, PLR0917 - compiled: one loop over arrays, calls cost
    p: Packed, s: State, room: Room, best: State, steps: int, hot: float, cold: float, price: float, seed: int,
    stop: NDArray[np.bool_],
) -> tuple[int, int, int]:  # fmt: skip
    """Anneal a districting in place; `best` gets the best one that was met: least broken, then cheapest.

    Gives cost and breach of the best, and the number of steps that were made.
    """
    np.random.seed(seed)  # noqa: NPY002
    cells, districts = s.district.size, s.load.size
    take_stock(p, s)
    cost, broken = measure(p, s)
    best_cost, best_broken = cost, broken
    best.district[:], best.centre[:] = s.district, s.centre
    heat, block = hot, max(256, cells)
    cooling = (cold / hot) ** (block / max(1, steps))
    recombining = RECOMBINE_EVERY * cells
    step = 0
    while step < steps and not stop[0]:
        for _ in range(block):
            step += 1
            cell = np.random.randint(cells)  # noqa: NPY002
            here = s.district[cell]
            if p.first[cell] == p.first[cell + 1]:
                continue
            near = p.beside[p.first[cell] + np.random.randint(p.first[cell + 1] - p.first[cell])]  # noqa: NPY002
            to = s.district[near]
            if to == here:
                continue
            limit = -heat * np.log(1.0 - np.random.random())  # noqa: NPY002
            if step % recombining < block and np.random.randint(block) == 0 and s.members[here] + s.members[to] > 2:  # noqa: NPY002
                more, worse = recombine(p, s, room, here, to, price, heat)
                cost, broken = cost + more, broken + worse
            elif cell != s.centre[here]:
                if np.random.random() < SWAP_SHARE:  # noqa: NPY002
                    done, more, worse = swap(p, s, room, cell, to, limit, price)
                    if done:
                        cost, broken = cost + more, broken + worse
                else:
                    more, worse = shift_delta(p, s, cell, to)
                    if more + price * worse <= limit and hangs_without(p, s, room, cell):
                        shift(p, s, cell, to)
                        cost, broken = cost + more, broken + worse
            better = broken < best_broken or (broken == best_broken and cost < best_cost and heat < hot / 8)
            if better:
                best_cost, best_broken = cost, broken
                best.district[:], best.centre[:] = s.district, s.centre
        for district in range(districts):
            if districts <= 3 or np.random.randint(districts) < 3:  # noqa: NPY002
                cost += recentre(p, s, room, district, 48)
        heat *= cooling
    for district in range(districts):
        cost += recentre(p, s, room, district, cells)
    if broken < best_broken or (broken == best_broken and cost < best_cost):
        best.district[:], best.centre[:] = s.district, s.centre
    take_stock(p, best)
    for district in range(districts):
        recentre(p, best, room, district, cells)
    best_cost, best_broken = measure(p, best)
    return best_cost, best_broken, step
