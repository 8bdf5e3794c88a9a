"""Patrol when there is time: drive the streets that have gone unseen longest, and never be late.

At every junction the street that nobody has been on for longest comes next: the "conscientious reactive" strategy of
Machado et al., "Multi-agent patrolling: an empirical analysis of alternative architectures" (MABS 2002).
"""

from __future__ import annotations

import random

import numpy as np
from numpy.typing import NDArray

from planner.domain.street import Streets
from planner.routing.driving.tempo import Tempo
from planner.routing.places.ground import Roads

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
    roads
        Where its units go, at their pace.
    tempo
        How they are slowed by the hour.
    seed
        Draws between streets that are as good.
    """

    def __init__(self, roads: Roads, tempo: Tempo, seed: int) -> None:
        self._roads, self._tempo = roads, tempo
        streets = roads.own.streets
        self._chance = random.Random(seed)  # noqa: S311 - no secret is drawn
        usable = np.flatnonzero(np.isfinite(roads.own.edge_s) & (streets.edge_source != streets.edge_target))
        usable = usable[np.argsort(streets.edge_source[usable], kind="stable")]
        self._edges = usable
        self._start = np.searchsorted(streets.edge_source[usable], np.arange(streets.nodes + 1))

    def roam(
        self, start: int, end: int, now_s: float, until_s: float, inside: NDArray[np.bool_], seen: Sightings
    ) -> list[int]:
        """Spend the time between two stops on streets seen least, and end at the second stop in time.

        No turn is banned, on the way and where the way home begins.

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
        home = self._roads.between(end, end)
        rest_s = home.rest_s(end)
        clock, until = self._tempo.full_s(now_s), self._tempo.full_s(until_s)
        node, edges = start, self._onto(start, end, until - clock, inside, rest_s)
        if edges:
            node, clock = int(home.streets.edge_target[edges[-1]]), clock + self._roads.open.seconds(edges)
        elif not inside[start] and start != end:
            return self._roads.between(start, end).path(start, end)
        while (found := self._next(node, clock, until, edges, rest_s, inside, seen)) is not None:
            edge, clock_there = found
            seen.see(edge, self._tempo.moment_s(clock))
            edges.append(edge)
            node, clock = int(home.streets.edge_target[edge]), clock_there
        return edges + home.path(node, end, after=edges[-1] if edges else -1)

    def _onto(
        self, start: int, end: int, time_s: float, inside: NDArray[np.bool_], rest_s: NDArray[np.float64]
    ) -> list[int]:
        """Go to the ground from outside: to the end if it lies there, else to the junction that is nearest.

        None when the unit is there already, or when there is no time to go and come back.
        """
        if inside[start]:
            return []
        goal = end
        if not inside[end]:
            junctions = np.unique(self._roads.own.streets.edge_source[self._edges])
            junctions = junctions[inside[junctions]]
            there_s = self._roads.open.times([start], junctions)[0]
            if not np.isfinite(there_s).any():
                return []
            goal = int(junctions[there_s.argmin()])
        edges = self._roads.between(start, goal).path(start, goal)
        in_time = edges and self._roads.open.seconds(edges) + (0.0 if goal == end else rest_s[edges[-1]]) <= time_s
        return edges if in_time else []

    def _next(
        self,
        node: int,
        clock: float,
        until: float,
        edges: list[int],
        rest_s: NDArray[np.float64],
        inside: NDArray[np.bool_],
        seen: Sightings,
    ) -> tuple[int, float] | None:
        """Choose the edge out of a node whose street has gone unseen longest, and tell when it is done.

        Clocks count seconds at full pace. None: there is no time for any.
        """
        if not inside[node]:
            return None
        roads, last, moment_s = self._roads, edges[-1] if edges else -1, self._tempo.moment_s(clock)
        back = seen.street[last] if edges else -1
        best, chosen = 0.0, None
        for edge in self._edges[self._start[node] : self._start[node + 1]].tolist():
            if not inside[roads.own.streets.edge_target[edge]]:
                continue
            done = clock + float(roads.own.edge_s[edge]) + (roads.open.turn_s(last, edge) if edges else 0.0)
            if done + rest_s[edge] > until:
                continue
            attraction = (1.0 + seen.unseen_s(edge, moment_s)) * (0.9 + 0.2 * self._chance.random())
            if seen.street[edge] == back:
                attraction *= TURN_BACK
            if attraction > best:
                best, chosen = attraction, (edge, done)
        return chosen
