"""Measure how quickly streets are read and travel times are found.

``python -m benchmarks.streets FILE [--points N]`` prints one JSON line: the time and memory of reading the file, the
time of an N x N table of travel times between random nodes, and scipy's own time for the same rows on the same matrix.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from pathlib import Path
from typing import TYPE_CHECKING

from planner.sources.streets import read_streets

if TYPE_CHECKING:
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
    arguments = parser.parse_args()
    print(json.dumps(measured(arguments.file, arguments.points, arguments.seed)))


def measured(path: Path, points: int, seed: int) -> dict[str, object]:
    """Measure one file.

    Parameters
    ----------
    points
        Number of random nodes of the cars' main part, all to all.
    """
    began = time.perf_counter()
    streets = read_streets(path, clip=None)
    load_s = time.perf_counter() - began
    load_peak_mib = peak_mib()
    from planner.streets.network import allowed, main_part
    from planner.streets.travel import Travel

    nodes = random_nodes(main_part(streets, "car"), points, seed)
    matrix_s, scipy_s = matrix_seconds(Travel(streets, "car", SPEED_KMH), nodes)
    return {
        "instance": path.name,
        "load_s": round(load_s, 3),
        "peak_mib": round(load_peak_mib, 1),
        "nodes": streets.nodes,
        "edges": streets.edges,
        "car_edges": int(allowed(streets, "car").sum()),
        "car_main_part_nodes": int(main_part(streets, "car").sum()),
        "points": len(nodes),
        "matrix_s": round(matrix_s, 3),
        "scipy_s": round(scipy_s, 3),
        "ratio": round(matrix_s / scipy_s, 3),
        "peak_mib_with_matrix": round(peak_mib(), 1),
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
    """Time the table of travel times, and scipy's shortest paths on the same matrix from the same nodes [s].

    Both run on one core; it is the processor's time that counts, so that other work on the machine does not.
    """
    from scipy.sparse.csgraph import dijkstra

    ours, scipys = [], []
    matrix = travel.csr
    for _ in range(REPEATS):
        began = time.process_time()
        travel.times(nodes, nodes)
        ours.append(time.process_time() - began)
        began = time.process_time()
        dijkstra(matrix, indices=nodes)
        scipys.append(time.process_time() - began)
    return min(ours), min(scipys)


if __name__ == "__main__":
    main()
