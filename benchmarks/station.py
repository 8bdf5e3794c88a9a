"""Figures of a station's day on real streets: the first plan, and what the value comes to in the time there is."""

from __future__ import annotations

import json
import time
from dataclasses import replace

from benchmarks.evaluator import Outcome, evaluate
from benchmarks.instances.files import STREETS
from benchmarks.instances.station_day import station_day
from planner.domain.solving import Limits, Progress
from planner.routing.problem import RoutingProblem, RoutingResult


def measure_day(limits: Limits) -> None:
    """Print the figures, one JSON line each; the machine's other work counts in, as everywhere on the wall clock."""
    from planner.routing.solve import solve
    from planner.routing.warm import warm

    warm()
    problem = station_day(STREETS).problem
    began = time.perf_counter()
    first = solve(problem, replace(limits, iterations=None), on_progress=stop_at_once)
    first_s = time.perf_counter() - began
    say("station day: first plan", round(first_s, 3), "s", 1)
    say_outcome("station day: first plan", problem, first)
    began = time.perf_counter()
    result = solve(problem, limits)
    say("station day: time", round(time.perf_counter() - began, 2), "s", limits.time_s)
    say_outcome("station day", problem, result)
    say("station day: bound on the value", round(result.bound, 1), "points", "")


def stop_at_once(_: Progress) -> bool:
    """Ask the solver to hand over what it has."""
    return True


def say_outcome(name: str, problem: RoutingProblem, result: RoutingResult) -> None:
    """Print what a plan is worth, as the evaluator finds it."""
    found: Outcome = evaluate(problem, [route.ways for route in result.routes])
    say(f"{name}: broken rules", len(found.broken), "rules", 0)
    say(f"{name}: required visits made", found.required, "visits", found.required_total)
    say(f"{name}: value", round(found.value, 3), "points", "")
    say(f"{name}: travel", round(found.travel_s / 60), "min", "")


def say(figure: str, value: float, unit: str, bar: float | str) -> None:
    """Print one figure."""
    print(json.dumps({"figure": figure, "value": value, "unit": unit, "bar": bar}), flush=True)
