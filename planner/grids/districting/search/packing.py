"""A problem as arrays for compiled code, and districtings in work."""

from __future__ import annotations

import numpy as np

from planner.grids.districting.problem import DistrictProblem, Ints
from planner.grids.districting.search.kernel import Packed, Room, State


def packed(problem: DistrictProblem) -> Packed:
    """Give the arrays that the search works on."""
    first, beside, cost = by_cell(problem.cells, problem.pairs, problem.border_cost)
    apart_first, apart, _ = by_cell(problem.cells, problem.apart, np.zeros(len(problem.apart), np.int64))
    return Packed(
        load=problem.load,
        weight=problem.weight,
        seconds=problem.seconds,
        first=first,
        beside=beside,
        border_cost=cost,
        apart_first=apart_first,
        apart=apart,
        slot=problem.slot,
        slot_cost=problem.slot_cost,
        allowed=problem.allowed,
        low=problem.load_low,
        high=problem.load_high,
        wrong=max(1, int(problem.load.sum()) // problem.districts),
    )


def by_cell(cells: int, pairs: Ints, value: Ints) -> tuple[Ints, Ints, Ints]:
    """Give pairs in compressed rows, in both directions: where rows start (n + 1,), the other cell, its value."""
    both = np.concatenate([pairs, pairs[:, ::-1]]).astype(np.int64).reshape(-1, 2)
    order = np.lexsort((both[:, 1], both[:, 0]))
    first = np.searchsorted(both[order, 0], np.arange(cells + 1)).astype(np.int64)
    return first, np.ascontiguousarray(both[order, 1]), np.concatenate([value, value])[order].astype(np.int64)


def room(cells: int) -> Room:
    """Make room for the searches through districts."""
    return Room(*(np.zeros(size, np.int64) for size in (cells, 1, cells, cells, cells, cells, cells)))


def state(problem: DistrictProblem, district: Ints, centre: Ints) -> State:
    """Make a districting to work on; its sums are taken by the kernel."""
    empty = np.zeros(problem.districts, np.int64)
    return State(district.astype(np.int64).copy(), centre.astype(np.int64).copy(), empty, empty.copy())
