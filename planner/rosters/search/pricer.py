"""The cheapest schedules of an officer at given prices."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.rosters.problem import OFF, RosterProblem
from planner.rosters.search import kernel
from planner.rosters.search.board import Column, Ground
from planner.rosters.search.counters import Counters
from planner.rosters.search.packed import Room
from planner.rosters.search.schedules import Desk

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]


class Freedom(NamedTuple):
    """What an officer may change: prices of entries (infinite: closed) and of dates off, on top of their own."""

    entries: Floats
    off: Floats


class Pricer:
    """Finds cheapest schedules; holds the room that the dynamic programme writes to, so one a thread."""

    def __init__(self, problem: RosterProblem) -> None:
        self.problem, self.days = problem, problem.days
        self._counted: dict[int, frozenset[str]] = {}
        self._cells = 0
        self._nothing = np.zeros(len(problem.shifts))
        self._make_room(1)

    def compile(self, ground: Ground) -> None:
        """Have everything compiled that prices schedules, if it is not yet."""
        for desk in ground.desks[:1]:
            self.earn(ground, desk.officer, np.zeros(ground.rows.count), None, np.zeros(ground.rows.count))
            self.answer(ground, desk.officer, ground.rows.base, None, 1, gentle=True)
            base = ground.common_prices(np.zeros(ground.rows.count))
            self.cheapest(desk, base, np.zeros(desk.allowed.size), np.zeros(self.days))

    def forget(self) -> None:
        """Forget which limits of templates were overstepped: at other prices others are."""
        self._counted.clear()

    def _make_room(self, cells: int) -> None:
        if cells > self._cells:
            self._cells = cells
            way = (self.days, cells)
            self._room = Room(np.empty((2, cells)), np.empty(way, np.int32), np.empty(way, np.int32))

    def cheapest(
        self,
        desk: Desk,
        base: Floats,
        extra: Floats,
        weekend_price: Floats,
        *,
        off: Floats | None = None,
        most: int = 1,
    ) -> tuple[Floats, Ints]:
        """Find the cheapest schedules of an officer, each with other counts at its end.

        Parameters
        ----------
        base
            Price of each shift of the problem for everybody, (shifts,).
        extra
            Price of each entry of the desk besides its own, infinite where it is closed, (entries,).
        weekend_price
            Price of a weekend by the date that begins to count it, (days,).
        off
            Instead of the desk's own price of dates off, (days,).
        most
            How many are wanted.

        Returns
        -------
        Prices, the lowest first, and schedules, (number, days); none when no schedule keeps the rules.
        """
        width = desk.letter.size
        price, chosen = np.empty((self.days, width)), np.empty((self.days, width), np.int32)
        kernel.offer(desk.day, desk.symbol, desk.allowed, base, desk.own + extra, price, chosen)
        dates_off = desk.off if off is None else off
        while True:
            counted = self._counted.get(desk.officer, frozenset())
            tables = desk.table.counters(counted)
            values, schedules = self._run(desk, tables, price, chosen, dates_off, weekend_price, most)
            kept = [not self._overstepped(desk, schedule) for schedule in schedules]
            if not kept or kept[0]:
                if kept and counted:
                    self._counted[desk.officer] = counted & desk.table.reached(self._templates(schedules[0]))
                return values[kept], schedules[kept]
            self._counted[desk.officer] = counted | self._overstepped(desk, schedules[0])

    def answer(
        self, ground: Ground, officer: int, value: Ints, freedom: Freedom | None, turns: int, *, gentle: bool
    ) -> tuple[Column, float] | None:
        """Find an officer's best answer to all others, whose rows come to `value`, and what it costs with its rows.

        With `gentle` it may leave crews unfinished. None when no schedule keeps the rules.
        """
        desk, packed = ground.desks[officer], ground.packed(officer)
        extra, off = self._nothing[: desk.allowed.size], desk.off
        if freedom is not None:
            extra, off = freedom.entries, desk.off + freedom.off
        rows = ground.gentle if gentle else ground.strict
        schedule = np.empty(self.days, np.int32)
        touched, gains = np.empty(value.size, np.int32), np.empty(value.size, np.int32)
        while True:
            counted = self._counted.get(officer, frozenset())
            counts = desk.table.counters(counted)
            self._make_room(packed.works.size * counts.ends.size)
            number, personal, added = kernel.answer(
                packed, counts, rows, self._room, value, extra, off, turns, schedule, touched, gains
            )
            if number == kernel.OVERSTEPPED:
                self._counted[officer] = counted | self._overstepped(desk, schedule)
                continue
            if number == kernel.NOTHING:
                return None
            if counted:
                self._counted[officer] = counted & desk.table.reached(self._templates(schedule))
            column = Column(officer, schedule, personal, touched[:number].copy(), gains[:number].copy())
            return column, personal + added

    def earn(
        self, ground: Ground, officer: int, duals: Floats, freedom: Freedom | None, there: Floats
    ) -> tuple[float, Ints]:
        """Give the price of an officer's cheapest schedule at duals of rows, and the schedule; add its rows to `there`.

        The price is infinite when no schedule keeps the rules.
        """
        desk, packed = ground.desks[officer], ground.packed(officer)
        extra, off = self._nothing[: desk.allowed.size], desk.off
        if freedom is not None:
            extra, off = freedom.entries, desk.off + freedom.off
        schedule = np.empty(self.days, np.int32)
        while True:
            counted = self._counted.get(officer, frozenset())
            counts = desk.table.counters(counted)
            self._make_room(packed.works.size * counts.ends.size)
            number, price = kernel.earn(packed, counts, self._room, duals, extra, off, schedule, there)
            if number != kernel.OVERSTEPPED:
                break
            self._counted[officer] = counted | self._overstepped(desk, schedule)
        if counted and number != kernel.NOTHING:
            self._counted[officer] = counted & desk.table.reached(self._templates(schedule))
        return float(price), schedule

    def keeps(self, desk: Desk, schedule: Ints) -> bool:
        """Tell whether a schedule is one that could be found: the cheapest when everything else is closed."""
        taken = schedule[desk.day] == desk.allowed
        off = np.where(schedule == OFF, 0.0, np.inf)
        nothing = np.zeros(len(self.problem.shifts))
        extra = np.where(taken, 0.0, np.inf)
        values, _ = self.cheapest(desk, nothing, extra, np.zeros(self.days), off=off)
        return bool(values.size)

    def _overstepped(self, desk: Desk, schedule: Ints) -> set[str]:
        return desk.table.overstepped(self._templates(schedule))

    def _templates(self, schedule: Ints) -> list[str]:
        return [self.problem.shifts[shift].shift for shift in schedule.tolist() if shift != OFF]

    def _run(
        self,
        desk: Desk,
        counts: Counters,
        price: Floats,
        chosen: Ints,
        off: Floats,
        weekend_price: Floats,
        most: int,
    ) -> tuple[Floats, Ints]:
        moves = desk.moves
        self._make_room(moves.works.size * counts.ends.size)
        found, schedules = np.empty(most), np.empty((most, self.days), np.int32)
        number = kernel.cheapest(
            moves.step, moves.step_cost, moves.works, desk.letter, counts.start, counts.gain, counts.mode,
            counts.weekend, counts.reset, counts.resets, counts.ends, price, chosen, off, desk.weekend_day,
            weekend_price, *self._room, schedules, found,
        )  # fmt: skip
        return found[:number], schedules[:number]
