"""A roster on the board: every officer's schedule, what each row comes to, and what it all costs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.rosters.problem import OFF, RosterProblem
from planner.rosters.search import kernel
from planner.rosters.search.row_kinds import rows_of
from planner.rosters.search.rows import Rows, Segment, segments
from planner.rosters.search.schedules import Desk, Desks, allowed_shifts, personal_cost, row_values

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
        self._tallies: dict[int, NDArray[np.int64]] = {}
        self._segments: dict[int, list[Segment]] = {}

    @cached_property
    def shared_rows(self) -> NDArray[np.bool_]:
        """Tell which rows count everybody, (rows,)."""
        found = np.zeros(self.rows.count, np.bool_)
        found[self.rows.common.row] = True
        return found

    def segments(self, row: int) -> list[Segment]:
        """Give a row's price as straight stretches."""
        if row not in self._segments:
            rows = self.rows
            self._segments[row] = segments(rows.table[rows.table_pointer[row] : rows.table_pointer[row + 1]])
        return self._segments[row]

    def tallies(self, officer: int) -> NDArray[np.int64]:
        """List the rows that only this officer adds to, more than once."""
        if officer not in self._tallies:
            rows = self.rows
            touched = {*rows.own[officer].row.tolist(), *(row for row, _ in rows.weekends[officer])}
            found = sorted(row for row in touched if rows.repeats[row])
            self._tallies[officer] = np.array(found, np.int64)
        return self._tallies[officer]

    def shifts_of(self, row: int) -> list[int]:
        """List the shifts that everybody adds to a row with."""
        common = self.rows.common
        places = np.flatnonzero(common.row == row)
        return sorted({int(shift) for shift in np.searchsorted(common.pointer, places, side="right") - 1})

    def column(self, officer: int, schedule: Ints) -> Column:
        """Make the column of a schedule."""
        rows, values = row_values(self.rows, officer, schedule)
        return Column(officer, schedule, personal_cost(self.desks[officer], schedule), rows, values)

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
    """Columns in force, one an officer, None where none is known; with the values of all rows."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.columns: list[Column | None] = [None] * len(ground.desks)
        self.value = ground.rows.base.copy()

    def copy(self) -> Board:
        """Give an equal board."""
        other = Board(self.ground)
        other.columns, other.value = list(self.columns), self.value.copy()
        return other

    def put(self, column: Column) -> None:
        """Put a column in the place of its officer's."""
        self.lift(column.officer)
        self.columns[column.officer] = column
        self.value[column.row] += column.value

    def lift(self, officer: int) -> None:
        """Take an officer's column away."""
        column = self.columns[officer]
        if column is not None:
            self.value[column.row] -= column.value
            self.columns[officer] = None

    @property
    def cost(self) -> int:
        """What the whole roster costs."""
        return round(sum(column.cost for column in self.columns if column)) + self.ground.rows.price(self.value)

    def added(self, column: Column, *, gentle: bool = False) -> int:
        """Price what a column of an officer who is lifted adds to the rows."""
        rows = self.ground.rows
        table = rows.gentle if gentle else rows.table
        at = rows.table_pointer[column.row] + (self.value[column.row] - rows.low[column.row])
        return int((table[at + column.value] - table[at]).sum())

    def marginal(
        self, officer: int, own_rows: NDArray[np.int64], there: Floats, *, gentle: bool = False
    ) -> tuple[Floats, Floats, Floats]:
        """Price one more shift of an officer who is lifted: for all, for this one, and weekends.

        Rows of their own that one officer touches more than once are priced by their slope where they are `there`.
        With `gentle` crews that may not go out so are as good as any: others may yet join them.
        """
        rows = self.ground.rows
        common, own = rows.common, rows.own[officer]
        base = np.zeros(common.pointer.size - 1)
        extra = np.zeros(own.pointer.size - 1)
        value = self.value.copy()
        value[own_rows] = np.rint(there).astype(np.int32)
        tables = (rows.low, rows.gentle if gentle else rows.table, rows.table_pointer, rows.repeats)
        kernel.marginals(common.row, common.coefficient, common.pointer, value, *tables, base)
        if own.row.size:
            kernel.marginals(own.row, own.coefficient, own.pointer, value, *tables, extra)
        duals = np.zeros(rows.count)
        for row, _ in rows.weekends[officer]:
            first, last = rows.table_pointer[row], rows.table_pointer[row + 1] - 1
            here = min(first + int(value[row] - rows.low[row]), last)
            duals[row] = (rows.table[min(here + 1, last)] - rows.table[max(here - 1, first)]) / 2
        return base, extra[self.ground.desks[officer].allowed], self.ground.weekend_prices(officer, duals)

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
