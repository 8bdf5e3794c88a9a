"""Measure how quickly streets are read and travel times are found.

``python -m benchmarks.streets FILE [--points N]`` prints one JSON line: the time and memory of reading the file, the
time of an N x N table of travel times between random nodes with banned turns kept, and the times of scipy and networkx
for the same rows without turns. networkx finds a few rows only; its time is counted up to all of them. All times are
processor seconds on one core, and the cache of tables is switched off.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import time
from pathlib import Path
from typing import TYPE_CHECKING

from planner.sources.streets import read_streets

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from planner.streets.travel import Travel

SPEED_KMH = 50.0
REPEATS = 3
"""Both ways of finding the table are timed this often, by turns; the quickest counts."""


def main() -> None:
    """Measure the file that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.streets", description=__doc__)
    parser.add_argument("file", type=Path, help="streets in any format that the planner reads")
    parser.add_argument("--points", type=int, default=200, help="rows and columns of the table (default 200)")
    parser.add_argument("--seed", type=int, default=1, help="of the choice of nodes (default 1)")
    parser.add_argument("--networkx-rows", type=int, default=3, help="rows that networkx finds; 0: none (default 3)")
    arguments = parser.parse_args()
    os.environ["PATROL_PLANNER_CACHE"] = ""
    print(json.dumps(measured(arguments.file, arguments.points, arguments.seed, arguments.networkx_rows)))


def measured(path: Path, points: int, seed: int, networkx_rows: int) -> dict[str, object]:
    """Measure one file.

    Parameters
    ----------
    points
        Number of random nodes of the cars' main part, all to all.
    networkx_rows
        How many of their rows networkx finds as well.
    """
    began = time.process_time()
    streets = read_streets(path, clip=None)
    load_s = time.process_time() - began
    load_peak_mib = peak_mib()
    from planner.streets.network import allowed, main_part
    from planner.streets.travel import Travel

    nodes = random_nodes(main_part(streets, "car"), points, seed)
    travel = Travel(streets, "car", SPEED_KMH)
    first_s = processor_seconds(lambda: travel.times(nodes[:1], nodes[:1]))
    travel.times(nodes, nodes)
    peak_with_matrix_mib = peak_mib()
    matrix_s, scipy_s = matrix_seconds(travel, nodes)
    rows = nodes[:networkx_rows]
    networkx_s = networkx_seconds(travel, rows) / len(rows) * len(nodes) if len(rows) else None
    return {
        "instance": path.name,
        "load_s": round(load_s, 3),
        "peak_mib": round(load_peak_mib, 1),
        "nodes": streets.nodes,
        "edges": streets.edges,
        "car_edges": int(allowed(streets, "car").sum()),
        "car_main_part_nodes": int(main_part(streets, "car").sum()),
        "points": len(nodes),
        "banned_turns": len(streets.turn_from),
        "first_time_s": round(first_s, 3),
        "matrix_s": round(matrix_s, 3),
        "scipy_s": round(scipy_s, 3),
        "ratio": round(matrix_s / scipy_s, 3),
        "networkx_s": None if networkx_s is None else round(networkx_s, 3),
        "networkx_ratio": None if networkx_s is None else round(matrix_s / networkx_s, 4),
        "peak_mib_with_matrix": round(peak_with_matrix_mib, 1),
    }


def peak_mib() -> float:
    """Give the most memory that this process has held so far [MiB]."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def random_nodes(main_part: NDArray[np.bool_], points: int, seed: int) -> NDArray[np.int64]:
    """Draw different nodes of the main part, (points,)."""
    import numpy as np

    inside = np.flatnonzero(main_part)
    return np.random.default_rng(seed).choice(inside, size=min(points, len(inside)), replace=False)


def matrix_seconds(travel: Travel, nodes: NDArray[np.int64]) -> tuple[float, float]:
    """Time the table of times, and scipy's shortest paths on the matrix without turns from the same nodes [s]."""
    from scipy.sparse.csgraph import dijkstra

    ours, scipys = [], []
    matrix = travel.csr
    for _ in range(REPEATS):
        ours.append(processor_seconds(lambda: travel.times(nodes, nodes)))
        scipys.append(processor_seconds(lambda: dijkstra(matrix, indices=nodes)))
    return min(ours), min(scipys)


def networkx_seconds(travel: Travel, nodes: NDArray[np.int64]) -> float:
    """Time networkx's shortest paths from some nodes to all others, the making of its graph left out [s]."""
    import networkx as nx

    graph = nx.from_scipy_sparse_array(travel.csr, create_using=nx.DiGraph, edge_attribute="seconds")

    def rows() -> None:
        for node in nodes.tolist():
            nx.single_source_dijkstra_path_length(graph, node, weight="seconds")

    return processor_seconds(rows)


def processor_seconds(work: Callable[[], object]) -> float:
    """Time some work by the processor's clock, so that other work on the machine does not count [s]."""
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
