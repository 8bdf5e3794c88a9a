"""A roster on the board: every officer's schedule, what each row comes to, and what it all costs."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.rosters.problem import OFF, RosterProblem
from planner.rosters.search import kernel
from planner.rosters.search.packed import PackedDesk
from planner.rosters.search.packing import packed_desk, packed_rows
from planner.rosters.search.row_kinds import rows_of
from planner.rosters.search.rows import Rows, Segment, segments
from planner.rosters.search.schedules import Desk, Desks, allowed_shifts, personal_cost

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Column:
    """One schedule of one officer with its price and what it adds to rows."""

    officer: int
    schedule: Ints
    cost: float
    row: Ints
    value: Ints

    @property
    def key(self) -> tuple[int, bytes]:
        """What tells it from other columns."""
        return self.officer, self.schedule.tobytes()


class Ground:
    """The problem made ready: rows, and a desk for each officer."""

    def __init__(self, problem: RosterProblem) -> None:
        self.problem = problem
        allowed = [allowed_shifts(problem, officer) for officer in problem.officers]
        self.rows: Rows = rows_of(problem, allowed)
        self.desks: list[Desk] = Desks(problem, allowed).every()
        self.strict, self.gentle = packed_rows(self.rows, gentle=False), packed_rows(self.rows, gentle=True)
        self._packed: dict[int, PackedDesk] = {}
        self._segments: dict[int, list[Segment]] = {}

    @cached_property
    def shared_rows(self) -> NDArray[np.bool_]:
        """Tell which rows count everybody, (rows,)."""
        found = np.zeros(self.rows.count, np.bool_)
        found[self.rows.common.row] = True
        return found

    @cached_property
    def mates(self) -> dict[int, frozenset[int]]:
        """Give the squad of each officer who is in one that works together."""
        return {officer: frozenset(squad.officers) for squad in self.problem.together for officer in squad.officers}

    @cached_property
    def may(self) -> NDArray[np.bool_]:
        """Tell who may work what, (officers, shifts)."""
        return np.array([desk.place >= 0 for desk in self.desks]).reshape(len(self.desks), -1)

    def able(self, officers: Sequence[int], shifts: Sequence[int]) -> list[int]:
        """List those of some officers who may work one of some shifts."""
        able = set(np.flatnonzero(self.may[:, list(shifts)].sum(axis=1)).tolist())
        return [officer for officer in officers if officer in able]

    @cached_property
    def companions(self) -> list[list[int]]:
        """List for each officer those who may work some of the same shifts."""
        may = self.may.astype(np.int32)
        return [np.flatnonzero(row).tolist() for row in may @ may.T]

    @cached_property
    def owner(self) -> NDArray[np.int32]:
        """Give the officer whose tally each row is, or one more than the last, (rows,)."""
        found = np.full(self.rows.count, len(self.desks), np.int32)
        for officer in range(len(self.desks)):
            found[self.packed(officer).tallies] = officer
        return found

    def segments(self, row: int) -> list[Segment]:
        """Give a row's price as straight stretches."""
        if row not in self._segments:
            rows = self.rows
            self._segments[row] = segments(rows.table[rows.table_pointer[row] : rows.table_pointer[row + 1]])
        return self._segments[row]

    def packed(self, officer: int) -> PackedDesk:
        """Give an officer's desk laid out for compiled code."""
        if officer not in self._packed:
            rows = self.rows
            touched = {*rows.own[officer].row.tolist(), *(row for row, _ in rows.weekends[officer])}
            tallies = np.array(sorted(row for row in touched if rows.repeats[row]), np.int64)
            self._packed[officer] = packed_desk(rows, self.desks[officer], tallies)
        return self._packed[officer]

    def shifts_of(self, row: int) -> list[int]:
        """List the shifts that everybody adds to a row with."""
        common = self.rows.common
        places = np.flatnonzero(common.row == row)
        return sorted({int(shift) for shift in np.searchsorted(common.pointer, places, side="right") - 1})

    def column(self, officer: int, schedule: Ints) -> Column:
        """Make the column of a schedule."""
        sums, touched = np.zeros(self.rows.count, np.int32), np.empty(self.rows.count, np.int32)
        rows = touched[: kernel.count_up(self.packed(officer), schedule, sums, touched)]
        return Column(officer, schedule, personal_cost(self.desks[officer], schedule), rows, sums[rows])

    def weekend_prices(self, officer: int, duals: Floats) -> Floats:
        """Give what a weekend costs by the date that begins to count it, (days,)."""
        found = np.zeros(self.problem.days)
        for row, weekends in self.rows.weekends[officer]:
            for dates in weekends:
                for day in dates:
                    found[day] += duals[row]
        return found

    def own_prices(self, officer: int, duals: Floats) -> Floats:
        """Price what each entry of an officer's desk adds to rows of their own, (entries,)."""
        own = self.rows.own[officer]
        out = np.zeros(own.pointer.size - 1)
        if own.row.size:
            kernel.totals(own.row, own.coefficient, own.pointer, duals, out)
        return out[self.desks[officer].allowed]

    def common_prices(self, duals: Floats) -> Floats:
        """Price what each shift adds to rows, whoever works it, (shifts,)."""
        common = self.rows.common
        out = np.zeros(common.pointer.size - 1)
        kernel.totals(common.row, common.coefficient, common.pointer, duals, out)
        return out


class Board:
    """Columns in force, one an officer, None where none is known; with the values of all rows, and what it costs."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.columns: list[Column | None] = [None] * len(ground.desks)
        self.value = ground.rows.base.copy()
        self._cost = float(ground.rows.price(self.value))

    def copy(self) -> Board:
        """Give an equal board."""
        other = copy(self)
        other.columns, other.value = list(self.columns), self.value.copy()
        return other

    def put(self, column: Column) -> None:
        """Put a column in the place of its officer's."""
        self.lift(column.officer)
        self.columns[column.officer] = column
        self._cost += column.cost + kernel.move(self.ground.strict, self.value, column.row, column.value, 1)

    def lift(self, officer: int) -> None:
        """Take an officer's column away."""
        column = self.columns[officer]
        if column is not None:
            self.columns[officer] = None
            self._cost += kernel.move(self.ground.strict, self.value, column.row, column.value, -1) - column.cost

    @property
    def cost(self) -> int:
        """What the whole roster costs."""
        return round(self._cost)

    def works(self) -> tuple[tuple[int, int], ...]:
        """List pairs of officer and shift, sorted."""
        return tuple(
            sorted(
                (column.officer, shift)
                for column in self.columns
                if column is not None
                for shift in column.schedule.tolist()
                if shift != OFF
            )
        )
