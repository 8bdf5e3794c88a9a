"""Routing side by side: the same instances by every solver that is installed, each answer held to the same rules."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import NamedTuple

from benchmarks.evaluator import evaluate
from benchmarks.instances.case import Case
from benchmarks.rivals.field import RIVALS, Rival, by_us
from benchmarks.rivals.table import Cell, mean, table
from benchmarks.rivals.whole import NotExpressible

DAYS = ("station", "station-lines", "station-spots")
"""Names of the station's day: the whole, without breaks, without breaks and lines."""


class Terms(NamedTuple):
    """What is granted: time of a run of ours and of the others [s], seed, and weights of the prizes.

    Weights are worths of the mean prize in mean legs that solvers are tried with that weigh prizes against travel.
    """

    our_s: float
    their_s: float
    seed: int
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The best that a solver reached on an instance: objective (None: no legal answer), seconds of its longest run."""

    objective: float | None
    seconds: float
    said: str


def compare(cases: Sequence[Case], terms: Terms) -> str:
    """Solve every instance by everybody and lay the objectives out as a table, with notes below it."""
    here = [rival for rival in RIVALS if find_spec(rival.package)]
    notes = [f"{rival.name}: absent" for rival in RIVALS if rival not in here]
    rows: list[list[Cell]] = []
    gaps: dict[str, list[float | None]] = {rival.name: [] for rival in here}
    slowest = dict.fromkeys(gaps, 0.0)
    for case in cases:
        answers = {rival.name: answer(rival, case, terms) for rival in here}
        best = best_of(case, [found.objective for found in answers.values()])
        for name, found in answers.items():
            gaps[name].append(worse_by(case, found.objective, best))
            slowest[name] = max(slowest[name], found.seconds)
            notes += [f"{name} on {case.name}: {found.said}"] * bool(found.said)
        rows.append([case.name, case.published, *(found.objective for found in answers.values())])
    rows.append(["mean gap to the best of these, %", None, *(_percent(mean(gaps[name])) for name in gaps)])
    rows.append(["answers", len(cases), *(sum(gap is not None for gap in gaps[name]) for name in gaps)])
    rows.append(["longest run, s", None, *(round(slowest[name], 2) for name in gaps)])
    tried = ", ".join(f"{weight:g}" for weight in terms.weights)
    notes.append(f"PyVRP and OR-Tools: best of runs of {terms.their_s:g} s with prizes worth {tried} mean legs")
    return "\n".join([table(["instance", "published", *gaps], rows), "", *notes])


def answer(rival: Rival, case: Case, terms: Terms) -> Answer:
    """Let a solver work on an instance, once with every weight if it has any and there are prizes to weigh."""
    tried = terms.weights if rival.weighs and not case.is_cost else terms.weights[:1]
    time_s = terms.our_s if rival.solve is by_us else terms.their_s
    best, seconds, said = None, 0.0, ""
    for weight in tried:
        began = time.perf_counter()
        try:
            routes = rival.solve(case.problem, time_s, terms.seed, weight) if case.problem.units else []
            outcome = evaluate(case.problem, routes)
        except NotExpressible as missing:
            return Answer(objective=None, seconds=seconds, said=f"cannot express {missing}")
        seconds = max(seconds, time.perf_counter() - began)
        found = case.objective(outcome)
        said = said if found is not None else next(iter(outcome.broken), "something required is left out")
        best = best_of(case, [best, found])
    return Answer(objective=best, seconds=seconds, said=said if best is None else "")


def best_of(case: Case, objectives: Sequence[float | None]) -> float | None:
    """Give the best of the objectives that there are."""
    known = [value for value in objectives if value is not None]
    if not known:
        return None
    return min(known) if case.is_cost else max(known)


def worse_by(case: Case, objective: float | None, best: float | None) -> float | None:
    """Give how much worse than the best an objective is, as a share of the best; None without an answer."""
    if objective is None or best is None:
        return None
    worse = objective - best if case.is_cost else best - objective
    return worse / best if best else worse


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 3)


def cases_of(names: Sequence[str], routes: int | None) -> Iterator[Case]:
    """Read the instances that are named: files, or parts of the station's day.

    ``station`` is the whole day, ``station-lines`` the day without breaks, ``station-spots`` without breaks and lines.
    """
    from pathlib import Path

    from benchmarks.instances.files import STREETS, read_case
    from benchmarks.instances.station_day import station_day

    for name in names:
        if name in DAYS:
            yield station_day(STREETS, breaks=name == "station", lines=name != "station-spots")
        else:
            yield read_case(Path(name), routes=routes)
