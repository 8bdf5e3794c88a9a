"""Node cuts by maximum flow, whoever stands at the nodes: a lower limit.

Every node is an arc from its front to its back (Even and Tarjan, SIAM Journal on Computing 4, 1975).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from planner.dispatch.intercept.problem import NEVER, CordonProblem, Times

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array


def least_by_flow(problem: CordonProblem, first_ds: Times, times: Times) -> int:
    """Give the number of the least time limit at which as many walls as there are units can cut off the outside.

    When each is closed does not count here, nor that a unit closes one; so no lower limit is reached.
    """
    soonest = problem.unit_ds.min(axis=0, initial=NEVER)
    low, high = 0, len(times)
    while low < high:
        middle = (low + high) // 2
        closable = (soonest <= times[middle]) & ~problem.outside & (first_ds < NEVER)
        if _flow(problem, closable.astype(int))[0] <= len(problem.unit_ds):
            high = middle
        else:
            low = middle + 1
    return low


def _many(weight: NDArray[np.int64]) -> int:
    return int(weight.sum()) + 1


def _flow(problem: CordonProblem, weight: NDArray[np.int64]) -> tuple[int, csr_array]:
    """Give the weight of the lightest cut, and what room the flow leaves; as much as `_many` if there is no cut."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import maximum_flow

    size = len(problem.outside)
    many, source, sink = _many(weight), 2 * size, 2 * size + 1
    node, out = np.arange(size), np.flatnonzero(problem.outside)
    tail = np.concatenate([node, problem.tail + size, np.full(len(problem.start), source), out + size])
    head = np.concatenate([node + size, problem.head, problem.start, np.full(len(out), sink)])
    room = np.full(len(tail), many)
    room[:size][weight > 0] = weight[weight > 0]
    graph = coo_array((room, (tail, head)), shape=(2 * size + 2, 2 * size + 2)).tocsr()
    graph.data = np.minimum(graph.data, many).astype(np.int32)
    graph = graph.astype(np.int32)
    answer = maximum_flow(graph, source, sink)
    left = (graph - answer.flow).tocsr()
    left.eliminate_zeros()
    return int(answer.flow_value), left
