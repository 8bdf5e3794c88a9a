"""Plans whose visits may be cut into parts, as a linear programme: what every plan keeps to, and nothing more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from planner.routing.bounds.needs import Crew
from planner.routing.problem import RoutingProblem

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Row = tuple[Ints, Floats, float]
"""Columns, their figures, and the most that they may sum to."""

MOST_SPANS = 60
"""Windows of the day that have a row of their own."""


@dataclass(frozen=True, slots=True, eq=False)
class Programme:
    """Rows over parts of visits by crews, and, behind them, over the ranks of visits at places with shares.

    Attributes
    ----------
    visit, crew
        (k,) of which visit by which crew each of the first k columns is a part.
    worth
        (n,) value of each column [points].
    rows
        (m, n) sparse matrix.
    most
        (m,) what each row may sum to at most.
    least_share, most_share
        (n,) bounds of each column.
    """

    visit: Ints
    crew: Ints
    worth: Floats
    rows: Any
    most: Floats
    least_share: Floats
    most_share: Floats

    def counting_required(self, problem: RoutingProblem) -> Floats:
        """Give the worths that count required visits instead of value, (n,)."""
        counts = np.zeros(len(self.worth))
        counts[: len(self.visit)] = problem.visit_required[self.visit]
        return counts


def make_programme(problem: RoutingProblem, crews: Sequence[Crew], required_served: int) -> Programme:
    """Write the programme of plans with at least so many required visits."""
    parts = [np.flatnonzero(crew.servable) for crew in crews]
    visit = np.concatenate(parts) if parts else np.zeros(0, np.int64)
    crew = np.repeat(np.arange(len(crews)), [len(part) for part in parts])
    required, optional = problem.visit_required[visit], ~problem.visit_required & ~problem.is_break()
    worth = np.where(optional[visit], problem.visit_value[visit], 0.0)
    rows = [*_once(visit), *_time(problem, crews, visit, crew), *_spans(problem, crews, visit, crew)]
    if required_served:
        rows.append((np.flatnonzero(required), -np.ones(int(required.sum())), -float(required_served)))
    ranked: list[float] = []
    for place in np.unique(problem.visit_place[visit[worth > 0]]).tolist():
        own = np.flatnonzero(optional[visit] & (problem.visit_place[visit] == place))
        offered = len(np.unique(visit[own]))
        if offered > problem.ceiling:
            rows.append((own, np.ones(len(own)), float(problem.ceiling)))
        shares = problem.repeat_share[:offered]
        if (shares < 1.0).any():
            figures, more = _ranks(worth[own], own, shares, len(visit) + len(ranked))
            ranked += figures
            rows += more
            worth[own] = 0.0
    count = len(visit) + len(ranked)
    least = np.zeros(count)
    least[: len(visit)] = problem.visit_pinned[visit] >= 0
    matrix, most = _matrix(rows, count)
    return Programme(
        visit=visit,
        crew=crew,
        worth=np.concatenate([worth, ranked]),
        rows=matrix,
        most=most,
        least_share=least,
        most_share=np.ones(count),
    )


def _once(visit: Ints) -> Iterator[Row]:
    """No visit is made more than once."""
    order = np.argsort(visit, kind="stable")
    for columns in np.split(order, np.flatnonzero(np.diff(visit[order])) + 1):
        if len(columns) > 1:
            yield columns, np.ones(len(columns)), 1.0


def _time(problem: RoutingProblem, crews: Sequence[Crew], visit: Ints, crew: Ints) -> Iterator[Row]:
    """Stays with the gaps before them, and with those after them, fit into the shifts of a crew, and its loads."""
    for number, own in enumerate(crews):
        columns = np.flatnonzero(crew == number)
        made = visit[columns]
        yield columns, own.before_s[made], own.room_before_s
        yield columns, own.after_s[made], own.room_after_s
        most_load = float(problem.unit_most_load[list(own.units)].sum())
        if np.isfinite(most_load):
            yield columns, problem.visit_load[made], most_load


def _spans(problem: RoutingProblem, crews: Sequence[Crew], visit: Ints, crew: Ints) -> Iterator[Row]:
    """Stays whose windows lie in a span of the day, and the ways to them, fit into what the shifts have of it.

    Of each unit's stays in the span the way to the first may lie before it; the longest such way is added to its room.
    """
    spans = np.unique(np.column_stack([problem.visit_opens_s, problem.visit_closes_s])[visit], axis=0)
    spans = spans[np.argsort(spans[:, 1] - spans[:, 0], kind="stable")][:MOST_SPANS]
    reached = np.stack([own.reached_s for own in crews])[crew, visit]
    stay = np.stack([_least_stay_s(problem, own) for own in crews])[crew, visit]
    opens, closes = problem.visit_opens_s[visit], problem.visit_closes_s[visit]
    for from_s, to_s in spans.tolist():
        columns = np.flatnonzero((opens >= from_s) & (closes <= to_s))
        room_s = 0.0
        for number, own in enumerate(crews):
            ways = (reached - stay)[columns[crew[columns] == number]]
            units = list(own.units)
            inside = np.minimum(problem.unit_end_s[units], to_s) - np.maximum(problem.unit_start_s[units], from_s)
            room_s += float(np.maximum(inside, 0.0).sum()) + len(units) * float(ways.max(initial=0.0))
        yield columns, reached[columns], room_s


def _least_stay_s(problem: RoutingProblem, crew: Crew) -> Floats:
    """Give the shortest stay of each visit by a crew, (v,) [s]."""
    kind = int(problem.unit_class[crew.units[0]])
    return np.asarray(np.minimum.reduceat(problem.way_service_s[kind], problem.way_start[:-1]))


def _ranks(worth: Floats, own: Ints, shares: Floats, first: int) -> tuple[list[float], list[Row]]:
    """Give each kind of value at a place a column for every rank: what they are worth, and the rows that bind them.

    A kind is worth in a rank its value at the rank's share. It takes no more ranks than visits of it are made, and no
    rank is taken twice; so the best of them is the most valuable visit at the first share, and so on.
    """
    kinds, kind = np.unique(worth, return_inverse=True)
    ranks = len(shares)
    columns = first + np.arange(len(kinds) * ranks).reshape(len(kinds), ranks)
    rows: list[Row] = [
        (
            np.concatenate([columns[row], own[kind == row]]),
            np.concatenate([np.ones(ranks), -np.ones(int((kind == row).sum()))]),
            0.0,
        )
        for row in range(len(kinds))
    ]
    rows += [(columns[:, rank], np.ones(len(kinds)), 1.0) for rank in range(ranks)]
    return np.outer(kinds, shares).ravel().tolist(), rows


def _matrix(rows: Iterable[Row], count: int) -> tuple[Any, Floats]:
    from scipy.sparse import csr_array

    kept = [row for row in rows if len(row[0])]
    lengths = [len(columns) for columns, _, _ in kept]
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    columns = np.concatenate([row[0] for row in kept]) if kept else np.zeros(0, np.int64)
    figures = np.concatenate([row[1] for row in kept]) if kept else np.zeros(0)
    return csr_array((figures, columns, starts), shape=(len(kept), count)), np.array([row[2] for row in kept])
