"""Solve a roster: schedules of single officers, priced and put together.

A first roster comes from letting each officer answer the others. Then whole schedules are generated until their best
mixture is known, which gives the bound; it is rounded to a roster, and the roster is bettered in neighbourhoods until
it meets the bound or the limits. The search runs in threads of its own and is asked in the caller's thread whether to
stop, so what `on_progress` raises reaches the caller.
"""

from __future__ import annotations

import os
import time
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from typing import TypeVar

from planner.domain.solving import Limits, OnProgress, Progress, keep_going
from planner.rosters.model.exact import exact
from planner.rosters.problem import RosterProblem, RosterResult, RosterStatus
from planner.rosters.score import cost, layers_of
from planner.rosters.search.board import Ground
from planner.rosters.search.budget import Budget
from planner.rosters.search.course import Course
from planner.rosters.search.pricer import Pricer

T = TypeVar("T")

POLL_S = 0.1
"""Time between two questions to `on_progress` [s]."""


def solve(
    problem: RosterProblem,
    limits: Limits,
    *,
    start: tuple[tuple[int, int], ...] | None = None,
    on_progress: OnProgress = keep_going,
) -> RosterResult:
    """Find the best roster within limits.

    Parameters
    ----------
    start
        Pairs of officer and shift to begin from; officers whose shifts there break a rule begin anew.

    Returns
    -------
    The best roster found; officers whose rules leave them no schedule at all are `stuck`.
    """
    budget = Budget(limits)
    workers = limits.workers or os.cpu_count() or 1
    with ThreadPoolExecutor(1) as one:
        ground = _watch(one.submit(_made_ready, problem, budget), budget, None, on_progress)
        course = Course(ground, budget, workers, limits.seed)
        _watch(one.submit(course.run, start or ()), budget, course, on_progress)
    found = _result(problem, ground, course, budget)
    if (found.status == "feasible" or course.idle) and course.is_small and not budget.stop():
        return _proven(problem, limits, found, budget, on_progress)
    return found


def _made_ready(problem: RosterProblem, budget: Budget) -> Ground:
    """Make a problem ready; that the search is compiled, once after installing, is not held against the limits."""
    ground = Ground(problem)
    began = time.monotonic()
    Pricer(problem).compile(ground)
    budget.forgive(time.monotonic() - began)
    return ground


def _result(problem: RosterProblem, ground: Ground, course: Course, budget: Budget) -> RosterResult:
    layers = layers_of(ground, course.best, course.stuck)
    objective = cost(problem, layers)
    bound = min(course.bound, objective)
    return RosterResult(
        works=course.best.works(),
        status=_status(course, budget, proven=bound == objective),
        objective=objective,
        bound=bound,
        layers=layers,
        seconds=budget.seconds,
        stuck=course.stuck,
    )


def _status(course: Course, budget: Budget, *, proven: bool) -> RosterStatus:
    """Name what was reached; with officers for whom no crew was found, nothing is proven."""
    if proven and not course.idle:
        return "optimal"
    return "cancelled" if budget.cancelled else "feasible"


def _proven(
    problem: RosterProblem, limits: Limits, found: RosterResult, budget: Budget, on_progress: OnProgress
) -> RosterResult:
    """Let one model of everything better a small roster, or prove it, in what is left of the limits."""
    left = replace(limits, time_s=max(0.0, limits.time_s - budget.seconds))
    other = exact(problem, left, on_progress=on_progress)
    if other is None or len(other.stuck) > len(found.stuck):
        return found
    if other.stuck != found.stuck:
        return replace(other, seconds=budget.seconds)
    best = min(found, other, key=lambda result: result.objective)
    bound = min(best.objective, max(other.bound, found.bound))
    status = "optimal" if bound == best.objective else other.status
    return replace(best, status=status, bound=bound, seconds=budget.seconds)


def _watch(future: Future[T], budget: Budget, course: Course | None, on_progress: OnProgress) -> T:
    """Ask whether to stop as long as a thread works, and give its answer; whatever happens, it ends."""
    try:
        while True:
            done = wait([future], timeout=POLL_S).done
            incumbent, bound = (course.best_cost, course.bound) if course else (None, None)
            report = Progress(stage="roster", done=budget.done, incumbent=incumbent, bound=bound)
            if on_progress(report):
                budget.cancel()
            if done:
                return future.result()
    except BaseException:
        budget.cancel()
        wait([future])
        raise
