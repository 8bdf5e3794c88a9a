"""The course of a search: first roster, bound, rounding, neighbourhoods; several threads may better one roster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from math import ceil
from random import Random
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from planner.rosters.problem import OFF
from planner.rosters.search.ascent import climb
from planner.rosters.search.board import Board, Column, Ground
from planner.rosters.search.budget import Budget
from planner.rosters.search.crews import mend_crews, without_broken_crews
from planner.rosters.search.dive import dive, polish, respond
from planner.rosters.search.generate import TOO_MANY, Generation
from planner.rosters.search.master import Astray
from planner.rosters.search.neighbourhood import Shape, improve, shapes
from planner.rosters.search.pricer import Pricer
from planner.rosters.search.recreate import recreate, warmth

NEAR = 1e-7
"""What of a bound, as a share, may be lost to arithmetic."""
SMALL = 600
"""Pairs of officer and shift up to which a roster is small."""
PATIENCE = 8
"""Neighbourhoods in a row without anything better after which a small roster is left to the one model."""
CLIMB_STEPS, CLIMB_SHARE = 2000, 0.45
"""Steps of the climb to the bound, and the part of the limits after which it ends."""
QUICK_ROWS = 400
"""Rows up to which the master is quick whatever the pricing."""
TRIES = 25
"""Times that officers are taken off and put on again in one go."""
RECREATE_SHARE = 0.15
"""Part of the limits after which the first roster is not bettered further before the bound is sought."""
WORTHWHILE = 0.0005
"""Share by which a neighbourhood must better the roster to be chosen again at once."""
MOST_KEPT, LEAST_KEPT = 2400, 10
"""Schedules that the master keeps when it grows too large, all together and of each officer at the least."""
DIVE_GAP = 0.05
"""Gap between mixture and bound, as a share, up to which the mixture is rounded all the same."""
CLIMB_WORK = 15_000
"""Cells a row up to which pricing everybody is cheap beside the master: the bound is climbed to, rosters annealed."""
COOLING = 0.01
"""What of the first heat is left at the end."""
ROOT_SHARE, DIVE_SHARE = 0.4, 0.55
"""Parts of the limits after which generating and rounding are given up."""
NEAR_SHARE = 0.0005
"""Gap between mixture and bound, as a share, from which on the mixture is worth rounding."""


def _chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - a search, no secret


class Course:
    """A search and what it knows.

    Attributes
    ----------
    best, best_cost
        The best roster and what it costs.
    bound
        No roster costs less.
    stuck
        Officers without any schedule, and those who are idle.
    idle
        Officers for whom no crew was found that may go out.
    """

    def __init__(self, ground: Ground, budget: Budget, workers: int, seed: int) -> None:
        self.ground, self.budget, self.seed = ground, budget, seed
        self.pricers = [Pricer(ground.problem) for _ in range(workers)]
        self.best = Board(ground)
        self.best_cost = self.best.cost
        self.bound = 0
        self.stuck: tuple[int, ...] = ()
        self.idle: frozenset[int] = frozenset()
        self._lock = Lock()
        self._center: NDArray[np.float64] | None = None

    def run(self, start: Sequence[tuple[int, int]]) -> None:
        """Search until the bound is met or the limits are."""
        self._first(start)
        if len(self.pricers) == 1:
            self._bounded(None)
            self._refine(0)
        else:
            with ThreadPoolExecutor(len(self.pricers)) as executor:
                if not self._is_cheap:
                    self._bounded(executor)
                list(executor.map(self._work_on, range(len(self.pricers))))
        self.idle = frozenset(without_broken_crews(self.best))
        self.stuck = tuple(sorted({*self.stuck, *self.idle}))

    @property
    def _free(self) -> list[int]:
        return [desk.officer for desk in self.ground.desks if desk.officer not in set(self.stuck)]

    @property
    def is_small(self) -> bool:
        """Whether one model of everything solves the roster at once."""
        return sum(desk.allowed.size for desk in self.ground.desks) <= SMALL

    @property
    def _is_cheap(self) -> bool:
        """Whether pricing everybody, by the cells that it goes through, is quick beside solving the master."""
        cells = sum(desk.cells * desk.letter.size for desk in self.ground.desks)
        rows = self.ground.rows.count
        return rows > QUICK_ROWS and self.ground.problem.days * cells <= CLIMB_WORK * rows

    @property
    def _kept(self) -> int:
        """Schedules of each officer that the master keeps."""
        return max(LEAST_KEPT, MOST_KEPT // max(1, len(self._free)))

    @property
    def _met(self) -> bool:
        return self.best_cost <= self.bound

    def _first(self, start: Sequence[tuple[int, int]]) -> None:
        """Let officers answer one after the other, those with the least choice first."""
        board, stuck = Board(self.ground), []
        begun = self._begun(start)
        for column in begun.values():
            board.put(column)
        for desk in sorted(self.ground.desks, key=lambda desk: desk.allowed.size):
            if desk.officer in begun:
                continue
            answer = respond(board, desk.officer, self.pricers[0], gentle=True)
            if answer is None:
                stuck.append(desk.officer)
            else:
                board.put(answer)
        self.stuck = tuple(sorted(stuck))
        self.best = board
        self._take(board)
        if not begun:
            polish(board, self.pricers[0], self._free, self.budget.stop)
            self._take(board)
            rng, until = _chance(self.seed), self._until(RECREATE_SHARE)
            board = self.best.copy()
            while self._free and recreate(board, self.pricers[0], self._free, TRIES, until, rng):
                self._take(board)

    def _begun(self, start: Sequence[tuple[int, int]]) -> dict[int, Column]:
        """Make columns of a roster to begin from, of those officers whose shifts there keep the rules."""
        works: dict[int, list[int]] = defaultdict(list)
        for officer, shift in start:
            works[officer].append(shift)
        found = {}
        shifts = self.ground.problem.shifts
        for desk in self.ground.desks if start else ():
            own, allowed = works[desk.officer], set(desk.allowed.tolist())
            if len({shifts[shift].day for shift in own}) < len(own) or not allowed.issuperset(own):
                continue
            schedule = np.full(self.ground.problem.days, OFF, np.int32)
            for shift in own:
                schedule[shifts[shift].day] = shift
            column = self.ground.column(desk.officer, schedule)
            if column.cost < np.inf and self.pricers[0].keeps(desk, schedule):
                found[desk.officer] = column
        return found

    def _take(self, board: Board, thread: int = 0) -> bool:
        """Take a roster over if it is better; crews that may not go out so are mended first, by a thread's pricer."""
        legal = mend_crews(board, self.pricers[thread])
        cost = legal.cost
        with self._lock:
            if cost < self.best_cost or self.best is board:
                self.best, self.best_cost = legal.copy(), cost
                return True
        return False

    def _work_on(self, thread: int) -> None:
        """Better the roster; where schedules are cheap to price, the first thread seeks the bound meanwhile."""
        if thread == 0 and self._is_cheap:
            self._bounded(None)
        self._refine(thread)

    def _refine(self, thread: int) -> None:
        """Better the roster, the way that suits its size."""
        if self._is_cheap:
            self._anneal(thread)
        else:
            self._better(thread)

    def _bounded(self, executor: ThreadPoolExecutor | None) -> None:
        """Find the bound; where the arithmetic fails, what was found until then stands."""
        with suppress(Astray):
            self._root(executor)

    def _root(self, executor: ThreadPoolExecutor | None) -> None:
        """Find the bound, and a roster from the best mixture if that is found in time."""
        free = self._free
        if not free or self.budget.stop():
            return
        generation = Generation(ground=self.ground, free=free, value=self.ground.rows.base.copy())
        if self._is_cheap:
            climb(generation, self.pricers, executor, CLIMB_STEPS, self._spent(CLIMB_SHARE, generation))
            return
        generation.master.add(column for column in self.best.columns if column)
        self._generate(generation, executor)
        self._note(generation)
        if self._met or self.budget.stop() or not self._is_near(generation, DIVE_GAP):
            return
        generation.trim(self._kept // TOO_MANY)
        generation.mixture = generation.master.solve()
        board = dive(self.best, generation, self.pricers, executor, self._until(DIVE_SHARE), _chance(self.seed))
        polish(board, self.pricers[0], free, self.budget.stop)
        self._take(board)

    def _generate(self, generation: Generation, executor: ThreadPoolExecutor | None) -> None:
        """Generate schedules until their mixture is near the bound."""
        until = self._until(ROOT_SHARE, generation)
        while not until() and generation.round(self.pricers, executor) and not self._is_near(generation):
            generation.trim(self._kept)

    def _spent(self, share: float, generation: Generation) -> Callable[[], float]:
        """Tell which part of the time until a share of the limits a stage has used; what it has found is noted."""
        began = self.budget.done

        def spent() -> float:
            self._note(generation)
            if self.budget.step():
                return 1.0
            return (self.budget.done - began) / max(1e-9, share - began)

        return spent

    def _until(self, share: float, generation: Generation | None = None) -> Callable[[], bool]:
        """Let a stage go on until a share of the limits is used; what it has found of the bound is noted."""

        def stop() -> bool:
            if generation is not None:
                self._note(generation)
            return self.budget.step() or self.budget.done > share

        return stop

    @staticmethod
    def _is_near(generation: Generation, share: float = NEAR_SHARE) -> bool:
        """Tell whether the mixture is so near the bound that it is worth rounding."""
        mixture = generation.mixture
        return mixture is not None and mixture.value - generation.bound < max(0.5, share * abs(generation.bound))

    def _note(self, generation: Generation) -> None:
        self._center = generation.center
        if generation.bound > -np.inf:
            self.bound = max(self.bound, ceil(generation.bound - 1e-6 - NEAR * abs(generation.bound)))

    def _anneal(self, thread: int) -> None:
        """Ruin and recreate, at first with much worse in between, until the bound or the limits are met."""
        rng, board, free = _chance(1000 * self.seed + thread), self.best.copy(), self._free
        pricer, stop = self.pricers[thread], self.budget.stop
        heat = warmth(board, pricer, free, stop, rng) if free else 0.0
        while free and not self._met and not self.budget.step():
            recreate(board, pricer, free, TRIES, stop, rng, heat * COOLING**self.budget.done)
            if board.cost < self.best_cost:
                self._take(board, thread)

    def _better(self, thread: int) -> None:
        """Better the roster in neighbourhoods until the bound or the limits are met."""
        rng = _chance(1000 * self.seed + thread)
        kinds: list[Shape | None] = [*shapes(self.ground.problem.days), None, None]
        archive: dict[int, list[Column]] = {}
        free = self._free
        patience = PATIENCE if self.is_small else None
        vain, kind = 0, rng.choice(kinds)
        while free and vain != patience and not self._met and not self.budget.step():
            with self._lock:
                before = self.best
            board = before.copy()
            vain, last = vain + 1, self.best_cost
            if self._try(board, kind, thread, rng, archive):
                vain *= not self._take(self._merged(before, board), thread)
            if self.best_cost > (1 - WORTHWHILE) * last:  # what has just helped is tried again
                kind = rng.choice(kinds)

    def _try(
        self, board: Board, kind: Shape | None, thread: int, rng: Random, archive: dict[int, list[Column]]
    ) -> bool:
        """Search a neighbourhood, or ruin and recreate, and tell whether the board has become better."""
        pricer, stop, free = self.pricers[thread], self.budget.stop, self._free
        if kind is None:
            return recreate(board, pricer, free, TRIES, stop, rng)
        return improve(board, kind, pricer, stop, rng, archive, free, self._center)

    def _merged(self, before: Board, after: Board) -> Board:
        """Carry what a thread has changed over to the best roster, which another may have changed meanwhile."""
        with self._lock:
            best = self.best
        if best is before:
            return after
        merged = best.copy()
        for old, new in zip(before.columns, after.columns, strict=True):
            if new is not None and new is not old:
                merged.put(new)
        return merged if merged.cost < after.cost else after
