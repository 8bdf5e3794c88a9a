"""The cordon for one time limit, as a mixed-integer programme: a node cut in which each wall has a unit of its own.

Continuous potentials say where the one who flees can come to: 1 where he begins, 0 outside, and falling along an arc
only by a wall at its head. This is the dual of maximum flow (Ford and Fulkerson, Canadian Journal of Mathematics 8,
1956), so that only the units are whole numbers, and the relaxation is close to them. Solved by HiGHS (Huangfu and Hall,
Mathematical Programming Computation 10, 2018) in scipy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from planner.dispatch.intercept.problem import NEVER, CordonProblem, Times
from planner.streets.columns import spans

if TYPE_CHECKING:
    from scipy.sparse import csr_array

LATE_COST = 3.0
"""A unit that would be too late if no other were in the way counts as more than one, so that few are wanted."""
LOOSE = 0.5
"""Any cut will do where the number of open nodes is given; this gap ends the search for one with fewer units."""
SOLVED, INFEASIBLE = 0, 2
"""Statuses of `scipy.optimize.milp`."""
TIGHT = 0.009
"""A gap within which the number of open nodes is proven, up to a hundred of them."""
OPEN_COST = 1000.0
"""An open junction counts as more than any number of units."""


@dataclass(frozen=True, slots=True)
class Run:
    """A way that he takes before a wall is closed: the nodes that he passes, the wall last, and when [ds].

    A unit that is at the wall later than he is needs one that closes another of the nodes before he is there.
    """

    nodes: NDArray[np.int64]
    when_ds: Times


@dataclass(frozen=True, slots=True)
class Pairs:
    """Who can close what: (k,) units, -1: the node is left open; nodes; times [ds]; whether he can be there before."""

    unit: NDArray[np.int64]
    at: NDArray[np.int64]
    there_ds: Times
    late: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Cut:
    """The answer for one time limit: pairs of unit and node, and open nodes.

    ``"unproven"``: fewer open nodes may do. ``"none"``: there is no such cut. ``"unknown"``: the time was over.
    """

    status: Literal["found", "unproven", "none", "unknown"]
    pairs: tuple[tuple[int, int], ...] = ()
    open: tuple[int, ...] = ()


class Cuts:
    """The programme of one problem; runs that were found hold for all time limits.

    `quicker` is how much of the linear relaxation served best in `decide` last: 1 little, 2 all.

    Parameters
    ----------
    first_ds, before
        (n,) the earliest that the one who flees can be at each node when nothing is closed [ds], and the node that he
        passes before it; -1: none.
    """

    def __init__(self, problem: CordonProblem, first_ds: Times, before: list[int]) -> None:
        self.problem, self.first_ds = problem, first_ds
        self.before = np.array(before, np.int64)
        self.runs: list[Run] = []
        self.quicker = 1
        self._closable = ~problem.outside & (first_ds < NEVER)
        self._ahead = np.flatnonzero(self._closable & (first_ds > 0))

    def solve(self, last_ds: int, open_most: int | None, time_s: float, *, late: bool) -> Cut:
        """Find a cut whose units are in place by a time [ds].

        That late units are in time after all is held by `runs` only.

        Parameters
        ----------
        open_most
            How many nodes may be left open; None: as few as can be, proven.
        late
            Whether a unit may be later than the one who flees is when nothing is closed.
        """
        from scipy.optimize import Bounds, LinearConstraint, milp

        pairs = self.pairs(last_ds, open_most, late=late)
        size = len(self.problem.outside)
        width = len(pairs.at) + 2 * size
        rows = [LinearConstraint(matrix, least, most) for matrix, least, most in self._rows(pairs, width, late=late)]
        if open_most is not None and open_most:
            few = np.zeros(width)
            few[: len(pairs.at)] = pairs.unit < 0
            rows.append(LinearConstraint(few[None, :], -np.inf, float(open_most)))
        cost = np.zeros(width)
        cost[: len(pairs.at)] = np.where(pairs.unit < 0, OPEN_COST, np.where(pairs.late, LATE_COST, 1.0))
        top = np.concatenate([np.ones(len(pairs.at)), np.where(self.problem.outside, 0.0, 1.0), np.full(size, np.inf)])
        whole = (np.arange(width) < len(pairs.at)).astype(float)
        answer = milp(
            cost,
            integrality=whole,
            bounds=Bounds(0.0, top),
            constraints=rows,
            options={"time_limit": max(0.05, time_s), "mip_rel_gap": TIGHT if open_most is None else LOOSE},
        )
        if answer.x is None:
            return Cut("none" if answer.status == INFEASIBLE else "unknown")
        chosen = np.flatnonzero(answer.x[: len(pairs.at)] > 0.5)
        return Cut(
            "found" if answer.status == SOLVED or open_most is not None else "unproven",
            tuple((int(pairs.unit[row]), int(pairs.at[row])) for row in chosen if pairs.unit[row] >= 0),
            tuple(int(pairs.at[row]) for row in chosen if pairs.unit[row] < 0),
        )

    def pairs(self, last_ds: int, open_most: int | None, *, late: bool) -> Pairs:
        """List who can close what: units in place by a time, and unit -1 where a node may be left open."""
        there = self.problem.unit_ds
        known = (there <= last_ds) & self._closable[None, :]
        nodes, units = np.nonzero((known if late else known & (there <= self.first_ds[None, :])).T)
        ahead = self._ahead[:0] if open_most == 0 else self._ahead
        return Pairs(
            unit=np.concatenate([units, np.full(len(ahead), -1)]),
            at=np.concatenate([nodes, ahead]),
            there_ds=np.concatenate([there[units, nodes], np.full(len(ahead), 1)]),
            late=np.concatenate([there[units, nodes] > self.first_ds[nodes], np.zeros(len(ahead), bool)]),
        )

    def _rows(self, pairs: Pairs, width: int, *, late: bool) -> Iterator[tuple[csr_array, NDArray[np.float64], float]]:
        """Give the rows: ways, one place a unit, one unit a place, and what late units need."""
        yield (*self._ways(pairs, width), np.inf)
        with_unit = np.flatnonzero(pairs.unit >= 0)
        for owner, count, rows in (
            (pairs.unit, len(self.problem.unit_ds), with_unit),
            (pairs.at, len(self.problem.outside), np.arange(len(pairs.at))),
        ):
            yield _matrix(np.ones(len(rows)), owner[rows], rows, (count, width)), np.full(count, -np.inf), 1.0
        if late:
            yield from self._delays(pairs, width)
            if self.runs:
                matrix = self._learnt(pairs, width)
                yield matrix, np.zeros(len(self.runs)), np.inf

    def _ways(self, pairs: Pairs, width: int) -> tuple[csr_array, NDArray[np.float64]]:
        """Make the rows: he comes to the start, and along an arc unless its head is a wall.

        Nodes that nobody can close and between which he goes to and fro share the potential of one of them.
        """
        problem, walls, same = self.problem, len(pairs.at), self.same(pairs.at)
        arcs = np.unique(np.column_stack([same[problem.tail], same[problem.head]]), axis=0)
        tail, head = arcs[(arcs[:, 0] != arcs[:, 1]) & ~problem.outside[arcs[:, 0]]].T
        start = np.unique(same[problem.start])
        count, ends = len(tail) + len(start), np.concatenate([head, start])
        wall_row, wall = _spread(pairs.at, ends)
        row = np.concatenate([np.arange(count), np.arange(len(tail)), wall_row])
        column = np.concatenate([walls + ends, walls + tail, wall])
        value = np.concatenate([np.ones(count), np.full(len(tail), -1.0), np.ones(len(wall_row))])
        least = np.concatenate([np.zeros(len(tail)), np.ones(len(start))])
        return _matrix(value, row, column, (count, width)), least

    def same(self, closable: NDArray[np.int64]) -> NDArray[np.int64]:
        """Give for each node the first of those that he can go to from it and back, (n,); one stands outside."""
        from scipy.sparse.csgraph import connected_components

        problem, size = self.problem, len(self.problem.outside)
        free = np.ones(size, bool)
        free[closable] = False
        inside = (
            free[problem.tail] & free[problem.head] & (problem.outside[problem.tail] == problem.outside[problem.head])
        )
        links = _matrix(np.ones(int(inside.sum())), problem.tail[inside], problem.head[inside], (size, size))
        _, part = connected_components(links, directed=True, connection="strong")
        part[problem.outside] = part[problem.outside].min(initial=size)
        _, first, back = np.unique(part, return_index=True, return_inverse=True)
        return np.asarray(first[back])

    def _delays(self, pairs: Pairs, width: int) -> Iterator[tuple[csr_array, NDArray[np.float64], float]]:
        """Make the rows: a late unit needs one in time on the quickest way to it. Sums along the ways are columns."""
        size, walls = len(self.problem.outside), len(pairs.at)
        first_sum = walls + size
        node = np.flatnonzero(self._closable)
        child = node[self.before[node] >= 0]
        timely = np.flatnonzero(~pairs.late)
        row = np.concatenate([node, child, pairs.at[timely]])
        column = np.concatenate([first_sum + node, first_sum + self.before[child], timely])
        value = np.concatenate([np.ones(len(node)), np.full(len(child) + len(timely), -1.0)])
        yield _matrix(value, row, column, (size, width)), np.zeros(size), 0.0
        rows = np.flatnonzero(pairs.late)
        row = np.concatenate([pairs.at[rows], child])
        column = np.concatenate([rows, first_sum + self.before[child]])
        value = np.concatenate([np.ones(len(rows)), np.full(len(child), -1.0)])
        yield _matrix(value, row, column, (size, width)), np.full(size, -np.inf), 0.0

    def sides(self, pairs: Pairs, run: Run) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """List the pairs that are in time on a run, and those at its end that are later than he is."""
        when = np.full(len(self.problem.outside), -NEVER)
        when[run.nodes[:-1]] = run.when_ds[:-1]
        late = (pairs.at == run.nodes[-1]) & (pairs.there_ds > run.when_ds[-1])
        return np.flatnonzero(pairs.there_ds <= when[pairs.at]), np.flatnonzero(late)

    def _learnt(self, pairs: Pairs, width: int) -> csr_array:
        """Make the rows: a unit at the end of a run and later than it needs one in time on it."""
        rows, columns, values = [], [], []
        for number, run in enumerate(self.runs):
            timely, late = self.sides(pairs, run)
            rows += [np.full(len(timely) + len(late), number)]
            columns += [timely, late]
            values += [np.ones(len(timely)), np.full(len(late), -1.0)]
        size = len(self.runs), width
        return _matrix(np.concatenate(values), np.concatenate(rows), np.concatenate(columns), size)


def _spread(at: NDArray[np.int64], ends: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """List for every end the numbers of the pairs at that node: rows, and pairs."""
    order = np.argsort(at, kind="stable")
    low, high = np.searchsorted(at[order], ends), np.searchsorted(at[order], ends, side="right")
    index, first = spans(low, high - low, np.ones(len(ends), np.int64))
    return np.repeat(np.arange(len(ends)), np.diff(first)), order[index]


def _matrix(
    value: NDArray[np.float64], row: NDArray[np.integer], column: NDArray[np.integer], shape: tuple[int, int]
) -> csr_array:
    from scipy.sparse import coo_array

    return coo_array((value, (row, column)), shape=shape).tocsr()
