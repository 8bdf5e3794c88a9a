"""Find the routes: compiled searches fill a pool, set packing puts the best plan together from it."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np

from planner.domain.plan import SolverStatus
from planner.domain.solving import Limits, OnProgress, Progress, keep_going
from planner.routing.bounds.upper import bound, most_required
from planner.routing.packing.pack import Effort, pack
from planner.routing.problem import Column, RoutingProblem, RoutingResult, UnitRoute
from planner.routing.reckoning.figures import begin_s, best_plan, in_time, score, spread
from planner.routing.search.seeded import Search

CHUNK_S = 0.2
"""Time between two looks at the clock and calls of `on_progress` [s]."""
FIRST_STEPS = 50
CHUNK_STEPS = 500
"""Steps between two looks when steps are counted instead of time."""
QUIET_CHUNKS = 8
"""Looks in a row without any gain after which a search that has met its bound stops."""
PACKING_SHARE = 0.1
"""Part of the time that is kept for set packing."""
MOST_COLUMNS = 3000
"""Routes that set packing chooses from."""
PACKING_EFFORT = 4.0
"""CP-SAT's deterministic time for set packing when steps are counted instead of time."""

Routes = list[tuple[int, ...]]


def solve(
    problem: RoutingProblem,
    limits: Limits,
    *,
    start: Sequence[Sequence[int]] | None = None,
    on_progress: OnProgress = keep_going,
) -> RoutingResult:
    """Find routes with as many required visits as can be, then the most optional value, then even and short ones.

    With one worker and a limit on iterations the same seed gives the same answer. When `on_progress` returns True, or
    the time is over, the best plan so far is returned; there is always one. Compiling the kernel on first use does
    not count as time.

    Parameters
    ----------
    start
        Ways of each unit to begin from: legal routes that hold its pinned visits.

    Raises
    ------
    ValueError
        If the pinned visits of a unit do not fit together, or a route of `start` is not in time.
    """
    started = time.perf_counter()
    first = pinned_routes(problem) if start is None else checked(problem, start)
    if not problem.units or not problem.visits:
        return _result(problem, first, started, cancelled=False)
    workers = limits.workers or os.cpu_count() or 1
    searches = [Search(problem, limits.seed * 1009 + worker, first) for worker in range(workers)]
    loaded = time.perf_counter()
    cancelled = _Run(problem, searches, limits, loaded, on_progress).search()
    routes = best_plan(problem, [search.best_routes() for search in searches])
    if not cancelled:
        effort = Effort(
            deadline_s=loaded + limits.time_s,
            deterministic=None if limits.iterations is None else PACKING_EFFORT,
            workers=workers,
            seed=limits.seed,
        )
        routes = pack(problem, columns(searches), routes, effort)
    return _result(problem, routes, started, cancelled=cancelled)


def pinned_routes(problem: RoutingProblem) -> Routes:
    """Give every unit the visits that are pinned to it, in an order that keeps their windows."""
    routes: Routes = [()] * problem.units
    pinned = np.flatnonzero(problem.visit_pinned >= 0)
    for visit in sorted(pinned.tolist(), key=lambda v: (problem.visit_closes_s[v] - problem.visit_opens_s[v], v)):
        unit = int(problem.visit_pinned[visit])
        ways = range(problem.way_start[visit], problem.way_start[visit + 1])
        slots = range(len(routes[unit]) + 1)
        offers = ((*routes[unit][:slot], way, *routes[unit][slot:]) for way in ways for slot in slots)
        fitting = next((offer for offer in offers if in_time(problem, unit, offer)), None)
        if fitting is None:
            message = f"visit {visit} does not fit into unit {unit}'s route beside its other pinned visits"
            raise ValueError(message)
        routes[unit] = fitting
    return routes


def checked(problem: RoutingProblem, start: Sequence[Sequence[int]]) -> Routes:
    """Give the routes to begin from, if each of them can be kept."""
    for unit, ways in enumerate(start):
        if not in_time(problem, unit, ways):
            message = f"the route that unit {unit} should begin from is not in time"
            raise ValueError(message)
    return [tuple(ways) for ways in start]


@dataclass(frozen=True, slots=True)
class _Run:
    """Searches run on side by side, a chunk at a time."""

    problem: RoutingProblem
    searches: Sequence[Search]
    limits: Limits
    started: float
    on_progress: OnProgress

    def search(self) -> bool:
        """Run to the limit, or to the bound and no less travel for a while; tell whether it was cancelled."""
        steps, done, quiet, best = FIRST_STEPS, 0, 0, (-1.0, 0.0, 0.0)
        most = most_required(self.problem)
        highest = bound(self.problem, most)
        with ThreadPoolExecutor(len(self.searches)) as threads:
            while (share := self._share(done)) < 1.0:
                began = time.perf_counter()
                steps = self._steps(steps, done)
                end = min(1.0, self._share(done + steps, ahead_s=CHUNK_S))
                for running in [threads.submit(search.run, steps, share, end) for search in self.searches]:
                    running.result()
                done += steps
                before, best = best, max(_ranked(search) for search in self.searches)
                quiet = 0 if best > before else quiet + 1
                used = min(1.0, self._share(done))
                if self.on_progress(Progress(stage="routes", done=used, incumbent=best[1], bound=highest)):
                    return True
                if quiet >= QUIET_CHUNKS and best[0] >= most and best[1] >= highest - 1e-9:
                    return False
                if self.limits.iterations is None:
                    pace = steps / max(time.perf_counter() - began, 1e-6)
                    steps = max(1, min(steps * 10, int(pace * CHUNK_S)))
        return False

    def _share(self, done: int, ahead_s: float = 0.0) -> float:
        """Give the part of the search's budget that is used."""
        if self.limits.iterations is not None:
            return done / max(1, self.limits.iterations)
        budget_s = self.limits.time_s * (1.0 - PACKING_SHARE)
        return (time.perf_counter() - self.started + ahead_s) / max(budget_s, 1e-3) if done or ahead_s else 0.0

    def _steps(self, steps: int, done: int) -> int:
        if self.limits.iterations is None:
            return steps
        return min(CHUNK_STEPS, self.limits.iterations - done)


def _ranked(search: Search) -> tuple[float, float, float]:
    required, value, travel = search.best_score
    return required, value, -travel


def columns(searches: Sequence[Search]) -> list[Column]:
    """Gather the routes of all pools, the latest first, as many as set packing takes."""
    pools = [search.columns() for search in searches]
    gathered = [column for row in zip_longest(*pools) for column in row if column is not None]
    return list(dict.fromkeys(gathered))[:MOST_COLUMNS]


def _result(problem: RoutingProblem, routes: Routes, started: float, *, cancelled: bool) -> RoutingResult:
    required, value, travel = score(problem, routes)
    highest = bound(problem, required)
    status: SolverStatus = "feasible"
    if cancelled:
        status = "cancelled"
    elif required == most_required(problem) and value >= highest - 1e-9:
        status = "optimal"
    return RoutingResult(
        status=status,
        required_served=required,
        required_total=int(np.count_nonzero(problem.visit_required)),
        objective=value,
        bound=highest,
        travel_s=-travel,
        spread=spread(problem, routes),
        seconds=time.perf_counter() - started,
        routes=tuple(
            UnitRoute(ways=tuple(ways), begin_s=begin_s(problem, unit, ways)) for unit, ways in enumerate(routes)
        ),
    )
