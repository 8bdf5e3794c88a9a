"""Measure how near greedy posts come to the proven best on the sample stations, and what the proof takes.

``python -m benchmarks.posts [STATION ...]`` prints JSON lines ``{"figure", "value", "unit"}``. In each station the
units of all forces stand at random junctions of their own ground, at three hours of a Monday, again and again.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

if TYPE_CHECKING:
    from planner.dispatch.redeploy.problem import RedeployProblem
    from planner.dispatch.standing import Standing
    from planner.domain.scenario import Scenario

STATIONS = ("tianan", "meilin", "gaoqiao", "baishi", "xinqu")
HOURS = (9, 15, 21)
MONDAY = dt.date(2026, 11, 23)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.posts", description=__doc__)
    parser.add_argument("stations", nargs="*", help="sample stations (default: all)")
    parser.add_argument("--draws", type=int, default=3, help="places of the units at each hour (default 3)")
    parser.add_argument("--seed", type=int, default=1, help="of the places (default 1)")
    asked = parser.parse_args()
    gaps = [gap for name in asked.stations or STATIONS for gap in station_gaps(name, asked.draws, asked.seed)]
    say("all: greedy posts below the proven best, mean", float(np.mean(gaps)), "%")
    say("all: greedy posts below the proven best, most", max(gaps), "%")


def say(figure: str, value: float, unit: str) -> None:
    """Print one figure."""
    print(json.dumps({"figure": figure, "value": round(value, 3), "unit": unit}), flush=True)


def station_gaps(name: str, draws: int, seed: int) -> list[float]:
    """Give by how much greedy posts earn less than the proven best, one figure a question [%]."""
    from planner.dispatch.redeploy.aim import aim
    from planner.dispatch.redeploy.greedy import earned_by, greedy
    from planner.dispatch.redeploy.prepare import prepare
    from planner.dispatch.redeploy.solve import redeploy
    from planner.dispatch.roads import roads_of
    from planner.domain.solving import Limits
    from planner.pipeline import estimate_demand
    from planner.sources.scenario import read_scenario

    scenario = read_scenario(Path(__file__).parent.parent / "sample_maps" / name)
    demand, roads, rng = estimate_demand(scenario), roads_of(scenario), np.random.default_rng(seed)
    gaps, greedy_ms, solved_ms, proven = list[float](), list[float](), list[float](), 0
    problems: list[RedeployProblem] = []
    for hour in HOURS:
        at = dt.datetime.combine(MONDAY, dt.time(hour, 10), ZoneInfo(scenario.station.timezone))
        aimed = aim(scenario, demand, at)
        problems += [prepare(scenario, roads, anywhere(scenario, rng, at), at, aimed).problem for _ in range(draws)]
    for problem in problems:
        began = time.process_time()
        posts = greedy(problem)
        greedy_ms.append(1000 * (time.process_time() - began))
        began = time.process_time()
        found = redeploy(problem, Limits(time_s=60.0))
        solved_ms.append(1000 * (time.process_time() - began))
        proven += found.status == "optimal"
        gaps.append(100 * (1 - earned_by(problem, posts) / found.bound))
    units = len(problems[0].home)
    say(f"{name}: {units} units, greedy posts below the bound, mean", float(np.mean(gaps)), "%")
    say(f"{name}: {units} units, greedy posts below the bound, most", max(gaps), "%")
    say(f"{name}: greedy posts, processor time, median", float(np.median(greedy_ms)), "ms")
    say(f"{name}: proof and fewest moves, processor time, median", float(np.median(solved_ms)), "ms")
    say(f"{name}: proof and fewest moves, processor time, most", max(solved_ms), "ms")
    say(f"{name}: proven of {len(problems)}", proven, "questions")
    return gaps


def anywhere(scenario: Scenario, rng: np.random.Generator, at: dt.datetime) -> list[Standing]:
    """Put the units of all forces at random junctions of their ground."""
    from planner.dispatch.standing import Standing
    from planner.domain.plan import Unit
    from planner.grids.locate import NOWHERE, grid_of

    tiers = {tier.id: tier for tier in scenario.tiers}
    where = grid_of(scenario, scenario.streets.node_lonlat)
    found = []
    for force in scenario.forces:
        own = [number for number, grid in enumerate(scenario.grids) if grid.id in force.grids]
        nodes = np.flatnonzero(np.isin(where, own) if own else where != NOWHERE)
        for number in range(force.units):
            lon, lat = scenario.streets.node_lonlat[rng.choice(nodes)].tolist()
            unit = Unit(
                id=f"{force.id}-{number}",
                force=force.id,
                tier=force.tier,
                mode=tiers[force.tier].mode,
                shift_start=at,
                shift_end=at + dt.timedelta(hours=8),
                base=(lon, lat),
            )
            found.append(Standing(unit=unit, place=(lon, lat)))
    return found


if __name__ == "__main__":
    main()
