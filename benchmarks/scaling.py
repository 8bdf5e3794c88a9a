"""How the search grows: 10, 100 and 500 optional visits in a plane, each in a process of its own.

Steps a second are those of the processor's time, between the first and the last look at the clock of a run that is
stopped before it packs; memory is the most that the process has held.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.instances.plane import plane
from planner.domain.solving import Limits, Progress

SIZES = (10, 100, 500)
FEWEST_STEPS, MOST_STEPS, STEPS_BY_VISITS = 1_500, 40_000, 1_000_000
"""The run that measures the pace takes so many steps, by the number of visits: some seconds for each size."""
ROOT = Path(__file__).resolve().parents[1]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure one size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scaling", description=__doc__)
    parser.add_argument("--visits", type=int, required=True, help="number of optional visits")
    parser.add_argument("--time", type=float, default=10.0, help="seconds of the timed run [s] (default 10)")
    parser.add_argument("--seed", type=int, default=1, help="of the instance and the search (default 1)")
    asked = parser.parse_args(arguments)
    print(json.dumps(measured(asked.visits, asked.time, asked.seed)), flush=True)


def measure_sizes(limits: Limits) -> None:
    """Measure every size in a fresh process and print its line."""
    for visits in SIZES:
        command = [sys.executable, "-m", "benchmarks.scaling", "--visits", str(visits)]
        command += ["--time", str(limits.time_s), "--seed", str(limits.seed)]
        print(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout, end="", flush=True)


def measured(visits: int, time_s: float, seed: int) -> dict[str, object]:
    """Measure one size in this process.

    Parameters
    ----------
    time_s
        Limit of the timed run [s].
    """
    from planner.routing.solve import solve
    from planner.routing.warm import warm

    warm()
    before_mib = peak_mib()
    began = time.perf_counter()
    problem = plane(visits, seed).problem
    result = solve(problem, Limits(time_s=time_s, seed=seed, workers=1))
    run_s = time.perf_counter() - began
    largest_mib = peak_mib()
    return {
        "instance": f"plane-{visits}",
        "units": problem.units,
        "value": result.objective,
        "seconds": round(run_s, 2),
        "steps_per_s": steps_per_s(visits, seed),
        "peak_mib_before": round(before_mib, 1),
        "peak_mib": round(largest_mib, 1),
    }


def steps_per_s(visits: int, seed: int) -> int | None:
    """Give how many steps the search takes in a second of one processor; None when it ends at its first look."""
    from planner.routing.solve import solve

    steps = max(FEWEST_STEPS, min(MOST_STEPS, STEPS_BY_VISITS // visits))
    looks: list[tuple[float, float]] = []

    def look(progress: Progress) -> bool:
        looks.append((progress.done * steps, time.process_time()))
        return progress.done >= 1.0

    solve(plane(visits, seed).problem, Limits(iterations=steps, seed=seed, workers=1), on_progress=look)
    if len(looks) < 2 or looks[-1][1] <= looks[0][1]:
        return None
    return round((looks[-1][0] - looks[0][0]) / (looks[-1][1] - looks[0][1]))


def peak_mib() -> float:
    """Give the most memory that this process has held so far [MiB]."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
