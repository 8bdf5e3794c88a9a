"""Several plans of one day that are nearly as good as the best and unlike each other, and the draw among them.

The best plan is found first. Each other one is found in windows narrowed by chance: every visit is steered to another
part of its window than in the other plans. What finds no room there gets its whole window back and is searched for
again; a plan that still falls short gives way to the best one's routes. At last the stays of every plan are moved to
where chance wants them, as far as its routes leave time.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from planner.domain.plan import SolverStatus
from planner.domain.solving import Limits, OnProgress, Progress, keep_going
from planner.routing.problem import RoutingProblem, RoutingResult, UnitRoute
from planner.routing.reckoning.figures import score, spread
from planner.routing.reckoning.timing import wanted_begin_s
from planner.routing.solve import solve
from planner.routing.variety.narrowing import draw_parts, kept, narrowed, reopened, spare_s
from planner.routing.variety.predictability import alike_share, visit_begins

FIRST_SHARE = 0.4
"""Part of the time that the search for the best plan has at least."""
WIDTH = 0.5
"""Share of the spare time of its window that a visit keeps; measured: docs/routing.md."""
MOST_ALIKE = 0.8
"""Share of visits in the same quarter of an hour from which on two plans count as one."""
ATTEMPTS = 2
"""Times that a plan is made before it is given up as too like the others."""

Routes = Sequence[Sequence[int]]


def near_best(
    problem: RoutingProblem,
    limits: Limits,
    count: int,
    near_share: float,
    *,
    on_progress: OnProgress = keep_going,
) -> tuple[RoutingResult, ...]:
    """Find up to `count` plans, the best first; fewer when no more are different enough or the search is stopped.

    Parameters
    ----------
    limits
        Of all plans together. With a limit on iterations each plan has its part of them.
    near_share
        Every plan makes as many required visits as the best, and at least 1 less this share of its value.
    """
    making = _Making(problem, limits, count, near_share, on_progress)
    best = making.search(problem, 0, max(FIRST_SHARE, 1.0 / count), None)
    if count == 1 or making.stopped:
        return (best,)
    return making.make(best)


def drawn(count: int, seed: int, date: int) -> int:
    """Draw one of `count` plans, from 0; the same seed and date (a day's ordinal) always draw the same."""
    return int(np.random.default_rng([seed, date]).integers(count))


@dataclass
class _Making:
    """Plans being made one after the other within one budget."""

    problem: RoutingProblem
    limits: Limits
    count: int
    near_share: float
    on_progress: OnProgress
    stopped: bool = False
    began: float = field(default_factory=time.perf_counter)

    def make(self, best: RoutingResult) -> tuple[RoutingResult, ...]:
        """Make the other plans; every attempt at one has a draw of its own."""
        made: list[RoutingResult] = []
        begins: list[dict[int, float]] = []
        for number in range(self.count):
            for attempt in range(ATTEMPTS if number else 1):
                parts = draw_parts(self.problem.visits, self.count, self.limits.seed + 7919 * attempt)[number]
                routes, windows = self._routes(best, number, parts) if number else (_ways(best), self.problem)
                plan = self._plan(routes, windows, parts, best)
                own = visit_begins(self.problem, plan)
                if self.stopped and number:
                    return tuple(made)
                if all(alike_share(self.problem, own, earlier) <= MOST_ALIKE for earlier in begins):
                    made.append(plan)
                    begins.append(own)
                    break
        return tuple(made)

    def _routes(self, best: RoutingResult, number: int, parts: NDArray[np.float64]) -> tuple[Routes, RoutingProblem]:
        """Find routes in narrowed windows, and give the windows that they keep; without time those of the best plan."""
        share = self._left(number) / 2.0
        if share <= 0.0:
            return _ways(best), self.problem
        windows = narrowed(self.problem, parts, WIDTH)
        found = self.search(windows, number, share, kept(windows, _ways(best)))
        share = min(share, self._left(number))
        if not self._near(found, best) and not self.stopped and share > 0.0:
            windows = reopened(windows, self.problem, _ways(found))
            found = self.search(windows, number, share, _ways(found))
        return (_ways(found), windows) if self._near(found, best) else (_ways(best), self.problem)

    def _near(self, found: RoutingResult, best: RoutingResult) -> bool:
        least = (1.0 - self.near_share) * best.objective - 1e-9
        return found.required_served >= best.required_served and found.objective >= least

    def _left(self, number: int) -> float:
        """Give a plan its part of what is left, as a share of the whole budget."""
        if self.limits.iterations is not None:
            return (1.0 - max(FIRST_SHARE, 1.0 / self.count)) / max(1, self.count - 1)
        used = (time.perf_counter() - self.began) / self.limits.time_s
        return max(0.0, 1.0 - used) / (self.count - number)

    def search(self, problem: RoutingProblem, number: int, share: float, start: Routes | None) -> RoutingResult:
        """Search with a share of the budget, and tell how far all plans are."""
        iterations = self.limits.iterations
        limits = replace(
            self.limits,
            time_s=self.limits.time_s * share,
            iterations=None if iterations is None else max(1, round(iterations * share)),
            seed=self.limits.seed + 104729 * number,
        )

        def listen(report: Progress) -> bool:
            done = min(1.0, (number + report.done) / self.count)
            self.stopped = self.on_progress(replace(report, done=done)) or self.stopped
            return self.stopped

        return solve(problem, limits, start=start, on_progress=listen)

    def _plan(
        self, routes: Routes, windows: RoutingProblem, parts: NDArray[np.float64], best: RoutingResult
    ) -> RoutingResult:
        """Move the stays of routes to where chance wants them, and state their figures."""
        wanted_s = self.problem.visit_opens_s + parts * spare_s(self.problem)
        rows = [tuple(ways) for ways in routes]
        begins = [wanted_begin_s(windows, unit, ways, wanted_s) for unit, ways in enumerate(rows)]
        timed = _begun(self.problem, rows, begins)
        required, value, travel = score(timed, rows)
        status: SolverStatus = "optimal" if best.status == "optimal" and value >= best.bound - 1e-9 else "feasible"
        return RoutingResult(
            status=status,
            required_served=required,
            required_total=best.required_total,
            objective=value,
            bound=best.bound,
            travel_s=-travel,
            spread=spread(timed, rows),
            seconds=time.perf_counter() - self.began,
            routes=tuple(UnitRoute(ways=ways, begin_s=row) for ways, row in zip(rows, begins, strict=True)),
        )


def _ways(result: RoutingResult) -> list[tuple[int, ...]]:
    return [route.ways for route in result.routes]


def _begun(problem: RoutingProblem, routes: Routes, begins: Sequence[Sequence[float]]) -> RoutingProblem:
    """Open every visit made when its stay begins, so that the figures are those of these times."""
    opens_s = problem.visit_opens_s.copy()
    visit = problem.way_visit()
    for ways, row in zip(routes, begins, strict=True):
        opens_s[visit[list(ways)]] = row
    return replace(problem, visit_opens_s=opens_s)
