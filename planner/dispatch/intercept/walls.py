"""When the one who flees can first be at each node, past junctions that are closed."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from planner.dispatch.intercept.problem import NEVER, CordonProblem


class Flight:
    """The network as the one who flees sees it, ready for one search after another; it ends outside."""

    def __init__(self, problem: CordonProblem) -> None:
        self.problem = problem
        size = len(problem.outside)
        order = np.argsort(problem.tail, kind="stable")
        order = order[~problem.outside[problem.tail[order]]]
        first = np.searchsorted(problem.tail[order], np.arange(size + 1)).tolist()
        heads, costs = problem.head[order].tolist(), problem.pass_ds[order].tolist()
        self._next = [list(zip(heads[a:b], costs[a:b], strict=True)) for a, b in pairwise(first)]

    def arrivals(self, walls: Collection[int] = ()) -> NDArray[np.int64]:
        """Give the earliest arrival at every node when no wall is passed, (n,) [ds]; `NEVER`: he does not come there.

        At a wall it is when he comes to it.
        """
        return self.run(dict.fromkeys(walls, -NEVER))[0]

    def run(self, closed_ds: Mapping[int, int]) -> tuple[NDArray[np.int64], list[int]]:
        """Let him run while nodes are closed one by one.

        Parameters
        ----------
        closed_ds
            When nodes are closed; whoever is there earlier passes [ds].

        Returns
        -------
        tuple
            (n,) the earliest arrivals [ds], `NEVER`: he does not come there; and the node before each, -1: none.
        """
        best, before = [NEVER] * len(self._next), [-1] * len(self._next)
        heap: list[tuple[int, int]] = []
        for node, when in zip(self.problem.start.tolist(), self.problem.start_ds.tolist(), strict=True):
            best[node] = when
            heap.append((when, node))
        heapq.heapify(heap)
        while heap:
            when, node = heapq.heappop(heap)
            if when > best[node] or when >= closed_ds.get(node, NEVER):
                continue
            for other, cost in self._next[node]:
                if when + cost < best[other]:
                    best[other], before[other] = when + cost, node
                    heapq.heappush(heap, (when + cost, other))
        return np.array(best, np.int64), before
