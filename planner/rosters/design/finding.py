"""Better choices: annealed, and the best of a small pool of kinds, again and again."""

from __future__ import annotations

import numpy as np

from planner.domain.solving import Limits
from planner.rosters.design.annealing import anneal, ground_of
from planner.rosters.design.best import Best
from planner.rosters.design.cells import Cells, Floats, Ints
from planner.rosters.design.staffing import Staffing

LIKELY = (0.5, 0.25, 0.1)
"""Kinds that the relaxation uses by so much are tried first, one pool after the other."""
NEAR_WEIGHTS = (0.02, 0.4, 8.0)
"""Weights of the neighbours of the best choice beside the use of the relaxation, in turn."""
FIRST_EXTRA, MOST_EXTRA = 6, 40
"""Kinds in a pool besides those of the best choice: more where pools are solved at once, fewer where they are not."""
FOCUS = 2
"""Kinds of the best choice whose neighbours are looked at in one pool."""
ANNEALED = 4
"""Rounds after which the choice is annealed again; in the others a pool is solved."""
POOL_S = 3.0
"""Time for one pool [s]."""
POOL_WORK = 1.0
"""Work for one pool where a run is to be repeatable, in CP-SAT's deterministic seconds."""


class Finder:
    """Solves pools made of what the relaxation uses and of the neighbours of the best choice."""

    def __init__(self, cells: Cells, best: Best, limits: Limits, workers: int) -> None:
        self.cells, self.best, self.limits, self.workers = cells, best, limits, workers
        self.draw = np.random.default_rng(limits.seed)
        self.round = 0
        self.extra = float(FIRST_EXTRA)
        self._tried: set[tuple[int, ...]] = set()
        kinds, day = cells.problem.kinds, cells.problem.slots_per_day
        starts = np.array([kind.start for kind in kinds])
        ends = np.array([kind.start + kind.length for kind in kinds])
        self._apart = _around(starts, day) + _around(ends, day)
        self._ground = ground_of(cells, self._apart)

    def step(self, used: Floats, time_s: float) -> bool:
        """Anneal, or solve one pool unless it was solved before; `used` is how far the relaxation uses kinds, (k,)."""
        self.round += 1
        if self.round % ANNEALED == len(LIKELY) + 1:
            anneal(self._ground, self.best, self.limits.seed + self.round, afresh=self.round // ANNEALED % 2 == 0)
            return True
        likely = self.round <= len(LIKELY)
        pool = np.nonzero(used > LIKELY[self.round - 1])[0] if likely else self._near(used)
        kinds = np.union1d(pool, self.best.kinds)
        key = tuple(kinds.tolist())
        if key in self._tried:
            self.extra = min(MOST_EXTRA, self.extra + 1)
            return False
        self._tried.add(key)
        staffing = Staffing(self.cells, kinds)
        staffing.start_from(self.best)
        closed = staffing.improve(
            self.best,
            time_s=min(POOL_S, time_s),
            work=None if self.limits.iterations is None else POOL_WORK,
            seed=self.limits.seed + self.round,
            workers=self.workers,
        )
        if not likely:
            self.extra = min(MOST_EXTRA, self.extra * 1.1) if closed else max(FIRST_EXTRA, self.extra * 0.8)
        return True

    def _near(self, used: Floats) -> Ints:
        """Draw kinds that the relaxation uses or that are near some of the best choice, the nearer the likelier."""
        around = self.draw.permutation(self.best.kinds)[:FOCUS]
        near = self._apart[:, around].min(axis=1) if len(around) else np.ones(len(used))
        weight = used + NEAR_WEIGHTS[self.round % len(NEAR_WEIGHTS)] / (1.0 + near) ** 2
        weight[self.best.kinds] = 1e-9  # they are in every pool
        keys = self.draw.random(len(used)) ** (1.0 / weight)  # Efraimidis and Spirakis 2006, drawing by weight
        return np.sort(np.argsort(-keys)[: int(self.extra)])


def _around(clock: Ints, day: int) -> Ints:
    """Give the distances between clock times, (k, k) [slots]."""
    apart: Ints = np.abs(clock[:, None] - clock[None, :]) % day
    nearest: Ints = np.minimum(apart, day - apart)
    return nearest
