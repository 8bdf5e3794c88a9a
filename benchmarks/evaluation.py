"""Figures of the simulation of calls: ``python -m benchmarks.evaluation``, one JSON line each."""

from __future__ import annotations

import argparse
import json
import os
import time
from pathlib import Path

import numpy as np

from benchmarks.evaluation_queues import at_hand, exponential
from benchmarks.evaluation_week import calls_a_week, week_plan
from planner.domain.solving import Limits
from planner.evaluation.queueing.hypercube import hypercube
from planner.evaluation.queueing.queues import erlang_b, erlang_c, mean_wait_h, mean_waits_by_priority_h
from planner.evaluation.simulation.figures import (
    Figure,
    by_unit,
    estimate,
    unanswered_pct,
    wait_mean_min,
    waiting_pct,
)
from planner.evaluation.simulation.intervals import Estimate
from planner.evaluation.simulation.options import Options
from planner.evaluation.simulation.outcome import Outcome
from planner.evaluation.simulation.policies import POLICIES, FixedLists, Nearest
from planner.evaluation.simulation.prepare import prepare
from planner.evaluation.simulation.problem import SimulationProblem
from planner.evaluation.simulation.simulate import simulate
from planner.pipeline import estimate_demand
from planner.sources.scenario import read_scenario

SEED = 7
REPLICATIONS = 200
LIMITS = Limits(time_s=600.0, seed=SEED)


def figure(name: str, value: float | str, unit: str, bar: float | str) -> None:
    """Print one figure."""
    print(json.dumps({"figure": name, "value": value, "unit": unit, "bar": bar}), flush=True)


def known(name: str, found: Estimate, truth: float, unit: str) -> bool:
    """Print a figure whose true value is known; whether its interval holds it."""
    inside = found.low <= truth <= found.high
    figure(
        name, round(found.value, 3), unit, f"{truth:.3f} known; inside {found.low:.3f} to {found.high:.3f}: {inside}"
    )
    return inside


def run(problem: SimulationProblem, replications: int = REPLICATIONS) -> Outcome:
    """Simulate with the nearest unit."""
    return simulate(problem, Nearest(), replications, LIMITS)


def queues() -> None:
    """Hold waits and losses against Erlang and Cobham."""
    for units, rate in ((1, 1.0), (4, 6.0), (10, 17.0)):
        day = np.full((60, 1), rate)
        outcome = run(at_hand(units, day, exponential(30.0), run_in_h=24.0))
        name = f"M/M/{units}, {rate:g} calls an hour of 30 min"
        known(f"{name}: calls that wait", estimate(outcome, waiting_pct), 100 * erlang_c(units, rate / 2), "%")
        known(f"{name}: mean wait", estimate(outcome, wait_mean_min), 60 * mean_wait_h(units, rate, 0.5), "min")
    lost = run(at_hand(4, np.full((60, 1), 6.0), exponential(30.0), run_in_h=12.0, most_waiting=0))
    known("M/M/4/4, 3 Erlang: calls lost", estimate(lost, unanswered_pct), 100 * erlang_b(4, 3.0), "%")
    outcome = run(at_hand(4, np.full((60, 1), 6.0), exponential(30.0, (0.3, 0.7)), run_in_h=24.0))
    truth = mean_waits_by_priority_h(4, (1.8, 4.2), 0.5)
    for rank, hours in enumerate(truth, 1):
        own = estimate(outcome.where(outcome.priority == rank), wait_mean_min)
        known(f"M/M/4 with two priorities: mean wait of priority {rank}", own, 60 * hours, "min")


def dispatches(unit: int, grid: int) -> Figure:
    """Make the figure of the share of answered calls that are of a grid and taken by a unit [%]."""

    def share(outcome: Outcome) -> float:
        taken = float(((outcome.unit == unit) & (outcome.grid == grid)).sum())
        return 100 * taken / float((outcome.unit >= 0).sum())

    return share


def cube(units: int, grids: int, *, queue: bool) -> None:
    """Hold workloads and dispatches by fixed lists against the hypercube."""
    rng = np.random.default_rng(units)
    rate = rng.uniform(0.5, 1.5, grids) * 1.2 * units / grids  # 60 % busy
    lists = np.array([rng.permutation(units) for _ in range(grids)])
    truth = hypercube(rate, np.full(units, 2.0), lists, queue=queue)
    rank = tuple(tuple(np.argsort(own).tolist()) for own in lists)
    problem = at_hand(
        units, np.tile(rate, (72, 1)), exponential(30.0), run_in_h=12.0, most_waiting=None if queue else 0
    )
    outcome = simulate(problem, FixedLists(rank), REPLICATIONS, LIMITS)
    pairs = list(zip(by_unit(outcome).values(), 100 * truth.workload, strict=True))
    pairs += [
        (estimate(outcome, dispatches(unit, grid)), 100 * truth.dispatches[unit, grid])
        for unit in range(units)
        for grid in range(grids)
    ]
    inside = float(np.mean([found.low <= true <= found.high for found, true in pairs]))
    worst = max(abs(found.value - true) for found, true in pairs)
    name = f"hypercube of {units} units and {grids} atoms, {'infinite' if queue else 'zero'} line"
    figure(f"{name}: 95 % intervals that hold the known workload or dispatch", round(100 * inside, 1), "%", 90)
    figure(f"{name}: farthest from the known one", round(worst, 2), "percentage points", "")


def week(folder: Path) -> None:
    """Measure 200 replications of a week with 20 units on the streets and 500 calls."""
    scenario = read_scenario(folder)
    demand = calls_a_week(estimate_demand(scenario), 500.0)
    plan = week_plan(scenario, 20, "police_car")
    began = time.perf_counter()
    problem = prepare(plan, scenario, demand, Options())
    figure("tianan, a week: places and times made ready", round(time.perf_counter() - began, 1), "s", "")
    for policy in POLICIES:
        began, worked = time.perf_counter(), processor_s()
        outcome = simulate(problem, policy, REPLICATIONS, Limits(time_s=600.0, seed=SEED, workers=2))
        name = f"tianan, a week, 20 units, 500 calls, {REPLICATIONS} replications, {policy.id}, two processes"
        figure(f"{name}: time", round(time.perf_counter() - began, 1), "s", 30)
        figure(f"{name}: processor time of both", round(processor_s() - worked, 1), "s", 60)
        figure(f"{name}: calls of each", round(len(outcome.unit) / REPLICATIONS, 1), "calls", 500)


def processor_s() -> float:
    """Give the processor time of this process and of those that it has ended [s]."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def main() -> None:
    """Print all figures, or those of one part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("queues", "hypercube", "week"))
    only = parser.parse_args().only
    if only in {None, "queues"}:
        queues()
    for size in (3, 5, 10) if only in {None, "hypercube"} else ():
        cube(size, size + 3, queue=True)
        cube(size, size + 3, queue=False)
    if only in {None, "week"}:
        week(Path(__file__).parent.parent / "sample_maps" / "tianan")


if __name__ == "__main__":
    main()
