"""Solve a districting: annealing in some threads, the bound by prices and then the model in another one.

Annealings become longer, so that a quick answer is there early; every second one begins at new seeds, the others at the
best so far. When bound and answer meet, the answer is proven best.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from threading import Event, Lock

import numpy as np

from planner.domain.solving import Limits, OnProgress, Progress, keep_going
from planner.grids.districting.bound.lagrange import Lagrange
from planner.grids.districting.exact.balancing import balanced
from planner.grids.districting.exact.proving import Prover, cost_without_borders
from planner.grids.districting.problem import Districting, DistrictProblem, Status
from planner.grids.districting.search.annealing import HOT_AGAIN, HOT_NEW, Annealer, Found, seeds

POLL_S = 0.1
"""Time between two questions to `on_progress` [s]."""
FIRST_STEPS, LONGEST = 300, 20_000
"""Steps for each cell in the first and in the longest annealing."""
LEAST_STEPS = 60_000
"""Steps of an annealing, however few the cells: about a hundredth of a second."""
GROWTH = 2
"""How many times longer each annealing is than the one before."""
BOUND_STEPS = 40
"""Steps of the bound between two looks at the best answer."""
MODEL_S = 30.0
"""Time of the model between two looks at what else was found [s]."""
MOST_PRICED = 12_000_000
"""Slots x cells x cells up to which a step of the bound is worth its time: about half a second."""
DEAREST = 256.0
"""Most that the price of broken rules is raised by."""


class _Search:
    """What the threads share."""

    def __init__(self, problem: DistrictProblem, limits: Limits) -> None:
        self.problem, self.limits = problem, limits
        self.annealer = Annealer(problem)
        begin = self.annealer.first(limits.seed)
        self.best = self.annealer.run(begin, 0, limits.seed, hot=HOT_NEW)  # compiles before the clock starts
        self.began = time.monotonic()
        self.lock = Lock()
        workers = limits.workers or os.cpu_count() or 1
        self.alone = workers == 1 or limits.iterations is not None
        self.lagrange: Lagrange | None = None
        if problem.cells**2 * len(problem.slot_count) <= MOST_PRICED:
            self.lagrange = Lagrange(problem, _own_costs(problem, self.best))
        self.annealers = max(1, workers - (self.lagrange is not None))
        self.prover = Prover(problem, seed=limits.seed, workers=1 if self.alone else workers)
        self.modelled = False
        self.rounds = self.finished = 0
        self.dear = 1.0
        self.steps_per_s = 2e6
        self.halted = Event()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    @property
    def left_s(self) -> float:
        return self.limits.time_s - self.seconds if self.limits.iterations is None else float("inf")

    @property
    def done(self) -> float:
        if self.limits.iterations is not None:
            return min(1.0, self.finished / max(1, self.limits.iterations))
        return min(1.0, self.seconds / self.limits.time_s) if self.limits.time_s > 0 else 1.0

    @property
    def bound(self) -> int:
        by_prices = self.lagrange.bound if self.lagrange is not None else 0
        bound, best = max(by_prices, self.prover.bound), self.best
        return min(bound, best.cost) if best.broken == 0 else bound

    @property
    def over(self) -> bool:
        """Whether nothing is left to do: the limits are reached, somebody asked to stop, or the best is proven."""
        best = self.best
        return self.halted.is_set() or self.done >= 1.0 or (best.broken == 0 and self.bound >= best.cost)

    def take(self, found: Found) -> None:
        with self.lock:
            if found.betters(self.best):
                self.best = found

    def anneal(self, worker: int) -> None:
        """Anneal once, as long as the round says and the time allows."""
        with self.lock:
            number, best, dear = self.rounds, self.best, self.dear
            self.rounds += 1
        steps = self.problem.cells * min(LONGEST, FIRST_STEPS * GROWTH ** min(40, number // self.annealers))
        steps = max(LEAST_STEPS, steps)
        if self.limits.iterations is None:
            steps = max(1000, min(steps, int(0.9 * self.left_s * self.steps_per_s)))
        seed = seeds(self.limits.seed, number, worker)
        today = self.problem.start is not None
        fresh = (number // self.annealers + worker) % 2 == 0 and not today
        begin = self.annealer.first(seed) if fresh and number else best
        hot = HOT_NEW if fresh or (today and number % 3 == 2) else HOT_AGAIN
        began = time.monotonic()
        found = self.annealer.run(begin, steps, seed, hot=hot, dear=dear)
        if number >= self.annealers:  # the first ones may have been compiled
            self.steps_per_s = max(1e4, found.steps / max(1e-3, time.monotonic() - began))
        self.take(found)
        if self.best.broken and not self.over:
            self.repair()

    def repair(self) -> None:
        """Mend broken rules by a model of the cells near borders, and raise their price."""
        self.dear = min(DEAREST, 2.0 * self.dear)
        best = self.best
        found = balanced(self.problem, best.district, best.centre, self.limits)
        if found is not None:
            self.take(self.annealer.taken(found, best.centre))

    def sharpen(self) -> bool:
        """Better the bound by prices, or run the model when they are settled; False when nothing can be done."""
        lagrange, best = self.lagrange, self.best
        if lagrange is None or lagrange.impossible:
            return False
        if best.broken:
            return True
        for _ in range(BOUND_STEPS):
            if lagrange.settled or self.over:
                break
            lagrange.step(float(cost_without_borders(self.problem, best.district, best.centre)))
        if not lagrange.settled or self.over:
            return True
        return self.prove(lagrange)

    def prove(self, lagrange: Lagrange) -> bool:
        """Look for the best by the model, once that is small enough; False when nothing is left to be found by it."""
        best = self.best
        if not self.modelled:
            self.modelled = self.prover.begin(lagrange, cost_without_borders(self.problem, best.district, best.centre))
        if not self.modelled:
            return False
        found = self.prover.run(min(self.left_s, MODEL_S) if self.limits.iterations is None else float("inf"))
        if found is not None:
            self.take(self.annealer.taken(*found))
        return not self.prover.finished

    def halt(self) -> None:
        self.halted.set()
        self.annealer.stop[0] = True
        if self.lagrange is not None:
            self.lagrange.stop[0] = True
        self.prover.stop()

    def works(self) -> list[Callable[[], None]]:
        """Give what each thread has to do."""
        if self.alone:
            return [self._in_turn]
        return [*(partial(self._anneal_on, worker) for worker in range(self.annealers)), self._sharpen_on]

    def _anneal_on(self, worker: int) -> None:
        while not self.over:
            self.anneal(worker)

    def _sharpen_on(self) -> None:
        while not self.over and self.sharpen():
            if self.best.broken:
                self.halted.wait(POLL_S)

    def _in_turn(self) -> None:
        more = True
        while not self.over:
            self.anneal(0)
            more = more and self.sharpen()
            self.finished += 1


def _own_costs(problem: DistrictProblem, found: Found) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Give what every cell costs in a districting, (n,): prices to begin with."""
    cells = np.arange(problem.cells)
    ways = problem.weight * problem.seconds[found.centre[found.district], cells].astype(np.float64)
    return np.asarray(ways + problem.slot_cost[problem.slot[found.district], cells])


