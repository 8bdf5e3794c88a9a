"""Figures of days of drone rounds: ``python -m benchmarks.drones``, one JSON line each."""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Callable

from benchmarks.drone_days import DOCK_2, DOCK_3, day, fixed
from planner.domain.solving import Limits, keep_going
from planner.drones.check import check
from planner.drones.fleet_need import docks_needed, longest_sustained_min
from planner.drones.problem import Span
from planner.drones.schedule.choosing import schedule
from planner.drones.schedule.counting import rounds_missed_at_least
from planner.drones.solve import solve

BARS = {"Dock 2": (7.0, 16.3, 24.0), "Dock 3": (8.4, 19.6, 28.0)}
"""Longest rounds that 1, 2 and 3 docks sustain at 20 min headway [min]."""
DOWN: tuple[Span, ...] = ((36_000.0, 50_400.0),)
"""From 10 to 14 h."""


def figure(name: str, value: float | str, unit: str, bar: float | str) -> None:
    """Print one figure."""
    print(json.dumps({"figure": name, "value": value, "unit": unit, "bar": bar}), flush=True)


def sustained() -> None:
    """Measure the rounds that docks sustain, and the docks that a round takes."""
    for model in (DOCK_2, DOCK_3):
        for docks in (1, 2, 3):
            minutes = longest_sustained_min(day(docks, 60.0, model=model))
            name = f"{model.name}: round sustained by {docks} docks"
            figure(name, round(minutes, 1), "min", BARS[model.name][docks - 1])
    figure("docks needed for rounds of 22 min", docks_needed(day(3, 22.0)), "docks", 3)


def timetable(
    name: str,
    docks: int,
    round_min: float,
    *,
    missed: int | str,
    seconds: float,
    rounds: int = 72,
    down: tuple[Span, ...] = (),
    uninterrupted: bool = False,
) -> None:
    """Measure docks and departures of a day whose rounds all have one length."""
    problem, options = fixed(docks, round_min, rounds=rounds, down=down, uninterrupted=uninterrupted)
    began, worked = time.perf_counter(), time.process_time()
    table = schedule(problem, options, 0, Limits(time_s=seconds), keep_going)
    took, work = time.perf_counter() - began, time.process_time() - worked
    figure(f"{name}: missed", rounds - len(table.chosen), "rounds", missed)
    figure(f"{name}: missed at least, by counting", rounds_missed_at_least(problem, options), "rounds", "")
    figure(f"{name}: missed at least, proven", table.bound, "rounds", "")
    figure(f"{name}: status", table.status, "", "optimal")
    figure(f"{name}: time", round(took, 2), "s", seconds)
    figure(f"{name}: processor time", round(work, 2), "s", seconds)


def lengths() -> None:
    """Measure 72 rounds of one length by three docks."""
    for minutes in (18.0, 20.0, 22.0):
        timetable(f"72 rounds, 3 docks, {minutes:g} min", 3, minutes, missed=0, seconds=2.0)


def outage() -> None:
    """Measure a day on which one of three docks is down from 10 to 14 h."""
    name = "72 rounds, 3 docks, 20 min, one down 10-14 h"
    timetable(name, 3, 20.0, missed="fewest", seconds=5.0, down=DOWN)


def limit() -> None:
    """Measure two docks just within and just beyond their cycle."""
    for minutes in (15.0, 16.3, 16.5, 17.0, 18.0):
        timetable(f"72 rounds, 2 docks, {minutes:g} min", 2, minutes, missed="proven", seconds=10.0)


def large() -> None:
    """Measure 500 rounds over 20 docks."""
    timetable("500 rounds, 20 docks, 18 min", 20, 18.0, missed="bound", seconds=30.0, rounds=500)


def uninterrupted() -> None:
    """Measure rounds of 22 min of which always one is in the air."""
    for docks, down, missed in ((2, (), "some"), (3, (), 0), (3, DOWN, "some"), (4, DOWN, 0)):
        name = f"72 uninterrupted rounds, {docks} docks{', one down 10-14 h' if down else ''}"
        timetable(name, docks, 22.0, missed=missed, seconds=10.0, down=down, uninterrupted=True)


def whole() -> None:
    """Measure whole days with their sorties: rounds of at least, and at most, a length."""
    for docks, shortest_min, round_min in ((3, 16.0, 18.0), (3, 20.0, 22.0), (2, 12.0, 15.0), (1, 12.0, 18.0)):
        problem = day(docks, round_min, shortest_min=shortest_min)
        began = time.perf_counter()
        result = solve(problem, Limits(time_s=10.0))
        seconds = time.perf_counter() - began
        name = f"72 rounds with sorties, {docks} docks, {shortest_min:g} to {round_min:g} min"
        figure(f"{name}: missed", problem.rules.rounds_per_day - len(result.rounds), "rounds", result.rounds_bound)
        figure(f"{name}: status", result.status, "", "optimal")
        figure(f"{name}: broken rules", len(check(problem, result)), "rules", 0)
        figure(f"{name}: time", round(seconds, 2), "s", 10.0)
        air = [(item.landing_s - item.takeoff_s) / 60.0 for item in result.rounds]
        figure(f"{name}: mean round", round(math.fsum(air) / max(1, len(air)), 2), "min", round_min)


PARTS: dict[str, Callable[[], None]] = {
    "sustained": sustained,
    "lengths": lengths,
    "outage": outage,
    "limit": limit,
    "large": large,
    "uninterrupted": uninterrupted,
    "whole": whole,
}


def main() -> None:
    """Print the figures that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.drones", description=__doc__)
    parser.add_argument("--only", choices=[*PARTS], help="one part of the figures; all by default")
    chosen = parser.parse_args().only
    for name, part in PARTS.items():
        if chosen in {None, name}:
            part()


if __name__ == "__main__":
    main()
