"""Node cuts by maximum flow, whoever stands at the nodes: a lower limit.

Every node is an arc from its front to its back (Even and Tarjan, SIAM Journal on Computing 4, 1975).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from planner.dispatch.intercept.problem import NEVER, CordonProblem, Times

if TYPE_CHECKING:
    from numpy.typing import NDArray


def least_by_flow(problem: CordonProblem, first_ds: Times, times: Times) -> int:
    """Give the number of the least time limit at which as many walls as there are units can cut off the outside.

    When each is closed does not count here, nor that a unit closes one; so no lower limit is reached.
    """
    soonest = problem.unit_ds.min(axis=0, initial=NEVER)
    low, high = 0, len(times)
    while low < high:
        middle = (low + high) // 2
        closable = (soonest <= times[middle]) & ~problem.outside & (first_ds < NEVER)
        if _smallest(problem, closable) <= len(problem.unit_ds):
            high = middle
        else:
            low = middle + 1
    return low


def _smallest(problem: CordonProblem, closable: NDArray[np.bool_]) -> int:
    """Count the nodes of the smallest cut; more than there are nodes to close if there is no cut."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import maximum_flow

    size, many = len(problem.outside), int(closable.sum()) + 1
    source, sink = 2 * size, 2 * size + 1
    node, out = np.arange(size), np.flatnonzero(problem.outside)
    tail = np.concatenate([node, problem.tail + size, np.full(len(problem.start), source), out + size])
    head = np.concatenate([node + size, problem.head, problem.start, np.full(len(out), sink)])
    room = np.full(len(tail), many)
    room[:size][closable] = 1
    graph = coo_array((room, (tail, head)), shape=(2 * size + 2, 2 * size + 2)).tocsr()
    graph.data = np.minimum(graph.data, many).astype(np.int32)
    return int(maximum_flow(graph.astype(np.int32), source, sink).flow_value)