def solve(problem: DistrictProblem, limits: Limits, *, on_progress: OnProgress = keep_going) -> Districting:
    """Find a good districting within limits.

    With `Limits.iterations` so many rounds are made, and with one worker the answer is always the same. A districting
    that breaks rules of load, reach or apartness is given only when none without was found; its districts hang
    together all the same.
    """
    search = _Search(problem, limits)
    cancelled = _watched(search, on_progress)
    best, bound = search.best, search.bound
    status: Status = "feasible"
    if cancelled:
        status = "cancelled"
    elif best.broken:
        status = "unbalanced"
    elif bound >= best.cost:
        status = "optimal"
    return Districting(
        district=best.district,
        centre=best.centre,
        objective=best.cost,
        bound=bound,
        broken=best.broken,
        status=status,
        seconds=search.seconds,
    )


def _watched(search: _Search, on_progress: OnProgress) -> bool:
    """Run the threads and ask `on_progress` in the caller's; tell whether it asked to stop."""
    works, cancelled = search.works(), False
    with ThreadPoolExecutor(len(works)) as pool:
        running = [pool.submit(work) for work in works]
        try:
            while not cancelled and not search.over and not _failed(running):
                best = search.best.cost if search.best.broken == 0 else None
                report = Progress(stage="districts", done=search.done, incumbent=best, bound=search.bound or None)
                cancelled = on_progress(report)
                wait(running, timeout=POLL_S)
        finally:
            search.halt()
    for future in running:
        future.result()
    return cancelled


def _failed(running: list[Future[None]]) -> bool:
    return any(future.done() and future.exception() for future in running)
