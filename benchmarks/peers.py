"""Our solvers and other people's side by side, in one run on the same machine, as a table.

``python -m benchmarks.peers routing [FILE...] [--time S] [--seed N]``, or ``coverage [AREAS]``, or ``streets [FILE]``.
Solvers that are not installed are named as absent; ``pip install -e .[peers]`` installs what the package index has.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks.instances.files import DATA, STREETS

SAMPLE = (
    "top/Set1/p1.2.p.txt",
    "top/Set2/p2.3.k.txt",
    "top/Set3/p3.3.p.txt",
    "top/Set4/p4.2.k.txt",
    "top/Set4/p4.4.p.txt",
    "toptw/c103.txt",
    "toptw/r104.txt",
    "toptw/r108.txt",
    "toptw/rc104.txt",
    "toptw/rc107.txt",
    "carp/gdb2.dat",
    "carp/gdb8.dat",
    "carp/gdb13.dat",
    "carp/kshs2.dat",
)
"""Instances of every kind that are compared when none is named, besides the station's day."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table that is asked for."""
    asked = parser().parse_args(arguments)
    if asked.room == "routing":
        from benchmarks.rivals.routing_table import DAYS, Terms, cases_of, compare
        from planner.routing.warm import warm

        warm()
        sample = [*DAYS, *(str(DATA / "routing" / name) for name in SAMPLE)]
        cases = list(cases_of(asked.files or sample, asked.routes))
        print(compare(cases, Terms(asked.time, asked.peer_time or asked.time, asked.seed, tuple(asked.weights))))
    elif asked.room == "coverage":
        from benchmarks.rivals import coverage_table

        print(coverage_table.compare(asked.areas))
    else:
        from benchmarks.rivals import streets_table

        print(streets_table.compare(asked.file, asked.points, asked.seed))


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    made = argparse.ArgumentParser(
        prog="python -m benchmarks.peers", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    rooms = made.add_subparsers(dest="room", required=True)
    routing = rooms.add_parser("routing", help="PyVRP, VROOM, OR-Tools")
    routing.add_argument("files", nargs="*", help="TOP, TOPTW or CARP files, or: station, station-lines, station-spots")
    routing.add_argument("--routes", type=int, help="number of routes (default: TOP: the file's; TOPTW: 1)")
    routing.add_argument("--time", type=float, default=20.0, help="seconds of each run [s] (default 20)")
    routing.add_argument("--peer-time", type=float, help="seconds of each run of the others [s] (default: the same)")
    routing.add_argument("--seed", type=int, default=1, help="(default 1)")
    routing.add_argument(
        "--weights",
        type=float,
        nargs="+",
        default=[10.0, 1.0, 100.0],
        help="worths of the mean prize in mean legs, tried by solvers that weigh prizes against travel",
    )
    coverage = rooms.add_parser("coverage", help="stored figures of eleven planners")
    coverage.add_argument("areas", type=Path, nargs="?", default=DATA / "coverage" / "areas.geojson")
    streets = rooms.add_parser("streets", help="scipy, networkx")
    streets.add_argument("file", type=Path, nargs="?", default=STREETS, help="streets in any format that is read")
    streets.add_argument("--points", type=int, default=100, help="rows and columns of the table (default 100)")
    streets.add_argument("--seed", type=int, default=1, help="of the choice of nodes (default 1)")
    return made


if __name__ == "__main__":
    main()
