"""What couples a roster: sums over officers and dates whose value has a price, each as a table.

A row's value is a sum of whole coefficients over the shifts that officers work, and of some rows a number of weekends.
Cover, leaders, crews, fair shares, soft limits, changed persons and kinds of shift in use are all rows; so one
arithmetic values a roster, prices a shift, and feeds the linear programme.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.rosters.problem import LAYERS, RosterProblem

Ints = NDArray[np.int32]
Table = NDArray[np.int64]

BROKEN = "broken"
"""Stands beside the layers for crews that may never go out so."""
APART = "apart"
"""Stands beside the layers for templates that part of a squad works: the search's own measure of squads apart."""
BROKEN_UNITS = 20
"""Units of the first layer that such a crew costs for each officer, so that the search leaves it."""


class Segment(NamedTuple):
    """A stretch of a row's price that is straight: up to `length` more at `slope` each."""

    length: float
    slope: float


def segments(prices: NDArray[np.int64]) -> list[Segment]:
    """Give the lower convex hull of a row's prices as stretches of growing slope."""
    hull: list[tuple[int, int]] = []
    for x, y in enumerate(prices.tolist()):
        while len(hull) > 1 and (hull[-1][1] - hull[-2][1]) * (x - hull[-1][0]) >= (y - hull[-1][1]) * (
            hull[-1][0] - hull[-2][0]
        ):
            hull.pop()
        hull.append((x, y))
    return [Segment(float(x1 - x0), (y1 - y0) / (x1 - x0)) for (x0, y0), (x1, y1) in pairwise(hull)]


@dataclass(frozen=True, slots=True)
class Sparse:
    """Rows and coefficients of items: those of item i are at ``pointer[i]:pointer[i + 1]``."""

    pointer: Ints
    row: Ints
    coefficient: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """All rows.

    Attributes
    ----------
    low
        Smallest value in each row's table, (rows,).
    base
        Value of each row when nobody works, (rows,).
    units
        Units of each layer that each value from `low` on comes to, one row after the other; `BROKEN` is what may never
        be, and no layer.
    table, table_pointer
        Price of each value, laid out alike; where each row begins, (rows + 1,).
    gentle
        The same without broken crews and squads apart, for rosters that are only begun.
    cheapest
        Value at which each row costs least, (rows,).
    repeats
        Rows that one officer touches more than once, (rows,).
    common
        What each shift adds, whoever works it, by shift.
    own
        What each shift adds besides when a certain officer works it, by officer, by shift.
    weekends
        Pairs of row and dates of weekends whose number it counts, by officer.
    """

    low: Ints
    base: Ints
    units: dict[str, NDArray[np.int64]]
    table: NDArray[np.int64]
    table_pointer: NDArray[np.int64]
    gentle: NDArray[np.int64]
    cheapest: Ints
    repeats: NDArray[np.bool_]
    common: Sparse
    own: tuple[Sparse, ...]
    weekends: tuple[tuple[tuple[int, tuple[tuple[int, ...], ...]], ...], ...]

    @property
    def count(self) -> int:
        """Number of rows."""
        return self.low.size

    def price(self, value: Ints) -> int:
        """Price all rows at these values, (rows,)."""
        return int(self.table[self.table_pointer[:-1] + (value - self.low)].sum())

    def layer(self, layer: str, value: Ints) -> int:
        """Count the units of a layer at these values, (rows,)."""
        if layer not in self.units:
            return 0
        return int(self.units[layer][self.table_pointer[:-1] + (value - self.low)].sum())

    def prices(self, value: Ints) -> NDArray[np.int64]:
        """Price each row at these values, (rows,)."""
        return self.table[self.table_pointer[:-1] + (value - self.low)]


