"""The proof: best-first branching on sums of kinds over the sharpened relaxation.

The number of all kinds is branched on first, then the number of those with one start or one end, then single kinds.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

import numpy as np

from planner.domain.solving import Limits
from planner.rosters.design.best import Best
from planner.rosters.design.cells import Cells, Floats
from planner.rosters.design.relaxation import Range, Relaxation, Relaxed
from planner.rosters.design.staffing import Staffing

EPS = 1e-6
ROOT_ROUNDS, NODE_ROUNDS = 60, 4
"""Rounds of cuts at the root and at every other node."""
FIRST_ROUNDS = 4
LEAST_GAIN = 0.002
"""Gain of two rounds of cuts, as a share of the price of a kind, below which branching is the better use of time."""
ALMOST_WHOLE = 0.01
"""A sum this near a whole number is not branched on while another is not."""


class Node(NamedTuple):
    """Ranges of the sums of all groups, and what no choice within is below."""

    bound: int
    order: int
    ranges: tuple[Range, ...]


class Prover:
    """Branches until the bound meets the best choice."""

    def __init__(self, cells: Cells, best: Best, limits: Limits) -> None:
        self.cells, self.best, self.limits = cells, best, limits
        self.relaxation = Relaxation(cells)
        ranges = [(0, len(group)) for group in self.relaxation.groups]
        if cells.problem.most_kinds is not None:
            ranges[0] = (0, min(cells.problem.most_kinds, ranges[0][1]))
        self.open = [Node(0, 0, tuple(ranges))]
        self.count = 0
        self._root: Relaxed | None = None
        self._forbidden_at = best.objective + 1

    @property
    def sharp(self) -> bool:
        """Tell whether the relaxation has had its first rounds of cuts, so that its answer is worth following."""
        return self.relaxation.rounds >= FIRST_ROUNDS or self._root is not None

    def step(self) -> None:
        """Look at the node with the lowest bound; without any left the best choice is proven."""
        self._close_dear()
        if not self.open:
            self.best.prove(self.best.objective)
            return
        node = heapq.heappop(self.open)
        self._forbid()
        self.relaxation.bound(node.ranges)
        relaxed = self.relaxation.solve(
            rounds=NODE_ROUNDS if self.count else ROOT_ROUNDS,
            least_gain=LEAST_GAIN * max(1, self.cells.problem.kind_price),
            enough=self.best.objective - 1 + EPS,
            stopped=lambda: self.best.over,
        )
        if relaxed is not None:
            self._root = self._root or relaxed
            bound = max(node.bound, ceil(relaxed.objective - EPS))
            if self.best.over:
                heapq.heappush(self.open, Node(bound, node.order, node.ranges))
            elif bound < self.best.objective:
                self._split(node, relaxed, bound)
        self._close_dear()
        self.best.prove(min((item.bound for item in self.open), default=self.best.objective))

    def _close_dear(self) -> None:
        """Drop nodes that cannot hold anything better."""
        while self.open and self.open[0].bound >= self.best.objective:
            heapq.heappop(self.open)

    def _forbid(self) -> None:
        """Leave out kinds that the root's reduced costs show to be in no better choice."""
        if self._root is None or self.best.objective >= self._forbidden_at:
            return
        self._forbidden_at = self.best.objective
        dear = self._root.objective + self._root.reduced > self.best.objective - 1 + EPS
        self.relaxation.forbid(np.nonzero(dear & (self._root.answer.used < EPS))[0])

    def _split(self, node: Node, relaxed: Relaxed, bound: int) -> None:
        found = self._fraction(node.ranges, relaxed.answer.used)
        if found is None:
            self._settle(node, relaxed.answer.used, bound)
            return
        row, value = found
        low, high = node.ranges[row]
        middle = int(np.floor(value))
        for part in ((low, middle), (middle + 1, high)):
            self._push(bound, node.ranges, row, part)

    def _push(self, bound: int, ranges: tuple[Range, ...], row: int, part: Range) -> None:
        self.count += 1
        heapq.heappush(self.open, Node(bound, -self.count, (*ranges[:row], part, *ranges[row + 1 :])))

    def _fraction(self, ranges: Sequence[Range], used: Floats) -> tuple[int, float] | None:
        """Choose the sum to branch on: all kinds, else the group nearest the middle of two whole numbers."""
        groups = self.relaxation.groups
        sums = np.array([used[list(group)].sum() for group in groups])
        apart = np.abs(sums - np.round(sums))
        apart[[low == high for low, high in ranges]] = 0.0
        if apart[0] > ALMOST_WHOLE:
            return 0, float(sums[0])
        several = np.array([len(group) > 1 for group in groups])
        for choice in (np.where(several, apart, 0.0), apart):
            row = int(np.argmax(choice))
            if choice[row] > ALMOST_WHOLE:
                return row, float(sums[row])
        row = int(np.argmax(apart))
        return (row, float(sums[row])) if apart[row] > EPS else None

    def _settle(self, node: Node, used: Floats, bound: int) -> None:
        """Staff whole kinds exactly; where people came in parts, branch on a kind that is still open."""
        kinds = np.nonzero(np.round(used) > 0)[0]
        exact = Staffing(self.cells, kinds).exact(self.best, self.limits.seed)
        if exact is not None and exact <= bound:
            return
        first = len(self.relaxation.groups) - len(used)
        still = [kind for kind in range(len(used)) if node.ranges[first + kind] == (0, 1)]
        still.sort(key=lambda kind: (-used[kind], kind))
        if exact is None:
            heapq.heappush(self.open, Node(bound, node.order, node.ranges))
        elif still:
            for part in ((0, 0), (1, 1)):
                self._push(bound, node.ranges, first + still[0], part)
