"""A cordon held against its problem again, in plain Python on a networkx graph."""

from __future__ import annotations

from collections import Counter

import networkx as nx

from planner.dispatch.intercept.problem import NEVER, Cordon, CordonProblem, ExitProblem

GATE = "gate"
"""A node before all nodes to which the one who flees comes first."""


def broken(problem: CordonProblem, cordon: Cordon) -> list[str]:
    """List what is wrong with a cordon, as codes with the node or unit; empty: it does what it tells."""
    walls = {node for _, node in cordon.closed}
    times, free = _times(problem, walls), _times(problem, set())
    found = _units_once(cordon) + _figures(problem.unit_ds.tolist(), cordon)
    found += [f"wall_outside {node}" for node in walls if problem.outside[node]]
    for unit, node in cordon.closed:
        if problem.unit_ds[unit, node] > times.get(node, NEVER):
            found.append(f"closed_too_late {node}")
    if cordon.shut:
        found += [f"way_out {node}" for node, out in enumerate(problem.outside.tolist()) if out and node in times]
    streets = Counter(
        tail
        for tail, head in zip(problem.tail.tolist(), problem.head.tolist(), strict=True)
        if tail in free and problem.outside[head] and not problem.outside[tail]
    )
    gets_out = sorted(node for node in streets if node in times and node not in walls)
    if gets_out != list(cordon.open):
        found.append(f"open {gets_out}")
    stopped = sum(
        count for node, count in streets.items() if node in walls or times.get(node, NEVER) > free.get(node, NEVER)
    )
    if (stopped, streets.total()) != (cordon.stopped, cordon.ways):
        found.append(f"stopped {stopped} of {streets.total()}")
    return found


def _times(problem: CordonProblem, walls: set[int]) -> dict[int, int]:
    """Give the earliest times at the nodes to which he comes past no wall [ds]."""
    network: nx.DiGraph[int | str] = nx.DiGraph()
    network.add_nodes_from(range(len(problem.outside)))
    arcs = zip(problem.tail.tolist(), problem.head.tolist(), problem.pass_ds.tolist(), strict=True)
    for tail, head, cost in sorted(arcs, key=lambda arc: -arc[2]):
        network.add_edge(tail, head, cost=cost)
    early = min(problem.start_ds.tolist())
    for node, when in zip(problem.start.tolist(), problem.start_ds.tolist(), strict=True):
        network.add_edge(GATE, node, cost=when - early)
    for node in walls | set(problem.outside.nonzero()[0].tolist()):
        network.remove_edges_from(list(network.out_edges(node)))
    lengths = nx.single_source_dijkstra_path_length(network, GATE, weight="cost")
    return {node: early + cost for node, cost in lengths.items() if not isinstance(node, str)}


def broken_exits(problem: ExitProblem, cordon: Cordon) -> list[str]:
    """List what is wrong with an assignment of units to exits; empty: every exit is closed in time or named as open."""
    found = _units_once(cordon) + _figures(problem.unit_ds.tolist(), cordon)
    for unit, node in cordon.closed:
        if problem.unit_ds[unit, node] > problem.exit_ds[node]:
            found.append(f"closed_too_late {node}")
    named = sorted([node for _, node in cordon.closed] + list(cordon.open))
    return found if named == list(range(len(problem.exit_ds))) else [*found, "exits_not_all_named"]


def _units_once(cordon: Cordon) -> list[str]:
    twice = [f"unit_twice {unit}" for unit, count in Counter(unit for unit, _ in cordon.closed).items() if count > 1]
    nodes = Counter([node for _, node in cordon.closed] + list(cordon.open))
    return twice + [f"node_twice {node}" for node, count in nodes.items() if count > 1]


def _figures(unit_ds: list[list[int]], cordon: Cordon) -> list[str]:
    last = max((unit_ds[unit][node] for unit, node in cordon.closed), default=0)
    found = [f"closed_ds {cordon.closed_ds} {last}"] if last > cordon.closed_ds else []
    if cordon.bound_ds > cordon.closed_ds:
        found.append(f"bound_above {cordon.bound_ds}")
    if cordon.shut == bool(cordon.open):
        found.append(f"shut {cordon.shut}")
    if not cordon.stopped <= cordon.most_stopped <= cordon.ways or (
        cordon.status != "feasible" and cordon.stopped < cordon.most_stopped
    ):
        found.append(f"most_stopped {cordon.most_stopped}")
    return found
