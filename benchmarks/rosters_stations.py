"""Figures of whole stations' rosters: the time to a legal one, the gap to the bound, memory, the smallest conflict."""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.instances.station_rosters import Station, impossible_month, large_month, tianan_month
from planner.domain.solving import Limits, Progress
from planner.rosters.problem import RosterProblem

ROOT = Path(__file__).parents[1]
TIMES_S = {"tianan": 30.0, "large": 120.0, "conflict": 10.0, "judging": 10.0, "repair": 5.0}
"""Times that the bars of each group of figures are set for [s]."""


class Figure(NamedTuple):
    """One line of the output."""

    figure: str
    value: float | int | bool | None
    unit: str
    bar: float | bool | None


class Solved(NamedTuple):
    """What a run tells: rules broken, the gap as a share of the bound [%], and the time to the first roster [s]."""

    broken: int
    gap_pct: float
    first_s: float | None


def solved(problem: RosterProblem, limits: Limits) -> Solved:
    """Solve a problem and hold the roster against every rule with the checker, which shares no code with the solver."""
    from planner.rosters.check import check
    from planner.rosters.solve import solve

    first: list[float] = []
    began = time.perf_counter()

    def look(progress: Progress) -> bool:
        if progress.incumbent is not None and not first:
            first.append(time.perf_counter() - began)
        return False

    result = solve(problem, limits, on_progress=look)
    gap_pct = 100 * (result.objective - result.bound) / max(1, result.bound)
    return Solved(len(check(problem, result)), gap_pct, first[0] if first else None)


def tianan(limits: Limits) -> Iterator[Figure]:
    """Roster 25 officers for four weeks with twelve kinds of shift; a first run has loaded the compiled search."""
    problem = tianan_month(Station())
    solved(problem, Limits(time_s=1.0))
    run = solved(problem, limits)
    name = "tianan, 25 officers x 28 days, 12 kinds of shift"
    yield Figure(f"{name}: first legal roster", None if run.first_s is None else round(run.first_s, 2), "s", 2.0)
    yield Figure(f"{name}: above the bound", round(run.gap_pct, 3), "%", 1.0)
    yield Figure(f"{name}: broken rules", run.broken, "rules", 0)


def large(limits: Limits) -> Iterator[Figure]:
    """Roster 150 officers in a process of its own, so that the memory is theirs."""
    command = [sys.executable, "-m", "benchmarks.rosters_stations", "--time", str(limits.time_s)]
    command += ["--seed", str(limits.seed), "--workers", str(limits.workers)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    for line in done.stdout.splitlines():
        yield Figure(**json.loads(line))


def large_here(limits: Limits) -> Iterator[Figure]:
    """Roster 150 officers in this process."""
    run = solved(large_month(Station()), limits)
    name = "150 officers x 28 days, all usual rules"
    yield Figure(f"{name}: first legal roster", None if run.first_s is None else round(run.first_s, 2), "s", None)
    yield Figure(f"{name}: above the bound", round(run.gap_pct, 3), "%", 3.0)
    yield Figure(f"{name}: broken rules", run.broken, "rules", 0)
    yield Figure(f"{name}: peak memory", round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024), "MiB", 2048)


def conflict(limits: Limits) -> Iterator[Figure]:
    """Look for the smallest conflict of a month with a planted one, and remove each member in turn."""
    from planner.rosters.model.cover import everything
    from planner.rosters.reasons.cutting import Place
    from planner.rosters.reasons.explain import explain
    from planner.rosters.reasons.trial import Budget, Trial

    problem = impossible_month(Station())
    began = time.perf_counter()
    found = explain(problem, limits)
    seconds = time.perf_counter() - began
    facts = [member.fact for member in found.conflict.members] if found.conflict else []
    budget = Budget(Limits(time_s=120.0, workers=limits.workers), lambda _: False)
    trial = Trial(Place(problem, everything(problem), range(problem.days)), budget)
    minimal = bool(facts) and trial.possible(facts) is False
    minimal = minimal and all(trial.possible([other for other in facts if other != fact]) for fact in facts)
    yield Figure("smallest conflict of a planted month, told with what mends it", round(seconds, 2), "s", 10.0)
    yield Figure("smallest conflict: members", len(facts), "facts", None)
    yield Figure("smallest conflict: minimal by removal", value=minimal, unit="", bar=True)


def judged(limits: Limits) -> Iterator[Figure]:
    """Judge single changes of a roster of 150 officers."""
    from benchmarks.rosters_judging import judging

    return (Figure(*line) for line in judging(limits))


def repaired(limits: Limits) -> Iterator[Figure]:
    """Repair a roster of two weeks after an officer fell ill; each repair has the time of its own bar."""
    from benchmarks.rosters_repair import figures

    return (Figure(*line) for line in figures(limits.seed))


FIGURES: dict[str, Callable[[Limits], Iterator[Figure]]] = {
    "tianan": tianan,
    "large": large,
    "conflict": conflict,
    "judging": judged,
    "repair": repaired,
}
"""Groups of figures by the name that ``--only`` takes."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of the large station, measured in this process."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rosters_stations", description=large_here.__doc__)
    parser.add_argument("--time", type=float, default=TIMES_S["large"], help="seconds of the solve [s] (default 120)")
    parser.add_argument("--seed", type=int, default=1, help="(default 1)")
    parser.add_argument("--workers", type=int, default=0, help="threads (default: all cores)")
    asked = parser.parse_args(arguments)
    for line in large_here(Limits(time_s=asked.time, seed=asked.seed, workers=asked.workers)):
        print(json.dumps(line._asdict()), flush=True)


if __name__ == "__main__":
    main()
