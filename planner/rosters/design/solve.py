"""Choose shifts: one thread proves a bound, another one finds better choices, until the two meet or the time is up."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait

from planner.domain.solving import Limits, OnProgress, Progress, keep_going
from planner.rosters.design.best import Best, figures
from planner.rosters.design.cells import cells_of
from planner.rosters.design.finding import Finder
from planner.rosters.design.problem import DesignProblem, DesignResult
from planner.rosters.design.proving import Prover

POLL_S = 0.1
"""Time between two questions to `on_progress` [s]."""
TURN_NODES = 8
"""Nodes of the proof between two pools where one thread does both."""


class _Search:
    """Both searches on one best choice."""

    def __init__(self, problem: DesignProblem, limits: Limits) -> None:
        self.began = time.monotonic()
        self.limits = limits
        cells = cells_of(problem)
        self.best = Best(cells)
        workers = limits.workers or os.cpu_count() or 1
        self.alone = workers == 1 or limits.iterations is not None
        self.finder = Finder(cells, self.best, limits, 1 if self.alone else workers - 1)
        self.prover = Prover(cells, self.best, limits)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    @property
    def done(self) -> float:
        """Share of the limits that is used."""
        if self.limits.iterations is not None:
            return min(1.0, self.prover.count / max(1, self.limits.iterations))
        return min(1.0, self.seconds / self.limits.time_s) if self.limits.time_s > 0 else 1.0

    def works(self) -> list[Callable[[], None]]:
        """Give what each thread has to do."""
        return [self._in_turn] if self.alone else [self._prove, self._find]

    def _prove(self) -> None:
        while not self.best.over:
            self.prover.step()

    def _find(self) -> None:
        while not self.best.over:
            if not self.prover.sharp or not self._look():
                self.best.halt.wait(POLL_S / 4)

    def _look(self) -> bool:
        """Solve one pool around the newest answer of the relaxation, and tell whether it was worth a try."""
        newest = self.prover.relaxation.newest
        if newest is not None:
            return self.finder.step(newest.answer.used, self.limits.time_s - self.seconds)
        return False

    def _in_turn(self) -> None:
        while not self.best.over and self.done < 1.0:
            for _ in range(TURN_NODES if self.prover.count else 1):
                if not self.best.over:
                    self.prover.step()
            if not self.best.over:
                self._look()


def solve(problem: DesignProblem, limits: Limits, *, on_progress: OnProgress = keep_going) -> DesignResult:
    """Find the best choice within limits; nobody on duty is the first one.

    The searches run in threads of their own and `on_progress` is asked in the caller's: what it raises reaches the
    caller when the threads have stopped.
    """
    search = _Search(problem, limits)
    best, cancelled = search.best, False
    with ThreadPoolExecutor(2) as pool:
        running: list[Future[None]] = [pool.submit(work) for work in search.works()]
        try:
            while True:
                report = Progress(stage="shifts", done=search.done, incumbent=best.objective, bound=best.bound)
                cancelled = on_progress(report)
                if cancelled or (limits.iterations is None and search.done >= 1.0):
                    break
                if any(future.done() for future in running) and (best.over or search.alone or _failed(running)):
                    break
                wait(running, timeout=POLL_S, return_when="FIRST_COMPLETED")
        finally:
            best.halt.set()
    for future in running:
        future.result()
    missing, over, short = figures(best.cells, best.people)
    proven = best.bound >= best.objective
    return DesignResult(
        used=best.used(),
        status="optimal" if proven else "cancelled" if cancelled else "feasible",
        objective=best.objective,
        bound=best.bound,
        missing=missing,
        over=over,
        short=short,
        seconds=search.seconds,
    )


def _failed(running: list[Future[None]]) -> bool:
    return any(future.done() and future.exception() for future in running)
