"""What a cut is made of: who can close what, junctions that are one to a cut, and ways that came through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from planner.dispatch.intercept.problem import NEVER, CordonProblem, Times


@dataclass(frozen=True, slots=True)
class Run:
    """A way that he takes before a wall is closed: the nodes that he passes, the wall last, and when [ds].

    A unit that is at the wall later than he is needs one that closes another of the nodes before he is there.
    """

    nodes: NDArray[np.int64]
    when_ds: Times


@dataclass(frozen=True, slots=True)
class Pairs:
    """Who can close what: (k,) units; nodes; times [ds]; whether he can be there before."""

    unit: NDArray[np.int64]
    at: NDArray[np.int64]
    there_ds: Times
    late: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Cut:
    """The answer for one time limit: pairs of unit and node.

    ``"none"``: there is no such cut. ``"unknown"``: the time was over.
    """

    status: Literal["found", "none", "unknown"]
    pairs: tuple[tuple[int, int], ...] = ()


class Cuts:
    """The cuts of one problem; runs that were found hold for all time limits.

    `quicker` is how much of the linear relaxation served best in `decide` last: 1 little, 2 all.

    Parameters
    ----------
    first_ds, before
        (n,) the earliest that the one who flees can be at each node when nothing is closed [ds], and the node that he
        passes before it; -1: none.
    """

    def __init__(self, problem: CordonProblem, first_ds: Times, before: list[int]) -> None:
        self.problem, self.first_ds = problem, first_ds
        self.before = np.array(before, np.int64)
        self.runs: list[Run] = []
        self.quicker = 1

    def pairs(self, last_ds: int) -> Pairs:
        """List who can close what by a time, in time or not."""
        there = self.problem.unit_ds
        closable = ~self.problem.outside & (self.first_ds < NEVER)
        nodes, units = np.nonzero(((there <= last_ds) & closable[None, :]).T)
        return Pairs(
            unit=units, at=nodes, there_ds=there[units, nodes], late=there[units, nodes] > self.first_ds[nodes]
        )

    def same(self, closable: NDArray[np.int64]) -> NDArray[np.int64]:
        """Give for each node the first of those that he can go to from it and back, (n,); one stands outside."""
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        problem, size = self.problem, len(self.problem.outside)
        free = np.ones(size, bool)
        free[closable] = False
        inside = (
            free[problem.tail] & free[problem.head] & (problem.outside[problem.tail] == problem.outside[problem.head])
        )
        ends = problem.tail[inside], problem.head[inside]
        links = coo_array((np.ones(len(ends[0])), ends), shape=(size, size)).tocsr()
        _, part = connected_components(links, directed=True, connection="strong")
        part[problem.outside] = part[problem.outside].min(initial=size)
        _, first, back = np.unique(part, return_index=True, return_inverse=True)
        return np.asarray(first[back])

    def sides(self, pairs: Pairs, run: Run) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """List the pairs that are in time on a run, and those at its end that are later than he is."""
        when = np.full(len(self.problem.outside), -NEVER)
        when[run.nodes[:-1]] = run.when_ds[:-1]
        late = (pairs.at == run.nodes[-1]) & (pairs.there_ds > run.when_ds[-1])
        return np.flatnonzero(pairs.there_ds <= when[pairs.at]), np.flatnonzero(late)
