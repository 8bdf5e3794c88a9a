"""Measure reading, copying and hashing long tables of incidents whose faults are known.

``python -m benchmarks.incidents [--rows N] [--xlsx-rows N]`` prints JSON lines ``{"figure", "value", "unit", "bar"}``.
Each table is read in a process of its own. Times are processor time, and memory is the most that the process held.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.incidents_made import HEADER, Row, made_rows

ROOT = Path(__file__).resolve().parent.parent
STATION = ROOT / "sample_maps" / "gaoqiao"
MOST_MIB = 512
"""Memory that reading a table of two million rows may take, and copying it [MiB]."""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.incidents", description=__doc__)
    parser.add_argument("--rows", type=int, default=2_000_000, help="rows of the CSV table (default 2000000)")
    parser.add_argument("--xlsx-rows", type=int, default=100_000, help="rows of the workbook (default 100000)")
    parser.add_argument("--seed", type=int, default=1, help="of the rows (default 1)")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.read is not None:
        print(json.dumps(taken(asked.read)))
        return
    alone = in_own_process(STATION)
    say("the station with its own 2,190 incidents: reading", alone["read_s"], "CPU s")
    say("the station with its own 2,190 incidents: peak memory", alone["copy_mib"], "MiB")
    with tempfile.TemporaryDirectory() as folder:
        figures(Path(folder) / "csv", "csv", asked.rows, asked.seed)
        figures(Path(folder) / "xlsx", "xlsx", asked.xlsx_rows, asked.seed)


def figures(station: Path, suffix: str, rows: int, seed: int) -> None:
    """Measure one table, and hold what is counted in it against what was made."""
    from planner.sources.scenario import read_scenario

    shutil.copytree(STATION, station)
    manifest, table = station / "scenario.toml", station / f"incidents.{suffix}"
    (station / "incidents.csv").unlink()
    manifest.write_text(manifest.read_text("utf-8").replace("incidents.csv", table.name), "utf-8")
    made, bad = made_rows(read_scenario(STATION), rows, seed)
    (write_csv if suffix == "csv" else write_xlsx)(table, made)
    found, name = in_own_process(station), f"{suffix.upper()} of {rows:,} rows"
    bar = f"{MOST_MIB}" if suffix == "csv" else ""
    say(f"{name}: size", table.stat().st_size / 1e6, "MB")
    say(f"{name}: reading", found["read_s"], "CPU s")
    say(f"{name}: peak memory of reading", found["read_mib"], "MiB", bar)
    say(f"{name}: copying and hashing", found["copy_s"], "CPU s")
    say(f"{name}: hashing alone", found["hash_s"], "CPU s")
    say(f"{name}: peak memory of it all", found["copy_mib"], "MiB", bar)
    say(f"{name}: used", found["used"], "rows", f"{rows - bad.total()}")
    for code in sorted({*bad, *found["left_out"]}):
        say(f"{name}: {code}", found["left_out"].get(code, 0), "rows", f"{bad[code]}")


def write_csv(path: Path, rows: Iterable[Row]) -> None:
    """Write rows as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(HEADER)
        table.writerows(rows)


def write_xlsx(path: Path, rows: Iterable[Row]) -> None:
    """Write rows as a workbook, row by row."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([HEADER, *rows]):
            sheet.write_row(number, 0, row)


def in_own_process(station: Path) -> dict[str, Any]:
    """Read and copy a station in a process of its own, and give what `taken` gives."""
    command = [sys.executable, "-m", "benchmarks.incidents", "--read", str(station)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return dict(json.loads(answer.stdout))


def taken(station: Path) -> dict[str, Any]:
    """Read and copy a station: processor time [s], the most memory held so far [MiB], and the rows counted."""
    from planner.sources.scenario import read_scenario
    from planner.sources.write import scenario_hash, write_scenario

    clock = [time.process_time()]
    scenario = read_scenario(station)
    clock.append(time.process_time())
    read_mib = peak_mib()
    with tempfile.TemporaryDirectory() as folder:
        write_scenario(scenario, Path(folder))
        clock.append(time.process_time())
        scenario_hash(Path(folder))
        clock.append(time.process_time())
    left_out = Counter({part.reason: part.count for part in scenario.incidents.left_out})
    spans_s = [after - before for before, after in pairwise(clock)]
    return dict(zip(("read_s", "copy_s", "hash_s"), spans_s, strict=True)) | {
        "read_mib": read_mib,
        "copy_mib": peak_mib(),
        "used": len(scenario.incidents),
        "left_out": left_out,
    }


def peak_mib() -> float:
    """Give the most memory that this process has held [MiB].

    Linux has it in ``/proc/self/status``; what `getrusage` says there holds what the process that began it held too.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (held,) = (line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM:"))
        return int(held.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def say(figure: str, value: float, unit: str, bar: str = "") -> None:
    """Print one figure."""
    print(json.dumps({"figure": figure, "value": round(value, 3), "unit": unit, "bar": bar}), flush=True)


if __name__ == "__main__":
    main()
