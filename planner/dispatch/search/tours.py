"""The tour of one unit through its part of the streets, and the times between streets that it needs."""

from __future__ import annotations

import numpy as np

from planner.dispatch.roads import Key, Roads
from planner.dispatch.search.ground import Floats, Ground, Ints
from planner.dispatch.search.searchers import Searcher, ways_out

MOST_STREETS = 150
"""Streets of a part that are looked at for a tour, those first that bring most per second."""
PASSES = 3
"""A street is searched at most so often by its unit in one stage."""
TRIES = 100
"""How often a part of a tour is filled anew."""
NEAR_S = 420.0
"""Ways between two streets of a tour are no longer [s]."""


class Ways:
    """Times at full speed from nodes to the streets' nodes, kept by kind of unit."""

    def __init__(self, roads: Roads, ground: Ground) -> None:
        self._roads = roads
        self.nodes, row = np.unique(ground.ends.ravel(), return_inverse=True)
        self.row = row.reshape(-1, 2)
        self._kept: dict[tuple[Key, int], Floats] = {}

    def from_unit(self, searcher: Searcher, node: int | None, most_s: float) -> Floats:
        """Give the times from a node, or from where a unit stands, to all nodes of streets [s]; infinite: too far."""
        return ways_out(self._roads, searcher, node, most_s).times(self.nodes)

    def between(self, searcher: Searcher, rows: Ints) -> Floats:
        """Give the times between some nodes, numbered as in `nodes`, (n, n) [s]; infinite: too far."""
        times = np.empty((len(rows), len(rows)))
        for number, row in enumerate(rows.tolist()):
            known = self._kept.get((searcher.key, row))
            if known is None:
                known = ways_out(self._roads, searcher, int(self.nodes[row]), NEAR_S).times(self.nodes)
                self._kept[searcher.key, row] = known
            times[number] = known[rows]
        return times


def tour(
    ways: Ways, searcher: Searcher, node: int | None, streets: Ints, left: Floats, now_s: float, until_s: float,
    *, seed: int, tries: int = TRIES,
) -> list[tuple[int, int]]:  # fmt: skip
    """Give the stretches that a unit searches, in their order, and the ends at which it enters them.

    Parameters
    ----------
    node
        Where it begins; None: where it stands.
    streets
        (c,) the stretches that it may take.
    left
        (s,) what chance each stretch has left.
    now_s, until_s
        When it sets out and must have ended, from now [s].
    """
    from planner.dispatch.search.tour_kernel import improve

    time_s = until_s - now_s
    if time_s <= 0 or not len(streets):
        return []
    slow = float(searcher.pace.seconds(np.array([300.0]), now_s)[0]) / 300.0
    start = slow * ways.from_unit(searcher, node, time_s)
    reached = np.isfinite(np.where(searcher.enters[streets], start[ways.row[streets]], np.inf)).any(axis=1)
    own = streets[reached & (left[streets] > 0) & (searcher.pass_s[streets] <= time_s)]
    own = own[np.argsort(-left[own] / searcher.pass_s[own], kind="stable")[:MOST_STREETS]]
    if not len(own):
        return []
    rows, place = np.unique(ways.row[own].ravel(), return_inverse=True)
    way = np.full((len(rows) + 1, len(rows) + 1), np.inf)
    way[0, 1:], way[1:, 1:] = start[rows], slow * ways.between(searcher, rows)
    way[0, 0] = 0.0
    once = -np.expm1(-searcher.thorough)
    gain = left[own][:, None] * once * np.exp(-searcher.thorough * np.arange(PASSES))
    ends = np.ascontiguousarray(place.reshape(-1, 2) + 1)
    which, enters = improve(way, ends, searcher.enters[own], searcher.pass_s[own], gain, time_s, tries, seed)
    return [(int(own[one]), int(end)) for one, end in zip(which, enters, strict=True)]
