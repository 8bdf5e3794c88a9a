"""Free choice of junctions: the least time by which a cordon can stand, proven from below.

The times by which some unit can be somewhere are tried as limits. A limit is disproven by maximum flow (fewer units
than ways), or by the programme of `decide` without a solution; it is reached when a cut is found of which every wall is
closed before the one who flees comes to it. A cut that fails in that shows how he comes through, which every later cut
has to prevent, so the search ends with the exact answer. Where nothing shuts him in, or the time is too short to tell,
`stops` asks for units that stop him on most ways out.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from planner.dispatch.intercept.cuts import Cut, Cuts, Run
from planner.dispatch.intercept.decide import Effort, decide, least
from planner.dispatch.intercept.exits import close_exits
from planner.dispatch.intercept.flow import least_by_flow
from planner.dispatch.intercept.problem import NEVER, Cordon, CordonProblem, ExitProblem, Times
from planner.dispatch.intercept.stops import already_out, stop_most
from planner.dispatch.intercept.walls import Flight
from planner.domain.solving import Limits, OnProgress, Progress, keep_going

FIRST_STEP_DS = 60
"""By how much the limit grows first while nothing is found [ds]; twice as much each time."""
PROBE_SHARE = 0.25
"""Share of the time left that one limit may take before it is passed over."""
SHUTTING_SHARE = 0.9
"""Share of the time in which he has to be shut in; the rest is for stopping him on most ways out."""


@dataclass(frozen=True, slots=True)
class _Search:
    """What a search works with."""

    flight: Flight
    cuts: Cuts
    times: Times
    ends: float
    effort: Effort
    on_progress: OnProgress

    def left_s(self) -> float:
        return self.ends - time.monotonic()

    def gets_out(self, closed_ds: dict[int, int]) -> bool:
        """Tell whether he comes outside while nodes are closed one by one [ds]."""
        return bool((self.flight.run(closed_ds)[0][self.flight.problem.outside] < NEVER).any())


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The best cut, the number of the least time limit that is not disproven, and whether nothing was cut short."""

    cut: Cut | None
    low: int
    proven: bool


def close(problem: CordonProblem, limits: Limits, *, on_progress: OnProgress = keep_going) -> Cordon:
    """Find the cordon that stands soonest or, where nothing shuts him in, stop him on most ways out.

    Parameters
    ----------
    limits
        Its time and its seed; one thread, so that the same question has the same answer if the time is enough.
    """
    flight, began = Flight(problem), time.monotonic()
    first_ds, before = flight.run({})
    ways = int(problem.streets_out()[first_ds < NEVER].sum())
    if not (first_ds[problem.outside] < NEVER).any():
        return _shut((), 0, 0, ways, proven=True)
    usable = problem.unit_ds[:, ~problem.outside & (first_ds < NEVER)]
    times = np.unique(np.concatenate([[0], usable[usable < NEVER]]))
    search = _Search(
        flight,
        Cuts(problem, first_ds, before),
        times,
        began + SHUTTING_SHARE * limits.time_s,
        Effort(seed=limits.seed, stop=lambda: on_progress(Progress(stage="cordon", done=0.5))),
        on_progress,
    )
    settled = already_out(flight, first_ds)
    outcome = None if settled else _soonest(search, least_by_flow(problem, first_ds, times))
    if outcome is None or outcome.cut is None:
        left_s = began + limits.time_s - time.monotonic()
        settled = settled or (outcome is not None and outcome.proven)
        return stop_most(flight, first_ds, left_s, search.effort, settled=settled)
    return _cordon(search, outcome, ways)


def _shut(closed: tuple[tuple[int, int], ...], closed_ds: int, bound_ds: int, ways: int, *, proven: bool) -> Cordon:
    """Give a cordon that shuts him in: all ways out are stopped."""
    return Cordon(
        status="optimal" if proven else "feasible",
        shut=True,
        closed=closed,
        open=(),
        closed_ds=closed_ds,
        bound_ds=bound_ds,
        ways=ways,
        stopped=ways,
        most_stopped=ways,
    )


def _soonest(search: _Search, low: int) -> _Outcome:
    """Find the least time limit that is reached.

    Upwards in growing steps to some cut, then in one short search over all limits that are left, then by halving, with
    another such search whenever half as many are left. What such a search found is often the best, so the limit just
    below it comes next. A limit that takes too long is passed over; what was passed over is settled at the end, in the
    time left.
    """
    best: Cut | None = None
    step_ds, searched, passed = FIRST_STEP_DS, 2 * len(search.times), low
    improved, high, probe = False, len(search.times), low
    while low < high:
        done = 1.0 - (high - low) / len(search.times)
        if search.left_s() <= 0 or search.on_progress(Progress(stage="cordon", done=done)):
            return _Outcome(best, low, proven=False)
        if best is not None and high - low <= searched // 2:
            searched = high - low
            best, low = _narrowed(search, best, low, high)
            improved, passed = _place(search, best) < high, max(low, passed)
            high = _place(search, best)
            continue
        last_try = passed >= high
        if best is not None or last_try:
            probe = high - 1 if last_try or improved else (passed + high) // 2
        cut = _exact(search, int(search.times[probe]), 1.0 if last_try else PROBE_SHARE)
        if cut.status == "found":
            best = _tightened(search, cut)
            high = _place(search, best)
        elif cut.status == "unknown" and last_try:
            return _Outcome(best, low, proven=False)
        elif cut.status == "none" or not improved:
            low, passed, step_ds = probe + 1 if cut.status == "none" else low, probe + 1, step_ds * 2
            above = int(search.times[min(passed, len(search.times) - 1)]) + step_ds
            probe = min(int(np.searchsorted(search.times, above)), high - 1)
        improved = False
    return _Outcome(best, low, proven=True)


