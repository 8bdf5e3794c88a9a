"""Measure where the time of a street repair goes: reading, what must be told at once, and what is reckoned after.

``python -m benchmarks.street_repairs FOLDER`` repairs a plan folder twice, four hours after its start: a car is lost,
and a new hot spot at its first point. It prints JSON lines ``{"figure", "value", "unit", "bar"}``; times are processor
time, the first repair loads the program's parts as `planner repair` does.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from planner.cli.asking import plan_and_scenario
from planner.domain.repair import HotSpotAdded, UnitLost
from planner.maps.page import render_file
from planner.pipeline import estimate_demand
from planner.repairs.repair import completed, repair

if TYPE_CHECKING:
    from planner.domain.plan import Plan
    from planner.domain.repair import StreetEvent
    from planner.domain.scenario import Scenario

T = TypeVar("T")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.street_repairs", description=__doc__)
    parser.add_argument("folder", type=Path, help="a folder that `planner plan` has written")
    plan, scenario = timed("reading", lambda: plan_and_scenario(parser.parse_args().folder))
    now = plan.start + dt.timedelta(hours=4)
    for name, event in happenings(plan, scenario, now).items():
        figures(name, plan, scenario, now, event)


def happenings(plan: Plan, scenario: Scenario, now: dt.datetime) -> dict[str, StreetEvent]:
    """Give a car that is on the street at a moment as lost, and a hot spot at the first point."""
    car = next(unit for unit in plan.units if unit.mode == "car" and unit.shift_start <= now < unit.shift_end)
    opens, closes = now + dt.timedelta(hours=1), now + dt.timedelta(hours=3)
    spot = HotSpotAdded(location=scenario.points[0].location, opens=opens, closes=closes, minutes=12.0)
    return {"unit lost": UnitLost(unit=car.id), "hot spot": spot}


def figures(name: str, plan: Plan, scenario: Scenario, now: dt.datetime, event: StreetEvent) -> None:
    """Repair a plan once, and print the time of each part."""
    made = timed(f"{name}: changes told", lambda: repair(plan, scenario, now, event, complete=False))
    say(f"{name}: of it the search", made.plan.solver["routes"].seconds)
    made = timed(f"{name}: what the patrols will achieve", lambda: completed(made))
    demand = estimate_demand(made.scenario)
    timed(f"{name}: map", lambda: render_file(made.plan, made.scenario, demand, language="en"))


def timed(figure: str, work: Callable[[], T]) -> T:
    """Do some work and print its processor time."""
    began = time.process_time()
    done = work()
    say(figure, time.process_time() - began)
    return done


def say(figure: str, value: float) -> None:
    """Print one figure."""
    print(json.dumps({"figure": figure, "value": round(value, 2), "unit": "CPU s", "bar": ""}), flush=True)


if __name__ == "__main__":
    main()
