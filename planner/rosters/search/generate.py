"""Column generation: the mixture of whole schedules that no other schedule can better, and with it the bound.

The prices that schedules are sought at lie between those of the last master and those of the best bound so far, which
keeps them from swinging (P. Wentges, Int. Trans. Opl. Res. 4, 1997); the bound itself is Lagrange's at these prices.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.rosters.search.board import Column, Ground
from planner.rosters.search.master import Master, Mixture
from planner.rosters.search.pricer import Freedom, Pricer

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

SMOOTH = 0.5
"""Weight of the prices of the best bound."""
EACH = 4
"""Schedules taken of each officer and round."""
TOO_MANY = 2
"""Schedules beyond those to keep, as a multiple, from which on the rest is dropped."""
LEAST_GAIN = 1e-6
"""A schedule that gains less than this is no better."""


@dataclass(kw_only=True)
class Generation:
    """A column generation over some officers while the others stand.

    Attributes
    ----------
    free
        Officers whose schedules are sought.
    value
        What each row has without them, (rows,).
    freedom
        Officers who may change on some dates only.
    center
        Prices to begin from, (rows,); then those of the best bound.
    """

    ground: Ground
    free: Sequence[int]
    value: Ints
    freedom: dict[int, Freedom] = field(default_factory=dict)
    center: Floats | None = None
    bound: float = -np.inf
    mixture: Mixture | None = None

    def __post_init__(self) -> None:
        self.master = Master(self.ground, self.free, self.value)
        self.master.touch(self._touchable)

    @cached_property
    def _touchable(self) -> NDArray[np.int64]:
        """List the rows that the free officers can add to."""
        rows = self.ground.rows
        found = np.zeros(rows.count, np.bool_)
        for officer in self.free:
            desk = self.ground.desks[officer]
            shifts = desk.allowed
            if officer in self.freedom:
                shifts = shifts[np.isfinite(self.freedom[officer].entries)]
            for sparse in (rows.common, rows.own[officer]):
                for shift in shifts.tolist():
                    found[sparse.row[sparse.pointer[shift] : sparse.pointer[shift + 1]]] = True
            for row, _ in rows.weekends[officer]:
                found[row] = True
        return np.flatnonzero(found)

    @cached_property
    def _relaxed_rows(self) -> tuple[Floats, Ints, NDArray[np.int64]]:
        """Give every price of every row's table with the row and with how far it lies above the rows' values."""
        rows = self.ground.rows
        sizes = np.diff(rows.table_pointer)
        of = np.repeat(np.arange(rows.count), sizes)
        steps = np.arange(rows.table.size) - rows.table_pointer[:-1][of] + rows.low[of] - self.value[of]
        stands = np.ones(rows.count, np.bool_)
        stands[self._touchable] = False
        return np.where(stands[of] & (steps != 0), np.inf, rows.table), of.astype(np.int32), steps

    def _rows_bound(self, duals: Floats) -> float:
        """Give the least that all rows can cost when each unit of value is paid its dual."""
        if not self.ground.rows.count:
            return 0.0
        table, of, steps = self._relaxed_rows
        return float(np.minimum.reduceat(table - duals[of] * steps, self.ground.rows.table_pointer[:-1]).sum())

    def round(self, pricers: Sequence[Pricer], executor: Executor | None, *, skip: Iterable[int] = ()) -> bool:
        """Solve the master, seek better schedules, and tell whether there were any.

        Officers to `skip` are not priced; then the bound stands as it is.
        """
        self.mixture = mixture = self.master.solve()
        priced = [officer for officer in self.free if officer not in set(skip)]
        mixes = (SMOOTH, 0.0) if self.center is not None else (0.0,)
        for share in mixes:
            duals = mixture.duals if self.center is None else share * self.center + (1 - share) * mixture.duals
            found = self._priced(priced, duals, pricers, executor)
            if len(priced) == len(self.free):
                self._note_bound(sum(value for value, _ in found), duals)
            better = [
                column for _, columns in found for column in columns if self.reduced(column, mixture) < -LEAST_GAIN
            ]
            if self.master.add(better):
                return True
        return False

    def imbalance(self, duals: Floats, pricers: Sequence[Pricer], executor: Executor | None) -> Floats:
        """Price everybody at some duals, note the bound, and tell what rows get above what they would have, (rows,)."""
        price, there = self._earned(duals, pricers, executor)
        self._note_bound(price, duals)
        table, of, steps = self._relaxed_rows
        relaxed = table - duals[of] * steps
        least = np.minimum.reduceat(relaxed, self.ground.rows.table_pointer[:-1])
        places = np.flatnonzero(relaxed == least[of])
        rows, first = np.unique(of[places], return_index=True)
        there[rows] -= steps[places[first]]
        return there

    def _earned(self, duals: Floats, pricers: Sequence[Pricer], executor: Executor | None) -> tuple[float, Floats]:
        """Give what all cheapest schedules cost at some duals, and what they add to rows."""

        def some(pricer: Pricer, part: Sequence[int]) -> tuple[float, Floats]:
            there = np.zeros(self.ground.rows.count)
            price = sum(pricer.earn(self.ground, o, duals, self.freedom.get(o), there)[0] for o in part)
            return price, there

        if executor is None or len(pricers) == 1:
            return some(pricers[0], self.free)
        parts = [self.free[place :: len(pricers)] for place in range(len(pricers))]
        answers = list(executor.map(some, pricers, parts))
        return sum(price for price, _ in answers), np.sum([there for _, there in answers], axis=0)

    def _note_bound(self, schedules: float, duals: Floats) -> None:
        bound = schedules + self._rows_bound(duals)
        if bound > self.bound:
            self.bound, self.center = bound, duals

    @staticmethod
    def reduced(column: Column, mixture: Mixture) -> float:
        """Give what a column costs beyond what the mixture's prices pay for it."""
        return column.cost + float(mixture.duals[column.row] @ column.value) - float(mixture.officers[column.officer])

    def _priced(
        self,
        officers: Sequence[int],
        duals: Floats,
        pricers: Sequence[Pricer],
        executor: Executor | None,
    ) -> list[tuple[float, list[Column]]]:
        """Price officers, shared out among the pricers, each in a thread of its own."""
        base = self.ground.common_prices(duals)

        def some(pricer: Pricer, part: Sequence[int]) -> list[tuple[float, list[Column]]]:
            return [self._cheapest(pricer, officer, base, duals) for officer in part]

        if executor is None or len(pricers) == 1:
            return some(pricers[0], officers)
        parts = [officers[place :: len(pricers)] for place in range(len(pricers))]
        found: dict[int, tuple[float, list[Column]]] = {}
        for part, answers in zip(parts, executor.map(some, pricers, parts), strict=True):
            found.update(zip(part, answers, strict=True))
        return [found[officer] for officer in officers]

    def _cheapest(self, pricer: Pricer, officer: int, base: Floats, duals: Floats) -> tuple[float, list[Column]]:
        ground, desk = self.ground, self.ground.desks[officer]
        extra, off = ground.own_prices(officer, duals), None
        if officer in self.freedom:
            extra, off = extra + self.freedom[officer].entries, desk.off + self.freedom[officer].off
        values, schedules = pricer.cheapest(
            desk, base, extra, ground.weekend_prices(officer, duals), off=off, most=EACH
        )
        return float(values[0]), [ground.column(officer, schedule) for schedule in schedules]

    def trim(self, each: int) -> None:
        """Keep so many schedules of each officer: those of the mixture, and those that come nearest to it."""
        mixture = self.mixture
        if mixture is None or len(self.master.columns) <= TOO_MANY * each * len(self.free):
            return
        reduced = [self.reduced(column, mixture) for column in self.master.columns[: mixture.shares.size]]
        ranked = sorted(range(len(reduced)), key=lambda place: (mixture.shares[place] <= 0, reduced[place]))
        counts: dict[int, int] = defaultdict(int)
        kept = list(self.master.columns[mixture.shares.size :])
        for place in ranked:
            column = self.master.columns[place]
            counts[column.officer] += 1
            if mixture.shares[place] > 0 or counts[column.officer] <= each:
                kept.append(column)
        self.master = Master(self.ground, self.free, self.value)
        self.master.touch(self._touchable)
        self.master.add(kept)
        self.mixture = self.master.solve()


def open_dates(ground: Ground, column: Column, dates: NDArray[np.bool_]) -> Freedom:
    """Let an officer change on some dates, (days,), and keep the schedule on all others."""
    desk = ground.desks[column.officer]
    keeps = column.schedule[desk.day] == desk.allowed
    off = np.where(dates | (column.schedule < 0), 0.0, np.inf)
    return Freedom(np.where(dates[desk.day] | keeps, 0.0, np.inf), off)
