"""One search with one seed: the kernel's arrays, made from a problem and read back as routes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner.routing.problem import Column, RoutingProblem
from planner.routing.search.kernel import (
    Floats,
    Ints,
    Model,
    Pool,
    Room,
    State,
    improve,
    rate,
    recreate,
    schedule,
    score,
)

NEIGHBOURS = 100
"""Visits kept as neighbours of each visit."""
POOL_CELLS = 4_000_000
"""Numbers that the pool of one search may hold: 16 MB."""
POOL_ROUTES = 20_000
HOT, WARM, COLD = 1.5, 0.2, 0.01
"""Annealing temperatures at the start, at `WARM_SHARE` of the budget and at its end, as shares of a visit's worth: the
mean value of an optional one or, where none is optional, a leg between neighbours."""
WARM_SHARE = 0.7
REQUIRED_WORTH = 5.0
"""What a required visit is worth in the annealing, next to the mean optional one."""
TRAVEL_WORTH = 5.0
"""What all shifts together spent on the way would cost in the annealing, next to the worth of a visit."""
WAIT_WEIGHT = 0.5
"""A second of waiting in an insertion's cost, next to a second of travel."""


def make_model(problem: RoutingProblem) -> Model:
    """Lay a problem out for the kernel."""
    value = np.where(problem.visit_required, 0.0, problem.visit_value)
    optional = np.flatnonzero(~problem.visit_required & ~problem.is_break())
    shift_s = float((problem.unit_end_s - problem.unit_start_s).sum())
    worth = value[value > 0]
    mean = float(worth.mean()) if len(worth) else neighbour_leg_s(problem)
    with np.errstate(divide="ignore"):
        log_value = np.log(value)
    return Model(
        travel_s=np.ascontiguousarray(problem.travel_s, np.float64),
        band_from_s=problem.band_from_s.astype(np.float64),
        band_share=np.ascontiguousarray(problem.band_share, np.float64),
        unit_class=problem.unit_class.astype(np.int32),
        unit_start_node=problem.unit_start_node.astype(np.int32),
        unit_end_node=problem.unit_end_node.astype(np.int32),
        unit_start_s=problem.unit_start_s.astype(np.float64),
        unit_end_s=problem.unit_end_s.astype(np.float64),
        unit_most_load=problem.unit_most_load.astype(np.float64),
        visit_opens_s=problem.visit_opens_s.astype(np.float64),
        visit_closes_s=problem.visit_closes_s.astype(np.float64),
        visit_value=value,
        visit_log_value=log_value,
        visit_required=problem.visit_required.astype(np.bool_),
        visit_kept=problem.visit_pinned >= 0,
        visit_place=problem.visit_place.astype(np.int32),
        visit_load=problem.visit_load.astype(np.float64),
        visit_far_s=far_s(problem),
        visit_need=need(problem),
        unit_may=np.ascontiguousarray(problem.visit_allowed.T),
        way_start=problem.way_start.astype(np.int32),
        way_visit=problem.way_visit(),
        way_entry=problem.way_entry.astype(np.int32),
        way_exit=problem.way_exit.astype(np.int32),
        way_service_s=np.ascontiguousarray(problem.way_service_s, np.float64),
        by_value=optional[np.argsort(-value[optional], kind="stable")].astype(np.int32),
        repeat_share=problem.repeat_share.astype(np.float64),
        repeat_log=np.log(problem.repeat_share).astype(np.float64),
        near=neighbours(problem),
        wait_weight=WAIT_WEIGHT,
        travel_weight=TRAVEL_WORTH * mean / max(shift_s, 1.0) if len(worth) else 1.0,
        required_weight=REQUIRED_WORTH * mean,
    )


def far_s(problem: RoutingProblem) -> Floats:
    """Give how far each visit lies from the nearest start of a unit, (v,) [s]."""
    if not problem.units:
        return np.zeros(problem.visits)
    kinds, starts = problem.unit_class, problem.unit_start_node
    way_s = problem.travel_s[kinds[:, None], starts[:, None], problem.way_entry[None, :]].min(axis=0)
    return np.minimum.reduceat(np.where(np.isfinite(way_s), way_s, 0.0), problem.way_start[:-1])


def need(problem: RoutingProblem) -> Floats:
    """Give the share of the largest load that each visit takes, or its stay [s] where no load is limited, (v,)."""
    most = problem.unit_most_load[np.isfinite(problem.unit_most_load)]
    if len(most) and most.max() > 0:
        return np.asarray(problem.visit_load / most.max())
    stay_s = np.minimum.reduceat(problem.way_service_s.min(axis=0), problem.way_start[:-1])
    return np.where(np.isfinite(stay_s), stay_s, 0.0)


def between_visits_s(problem: RoutingProblem) -> Floats:
    """Give the least time from each visit to each other one, whichever way they are made, (v, v) [s]."""
    fastest = problem.travel_s.min(axis=0)
    from_way = fastest[np.ix_(problem.way_exit, problem.way_entry)]
    by_row = np.minimum.reduceat(from_way, problem.way_start[:-1], axis=0)
    return np.asarray(np.minimum.reduceat(by_row, problem.way_start[:-1], axis=1))


