"""Measure how long it takes to find, minute by minute, which calls and junctions are near a free unit.

``python -m benchmarks.call_cover [SCENARIO] [--plan-time S] [--profile]`` plans a station (by default the sample with
most units, meilin) and prints JSON lines ``{"figure", "value", "unit", "bar"}``. Times are processor time; the first
measurement, which makes the streets ready, stands on its own.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import sys
import time
from pathlib import Path

from planner.domain.solving import Limits
from planner.evaluation.achievement.call_cover import WITHIN_MIN, call_cover
from planner.pipeline import estimate_demand, plans
from planner.sources.scenario import read_scenario

BIGGEST = Path(__file__).resolve().parent.parent / "sample_maps" / "meilin"
REPEATS = 5
SHOWN = 15
"""Functions that `--profile` prints."""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.call_cover", description=__doc__)
    parser.add_argument("scenario", type=Path, nargs="?", default=BIGGEST, help="scenario folder (default: meilin)")
    parser.add_argument("--plan-time", type=float, default=10.0, help="seconds for the plan (default 10)")
    parser.add_argument("--seed", type=int, default=1, help="of the plan (default 1)")
    parser.add_argument("--profile", action="store_true", help="print on standard error where the time goes")
    asked = parser.parse_args()
    limits = Limits(time_s=asked.plan_time, seed=asked.seed)
    # Streets read once more are nowhere ready, as in a process that measures a plan it has not made.
    made = plans(read_scenario(asked.scenario), only=("roster", "routes"), limits=limits)
    plan, scenario = made.drawn, made.scenario.model_copy(update={"streets": read_scenario(asked.scenario).streets})
    demand, name = estimate_demand(scenario), asked.scenario.resolve().name
    seconds = []
    for _ in range(REPEATS + 1):
        began = time.process_time()
        cover = call_cover(plan, scenario, demand)
        seconds.append(time.process_time() - began)
    say(f"{name}: units of the plan", len(plan.units), "units")
    say(f"{name}: readings of free units", int(cover.readings.free.sum()), "readings")
    say(f"{name}: first measurement", seconds[0], "CPU s")
    say(f"{name}: measurement, least of {REPEATS}", min(seconds[1:]), "CPU s", "2")
    for minutes, share_pct in zip(WITHIN_MIN, cover.demand_pct().tolist(), strict=True):
        say(f"{name}: calls within {minutes} min of a free unit", share_pct, "%")
    if asked.profile:
        with cProfile.Profile() as profile:
            call_cover(plan, scenario, demand)
        pstats.Stats(profile, stream=sys.stderr).sort_stats("tottime").print_stats(SHOWN)


def say(figure: str, value: float, unit: str, bar: str = "") -> None:
    """Print one figure."""
    print(json.dumps({"figure": figure, "value": round(value, 3), "unit": unit, "bar": bar}), flush=True)


if __name__ == "__main__":
    main()