def _narrowed(search: _Search, best: Cut, low: int, high: int) -> tuple[Cut, int]:
    """Give the best cut and the least limit not disproven after one search over the limits from `low` up to `high`."""
    cut, bound_ds = least(search.cuts, search.times[low:high], search.left_s(), search.effort)
    low = min(high, int(np.searchsorted(search.times, bound_ds)))
    if cut.status == "found" and (runs := _runs(search, cut)):
        search.cuts.runs += runs
    elif cut.status == "found":
        best = _tightened(search, cut)
    return best, low


def _tightened(search: _Search, cut: Cut) -> Cut:
    """Leave out units that are not needed, and give the walls to those of which the last is in place soonest."""
    problem = search.cuts.problem
    closed_ds = {node: int(problem.unit_ds[unit, node]) for unit, node in cut.pairs}
    when, _ = search.flight.run(closed_ds)
    held = {node: closes for node, closes in closed_ds.items() if closes <= when[node] < NEVER}
    for node in sorted(held, key=lambda wall: -held[wall]):
        if not search.gets_out(fewer := {k: v for k, v in held.items() if k != node}):
            held = fewer
    walls = np.array(list(held), np.int64)
    latest = search.flight.arrivals(held)
    found = close_exits(ExitProblem(exit_ds=latest[walls], unit_ds=problem.unit_ds[:, walls]))
    return Cut("found", tuple((unit, int(walls[wall])) for unit, wall in found.closed))


def _place(search: _Search, cut: Cut) -> int:
    """Give the number of the time limit by which a cut stands."""
    unit_ds = search.cuts.problem.unit_ds
    return int(np.searchsorted(search.times, max((int(unit_ds[pair]) for pair in cut.pairs), default=0)))


def _exact(search: _Search, last_ds: int, share: float) -> Cut:
    """Find a cut that stands by a time and is closed in time everywhere, in a share of the time left."""
    ends = time.monotonic() + share * search.left_s()
    while True:
        cut = decide(search.cuts, last_ds, ends - time.monotonic(), search.effort)
        if cut.status in {"none", "unknown"} or ends < time.monotonic():
            return cut if cut.status == "none" else Cut("unknown")
        runs = _runs(search, cut)
        if not runs:
            return cut
        search.cuts.runs += runs


def _runs(search: _Search, cut: Cut) -> list[Run]:
    """List how he comes through walls that are closed too late; empty when he does not get out."""
    problem = search.cuts.problem
    closed_ds = {node: int(problem.unit_ds[unit, node]) for unit, node in cut.pairs}
    when, before = search.flight.run(closed_ds)
    if not (when[problem.outside] < NEVER).any():
        return []
    found = []
    for wall, closes_ds in closed_ds.items():
        if when[wall] < closes_ds:
            way, here = [wall], before[wall]
            while here >= 0:
                way.append(here)
                here = before[here]
            nodes = np.array(way[::-1], np.int64)
            found.append(Run(nodes, when[nodes]))
    return found


def _cordon(search: _Search, outcome: _Outcome, ways: int) -> Cordon:
    """Keep the walls that he comes to, and give them to the units that are there soonest together."""
    from scipy.optimize import linear_sum_assignment

    problem, cut = search.cuts.problem, outcome.cut
    if cut is None:
        raise ValueError("there is no cut")
    closed_ds = {node: int(problem.unit_ds[unit, node]) for unit, node in cut.pairs}
    when, _ = search.flight.run(closed_ds)
    walls = sorted(node for node, closes_ds in closed_ds.items() if closes_ds <= when[node] < NEVER)
    latest = search.flight.arrivals(walls)
    last = max((closed_ds[node] for node in walls), default=0)
    cost = np.where(problem.unit_ds <= np.minimum(latest, last)[None, :], problem.unit_ds, NEVER)[:, walls]
    rows, columns = linear_sum_assignment(cost)
    bound = last if outcome.proven else min(int(search.times[min(outcome.low, len(search.times) - 1)]), last)
    closed = tuple(sorted((int(unit), walls[column]) for unit, column in zip(rows, columns, strict=True)))
    return _shut(closed, last, bound, ways, proven=outcome.proven)
