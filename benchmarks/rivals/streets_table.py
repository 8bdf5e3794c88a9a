"""Travel times side by side: the same rows of the same graph by the product, by scipy and by networkx."""

from __future__ import annotations

import dataclasses
import os
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.rivals.table import Cell, table
from benchmarks.streets import REPEATS, SPEED_KMH, random_nodes
from planner.streets.travel import Travel

Times = NDArray[np.float64]


def compare(path: Path, points: int, seed: int) -> str:
    """Read streets, draw nodes and lay out how long everybody takes for all times among them.

    Graphs are made before the clock starts; it is the processor's time that counts. Banned turns are left out, since
    the others know none, and so is the planner's cache of tables.

    Parameters
    ----------
    points
        Number of random nodes of the cars' main part, all to all.
    """
    from planner.sources.streets import read_streets
    from planner.streets.network import main_part

    os.environ["PATROL_PLANNER_CACHE"] = ""
    free = np.empty(0, np.int32)
    streets = dataclasses.replace(read_streets(path, clip=None), turn_from=free, turn_to=free)
    travel = Travel(streets, "car", SPEED_KMH)
    nodes = random_nodes(main_part(streets, "car"), points, seed)
    rivals = {"planner": by_us, "scipy": by_scipy, "networkx": by_networkx}
    rows: list[list[Cell]] = []
    ours: Times | None = None
    for name, prepared in rivals.items():
        if not find_spec(name):
            rows.append([name, None, None, "absent"])
            continue
        times, seconds = timed(prepared(travel, nodes))
        ours = times if ours is None else ours
        rows.append([name, round(seconds, 3), round(len(nodes) ** 2 / max(seconds, 1e-9)), _largest_gap(ours, times)])
    title = f"{path.name}: {len(nodes)} x {len(nodes)} times on {streets.nodes} nodes, {streets.edges} edges"
    return "\n".join([title, table(["solver", "seconds", "times a second", "largest difference, s"], rows)])


def by_us(travel: Travel, nodes: NDArray[np.int64]) -> Callable[[], Times]:
    """Ask the product."""
    return lambda: travel.times(nodes, nodes)


def by_scipy(travel: Travel, nodes: NDArray[np.int64]) -> Callable[[], Times]:
    """Ask scipy's own shortest paths on the product's matrix."""
    csgraph = import_module("scipy.sparse.csgraph")
    return lambda: np.asarray(csgraph.dijkstra(travel.csr, indices=nodes)[:, nodes])


def by_networkx(travel: Travel, nodes: NDArray[np.int64]) -> Callable[[], Times]:
    """Ask networkx, on a graph of the same edges."""
    networkx = import_module("networkx")
    graph = networkx.from_scipy_sparse_array(travel.csr, create_using=networkx.DiGraph)

    def all_to_all() -> Times:
        found = [networkx.single_source_dijkstra_path_length(graph, source) for source in nodes.tolist()]
        return np.array([[row.get(target, np.inf) for target in nodes.tolist()] for row in found])

    return all_to_all


def timed(ask: Callable[[], Times]) -> tuple[Times, float]:
    """Ask some times; give the answer and the quickest of the times taken [processor s]."""
    seconds = []
    for _ in range(REPEATS):
        began = time.process_time()
        times = ask()
        seconds.append(time.process_time() - began)
    return times, min(seconds)


def _largest_gap(one: Times, other: Times) -> float:
    """Give the largest difference between two tables, cells without a way left out [s]."""
    known = np.isfinite(one) & np.isfinite(other)
    return float(np.abs(one[known] - other[known]).max(initial=0.0))
