"""Set packing: the best plan that can be put together from the routes of a pool, by CP-SAT.

One aim after the other, each by a solve of its own that may not lose what the ones before have reached, so that no
weight stands between them: required visits; value, repeats at their shares; then, when value may be given up for it, an
even share of work in every team and after it little travel. When none may be given up, travel comes before the even
share, which only tells plans apart that are equal otherwise.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from planner.routing.packing.aims import Aims, Taken
from planner.routing.packing.choices import make_choices
from planner.routing.packing.evening import even_out
from planner.routing.packing.model import Figure, PackingModel
from planner.routing.packing.trimming import Route, trim
from planner.routing.problem import Column, RoutingProblem
from planner.routing.reckoning.figures import best_plan, score

LEAST_S = 0.1
"""Time that a solve has even when the deadline is near [s]."""
LEAST_EVENING_S = 0.3
"""Time that is kept for sharing work more evenly [s]."""
TRIES = 2000
"""Moves tried for each unit of deterministic effort."""
PARTS = {"required": 0.4, "value": 0.6, "largest_spread": 0.5, "all_spreads": 0.5, "travel": 0.7}
"""Part of the time that is left when its turn comes that each aim may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How long one packing may take.

    Attributes
    ----------
    deadline_s
        When to stop, on the clock of `time.perf_counter` [s].
    deterministic
        Instead: CP-SAT's count of its own work, which makes a run with one worker repeatable.
    """

    deadline_s: float
    deterministic: float | None
    workers: int
    seed: int


def pack(problem: RoutingProblem, columns: Sequence[Column], incumbent: Sequence[Route], effort: Effort) -> list[Route]:
    """Put the best plan together from the columns; never a worse one than the incumbent, which may be the answer.

    Worse is meant in the order of the aims: a plan of less value than the incumbent, but no less than `even_share`
    allows, is better when its work is shared more evenly.

    Parameters
    ----------
    columns
        Routes that are each legal for their unit.
    incumbent
        A legal plan, one route a unit.
    """
    choices = make_choices(problem, [*enumerate(incumbent), *columns])
    run = _Run(Aims(choices), effort)
    plans = [list(incumbent)]
    for taken in run.reach_all(choices.count(incumbent)):
        trimmed = trim(problem, choices.routes(taken, incumbent), even=problem.even_share > 0)
        plans += [trimmed] if trimmed is not None else []
    best = best_plan(problem, plans)
    return best_plan(problem, [best, *_evened(problem, best, plans, effort)])


def _evened(
    problem: RoutingProblem, best: Sequence[Route], plans: Sequence[Sequence[Route]], effort: Effort
) -> list[list[Route]]:
    """Share the work of the best plan more evenly, if value may be given up for it: no less than of the best known."""
    if problem.even_share <= 0:
        return []
    required = score(problem, best)[0]
    most = max(worth for served, worth, _ in (score(problem, plan) for plan in plans) if served == required)
    return [even_out(problem, best, most * (1.0 - problem.even_share), _stop(effort))]


def _stop(effort: Effort) -> Callable[[], bool]:
    """Tell when to stop: at the deadline, or after so many questions."""
    if effort.deterministic is not None:
        left = iter(range(int(effort.deterministic * TRIES)))
        return lambda: next(left, None) is None
    until_s = max(effort.deadline_s, time.perf_counter() + LEAST_EVENING_S)
    return lambda: time.perf_counter() >= until_s


@dataclass
class _Run:
    """Solves for one aim after the other.

    Attributes
    ----------
    known
        Rows taken that have been found so far.
    kept
        Tests of what must be kept.
    left
        Part of the deterministic effort that is left.
    """

    aims: Aims
    effort: Effort
    known: list[Taken] = field(default_factory=list)
    kept: list[Callable[[Taken], bool]] = field(default_factory=list)
    left: float = 1.0

    def reach_all(self, incumbent: Taken) -> list[Taken]:
        """Go from aim to aim, from the incumbent on, and list all that was found on the way."""
        self.known.append(incumbent)
        model, figures = PackingModel(self.aims), _figures(self.aims)
        given_up = self.aims.choices.problem.even_share
        spreads = ["largest_spread", "all_spreads"][: len(self.aims.teams)]
        for name in ["required", "value", *([*spreads, "travel"] if given_up > 0 else ["travel", *spreads])]:
            figure = figures[name]
            reached = self._reach(model, name, figure)
            slack = int(reached * given_up) if name == "value" else 0
            self._keep(model, name, figure, reached - slack)
        return self.known

    def _reach(self, model: PackingModel, name: str, figure: Figure) -> int:
        """Bring one figure as far as it goes in the time it has."""
        legal = [taken for taken in self.known if all(keeps(taken) for keeps in self.kept)]
        start = max(legal, key=lambda taken: figure.sign * figure.of(taken))
        here = figure.of(start)
        if not figure.can_improve(here) or (name not in {"required", "value"} and self._late()):
            return here
        found = model.improve(self._solver(PARTS[name]), name, figure, start)
        if found is None or figure.sign * figure.of(found) <= figure.sign * here:
            return here
        self.known.append(found)
        return figure.of(found)

    def _keep(self, model: PackingModel, name: str, figure: Figure, least: int) -> None:
        model.keep(name, figure, least)
        self.kept.append(lambda taken: figure.sign * figure.of(taken) >= figure.sign * least)

    def _late(self) -> bool:
        """Tell whether no time is left but what is kept for sharing work."""
        late_s = time.perf_counter() - (self.effort.deadline_s - LEAST_EVENING_S)
        return self.effort.deterministic is None and late_s > 0

    def _solver(self, part: float) -> cp_model.CpSolver:
        effort, solver = self.effort, cp_model.CpSolver()
        solver.parameters.catch_sigint_signal = False  # stopping is the caller's
        solver.parameters.num_workers = effort.workers
        solver.parameters.random_seed = effort.seed % 2**31
        solver.parameters.cp_model_presolve = False  # it takes longer than the time there is
        if effort.deterministic is None:
            left_s = effort.deadline_s - LEAST_EVENING_S - time.perf_counter()
            solver.parameters.max_time_in_seconds = max(LEAST_S, left_s * part)
        else:
            solver.parameters.max_deterministic_time = effort.deterministic * self.left * part
            self.left *= 1.0 - part
        return solver


def _figures(aims: Aims) -> dict[str, Figure]:
    """Give each aim its figure of a plan, its direction, and the best that it can ever be."""
    return {
        "required": Figure(of=aims.served, sign=1, best=int(aims.choices.problem.visit_required.sum())),
        "value": Figure(of=aims.value, sign=1, best=aims.most_value),
        "largest_spread": Figure(of=aims.largest_spread, sign=-1, best=0),
        "all_spreads": Figure(of=aims.all_spreads, sign=-1, best=0),
        "travel": Figure(of=aims.travel, sign=-1, best=0),
    }
