"""One search with one seed: the kernel's arrays, made from a problem and read back as routes."""

from __future__ import annotations

import numpy as np

from planner.routing.kernel import Floats, Ints, Model, Pool, State, improve, rate, recreate, schedule, score
from planner.routing.problem import RoutingProblem

NEIGHBOURS = 100
"""Visits kept as neighbours of each visit."""
POOL_CELLS = 4_000_000
"""Numbers that the pool of one search may hold: 16 MB."""
POOL_ROUTES = 20_000
HOT, COLD = 0.6, 0.01
"""Annealing temperatures, as shares of the mean value of an optional visit."""
WAIT_WEIGHT = 0.5
"""A second of waiting in an insertion's cost, next to a second of travel."""

Column = tuple[int, tuple[int, ...]]
"""A unit and the ways of a route that it could take."""


def make_model(problem: RoutingProblem) -> Model:
    """Lay a problem out for the kernel."""
    value = np.where(problem.visit_required, 0.0, problem.visit_value)
    with np.errstate(divide="ignore"):
        log_value = np.log(value)
    shift_s = float((problem.unit_end_s - problem.unit_start_s).sum())
    worth = value[value > 0]
    return Model(
        travel_s=np.ascontiguousarray(problem.travel_s, np.float64),
        unit_class=problem.unit_class.astype(np.int32),
        unit_base=problem.unit_base.astype(np.int32),
        unit_start_s=problem.unit_start_s.astype(np.float64),
        unit_end_s=problem.unit_end_s.astype(np.float64),
        visit_opens_s=problem.visit_opens_s.astype(np.float64),
        visit_closes_s=problem.visit_closes_s.astype(np.float64),
        visit_value=value,
        visit_log_value=log_value,
        visit_required=problem.visit_required.astype(np.bool_),
        visit_kept=problem.is_break(),
        visit_place=problem.visit_place.astype(np.int32),
        unit_may=np.ascontiguousarray(problem.visit_allowed.T),
        way_start=problem.way_start.astype(np.int32),
        way_visit=problem.way_visit(),
        way_entry=problem.way_entry.astype(np.int32),
        way_exit=problem.way_exit.astype(np.int32),
        way_service_s=np.ascontiguousarray(problem.way_service_s, np.float64),
        near=neighbours(problem),
        ceiling=int(problem.ceiling),
        wait_weight=WAIT_WEIGHT,
        travel_weight=float(worth.mean() / max(shift_s, 1.0)) if len(worth) else 1.0 / max(shift_s, 1.0),
    )


def neighbours(problem: RoutingProblem) -> Ints:
    """List the visits nearest to each visit in travel and time, (v, k), itself first.

    Two visits whose windows lie apart are that much farther from each other: no route makes both without that gap.
    """
    first = problem.way_start[:-1]
    entry, leaving = problem.way_entry[first], problem.way_exit[first]
    travel_s = problem.travel_s.min(axis=0)[np.ix_(leaving, entry)]
    opens, closes = problem.visit_opens_s, problem.visit_closes_s
    apart_s = np.maximum(opens[:, None] - closes[None, :], opens[None, :] - closes[:, None])
    distance = np.minimum(travel_s, travel_s.T) + np.maximum(apart_s, 0.0)
    np.fill_diagonal(distance, -1.0)
    order: Ints = np.argsort(distance, axis=1, kind="stable")[:, :NEIGHBOURS].astype(np.int32)
    return np.ascontiguousarray(order)


def empty_state(model: Model, unit_break: Ints) -> State:
    """Make the state in which every unit has its break and nothing else."""
    units, visits = len(model.unit_class), len(model.visit_value)
    longest = visits + 1
    state = State(
        route=np.zeros((units, longest), np.int32),
        size=np.zeros(units, np.int32),
        leave_s=np.zeros((units, longest + 1)),
        due_s=np.zeros((units, longest + 1)),
        travel_s=np.zeros(units),
        server=np.full(visits, -1, np.int32),
        at_place=np.zeros(int(model.visit_place.max(initial=0)) + 1, np.int32),
        log_cost=np.full((units, visits), np.inf),
        way=np.zeros((units, visits), np.int32),
        slot=np.zeros((units, visits), np.int32),
    )
    for unit, visit in enumerate(unit_break):
        if visit >= 0:
            state.route[unit, 0] = model.way_start[visit]
            state.size[unit] = 1
            state.server[visit] = unit
    for unit in range(units):
        schedule(model, state, unit)
        rate(model, state, unit)
    return state


class Search:
    """A search that can be run on a little further at a time, in a thread of its own.

    Parameters
    ----------
    problem
        With at least one unit and one visit.
    seed
        Searches with different seeds go different ways.
    """

    def __init__(self, problem: RoutingProblem, seed: int) -> None:
        self.model = make_model(problem)
        self.current = empty_state(self.model, problem.unit_break)
        random = np.random.default_rng(seed)
        self._word = random.integers(1, 2**63, 1, np.uint64)
        self._unit = np.zeros(problem.visits, np.int32)
        everyone = np.ones(problem.units, np.bool_)
        recreate(self.model, self.current, self._word, everyone, self._unit)
        self.trial = State._make(column.copy() for column in self.current)
        self.best = State._make(column.copy() for column in self.current)
        self.scores: Floats = np.zeros((3, 3))
        for row in self.scores:
            score(self.model, self.current, row)
        rows = max(100, min(POOL_ROUTES, POOL_CELLS // (problem.visits + 1)))
        self.pool = Pool(
            unit=np.full(rows, -1, np.int32),
            size=np.zeros(rows, np.int32),
            route=np.zeros((rows, problem.visits + 1), np.int32),
            seen=np.zeros(1 << 16, np.uint64),
            way_word=random.integers(1, 2**63, problem.ways, np.uint64),
            counter=np.zeros(1, np.int64),
        )
        value = self.model.visit_value
        self._worth = float(value[value > 0].mean()) if np.any(value > 0) else 1.0
        self.run(1, 0.0, 0.0)

    @property
    def best_score(self) -> tuple[float, float, float]:
        """Required visits, value and travel of the best state so far."""
        required, value, travel_s = self.scores[2]
        return float(required), float(value), float(travel_s)

    def run(self, steps: int, start: float, end: float) -> None:
        """Go on for a number of steps, from one share of the budget to another."""
        hot, cold = (self._worth * HOT * (COLD / HOT) ** share for share in (start, end))
        improve(
            self.model,
            self.current,
            self.trial,
            self.best,
            self.pool,
            self._word,
            self.scores,
            self._unit,
            steps,
            hot,
            cold,
        )

    def best_routes(self) -> list[tuple[int, ...]]:
        """Give the ways of the best routes, one a unit."""
        return [tuple(row[:size].tolist()) for row, size in zip(self.best.route, self.best.size, strict=True)]

    def columns(self) -> list[Column]:
        """List the routes in the pool."""
        filled = np.flatnonzero(self.pool.unit >= 0)
        return [
            (int(self.pool.unit[row]), tuple(self.pool.route[row, : self.pool.size[row]].tolist())) for row in filled
        ]
