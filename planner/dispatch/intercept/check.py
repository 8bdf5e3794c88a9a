"""A cordon held against its problem again, in plain Python on a networkx graph."""

from __future__ import annotations

from collections import Counter

import networkx as nx

from planner.dispatch.intercept.problem import NEVER, Cordon, CordonProblem, ExitProblem

GATE = "gate"
"""A node before all nodes to which the one who flees comes first."""


def broken(problem: CordonProblem, cordon: Cordon) -> list[str]:
    """List what is wrong with a cordon, as codes with the node or unit; empty: it shuts him in."""
    found = _units_once(cordon) + _figures(problem.unit_ds.tolist(), cordon)
    network: nx.DiGraph[int | str] = nx.DiGraph()
    network.add_nodes_from(range(len(problem.outside)))
    arcs = zip(problem.tail.tolist(), problem.head.tolist(), problem.pass_ds.tolist(), strict=True)
    for tail, head, cost in sorted(arcs, key=lambda arc: -arc[2]):
        network.add_edge(tail, head, cost=cost)
    early = min(problem.start_ds.tolist())
    for node, when in zip(problem.start.tolist(), problem.start_ds.tolist(), strict=True):
        network.add_edge(GATE, node, cost=when - early)
    walls = {node for _, node in cordon.closed} | set(cordon.open)
    for node in walls:
        network.remove_edges_from(list(network.out_edges(node)))
    times = {
        node: early + cost for node, cost in nx.single_source_dijkstra_path_length(network, GATE, weight="cost").items()
    }
    for node in walls:
        if problem.outside[node]:
            found.append(f"wall_outside {node}")
    for unit, node in cordon.closed:
        if problem.unit_ds[unit, node] > times.get(node, NEVER):
            found.append(f"closed_too_late {node}")
    found += [f"open_already_passed {node}" for node in cordon.open if times.get(node, NEVER) <= 0]
    found += [f"way_out {node}" for node, out in enumerate(problem.outside.tolist()) if out and node in times]
    return found


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
    if len(cordon.open) != cordon.fewest_open and cordon.status == "optimal":
        found.append(f"open_count {len(cordon.open)}")
    return found
