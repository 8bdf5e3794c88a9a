"""Given exits: the assignment of units in which the last one is in place soonest.

A unit may close an exit if it is there no later than the one who flees. For a time T, the pairs that are in place by T
make a bipartite graph; the least T whose largest matching is as large as that of all pairs is the answer (the
bottleneck assignment by thresholds: Garfinkel, Operations Research 19, 1971; matchings: Hopcroft and Karp, SIAM Journal
on Computing 2, 1973). It is exact: a T below it is disproven by its own largest matching.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from planner.dispatch.intercept.problem import NEVER, Cordon, ExitProblem

Allowed = Callable[[int], NDArray[np.bool_]]


def close_exits(problem: ExitProblem) -> Cordon:
    """Close as many exits as can be closed, the last of them as soon as can be, with the widest margins then.

    Among the assignments that close most exits soonest, one is taken whose smallest margin is largest.
    """
    in_time = (problem.unit_ds < NEVER) & (problem.unit_ds <= problem.exit_ds[None, :])
    most = len(_matching(in_time))
    soonest = _least(np.unique(problem.unit_ds[in_time]), lambda last: in_time & (problem.unit_ds <= last), most)
    by_then = in_time & (problem.unit_ds <= soonest)
    margin = problem.exit_ds[None, :] - problem.unit_ds
    tight = -_least(np.unique(-margin[by_then]), lambda least: by_then & (-margin <= least), most)
    pairs = _matching(by_then & (margin >= tight)) if most else []
    exits = len(problem.exit_ds)
    left = sorted(set(range(exits)) - {node for _, node in pairs})
    return Cordon(
        status="optimal",
        shut=not left,
        closed=tuple(sorted(pairs)),
        open=tuple(left),
        closed_ds=soonest,
        bound_ds=0 if left else soonest,
        ways=exits,
        stopped=most,
        most_stopped=most,
    )


def _least(thresholds: NDArray[np.int64], allowed: Allowed, most: int) -> int:
    """Find the least threshold at which as many pairs match as without one; 0 when there are none."""
    low, high = 0, len(thresholds) - 1
    while low < high:
        middle = (low + high) // 2
        if len(_matching(allowed(int(thresholds[middle])))) >= most:
            high = middle
        else:
            low = middle + 1
    return int(thresholds[low]) if len(thresholds) else 0


def _matching(allowed: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Give a largest matching of units and exits, by Hopcroft and Karp."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_bipartite_matching

    if not allowed.any():
        return []
    matched = maximum_bipartite_matching(csr_array(allowed.astype(np.int8)), perm_type="column")
    return [(unit, int(node)) for unit, node in enumerate(matched) if node >= 0]
