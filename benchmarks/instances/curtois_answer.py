"""Solves Curtois and Qu instances with the product's own solver, and holds the answers against the best known."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from benchmarks.instances.curtois import read
from benchmarks.instances.curtois_cost import broken, cost
from planner.domain.solving import Limits


class Line(TypedDict):
    """What is printed of one instance; of an employee the shift of each date, or None."""

    instance: str
    objective: int | None
    bound: int
    seconds: float
    assignments: dict[str, list[str | None]]


def solve_file(path: Path, limits: Limits) -> Line:
    """Read and solve one instance; the objective is recomputed from the roster, None where it is not legal."""
    from planner.rosters.solve import solve

    problem = read(path)
    result = solve(problem, limits)
    roster: dict[str, list[str | None]] = {officer.id: [None] * problem.days for officer in problem.officers}
    twice = False
    for officer, index in result.works:
        row, shift = roster[problem.officers[officer].id], problem.shifts[index]
        twice = twice or row[shift.day] is not None
        row[shift.day] = shift.shift
    faults = ["somebody works twice on a date"] if twice else broken(path, roster)
    for fault in faults:
        print(f"{path.name}: {fault}", file=sys.stderr)
    return {
        "instance": path.name,
        "objective": None if faults else cost(path, roster),
        "bound": result.bound,
        "seconds": round(result.seconds, 3),
        "assignments": roster,
    }


def best_known(path: Path) -> int | None:
    """Give the cost of the best roster known of an instance, if ``best_known.csv`` beside it has one."""
    table = path.parent / "best_known.csv"
    if not table.is_file():
        return None
    with table.open(encoding="utf-8", newline="") as rows:
        known = {row["instance"]: int(row["best_known_solution"]) for row in csv.DictReader(rows)}
    return known.get(path.stem)


def summary(paths: Sequence[Path], lines: Sequence[Line]) -> str:
    """Give a line with the gaps of answers and of bounds to the best known, as shares of it."""
    failed = [line["instance"] for line in lines if line["objective"] is None]
    answers: dict[str, float] = {}
    bounds: dict[str, float] = {}
    for path, line in zip(paths, lines, strict=True):
        known = best_known(path)
        if known:
            bounds[path.stem] = round(100 * (1 - line["bound"] / known), 2)
            if line["objective"] is not None:
                answers[path.stem] = round(100 * (line["objective"] / known - 1), 2)
    return json.dumps(
        {
            "summary": "curtois",
            "instances": len(lines),
            "failed": failed,
            "mean_gap_pct": round(sum(answers.values()) / len(answers), 3) if answers else None,
            "gap_pct": answers,
            "bound_below_best_known_pct": bounds,
        }
    )
