"""Measure repairs of drone rounds: alerts and docks that fail at moments of chance, in plans of the sample stations.

``python -m benchmarks.drone_repairs [SCENARIO...] [--repairs N]`` prints JSON lines
``{"figure", "value", "unit", "bar"}``. Times are processor time of the whole repair with its own check, and each
repaired plan is checked once more. The first repair of a plan makes everything ready and is measured on its own.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely

from benchmarks.incidents_made import positions_inside
from planner.domain.repair import DockDown, DroneAlert
from planner.domain.solving import Limits
from planner.errors import NotFound
from planner.evaluation.check import check
from planner.pipeline import PlanRefused, plans
from planner.repairs.repair import repair
from planner.sources.scenario import read_scenario

if TYPE_CHECKING:
    from planner.domain.plan import Plan
    from planner.domain.repair import FlightEvent
    from planner.domain.scenario import Scenario

SAMPLES = Path(__file__).resolve().parent.parent / "sample_maps"
SCENARIOS = ("xinqu/scenario.toml", "xinqu/rain.toml", "xinqu/uninterrupted.toml", "tianan/scenario.toml")
ALERT_MIN = (1.0, 5.0, 10.0, 15.0)
"""Stays over an alert [min]."""
OUTAGE_H = (0.5, 1.0, 2.0, 4.0)
"""How long a dock is out of service [h]."""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.drone_repairs", description=__doc__)
    parser.add_argument("scenarios", type=Path, nargs="*", help="scenarios with docks (default: four samples)")
    parser.add_argument("--repairs", type=int, default=30, help="repairs of each plan (default 30)")
    parser.add_argument("--plan-time", type=float, default=10.0, help="seconds for each plan (default 10)")
    parser.add_argument("--seed", type=int, default=1, help="of plans and of what happens (default 1)")
    asked = parser.parse_args()
    for path in asked.scenarios or [SAMPLES / name for name in SCENARIOS]:
        figures(path, asked.repairs, Limits(time_s=asked.plan_time, seed=asked.seed))


@dataclass(slots=True)
class Tally:
    """What repairs came to: time [s], broken rules, what no drone could do, and rounds missed."""

    seconds: list[float] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    impossible: Counter[str] = field(default_factory=Counter)
    missed: int = 0
    missed_at_least: int = 0

    def add(self, plan: Plan, scenario: Scenario, now: dt.datetime, event: FlightEvent) -> None:
        """Repair a plan once."""
        began = time.process_time()
        try:
            made = repair(plan, scenario, now, event)
        except NotFound as refused:
            self.impossible[refused.code] += 1
            return
        except PlanRefused as refused:
            self.broken += [violation.code for violation in refused.violations]
            return
        self.seconds.append(time.process_time() - began)
        self.broken += [violation.code for violation in check(made.plan, made.scenario).violations]
        if made.rounds_missed_at_least is not None:
            self.missed += sum(change.kind == "missed" for change in made.flights)
            self.missed_at_least += made.rounds_missed_at_least


def figures(path: Path, repairs: int, limits: Limits) -> None:
    """Plan a scenario, and repair its plan again and again."""
    given = read_scenario(path)
    made = plans(given, limits=limits)
    plan, scenario = made.drawn, made.scenario
    name, rng = f"{path.parent.name}/{path.stem}", np.random.default_rng(limits.seed)
    first = Tally()
    first.add(plan, scenario, plan.start + dt.timedelta(hours=3), happening(scenario, plan, rng, alert=True)[1])
    say(f"{name}: flights of the plan", len(plan.flights), "flights")
    say(f"{name}: first repair, everything made ready", sum(first.seconds), "CPU s")
    for kind in ("alert", "dock down"):
        found = Tally()
        for _ in range(repairs // 2):
            now, event = happening(scenario, plan, rng, alert=kind == "alert")
            found.add(plan, scenario, now, event)
        tell(f"{name}: {kind}", found)


def happening(
    scenario: Scenario, plan: Plan, rng: np.random.Generator, *, alert: bool
) -> tuple[dt.datetime, FlightEvent]:
    """Draw a moment of the plan, and an alert inside the boundary or a dock that fails then."""
    now = plan.start + dt.timedelta(seconds=float(rng.uniform(300.0, (plan.end - plan.start).total_seconds() - 1800.0)))
    if alert:
        ground = shapely.MultiPolygon([(rings[0], rings[1:]) for rings in scenario.boundary])
        lon, lat = positions_inside(ground, rng, 1)[0].tolist()
        return now, DroneAlert(location=(lon, lat), minutes=float(rng.choice(ALERT_MIN)))
    dock = scenario.docks[int(rng.integers(len(scenario.docks)))].id
    return now, DockDown(dock=dock, start=now, end=now + dt.timedelta(hours=float(rng.choice(OUTAGE_H))))


def tell(name: str, found: Tally) -> None:
    """Print the figures of some repairs."""
    say(f"{name}: repairs", len(found.seconds), "repairs")
    if found.seconds:
        say(f"{name}: median", float(np.median(found.seconds)), "CPU s", "1")
        say(f"{name}: worst", max(found.seconds), "CPU s", "2")
    say(f"{name}: broken rules", len(found.broken), "rules", "0")
    for code, count in found.impossible.items():
        say(f"{name}: {code}", count, "repairs")
    if found.missed_at_least:
        say(f"{name}: rounds missed", found.missed, "rounds", f"at least {found.missed_at_least}, proven")


def say(figure: str, value: float, unit: str, bar: str = "") -> None:
    """Print one figure."""
    print(json.dumps({"figure": figure, "value": round(value, 3), "unit": unit, "bar": bar}), flush=True)


if __name__ == "__main__":
    main()
