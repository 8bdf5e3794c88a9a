"""The problem of districting as numbers: cells, who is whose neighbour, and what a cell costs in each district.

A districting puts every one of n cells into one of k districts. A district has a centre, one of its own cells. The cost
is the sum over cells of ``weight x seconds from the centre``, a p-median (Hakimi, "Optimum locations of switching
centers", Operations Research 12, 1964), plus what a cell costs in its slot, plus a small cost of every border between
districts. Districts hang together, and the load of each keeps to a range.

A *slot* is what a district may be to: today's grid whose change is to be small, a community police office, or nothing
in particular. A slot holds a given number of districts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

Status = Literal["optimal", "feasible", "unbalanced", "cancelled"]
"""Proven best; legal; some rule of balance, reach or apartness is broken; legal or not, and stopped early."""

TOTAL_LOAD = 1_000_000
"""Loads and weights are parts of this total: whole numbers, so that sums are exact."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DistrictProblem:
    """What is to be districted.

    Attributes
    ----------
    load
        (n,) work of each cell, which is kept even [parts of `TOTAL_LOAD`].
    weight
        (n,) how much the way to a cell counts [parts of `TOTAL_LOAD`].
    seconds
        (n, n) time from a centre (row) to a cell (column) [s]; a way that does not exist has a large finite time.
    pairs
        (e, 2) cells that are neighbours, the smaller index first.
    border_cost
        (e,) cost when the two are in different districts.
    apart
        (a, 2) cells that may never be in one district.
    slot_count
        (s,) how many districts each slot holds.
    slot_cost
        (s, n) cost of a cell in a district of each slot.
    allowed
        (s, n) whether a cell may be in a district of each slot.
    load_low, load_high
        Range for the load of a district [parts of `TOTAL_LOAD`].
    start
        (n,) a districting to begin with, as a number of a district, -1 where there is none; districts are numbered slot
        by slot.
    """

    load: Ints
    weight: Ints
    seconds: NDArray[np.int32]
    pairs: Ints
    border_cost: Ints
    apart: Ints
    slot_count: Ints
    slot_cost: Ints
    allowed: NDArray[np.bool_]
    load_low: int
    load_high: int
    start: Ints | None = None

    @property
    def cells(self) -> int:
        """Number of cells, n."""
        return len(self.load)

    @property
    def districts(self) -> int:
        """Number of districts, k."""
        return int(self.slot_count.sum())

    @property
    def slot(self) -> Ints:
        """Slot of every district, (k,)."""
        return np.repeat(np.arange(len(self.slot_count)), self.slot_count)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Districting:
    """A districting that was found.

    Attributes
    ----------
    district
        (n,) district of every cell.
    centre
        (k,) the cell that is the centre of each district.
    objective
        Cost of ways, slots and borders.
    bound
        What no legal districting can cost less than; 0 when nothing is known.
    broken
        How far rules are broken: load outside the range, cells where they may not be, pairs that must be apart, in the
        search's own measure; 0 for a legal districting.
    status
        What the answer is.
    seconds
        Time that was used [s].
    """

    district: Ints
    centre: Ints
    objective: int
    bound: int
    broken: int
    status: Status
    seconds: float
