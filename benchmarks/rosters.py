"""Solve published rostering and shift design instances with the product's own solvers; measure whole stations.

``python -m benchmarks.rosters FILE... --family curtois`` (or ``shiftdesign``) ``[--time S]`` prints one JSON line an
instance: ``{"instance", "objective", "bound", "seconds"}`` and the answer, ``assignments`` (of each employee the shift
of each date, or null) or ``shifts`` (``[start min, length min, [people each day]]``). The objective is recomputed from
the answer and the file alone, and null when the answer is not legal. ``--summary`` adds a line that holds all answers
against the published values.

Without files it prints figures of whole stations' rosters: ``{"figure", "value", "unit", "bar"}``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.instances import curtois_answer, shiftdesign
from benchmarks.rosters_stations import FIGURES, TIMES_S
from planner.domain.solving import Limits


class Family(NamedTuple):
    """How instances of a family are solved, and how their lines are summed up as one more line."""

    solve_file: Callable[[Path, Limits], Mapping[str, Any]]
    summary: Callable[[Sequence[Path], Sequence[Any]], str]


FAMILIES: dict[str, Family] = {
    "curtois": Family(curtois_answer.solve_file, curtois_answer.summary),
    "shiftdesign": Family(shiftdesign.solve_file, shiftdesign.summary),
}
"""Every family by its name on the command line."""


INSTANCE_S = 60.0
"""Time an instance may take unless one is given [s]."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one line for each instance, or for each figure of the stations."""
    made = parser()
    asked = made.parse_args(arguments)
    if asked.files and not asked.family:
        made.error("files need --family")
    if asked.files:
        _instances(asked)
    else:
        _stations(asked)


def _instances(asked: argparse.Namespace) -> None:
    limits = Limits(time_s=INSTANCE_S if asked.time is None else asked.time, seed=asked.seed, workers=asked.workers)
    family = FAMILIES[asked.family]
    lines = []
    for path in asked.files:
        line = family.solve_file(path, limits)
        print(json.dumps(line), flush=True)
        lines.append(line)
    if asked.summary:
        print(family.summary(asked.files, lines), flush=True)


def _stations(asked: argparse.Namespace) -> None:
    for name in asked.only or FIGURES:
        limits = Limits(time_s=asked.time or TIMES_S[name], seed=asked.seed, workers=asked.workers)
        for line in FIGURES[name](limits):
            print(json.dumps(line._asdict()), flush=True)


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    made = argparse.ArgumentParser(
        prog="python -m benchmarks.rosters", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("files", type=Path, nargs="*", help="instances of one family; none: figures of whole stations")
    made.add_argument("--family", choices=sorted(FAMILIES), help="how files are read")
    made.add_argument("--only", choices=list(FIGURES), action="append", help="only these figures of stations")
    made.add_argument(
        "--time", type=float, help="seconds an instance or a figure may take [s] (default 60, or its bar's)"
    )
    made.add_argument("--seed", type=int, default=1, help="(default 1)")
    made.add_argument("--workers", type=int, default=0, help="threads of one solve (default: all cores)")
    made.add_argument("--summary", action="store_true", help="add a line that holds the answers against the published")
    return made


if __name__ == "__main__":
    main()
