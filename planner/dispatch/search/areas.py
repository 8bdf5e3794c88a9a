"""Which unit searches which part of the streets: parts that hang together, and are as large as its time allows.

Every unit gets a centre on the streets, and each stretch goes to the unit whose centre is nearest along the street,
less a handicap of the unit: an additively weighted Voronoi diagram of the network (Okabe and others, "Generalized
network Voronoi diagrams", International Journal of Geographical Information Science 22, 2008). A part of it holds the
shortest ways to its centre, so it hangs together, unless streets that a unit may not search lie between. Centres move
to the middle of their parts (Lloyd, IEEE Transactions on Information Theory 28, 1982), and handicaps until all parts
take their units as long.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from planner.dispatch.search.ground import Floats, Ground, Ints

if TYPE_CHECKING:
    from scipy.sparse import csr_array

NOBODY = -1
"""Owner of a stretch that belongs to no unit."""
ROUNDS = 60
"""How often handicaps are set anew."""
RECENTRE_EVERY = 10
"""Rounds between two moves of the centres."""
STEP_M = 150.0
"""What a part that is empty or twice too large changes its handicap by at first [m]."""
FAR_S = 1e7
"""What a stretch costs that a unit may not search or cannot reach, when centres are given out [s]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wanted:
    """What is to be parted among u units.

    Attributes
    ----------
    links
        The streets as a graph, as `street_graph` gives it.
    middle
        (s, 2) the middle of each stretch [m].
    worth
        (s,) its chance; 0: it is not worth a search.
    may, pass_s, way_s
        (u, s) whether a unit may search it, how long that takes, and how long its way there is [s].
    time_s
        (u,) the time of each unit [s].
    """

    links: csr_array
    middle: Floats
    worth: Floats
    may: NDArray[np.bool_]
    pass_s: Floats
    way_s: Floats
    time_s: Floats


def street_graph(ground: Ground, nodes: int) -> csr_array:
    """Give the stretches as a graph of nodes, (n, n) lengths [m], the shortest of several between the same nodes."""
    from scipy.sparse import coo_array

    low, high = ground.ends.min(axis=1), ground.ends.max(axis=1)
    order = np.lexsort((ground.length_m, high, low))
    first = np.ones(len(order), bool)
    first[1:] = (np.diff(low[order]) != 0) | (np.diff(high[order]) != 0)
    kept = order[first]
    return coo_array((np.maximum(ground.length_m[kept], 1e-3), (low[kept], high[kept])), shape=(nodes, nodes)).tocsr()


def part(wanted: Wanted, ground: Ground) -> Ints:
    """Give each stretch its unit, (s,); `NOBODY`: none may search it."""
    units, size = wanted.may.shape
    some = np.flatnonzero(wanted.worth > 0)
    if not units or not len(some):
        return np.full(size, NOBODY)
    centre = _first_centres(wanted, some)
    handicap, best, owner = np.zeros(units), np.inf, np.full(size, NOBODY)
    away_m = _away_m(wanted, ground, centre)
    for number in range(ROUNDS):
        if number and number % RECENTRE_EVERY == 0:
            centre = _middles(wanted, owner, centre)
            away_m = _away_m(wanted, ground, centre)
        tried = _nearest(away_m, handicap)
        filled = _filled(wanted, tried, some)
        uneven = float(np.abs(filled - filled.mean()).sum())
        if number % RECENTRE_EVERY == 0 or uneven < best:
            best, owner = uneven, tried
        handicap += STEP_M * 0.97**number * np.clip(1.0 - filled / max(filled.mean(), 1e-9), -1.0, 1.0)
    return owner


def _first_centres(wanted: Wanted, some: Ints) -> Ints:
    """Choose stretches far from each other and worth much, and give each to a unit that is near, (u,)."""
    from scipy.optimize import linear_sum_assignment

    units = len(wanted.time_s)
    xy, worth = wanted.middle[some], wanted.worth[some]
    chosen = [int(worth.argmax())]
    away = np.hypot(*(xy - xy[chosen[0]]).T)
    while len(chosen) < units:
        chosen.append(int((worth * away**2).argmax()))
        away = np.minimum(away, np.hypot(*(xy - xy[chosen[-1]]).T))
    for _ in range(8):
        nearest = np.hypot(*(xy[:, None] - xy[chosen][None]).transpose(2, 0, 1)).argmin(axis=1)
        for number in range(units):
            own = np.flatnonzero(nearest == number)
            if len(own):
                mean = np.average(xy[own], axis=0, weights=worth[own])
                chosen[number] = int(own[np.hypot(*(xy[own] - mean).T).argmin()])
    cost = np.minimum(np.where(wanted.may[:, some[chosen]], wanted.way_s[:, some[chosen]], FAR_S), FAR_S)
    unit, place = linear_sum_assignment(cost)
    centre = np.zeros(units, np.int64)
    centre[unit] = some[np.array(chosen)[place]]
    return centre


def _away_m(wanted: Wanted, ground: Ground, centre: Ints) -> Floats:
    """Give the distance along the street from each unit's centre to each stretch, (u, s) [m]; infinite: not for it."""
    from scipy.sparse.csgraph import dijkstra

    node_m = dijkstra(wanted.links, directed=False, indices=ground.ends[centre, 0])
    away_m = np.minimum(node_m[:, ground.ends[:, 0]], node_m[:, ground.ends[:, 1]])
    return np.asarray(np.where(wanted.may & np.isfinite(wanted.way_s), away_m, np.inf))


def _nearest(away_m: Floats, handicap: Floats) -> Ints:
    score = away_m - handicap[:, None]
    return np.where(np.isfinite(score).any(axis=0), score.argmin(axis=0), NOBODY)


def _filled(wanted: Wanted, owner: Ints, some: Ints) -> Floats:
    """Give the time that each part takes, as a share of the time that its unit has after its way there, (u,)."""
    units = len(wanted.time_s)
    filled = np.zeros(units)
    for unit in range(units):
        own = some[owner[some] == unit]
        if len(own):
            left_s = wanted.time_s[unit] - float(wanted.way_s[unit, own].min())
            filled[unit] = float(wanted.pass_s[unit, own].sum()) / max(left_s, 60.0)
    return filled


def _middles(wanted: Wanted, owner: Ints, centre: Ints) -> Ints:
    """Move each centre to the stretch in the middle of its part, (u,)."""
    moved = centre.copy()
    for unit in range(len(centre)):
        own = np.flatnonzero((owner == unit) & (wanted.worth > 0))
        if len(own):
            mean = np.average(wanted.middle[own], axis=0, weights=wanted.worth[own])
            moved[unit] = int(own[np.hypot(*(wanted.middle[own] - mean).T).argmin()])
    return moved
