"""Posts without a solver: the post that adds most is taken first, then units change posts as long as that adds more.

Greedy choice earns at least half of what can be earned, as each unit takes one post (Fisher, Nemhauser and Wolsey,
Mathematical Programming Study 8, 1978); gains only shrink, so most need not be looked at again (Minoux 1978). Then a
single unit changes its post while something is gained (vertex exchange: Teitz and Bart, Operations Research 16, 1968).
The same exchange begins where the units stand, and the better of the two answers is given: so it is never worse than
standing still.
"""

from __future__ import annotations

import heapq

import numpy as np
from numpy.typing import NDArray

from planner.dispatch.redeploy.problem import NEVER, RedeployProblem

Ints = NDArray[np.int64]


def earned_by(problem: RedeployProblem, posts: list[int]) -> int:
    """Add up what posts earn."""
    return int((problem.weight * _tail(problem)[_near(problem, posts)]).sum())


def greedy(problem: RedeployProblem) -> list[int]:
    """Choose a post for every unit."""
    home = problem.home.tolist()
    answers = [exchanged(problem, home), exchanged(problem, _added(problem))]
    return max(answers, key=lambda posts: (earned_by(problem, posts), -_moves(problem, posts)))


def exchanged(problem: RedeployProblem, posts: list[int]) -> list[int]:
    """Let one unit after the other change to the post that adds most, until no change adds anything."""
    posts, tail, unit, still = list(posts), _tail(problem), 0, 0
    while posts and still < len(posts):
        others = posts[:unit] + posts[unit + 1 :]
        kinds = np.delete(problem.kind, unit)
        near = np.minimum(problem.fixed_ring, _least(problem, kinds, others))
        value = _values(problem, int(problem.kind[unit]), near, tail)
        value[problem.move_s[unit] >= NEVER] = -1
        best = int(value.argmax())
        still += 1
        if value[best] > value[posts[unit]]:
            posts[unit], still = best, 0
        unit = (unit + 1) % len(posts)
    return posts


def nearer(problem: RedeployProblem, posts: list[int], floor: int) -> list[int]:
    """Keep what posts earn, at least `floor`, with fewer moves and shorter ways.

    Units of a kind are shared out among their posts anew, with the fewest moves and then the least time; then units
    stay where they are as long as enough is earned.
    """
    from scipy.optimize import linear_sum_assignment

    found = list(posts)
    for kind in np.unique(problem.kind).tolist():
        units = np.flatnonzero(problem.kind == kind)
        places = np.array([posts[unit] for unit in units])
        cost = problem.move_s[units][:, places].astype(float)
        cost += float(NEVER) * (problem.home[units][:, None] != places[None, :])
        cost[problem.move_s[units][:, places] >= NEVER] = float(NEVER) ** 2
        rows, columns = linear_sum_assignment(cost)
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
            found[units[row]] = int(places[column])
    far = sorted(range(len(found)), key=lambda unit: -int(problem.move_s[unit, found[unit]]))
    for unit in far:
        stays = [*found[:unit], int(problem.home[unit]), *found[unit + 1 :]]
        if earned_by(problem, stays) >= floor:
            found = stays
    return found


def _added(problem: RedeployProblem) -> list[int]:
    """Take the pair of a unit and a post that adds most, again and again; gains that may have shrunk are renewed."""
    tail = _tail(problem)
    near: NDArray[np.int8] = problem.fixed_ring.copy()
    base = int((problem.weight * tail[near]).sum())
    posts: dict[int, int] = {}
    heap = []
    for unit, row in enumerate(problem.move_s):
        value = _values(problem, int(problem.kind[unit]), near, tail)
        heap += [(base - int(value[post]), unit, post) for post in np.flatnonzero(row < NEVER).tolist()]
    heapq.heapify(heap)
    while len(posts) < len(problem.home):
        _, unit, post = heapq.heappop(heap)
        if unit in posts:
            continue
        ring = np.minimum(near, problem.ring[int(problem.kind[unit]), post])
        gain = int((problem.weight * tail[ring]).sum()) - base
        if heap and gain < -heap[0][0]:
            heapq.heappush(heap, (-gain, unit, post))
            continue
        posts[unit], near, base = post, ring, base + gain
    return [posts[unit] for unit in range(len(problem.home))]


def _values(problem: RedeployProblem, kind: int, near: NDArray[np.int8], tail: Ints) -> Ints:
    """Give what is earned in all with one more unit of a kind at each post, (p,)."""
    return np.asarray(tail[np.minimum(problem.ring[kind], near[None, :])] @ problem.weight)


def _tail(problem: RedeployProblem) -> Ints:
    """Give what a point of demand earns by the ring in which it is reached, (r + 1,)."""
    return np.concatenate([np.cumsum(problem.worth[::-1])[::-1], [0]])


def _near(problem: RedeployProblem, posts: list[int]) -> NDArray[np.int8]:
    return np.minimum(problem.fixed_ring, _least(problem, problem.kind, posts))


def _least(problem: RedeployProblem, kinds: Ints, posts: list[int]) -> NDArray[np.int8]:
    return np.asarray(problem.ring[kinds, posts].min(axis=0, initial=len(problem.worth)))


def _moves(problem: RedeployProblem, posts: list[int]) -> int:
    return sum(post != home for post, home in zip(posts, problem.home.tolist(), strict=True))