class RowsDraft:
    """Collects rows."""

    def __init__(self, problem: RosterProblem) -> None:
        self.problem = problem
        self.low: list[int] = []
        self.base: list[int] = []
        self.units: list[dict[str, Table]] = []
        self.repeats: list[bool] = []
        self._common: list[tuple[int, int, int]] = []
        self._own: list[list[tuple[NDArray[np.int32], int, NDArray[np.int32]]]] = [[] for _ in problem.officers]
        self._weekends: list[list[tuple[int, tuple[tuple[int, ...], ...]]]] = [[] for _ in problem.officers]

    def add(self, units: dict[str, Table], *, low: int = 0, base: int = 0, repeats: bool = False) -> int:
        """Add a row with the units of layers of each value from `low` on; `base` is its value when nobody works."""
        self.low.append(low)
        self.base.append(base)
        self.units.append(units)
        self.repeats.append(repeats)
        return len(self.low) - 1

    def count_shift(self, row: int, shift: int, coefficient: int = 1) -> None:
        """Let a row count everybody who works a shift."""
        self._common.append((shift, row, coefficient))

    def count_officer(self, row: int, officer: int, shifts: NDArray[np.int32], coefficients: NDArray[np.int32]) -> None:
        """Let a row count what an officer works."""
        self._own[officer].append((shifts, row, coefficients))

    def count_weekends(self, row: int, officer: int, weekends: tuple[tuple[int, ...], ...]) -> None:
        """Let a row count the weekends that an officer works."""
        self._weekends[officer].append((row, weekends))

    def done(self) -> Rows:
        """Give the rows."""
        shifts = len(self.problem.shifts)
        triples = np.array(self._common, np.int32).reshape(-1, 3)
        sizes = np.array([next(iter(units.values())).size for units in self.units], np.int64)
        pointer = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        units = self._by_layer(pointer)
        table = self._priced(units, int(pointer[-1]))
        parts = zip(self.low, pointer[:-1].tolist(), pointer[1:].tolist(), strict=True)
        return Rows(
            low=np.array(self.low, np.int32),
            base=np.array(self.base, np.int32),
            units=units,
            table=table,
            cheapest=np.array([low + int(np.argmin(table[a:b])) for low, a, b in parts], np.int32),
            table_pointer=pointer,
            gentle=self._priced(
                {layer: values for layer, values in units.items() if layer not in {BROKEN, APART}}, int(pointer[-1])
            ),
            repeats=np.array(self.repeats, np.bool_),
            common=_sparse(triples[:, 0], triples[:, 1], triples[:, 2], shifts),
            own=tuple(_joined(parts, shifts) for parts in self._own),
            weekends=tuple(tuple(items) for items in self._weekends),
        )

    def _by_layer(self, pointer: Table) -> dict[str, Table]:
        found: dict[str, Table] = {}
        for row, units in enumerate(self.units):
            for layer, values in units.items():
                if layer not in found:
                    found[layer] = np.zeros(int(pointer[-1]), np.int64)
                found[layer][pointer[row] : pointer[row + 1]] = values
        return found

    def _priced(self, units: dict[str, Table], size: int) -> Table:
        prices = dict(zip(LAYERS, self.problem.weights, strict=True))
        prices |= {BROKEN: BROKEN_UNITS * prices["short"] + 1, APART: prices["soft"]}
        return sum((prices[layer] * values for layer, values in units.items()), np.zeros(size, np.int64))


def _joined(parts: list[tuple[NDArray[np.int32], int, NDArray[np.int32]]], shifts: int) -> Sparse:
    none = np.zeros(0, np.int32)
    items = np.concatenate([none, *(shift for shift, _, _ in parts)])
    rows = np.concatenate([none, *(np.full(shift.size, row, np.int32) for shift, row, _ in parts)])
    coefficients = np.concatenate([none, *(coefficient for _, _, coefficient in parts)])
    return _sparse(items, rows, coefficients, shifts)


def _sparse(items: Ints, rows: Ints, coefficients: Ints, count: int) -> Sparse:
    order = np.argsort(items, kind="stable")
    pointer = np.zeros(count + 1, np.int32)
    np.cumsum(np.bincount(items, minlength=count), out=pointer[1:])
    return Sparse(pointer, rows[order].astype(np.int32), coefficients[order].astype(np.int32))
