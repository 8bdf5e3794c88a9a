"""The linear programme over whole schedules: which mixture of them is best, and what each row is worth."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp

from planner.rosters.search.board import Column, Ground

Floats = NDArray[np.float64]


class Astray(RuntimeError):
    """A linear programme that has an answer came back without one."""


class Mixture(NamedTuple):
    """The answer of the linear programme.

    `shares` of columns by their place, `duals` of rows (what one more costs) and the values of officers.
    """

    value: float
    shares: Floats
    duals: Floats
    officers: Floats


class Master:
    """A restricted master that grows by columns; some officers may be fixed, and then count in `value` only.

    Parameters
    ----------
    ground
        The problem.
    free
        Officers whose schedules are mixed.
    value
        What each row has without them, (rows,).
    """

    def __init__(self, ground: Ground, free: Iterable[int], value: NDArray[np.int32]) -> None:
        self.ground, self.free, self.base = ground, tuple(free), value
        self.columns: list[Column] = []
        self.fixed: set[int] = set()
        self.untouched = 0.0
        self._begin()

    def _begin(self) -> None:
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self._parameters = pywraplp.MPSolverParameters()
        self._parameters.SetIntegerParam(pywraplp.MPSolverParameters.PRESOLVE, pywraplp.MPSolverParameters.PRESOLVE_OFF)
        self.known: set[tuple[int, bytes]] = set()
        self.variables: list[pywraplp.Variable] = []
        self.one = {officer: self.solver.Constraint(1.0, 1.0) for officer in self.free}
        self.rows: dict[int, pywraplp.Constraint] = {}
        self.constant = 0.0
        self.objective = self.solver.Objective()
        self.objective.SetMinimization()

    def _begin_anew(self) -> None:
        """Build the same programme again: arithmetic that went astray starts afresh."""
        columns, fixed, rows = self.columns, self.fixed, list(self.rows)
        self.columns, self.fixed = [], set()
        self._begin()
        for row in rows:
            self._row(row)
        self.add(columns)
        for place in fixed:
            self.fix(place)

    def add(self, columns: Iterable[Column]) -> int:
        """Add columns that are not known yet, and count them."""
        added = 0
        for column in columns:
            if column.key in self.known or column.officer not in self.one:
                continue
            self.known.add(column.key)
            variable = self.solver.NumVar(0.0, self.solver.infinity(), "")
            self.objective.SetCoefficient(variable, column.cost)
            self.one[column.officer].SetCoefficient(variable, 1.0)
            for row, value in zip(column.row.tolist(), column.value.tolist(), strict=True):
                self._row(row).SetCoefficient(variable, float(value))
            self.columns.append(column)
            self.variables.append(variable)
            added += 1
        return added

    def _row(self, row: int) -> pywraplp.Constraint:
        if row not in self.rows:
            rows = self.ground.rows
            prices = rows.table[rows.table_pointer[row] : rows.table_pointer[row + 1]]
            right = float(rows.low[row] - self.base[row])
            constraint = self.rows[row] = self.solver.Constraint(right, right)
            self.constant += float(prices[0])
            for segment in self.ground.segments(row):
                variable = self.solver.NumVar(0.0, segment.length, "")
                self.objective.SetCoefficient(variable, segment.slope)
                constraint.SetCoefficient(variable, -1.0)
        return self.rows[row]

    def fix(self, place: int) -> None:
        """Give a column to its officer for good."""
        self.variables[place].SetLb(1.0)
        self.fixed.add(place)

    def touch(self, rows: NDArray[np.int64]) -> None:
        """Make rows, also those that no column touches yet; what all others cost is a constant."""
        stays = np.ones(self.ground.rows.count, np.bool_)
        stays[rows] = False
        self.untouched = float(self.ground.rows.prices(self.base)[stays].sum())
        for row in rows.tolist():
            self._row(row)

    def solve(self) -> Mixture:
        """Solve the linear programme.

        Raises
        ------
        Astray
            If some officer has no column, or if the arithmetic fails.
        """
        status = self.solver.Solve(self._parameters)
        if status == pywraplp.Solver.ABNORMAL:
            self._begin_anew()
            status = self.solver.Solve()
        if status != pywraplp.Solver.OPTIMAL:
            raise Astray(f"the linear programme over schedules ended with status {status}")
        duals = np.zeros(self.ground.rows.count)
        for row, constraint in self.rows.items():
            duals[row] = -constraint.dual_value()
        officers = np.zeros(len(self.ground.desks))
        for officer, constraint in self.one.items():
            officers[officer] = constraint.dual_value()
        shares = np.array([variable.solution_value() for variable in self.variables])
        return Mixture(self.objective.Value() + self.constant + self.untouched, shares, duals, officers)
