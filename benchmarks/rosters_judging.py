"""How quickly a change to a roster of 150 officers over 28 dates is judged: ``python -m benchmarks.rosters_judging``.

A roster is searched for some seconds. Then cells drawn at random are set, to a shift of their date or to a date off,
legal or not; each one is judged against every rule and told what would mend it. Times are those of the processor.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from benchmarks.instances.station_rosters import Station, large_month
from planner.domain.solving import Limits
from planner.rosters.judging.candidates import candidates
from planner.rosters.judging.judge import judge
from planner.rosters.judging.mending import mends
from planner.rosters.judging.standing import Standing
from planner.rosters.judging.swaps import partners
from planner.rosters.judging.verdict import Cell
from planner.rosters.problem import OFF, RosterProblem

T = TypeVar("T")

CHANGES, VACANCIES, WISHES = 400, 20, 10
"""Cells that are set, shifts for which officers are ranked, and officers who look for somebody to swap with."""
TIME_S = 10.0
"""Time of the search for a roster to judge [s]."""

Line = tuple[str, float, str, float | None]
"""A figure's name, its value, its unit and its bar."""


def judging(limits: Limits) -> Iterator[Line]:
    """Measure on a roster that a search of these limits finds."""
    from planner.rosters.solve import solve

    problem = large_month(Station())
    works = solve(problem, limits).works
    name = f"{len(problem.officers)} officers x {problem.days} days"
    standing, ready_ms = _timed(Standing, problem, works)
    yield f"{name}: roster made ready to be judged, CPU", round(ready_ms), "ms", None
    yield from _figures(f"{name}:", standing, random.Random(limits.seed))  # noqa: S311 - draws cells


def _figures(name: str, standing: Standing, dice: random.Random) -> Iterator[Line]:
    problem = standing.problem
    judged_ms, told_ms = [], []
    for _ in range(CHANGES):
        cell = _any_cell(problem, dice)
        verdict, spent_ms = _timed(judge, standing, [cell])
        judged_ms.append(spent_ms)
        told_ms.append(spent_ms + _timed(mends, standing, verdict)[1])
    for what, times, bar in (("judged", judged_ms, None), ("judged and told what mends it", told_ms, 50.0)):
        times.sort()
        yield f"{name} a change {what}, median, CPU", round(times[len(times) // 2], 2), "ms", bar
        yield f"{name} a change {what}, slowest of {CHANGES}, CPU", round(times[-1], 2), "ms", bar
    worked = dice.sample([(o, s) for o, own in enumerate(standing.own) for s in own], VACANCIES)
    ranked_ms = [_timed(candidates, standing, s, vacated_by=o)[1] for o, s in worked]
    yield f"{name} all officers ranked for a shift, slowest of {VACANCIES}, CPU", round(max(ranked_ms), 1), "ms", None
    asked = [(o, problem.shifts[s].day) for o, s in worked[:WISHES]]
    swaps_ms = [_timed(partners, standing, o, d)[1] for o, d in asked]
    yield f"{name} partners for a swap, slowest of {WISHES}, CPU", round(max(swaps_ms), 1), "ms", None


def _any_cell(problem: RosterProblem, dice: random.Random) -> Cell:
    day = dice.randrange(problem.days)
    shifts = [index for index, shift in enumerate(problem.shifts) if shift.day == day]
    return Cell(officer=dice.randrange(len(problem.officers)), day=day, shift=dice.choice([OFF, *shifts]))


def _timed(work: Callable[..., T], *asked: object, **named: object) -> tuple[T, float]:
    began = time.process_time()
    made = work(*asked, **named)
    return made, 1000 * (time.process_time() - began)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one JSON line a figure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rosters_judging", description=__doc__)
    parser.add_argument("--time", type=float, default=TIME_S, help="seconds of the search [s] (default 10)")
    parser.add_argument("--seed", type=int, default=1, help="(default 1)")
    parser.add_argument("--workers", type=int, default=1, help="threads of the search (default 1)")
    asked = parser.parse_args(arguments)
    for line in judging(Limits(time_s=asked.time, seed=asked.seed, workers=asked.workers)):
        print(json.dumps(dict(zip(("figure", "value", "unit", "bar"), line, strict=True))), flush=True)


if __name__ == "__main__":
    main()
