"""Measure how much of what can be found a joint search finds.

``python -m benchmarks.search`` prints JSON lines ``{"figure", "value", "unit", "bar"}``: the chance of success by the
sectors, by an even search and at the most, for every kind and stage, on a sample station with units at their bases and
at random places. Times are processor time of this process.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, get_args
from zoneinfo import ZoneInfo

import numpy as np

if TYPE_CHECKING:
    from planner.dispatch.search.report import Search
    from planner.dispatch.standing import Standing
    from planner.domain.scenario import Scenario

SAMPLES = Path(__file__).parent.parent / "sample_maps"
AGO_MIN = 45


def say(figure: str, value: float, unit: str, bar: str = "") -> None:
    """Print one figure."""
    print(json.dumps({"figure": figure, "value": round(value, 2), "unit": unit, "bar": bar}), flush=True)


def units_of(scenario: Scenario, at: dt.datetime, count: int, rng: np.random.Generator) -> list[Standing]:
    """Put units of all forces in turn at random junctions of their mode."""
    from planner.dispatch.standing import Standing
    from planner.domain.plan import Unit
    from planner.streets.network import main_part

    streets, tiers = scenario.streets, {tier.id: tier for tier in scenario.tiers}
    standings = []
    for number in range(count):
        force = scenario.forces[number % len(scenario.forces)]
        mode = tiers[force.tier].mode
        lon, lat = streets.node_lonlat[rng.choice(np.flatnonzero(main_part(streets, mode)))].tolist()
        unit = Unit(id=f"u{number}", force=force.id, tier=force.tier, mode=mode, shift_start=at,
                    shift_end=at + dt.timedelta(hours=8), base=force.base)  # fmt: skip
        standings.append(Standing(unit=unit, place=(lon, lat)))
    return standings


def pieces(found: Search) -> list[int]:
    """Give the number of connected pieces of the streets of every sector."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    counts = []
    for stage in found.stages:
        for unit in range(len(found.units)):
            own = np.unique([step.stretch for step in stage.steps if step.unit == unit])
            if len(own):
                nodes, ends = np.unique(found.ground.ends[own].ravel(), return_inverse=True)
                tail, head = ends.reshape(-1, 2).T
                graph = coo_array((np.ones(len(tail)), (tail, head)), shape=(len(nodes), len(nodes)))
                counts.append(int(connected_components(graph, directed=False)[0]))
    return counts


def main() -> None:
    """Print the figures."""
    from planner.dispatch.search.kinds import Who
    from planner.dispatch.search.report import search
    from planner.dispatch.search.task import lost
    from planner.domain.plan import Plan
    from planner.sources.scenario import read_scenario

    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--station", default="tianan", help="sample station (default tianan)")
    parser.add_argument("--units", type=int, default=11, help="units that search (default 11)")
    parser.add_argument("--seed", type=int, default=1, help="of places (default 1)")
    asked = parser.parse_args()
    scenario = read_scenario(SAMPLES / asked.station)
    at = dt.datetime(2026, 11, 23, 20, 15, tzinfo=ZoneInfo(scenario.station.timezone))
    plan = Plan(station=scenario.station.id, created=at, seed=1, timezone=scenario.station.timezone, start=at,
                end=at + dt.timedelta(days=1))  # fmt: skip
    units = units_of(scenario, at, asked.units, np.random.default_rng(asked.seed))
    for who in get_args(Who):
        began = time.process_time()
        found = search(plan, scenario, units, at, lost(scenario.station.base, at - dt.timedelta(minutes=AGO_MIN), who))
        say(f"{who}: processor time", time.process_time() - began, "s")
        for stage in found.stages:
            until = f"{who}: until {stage.end:%H:%M}"
            say(f"{until}, evenly searched", 100 * stage.even, "%")
            say(f"{until}, by these sectors", 100 * stage.success, "%", "more than evenly")
            say(f"{until}, at the most", 100 * stage.bound, "%")
        steps = [step for stage in found.stages for step in stage.steps]
        ways_s, all_s = sum(s.begin_s - s.set_out_s for s in steps), sum(s.end_s - s.set_out_s for s in steps)
        say(f"{who}: time on ways between streets", 100 * ways_s / all_s, "%")
        say(f"{who}: pieces of a sector, mean", float(np.mean(pieces(found))), "pieces")


if __name__ == "__main__":
    main()
