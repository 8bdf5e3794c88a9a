"""Try whether facts can hold together, within a budget of time."""

from __future__ import annotations

import time
from collections.abc import Iterable

from ortools.sat.python import cp_model

from planner.domain.solving import Limits, OnProgress, Progress
from planner.rosters.model.cover import reach
from planner.rosters.model.facts import Fact
from planner.rosters.model.rules import framed
from planner.rosters.model.searching import run, solver_of
from planner.rosters.reasons.cutting import Place


class Budget:
    """The time that all trials share, and whether the caller wants to stop.

    Attributes
    ----------
    kept_s
        Time at the end that is kept for what comes later [s].
    """

    def __init__(self, limits: Limits, on_progress: OnProgress) -> None:
        self.limits, self.on_progress = limits, on_progress
        self.started = time.monotonic()
        self.cancelled = False
        self.kept_s = 0.0

    @property
    def left_s(self) -> float:
        """Time left [s]."""
        return 0.0 if self.cancelled else max(0.0, self.limits.time_s - self.kept_s - (time.monotonic() - self.started))

    def ask(self) -> bool:
        """Tell the caller how far the search is, and whether it is to stop."""
        done = 1.0 - self.left_s / self.limits.time_s if self.limits.time_s > 0 else 1.0
        self.cancelled = self.on_progress(Progress(stage="why", done=min(1.0, done))) or self.cancelled
        return self.cancelled

    def solve(self, model: cp_model.CpModel, *, workers: int = 1, share: float = 1.0) -> bool | None:
        """Tell whether a model is possible; None: not found out in a share of the time left."""
        if self.ask() or self.left_s <= 0:
            return None
        status = run(self._solver(workers, share), model, self.ask)
        if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return True
        return False if status == cp_model.INFEASIBLE else None

    def blame(self, model: cp_model.CpModel, *, share: float = 1.0) -> list[int]:
        """Give the assumptions of a model that make it impossible; none if that is not found out."""
        if self.ask() or self.left_s <= 0:
            return []
        solver = self._solver(1, share)
        if run(solver, model, self.ask) != cp_model.INFEASIBLE:
            return []
        return list(solver.sufficient_assumptions_for_infeasibility())

    def _solver(self, workers: int, share: float) -> cp_model.CpSolver:
        solver = solver_of(self.limits, self.left_s * share)
        solver.parameters.num_workers = workers
        solver.parameters.linearization_level = 2  # shortages of hours are seen by the linear relaxation
        solver.parameters.cp_model_probing_level = 0  # many short runs: what presolve finds there is not worth its time
        solver.parameters.symmetry_level = 0
        return solver


def possible(place: Place, budget: Budget, *, share: float = 1.0) -> bool | None:
    """Tell whether a goal can be reached at a place with every rule kept; None: not found out in time."""
    if budget.left_s <= 0:
        return None
    problem, goal = place.cut()
    frame = framed(problem, days=place.days, idle=place.idle)
    reach(frame, goal)
    whole = len(place.days) == problem.days
    answer = budget.solve(frame.model, share=share / 2 if whole else share)
    if answer is None and whole:
        return budget.solve(frame.model, workers=budget.limits.workers, share=share)
    return answer


class Trial:
    """A place with a switch for every fact.

    Attributes
    ----------
    problem
        The part of the roster that the place is.
    facts
        All that can be switched.
    """

    def __init__(self, place: Place, budget: Budget) -> None:
        self.problem, goal = place.cut()
        self.budget = budget
        self._frame = framed(self.problem, days=place.days, switched=True, idle=place.idle)
        reach(self._frame, goal)
        self.facts = tuple(self._frame.switches)

    def possible(self, facts: Iterable[Fact], *, share: float = 0.5) -> bool | None:
        """Tell whether these facts can hold together, all others switched off; None: not found out in time."""
        on = frozenset(facts)
        self._set(on, on)
        return self.budget.solve(self._frame.model, share=share)

    def blamed(self, facts: Iterable[Fact], *, share: float = 0.5) -> frozenset[Fact]:
        """Give some of these facts that cannot hold together, seldom many more than needed; none: not found in time."""
        on, model = frozenset(facts), self._frame.model
        self._set(on, frozenset())
        model.add_assumptions([switch for fact, switch in self._frame.switches.items() if fact in on])
        blamed = set(self.budget.blame(model, share=share))
        model.clear_assumptions()
        found = frozenset(fact for fact, switch in self._frame.switches.items() if switch.index in blamed)
        return found if found and self.possible(found, share=share) is False else frozenset()

    def _set(self, on: frozenset[Fact], fixed: frozenset[Fact]) -> None:
        """Switch all facts off that are not on, and hold those that are fixed on."""
        for fact, switch in self._frame.switches.items():
            domain = self._frame.model.proto.variables[switch.index].domain
            domain.clear()
            domain.extend([int(fact in fixed), int(fact in on)])
