"""Solve published routing instances with the product's own solver.

``python -m benchmarks.routing FILE... --family top|toptw|carp [--routes M] [--time S] [--seed N]`` prints one JSON line
an instance: ``{"instance", "objective", "seconds", "routes"}``. `routes` hold the indices of points in file order from
0 (TOP), the numbers of the file (TOPTW) or ``[edge, direction]`` (CARP), so that anybody can work the objective out
again; it is that of `benchmarks/evaluator.py`, and null when the routes are not legal. ``--summary`` adds a line a
group of instances with the mean gap to the published values. ``--station-day`` and ``--scaling`` measure a day of a
station on real streets, and how the search grows with the number of visits.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypedDict

from benchmarks.evaluator import evaluate
from benchmarks.instances.case import Case, Family, Label
from benchmarks.instances.files import read_case
from planner.domain.solving import Limits


class Line(TypedDict):
    """What is printed of one instance."""

    instance: str
    objective: float | None
    seconds: float
    routes: list[list[Label]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one line for each instance or figure."""
    asking = parser()
    asked = asking.parse_args(arguments)
    limits = Limits(time_s=asked.time, seed=asked.seed, iterations=asked.iterations, workers=asked.workers)
    if asked.station_day:
        from benchmarks.station import measure_day

        measure_day(limits)
    elif asked.scaling:
        from benchmarks.scaling import measure_sizes

        measure_sizes(limits)
    elif asked.files:
        run(asked.files, asked.family, asked.routes, limits, jobs=asked.jobs, summary=asked.summary)
    else:
        asking.error("name files, or --station-day, or --scaling")


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    made = argparse.ArgumentParser(
        prog="python -m benchmarks.routing", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("files", type=Path, nargs="*", help="instances of one family")
    made.add_argument("--family", choices=("top", "toptw", "carp"), help="how files are read (default: by the file)")
    made.add_argument("--routes", type=int, help="number of routes (default: TOP: the file's; TOPTW: 1)")
    made.add_argument("--time", type=float, default=10.0, help="seconds an instance may take [s] (default 10)")
    made.add_argument("--seed", type=int, default=1, help="(default 1)")
    made.add_argument("--iterations", type=int, help="steps of the search instead of time: a run that can be repeated")
    made.add_argument("--workers", type=int, default=1, help="threads of one solve (default 1)")
    made.add_argument("--jobs", type=int, default=1, help="instances solved side by side (default 1)")
    made.add_argument("--summary", action="store_true", help="print the mean gap to the published values, by group")
    made.add_argument("--station-day", action="store_true", help="figures of a station's day instead of files")
    made.add_argument("--scaling", action="store_true", help="10, 100 and 500 visits in a plane instead of files")
    return made


def run(
    files: Sequence[Path], family: Family | None, routes: int | None, limits: Limits, *, jobs: int, summary: bool
) -> None:
    """Solve instances and print a line for each, as many side by side as `jobs` says."""
    from planner.routing.warm import warm

    warm()
    one = partial(solve_file, family=family, routes=routes, limits=limits)
    answers: list[tuple[Case, float | None]] = []
    for case, line in map(one, files) if jobs == 1 else _side_by_side(one, files, jobs):
        print(json.dumps(line), flush=True)
        answers.append((case, line["objective"]))
    if summary:
        for said in summaries(answers):
            print(json.dumps(said), flush=True)


def _side_by_side(one: partial[tuple[Case, Line]], files: Sequence[Path], jobs: int) -> Iterator[tuple[Case, Line]]:
    with ProcessPoolExecutor(jobs) as processes:
        yield from processes.map(one, files)


def solve_file(path: Path, family: Family | None, routes: int | None, limits: Limits) -> tuple[Case, Line]:
    """Read and solve one instance; what is wrong with an answer is said on standard error."""
    from planner.routing.solve import solve

    case = read_case(path, family, routes)
    began = time.perf_counter()
    result = solve(case.problem, limits)
    seconds = time.perf_counter() - began
    ways = [route.ways for route in result.routes]
    outcome = evaluate(case.problem, ways)
    for sentence in outcome.broken:
        print(f"{case.name}: {sentence}", file=sys.stderr)
    return case, {
        "instance": case.name,
        "objective": case.objective(outcome),
        "seconds": round(seconds, 3),
        "routes": case.named(ways),
    }


def summaries(answers: Sequence[tuple[Case, float | None]]) -> Iterator[dict[str, object]]:
    """Give the mean gap to the published values of every group and family, as a share of the value [%].

    Instances without a published value are counted but not averaged; those without a legal answer are named failed.
    """
    groups = dict.fromkeys([case.group for case, _ in answers]) | dict.fromkeys([case.family for case, _ in answers])
    for group in groups:
        own = [(case, value) for case, value in answers if group in {case.group, case.family}]
        gaps = [gap for case, value in own if value is not None and (gap := case.gap(value)) is not None]
        yield {
            "summary": group,
            "instances": len(own),
            "mean_gap_pct": round(100 * sum(gaps) / len(gaps), 3) if gaps else None,
            "worst_gap_pct": round(100 * max(gaps), 3) if gaps else None,
            "at_or_better": sum(gap <= 1e-9 for gap in gaps),
            "failed": sum(value is None for _, value in own),
        }


if __name__ == "__main__":
    main()