def neighbour_leg_s(problem: RoutingProblem) -> float:
    """Give the mean time from a visit to its nearest few others [s]."""
    legs = np.sort(between_visits_s(problem) + np.diag(np.full(problem.visits, np.inf)), axis=1)[:, :5]
    legs = legs[np.isfinite(legs) & (legs > 0)]
    return float(legs.mean()) if len(legs) else 1.0


def neighbours(problem: RoutingProblem) -> Ints:
    """List the visits nearest to each visit in travel and time, (v, k), itself first.

    Two visits whose windows lie apart are that much farther from each other: no route makes both without that gap.
    """
    travel_s = between_visits_s(problem)
    opens, closes = problem.visit_opens_s, problem.visit_closes_s
    apart_s = np.maximum(opens[:, None] - closes[None, :], opens[None, :] - closes[:, None])
    distance = np.minimum(travel_s, travel_s.T) + np.maximum(apart_s, 0.0)
    np.fill_diagonal(distance, -1.0)
    order: Ints = np.argsort(distance, axis=1, kind="stable")[:, :NEIGHBOURS].astype(np.int32)
    return np.ascontiguousarray(order)


def first_state(model: Model, routes: Sequence[Sequence[int]]) -> State:
    """Make the state in which every unit makes the ways given for it, in their order."""
    units, visits = len(model.unit_class), len(model.visit_value)
    longest = visits + 2
    state = State(
        route=np.zeros((units, longest), np.int32),
        size=np.zeros(units, np.int32),
        leave_s=np.zeros((units, longest)),
        due_s=np.zeros((units, longest)),
        before=np.zeros((units, longest), np.int32),
        after=np.zeros((units, longest), np.int32),
        leg_s=np.zeros((units, longest)),
        travel_s=np.zeros(units),
        load=np.zeros(units),
        server=np.full(visits, -1, np.int32),
        at_place=np.zeros(int(model.visit_place.max(initial=0)) + 1, np.int32),
        free=np.zeros(visits + 1, np.int32),
        seat=np.zeros(visits, np.int32),
        counts=np.zeros(2, np.int32),
        log_cost=np.full((units, visits), np.inf),
        way=np.zeros((units, visits), np.int32),
        slot=np.zeros((units, visits), np.int32),
    )
    for unit, ways in enumerate(routes):
        state.route[unit, : len(ways)] = ways
        state.size[unit] = len(ways)
        state.server[model.way_visit[list(ways)]] = unit
    waiting = np.flatnonzero(state.server < 0)
    state.free[: len(waiting)] = waiting
    state.seat[waiting] = np.arange(len(waiting))
    state.counts[:] = len(waiting)
    for unit in range(units):
        schedule(model, state, unit)
        rate(model, state, unit, 0, -1)
    return state


def temperature(share: float) -> float:
    """Give the annealing temperature when a share of the budget is used, as a share of a visit's worth."""
    if share < WARM_SHARE:
        return float(HOT * (WARM / HOT) ** (share / WARM_SHARE))
    return float(WARM * (COLD / WARM) ** ((share - WARM_SHARE) / (1.0 - WARM_SHARE)))


class Search:
    """A search that can be run on a little further at a time, in a thread of its own.

    Parameters
    ----------
    problem
        With at least one unit and one visit.
    seed
        Searches with different seeds go different ways.
    start
        Ways of each unit to begin from; its pinned visits are among them.
    """

    def __init__(self, problem: RoutingProblem, seed: int, start: Sequence[Sequence[int]]) -> None:
        self.model = make_model(problem)
        self.current = first_state(self.model, start)
        random = np.random.default_rng(seed)
        self._word = random.integers(1, 2**63, 1, np.uint64)
        self._room = Room(
            unit=np.zeros(problem.visits, np.int32),
            least=np.zeros(problem.visits),
            bias=np.zeros(problem.units),
            touched=np.zeros(problem.units, np.bool_),
        )
        self.scores: Floats = np.zeros((3, 3))
        score(self.model, self.current, self.scores[0])
        recreate(self.model, self.current, self._word, self._room.touched, self._room)
        self.trial = State._make(column.copy() for column in self.current)
        self.best = State._make(column.copy() for column in self.current)
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
        self._worth = self.model.required_weight / REQUIRED_WORTH
        self.run(1, 0.0, 0.0)

    @property
    def best_score(self) -> tuple[float, float, float]:
        """Required visits, value and travel of the best state so far."""
        required, value, travel_s = self.scores[2]
        return float(required), float(value), float(travel_s)

    def run(self, steps: int, start: float, end: float) -> None:
        """Go on for a number of steps, from one share of the budget to another."""
        hot, cold = (self._worth * temperature(share) for share in (start, end))
        improve(
            self.model,
            self.current,
            self.trial,
            self.best,
            self.pool,
            self._word,
            self.scores,
            self._room,
            steps,
            hot,
            cold,
        )

    def best_routes(self) -> list[tuple[int, ...]]:
        """Give the ways of the best routes, one a unit."""
        return [tuple(row[:size].tolist()) for row, size in zip(self.best.route, self.best.size, strict=True)]

    def columns(self) -> list[Column]:
        """List the routes in the pool, the latest first."""
        rows, ever = len(self.pool.unit), int(self.pool.counter[0])
        latest = [number % rows for number in range(ever - 1, max(-1, ever - 1 - rows), -1)]
        return [
            (int(self.pool.unit[row]), tuple(self.pool.route[row, : self.pool.size[row]].tolist())) for row in latest
        ]
