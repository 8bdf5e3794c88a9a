"""Measure the main job as a user meets it: ``python -m benchmarks.app [--scenario FOLDER] [--repeats N]``.

Prints one JSON line a figure: the whole of `planner plan` (seconds, CPU seconds and memory of its process), the size of
the map and the time until it shows the plan in headless Chromium, and how quickly the command line and an import start.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
QUIET_CHROMIUM = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


FIRST_PAINT_MS = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
"""Asked again and again from outside: the page's own policy forbids scripts that wait for it."""


class Cost(NamedTuple):
    """What a process took: wall and CPU [s], peak memory [MiB], exit code."""

    wall_s: float
    cpu_s: float
    peak_mib: float
    code: int


def main() -> None:
    """Measure and print every figure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.app", description=__doc__)
    parser.add_argument("--scenario", type=Path, default=ROOT / "sample_maps" / "tianan")
    parser.add_argument("--repeats", type=int, default=5, help="runs of the quick figures, of which the median counts")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        cost = run([sys.executable, "-m", "planner", "plan", str(arguments.scenario), "--out", str(out)])
        say("plan_exit_code", cost.code, "", "0")
        say("plan_wall", cost.wall_s, "s", "< 60")
        say("plan_cpu", cost.cpu_s, "s", "")
        say("plan_peak_memory", cost.peak_mib, "MiB", "< 1024")
        page = out / "map.html"
        say("map_size", page.stat().st_size / 1e6, "MB", "< 3")
        paint(page, arguments.repeats)
    start = [[sys.executable, "-m", "planner", "--help"], [sys.executable, "-c", "import planner"]]
    for figure, command in zip(("help", "import_planner"), start, strict=True):
        runs = [run(command).wall_s for _ in range(arguments.repeats)]
        say(f"{figure}_wall_median", statistics.median(runs), "s", "< 0.5")


def run(command: list[str]) -> Cost:
    """Run a command to its end, its output thrown away."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall_s = time.perf_counter() - began
    return Cost(wall_s, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode)


def paint(page: Path, repeats: int) -> None:
    """Open the map in headless Chromium: first contentful paint, and when the plan is drawn."""
    from playwright.sync_api import sync_playwright

    names = (os.environ.get("PATROL_PLANNER_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    painted, drawn = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(QUIET_CHROMIUM))
        for _ in range(repeats):
            tab = browser.new_page(viewport={"width": 1440, "height": 900})
            began = time.perf_counter()
            tab.goto(page.as_uri(), wait_until="commit")
            tab.wait_for_selector("body.ready")
            drawn.append(time.perf_counter() - began)
            while (painted_ms := tab.evaluate(FIRST_PAINT_MS)) is None:
                tab.wait_for_timeout(10)
            painted.append(painted_ms / 1000)
            tab.close()
        browser.close()
    say("map_first_contentful_paint_median", statistics.median(painted), "s", "< 2")
    say("map_plan_drawn_median", statistics.median(drawn), "s", "< 2")


def say(figure: str, value: float, unit: str, bar: str) -> None:
    """Print one figure."""
    print(json.dumps({"figure": figure, "value": round(value, 3), "unit": unit, "bar": bar}), flush=True)


if __name__ == "__main__":
    main()
