"""The order in which cells are flown, and how each is: a generalised travelling salesman problem, by CP-SAT.

Every way to fly a cell (an angle and a corner to begin at) is a node, the ways of one cell are a cluster, and exactly
one node of each cluster is visited (Baehnemann and others 2021, Revisiting Boustrophedon Coverage Path Planning as a
Generalized Traveling Salesman Problem, Field and Service Robotics). The tour is open: it begins and ends anywhere.
"""

from __future__ import annotations

from itertools import permutations

import numpy as np

from planner.drones.problem import Floats

TENTHS = 10.0
"""Costs are whole numbers of tenths."""
MOST_COST = 1e7
"""Stands for a way that does not exist."""
EFFORT = 0.2
"""Deterministic time of the search; unlike seconds it makes it repeatable. A tour of six cells is proven within it."""


def cell_tour(between: Floats, within: Floats, cluster: list[int], *, seed: int = 1) -> list[int]:
    """Choose one node of every cluster and their order, so that an open tour through them costs least.

    Parameters
    ----------
    between
        (n, n) cost of going on from every node to every other; infinite: there is no way.
    within
        (n,) cost of each node.
    cluster
        (n,) cluster of each node, from 0 without gaps.
    seed
        Of the search.

    Returns
    -------
    The nodes in the order of the tour. Clusters without any way between them are joined nevertheless.
    """
    from ortools.sat.python import cp_model

    count, outside = len(within), len(within)
    cost = np.zeros((count + 1, count + 1))
    cost[:count, :count] = between + within[None, :]
    cost[outside, :count] = within
    whole = (np.minimum(cost, MOST_COST) * TENTHS).round().astype(np.int64)
    model = cp_model.CpModel()
    pairs = [(a, b) for a, b in permutations(range(count + 1), 2) if outside in (a, b) or cluster[a] != cluster[b]]
    flown = {pair: model.new_bool_var("") for pair in pairs}
    visited = [model.new_bool_var("") for _ in range(count)]
    loops = [(node, node, visited[node].negated()) for node in range(count)]
    model.add_circuit([*loops, *((a, b, arc) for (a, b), arc in flown.items())])
    for number in range(max(cluster) + 1):
        model.add_exactly_one(visited[node] for node in range(count) if cluster[node] == number)
    model.minimize(cp_model.LinearExpr.weighted_sum(list(flown.values()), [int(whole[pair]) for pair in pairs]))
    first = _nearest(cost, cluster)
    hops = set(zip([outside, *first], [*first, outside], strict=True))
    for pair, arc in flown.items():
        model.add_hint(arc, pair in hops)
    solver = cp_model.CpSolver()
    settings = solver.parameters
    settings.num_workers, settings.random_seed, settings.max_deterministic_time = 1, seed, EFFORT
    settings.catch_sigint_signal = False
    if solver.solve(model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return first
    follows = {a: b for (a, b), arc in flown.items() if solver.boolean_value(arc)}
    tour = [follows[outside]]
    while follows[tour[-1]] != outside:
        tour.append(follows[tour[-1]])
    return tour


def _nearest(cost: Floats, cluster: list[int]) -> list[int]:
    """Go on to the cheapest node of a cluster not visited yet, from the depot, which is the last row."""
    of, tour, here = np.array(cluster), [], len(cluster)
    free = np.ones(len(cluster), bool)
    while free.any():
        here = int(np.argmin(np.where(free, cost[here, :-1], np.inf)))
        if not free[here]:
            here = int(np.flatnonzero(free)[0])
        tour.append(here)
        free &= of != of[here]
    return tour
