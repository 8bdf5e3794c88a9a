"""Figures of a day of 72 rounds: ``python -m benchmarks.drones``, one JSON line each."""

from __future__ import annotations

import datetime as dt
import json
import math
import time
from zoneinfo import ZoneInfo

import shapely

from planner.domain.drone import DroneModel, RoundRules
from planner.domain.solving import Limits
from planner.drones.check import check
from planner.drones.problem import DockSite, DroneProblem, DroneResult, LookTask
from planner.drones.shortfalls import docks_needed, longest_sustained_min
from planner.drones.solve import solve

DOCK_2 = DroneModel(id="dock-2", name="Dock 2", endurance_min=50.0, usable_share=0.8, charge_pct_per_min=2.19)
"""Figures of ../shared/design/drones.md, section 2.1: 40 effective minutes, 20 to 90 % in 32 min."""
DOCK_3 = DroneModel(
    id="dock-3", name="Dock 3", endurance_min=54.0, usable_share=0.8, charge_pct_per_min=2.96, start_pct=95.0
)
"""43 effective minutes, 15 to 95 % in 27 min."""
PLACES = ((0.0, 0.0), (1500.0, 800.0), (-1200.0, 1000.0))
BARS = {"Dock 2": (7.0, 16.3, 24.0), "Dock 3": (8.4, 19.6, 28.0)}


def day(docks: int, round_min: float, *, model: DroneModel = DOCK_2) -> DroneProblem:
    """Make a day over one large area, whose rounds are as long as a round may be, and a school gate."""
    school = ((0.0, 3600.0), (16_200.0, 18_600.0), (34_200.0, 39_600.0))
    sites = [
        DockSite(id=f"D{i}", drone=f"U{i}", xy=xy, radius_m=5000.0, model=model, ready_s=0.0, ready_pct=model.start_pct)
        for i, xy in enumerate(PLACES[:docks])
    ]
    area = LookTask(
        id="area",
        purpose="patrol",
        shape=shapely.box(-2000, -1500, 2000, 1500),
        windows=(),
        required=False,
        value=10.0,
        hover_s=0.0,
    )
    gate = LookTask(
        id="gate",
        purpose="school_gate",
        shape=shapely.Point(700, 300),
        windows=school,
        required=True,
        value=5.0,
        hover_s=60.0,
    )
    return DroneProblem(
        day=dt.date(2026, 11, 23),
        start=dt.datetime(2026, 11, 23, 7, tzinfo=ZoneInfo("Asia/Shanghai")),
        centre=(114.0, 22.5),
        docks=tuple(sites),
        zones=(),
        tasks=(area, gate),
        rules=RoundRules(round_min=round_min),
    )


def figure(name: str, value: float | str, unit: str, bar: float | str) -> None:
    """Print one figure."""
    print(json.dumps({"figure": name, "value": value, "unit": unit, "bar": bar}), flush=True)


def schedule(docks: int, round_min: float) -> None:
    """Measure one schedule of 72 rounds."""
    problem = day(docks, round_min)
    began = time.perf_counter()
    result: DroneResult = solve(problem, Limits(time_s=10.0))
    seconds = time.perf_counter() - began
    name = f"72 rounds, {docks} docks, rounds up to {round_min:g} min"
    broken = len(check(problem, result))
    figure(f"{name}: missed", problem.rules.rounds_per_day - len(result.rounds), "rounds", result.rounds_bound)
    figure(f"{name}: status", result.status, "", "optimal")
    figure(f"{name}: broken rules", broken, "rules", 0)
    figure(f"{name}: time with all sorties made", round(seconds, 2), "s", 10.0)
    air = [(item.landing_s - item.takeoff_s) / 60.0 for item in result.rounds]
    figure(f"{name}: mean round", round(math.fsum(air) / max(1, len(air)), 2), "min", round_min)


def main() -> None:
    """Print all figures."""
    for model in (DOCK_2, DOCK_3):
        for docks in (1, 2, 3):
            minutes = longest_sustained_min(day(docks, 60.0, model=model))
            figure(
                f"{model.name}: round sustained by {docks} docks", round(minutes, 1), "min", BARS[model.name][docks - 1]
            )
    figure("docks needed for rounds of 22 min", docks_needed(day(3, 22.0)), "docks", 3)
    for docks, round_min in ((3, 18.0), (3, 22.0), (2, 15.0), (1, 18.0)):
        schedule(docks, round_min)


if __name__ == "__main__":
    main()
