"""Patrol when there is time: drive the streets that have gone unseen longest, and never be late.

At every junction the street that nobody has been on for longest comes next: the "conscientious reactive" strategy of
Machado et al., "Multi-agent patrolling: an empirical analysis of alternative architectures" (MABS 2002).
"""

from __future__ import annotations

import random

import numpy as np
from numpy.typing import NDArray

from planner.domain.street import Streets
from planner.routing.ground import TravelClass

UNSEEN_S = 86_400.0
"""A street that nobody has been on yet counts as not seen for this long [s]."""
TURN_BACK = 0.2
"""What turning back in the street leaves of its attraction."""


class Sightings:
    """When each street was last seen by any unit; both directions of a street are one.

    Parameters
    ----------
    streets
        The network that all units share.
    """

    def __init__(self, streets: Streets) -> None:
        ends = np.sort(np.column_stack([streets.edge_source, streets.edge_target]), axis=1)
        _, self.street = np.unique(ends, axis=0, return_inverse=True)
        self._seen_s = np.full(int(self.street.max(initial=-1)) + 1, -UNSEEN_S)

    def unseen_s(self, edge: int, now_s: float) -> float:
        """Give how long nobody has been on an edge's street [s]."""
        return max(0.0, now_s - float(self._seen_s[self.street[edge]]))

    def see(self, edge: int, now_s: float) -> None:
        """Note that a unit is on an edge's street now."""
        street = self.street[edge]
        self._seen_s[street] = max(self._seen_s[street], now_s)


class Roamer:
    """Finds ways to spend time on the streets of one travel class, at its pace on patrol.

    Parameters
    ----------
    kind
        The travel class.
    seed
        Draws between streets that are as good.
    """

    def __init__(self, kind: TravelClass, seed: int) -> None:
        self._travel = kind.patrol
        streets = kind.patrol.streets
        self._chance = random.Random(seed)  # noqa: S311 - no secret is drawn
        usable = np.flatnonzero(np.isfinite(kind.patrol.edge_s))
        usable = usable[np.argsort(streets.edge_source[usable], kind="stable")]
        self._edges = usable
        self._start = np.searchsorted(streets.edge_source[usable], np.arange(streets.nodes + 1))

    def roam(
        self, start: int, end: int, now_s: float, until_s: float, inside: NDArray[np.bool_], seen: Sightings
    ) -> list[int]:
        """Spend the time between two stops on streets seen least, and end at the second stop in time.

        Parameters
        ----------
        start, end
            Street nodes.
        now_s, until_s
            When the unit leaves the one and must be at the other [s].
        inside
            (n,) nodes of the ground on which it may patrol; the quickest way to the end may leave it.

        Returns
        -------
        list
            Edges from start to end; what time is left is waited at the end.
        """
        streets, edge_s = self._travel.streets, self._travel.edge_s
        home_s = self._travel.times(np.arange(streets.nodes), [end])[:, 0]
        edges: list[int] = []
        node, clock = start, now_s
        if not inside[start] and inside[end]:
            edges = self._travel.path(start, end)
            node, clock = end, now_s + float(edge_s[edges].sum())
        while (edge := self._next(node, clock, until_s, edges, home_s, inside, seen)) >= 0:
            edges.append(edge)
            seen.see(edge, clock)
            clock += float(edge_s[edge])
            node = int(streets.edge_target[edge])
        return edges + self._travel.path(node, end)

    def _next(
        self,
        node: int,
        now_s: float,
        until_s: float,
        edges: list[int],
        home_s: NDArray[np.float64],
        inside: NDArray[np.bool_],
        seen: Sightings,
    ) -> int:
        """Choose the edge out of a node whose street has gone unseen longest; -1: there is no time for any."""
        streets, edge_s = self._travel.streets, self._travel.edge_s
        back = seen.street[edges[-1]] if edges else -1
        best, chosen = 0.0, -1
        for edge in self._edges[self._start[node] : self._start[node + 1]].tolist():
            target = int(streets.edge_target[edge])
            if target == node or not (inside[node] and inside[target]):
                continue
            if now_s + edge_s[edge] + home_s[target] > until_s:
                continue
            attraction = (1.0 + seen.unseen_s(edge, now_s)) * (0.9 + 0.2 * self._chance.random())
            if seen.street[edge] == back:
                attraction *= TURN_BACK
            if attraction > best:
                best, chosen = attraction, edge
        return chosen
