"""Posts in two steps: what can be earned at the most, then the fewest moves and the shortest ways for it.

Each step has an answer without a solver (`greedy`), which stands where HiGHS finds none better in its time.
"""

from __future__ import annotations

import time
from collections import defaultdict

import numpy as np

from planner.dispatch.redeploy.greedy import earned_by, greedy, nearer
from planner.dispatch.redeploy.problem import NEVER, Deployment, RedeployProblem
from planner.dispatch.redeploy.programme import Covers, Programme, there_of
from planner.domain.solving import Limits, OnProgress, Progress, keep_going

FIRST_SHARE = 0.7
"""Part of the time for what can be earned; the rest is for moves."""
LEAST_S = 0.1
"""Time that a step has at the least [s]."""
MOVE_S = 100_000.0
"""A move weighs more than all travel of a station together [s]."""
HALF = 0.5
"""What is earned is a whole number; half of one absorbs the rounding of the solver."""


def redeploy(
    problem: RedeployProblem, limits: Limits, *, give: float = 0.0, on_progress: OnProgress = keep_going
) -> Deployment:
    """Choose a post for every unit.

    Parameters
    ----------
    give
        Share of what can be earned that may be given up for fewer moves, 0 to 1.
    """
    began, home = time.monotonic(), problem.home.tolist()
    covers, sure = _covers(problem)
    posts, bound, known = home, problem.most, False
    stopped = on_progress(Progress(stage="redeploy", done=0.0))
    if not stopped and len(posts):
        posts = greedy(problem)
        found, bound, known = _earn_most(problem, covers, sure, FIRST_SHARE * limits.time_s)
        posts = max(posts, found, key=lambda one: earned_by(problem, one))
    earned = earned_by(problem, posts)
    floor = max(int(np.ceil(earned * (1.0 - give) - 1e-9)), earned_by(problem, home))
    posts = nearer(problem, posts, floor) if len(posts) else posts
    if not stopped and not on_progress(Progress(stage="redeploy", done=FIRST_SHARE, incumbent=earned, bound=bound)):
        left_s = max(LEAST_S, limits.time_s - (time.monotonic() - began))
        found, fewest = _move_least(problem, covers, floor - sure, left_s)
        enough = bool(found) and earned_by(problem, found) >= floor
        known = known and fewest and enough
        if enough:
            posts = min(posts, found, key=lambda one: _effort(problem, one))
    else:
        known = known and not len(posts)
    moves, travel_s = _effort(problem, posts)
    return Deployment(
        status="optimal" if known else "feasible",
        post=tuple(posts),
        earned=earned_by(problem, posts),
        bound=bound,
        moves=moves,
        travel_s=travel_s,
    )


def _covers(problem: RedeployProblem) -> tuple[Covers, int]:
    """Gather the demand that the same posts reach within a ring, and what is earned in any case."""
    found: Covers = defaultdict(int)
    sure = 0
    for ring, worth in enumerate(problem.worth.tolist()):
        near = problem.ring <= ring
        for point, weight in enumerate((problem.weight * worth).tolist()):
            if problem.fixed_ring[point] <= ring:
                sure += weight
            elif weight and near[:, :, point].any():
                kinds, posts = np.nonzero(near[:, :, point])
                found[tuple(zip(kinds.tolist(), posts.tolist(), strict=True))] += weight
    return found, sure


def _effort(problem: RedeployProblem, posts: list[int]) -> tuple[int, int]:
    """Count the moves, and add up their times [s]."""
    took = [int(problem.move_s[unit, post]) for unit, post in enumerate(posts) if post != problem.home[unit]]
    return len(took), sum(took)


def _earn_most(problem: RedeployProblem, covers: Covers, sure: int, time_s: float) -> tuple[list[int], int, bool]:
    """Earn the most; units that may do the same are counted together, so that none of their swaps is tried."""
    alike: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    for unit, row in enumerate(problem.move_s < NEVER):
        alike[int(problem.kind[unit]), row.tobytes()].append(unit)
    programme, there, own = Programme(), there_of(), []
    for (kind, _), units in alike.items():
        for post in np.flatnonzero(problem.move_s[units[0]] < NEVER).tolist():
            variable = programme.count(0.0, len(units))
            there[kind, post].append(variable)
            own.append((units, post))
    programme.whole = len(own)
    for units in alike.values():
        mine = [number for number, (other, _) in enumerate(own) if other is units]
        programme.row(mine, [1.0] * len(mine), len(units), len(units))
    programme.reached(covers, there, 1.0)
    counts, least, known = programme.solve(time_s)
    bound = problem.most if least == -np.inf else min(problem.most, sure + int(np.floor(HALF - least)))
    posts = problem.home.tolist()
    if counts is None:
        return posts, bound, False
    for units in alike.values():
        places = [
            post for (other, post), count in zip(own, counts, strict=True) if other is units for _ in range(count)
        ]
        for unit, post in zip(units, places, strict=True):
            posts[unit] = post
    return posts, bound, known


def _move_least(problem: RedeployProblem, covers: Covers, floor: int, time_s: float) -> tuple[list[int], bool]:
    """Find the fewest moves, and the shortest ways, that still earn `floor` beyond what is sure; empty: none found."""
    programme, there, own = Programme(), there_of(), []
    for unit, row in enumerate(problem.move_s):
        for post in np.flatnonzero(row < NEVER).tolist():
            cost = 0.0 if post == problem.home[unit] else MOVE_S + float(row[post])
            there[int(problem.kind[unit]), post].append(programme.count(cost, 1.0))
            own.append((unit, post))
    if not own:
        return [], True
    programme.whole = len(own)
    for unit in range(len(problem.home)):
        mine = [number for number, (other, _) in enumerate(own) if other == unit]
        programme.row(mine, [1.0] * len(mine), 1.0, 1.0)
    reached = programme.reached(covers, there, 0.0)
    if reached:
        variables, weights = zip(*reached, strict=True)
        programme.row(variables, map(float, weights), floor - HALF, np.inf)
    counts, _, known = programme.solve(time_s)
    if counts is None:
        return [], False
    posts = [-1] * len(problem.home)
    for (unit, post), count in zip(own, counts.tolist(), strict=True):
        if count:
            posts[unit] = post
    return posts, known
