"""What a visit that nobody makes would cost: the insertion table of the final routes.

For every unit that may make it and every slot of its route: whether the visit fits there, as the route is, without one
of its stays, or in the place of a run of neighbouring stays; and what would be lost. The tables are those of insertion
heuristics (Savelsbergh, "The vehicle routing problem with time windows: minimizing route duration", ORSA Journal on
Computing 4, 1992), with the speed of the hour.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from planner.routing.problem import RoutingProblem
from planner.routing.reasons.insertions import insertions
from planner.routing.reasons.worth import Worth

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LEAST_POINTS = 1e-6
"""Differences of value below this are none [points]."""


class Price(IntEnum):
    """What stands in the way of an insertion, the least first."""

    OPTIONAL = 0
    """Nothing, or optional visits."""
    REQUIRED = 1
    """A required visit."""
    LOAD = 2
    """The unit's load."""
    HELD = 3
    """A meal break or a pinned visit."""
    NONE = 4
    """No slot at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """The cheapest way to make a visit within one route.

    Attributes
    ----------
    price
        The dearest of what would have to go.
    unit, ways
        Whose route, and the route with the visit on it.
    displaced
        Visits that it would no longer hold.
    gain, loss
        What the visit would add, and what those would take away [points].
    """

    price: Price
    unit: int
    ways: tuple[int, ...]
    displaced: tuple[int, ...]
    gain: float
    loss: float

    @property
    def net(self) -> float:
        """Give the value that the exchange would bring [points]."""
        return self.gain - self.loss

    @property
    def rank(self) -> tuple[int, float]:
        """Order exchanges, the cheapest first."""
        return int(self.price), -self.net


@dataclass(frozen=True, slots=True, eq=False)
class _Runs:
    """Every run of neighbouring stays of a route: the price, value and load of leaving it out, (n + 1, n + 1) each."""

    price: Ints
    loss: Floats
    load: Floats


def exchanges(
    problem: RoutingProblem, routes: Sequence[Sequence[int]], worth: Worth, visits: Collection[int]
) -> dict[int, Exchange]:
    """Find the cheapest exchange for each of some visits that are not made; none where no unit has a slot."""
    best: dict[int, Exchange] = {}
    for unit, ways in enumerate(routes):
        mine = [v for v in visits if problem.visit_allowed[v, unit] and problem.visit_pinned[v] in (-1, unit)]
        table = _Table(problem, unit, tuple(ways), worth)
        for found in (table.in_place_of_runs(mine), table.without_one(mine, best)):
            for visit, exchange in found.items():
                if visit not in best or exchange.rank < best[visit].rank:
                    best[visit] = exchange
    return best


class _Table:
    """Insertions into one route."""

    def __init__(self, problem: RoutingProblem, unit: int, ways: tuple[int, ...], worth: Worth) -> None:
        self.problem, self.unit, self.ways, self.worth = problem, unit, ways, worth
        self.visit_of = problem.way_visit()
        self.stays: list[int] = self.visit_of[list(ways)].tolist()
        self.kind = int(problem.unit_class[unit])

    def in_place_of_runs(self, visits: Sequence[int]) -> dict[int, Exchange]:
        """Find for each visit the cheapest run of neighbouring stays, perhaps none, that it could replace."""
        new = self._ways_of(visits)
        if not new:
            return {}
        runs, size = self._runs(), len(self.ways) + 1
        fits = insertions(self.problem, self.unit, self.ways, new).runs()
        gain = np.stack([self._gains(int(v)) for v in self.visit_of[new]])
        room = self.problem.unit_most_load[self.unit] - self.problem.visit_load[self.stays].sum() + runs.load
        over = self.problem.visit_load[self.visit_of[new]][:, None, None] > room + 1e-9
        price = np.maximum(runs.price, np.where(over, Price.LOAD, Price.OPTIONAL))
        price = np.where(fits & np.isfinite(gain), price, Price.NONE).reshape(len(new), -1)
        least = price.min(axis=1)
        cost = np.where(price == least[:, None], (runs.loss - gain).reshape(len(new), -1), np.inf)
        found: dict[int, Exchange] = {}
        for row, at in enumerate(cost.argmin(axis=1).tolist()):
            if least[row] < Price.NONE:
                first, last = divmod(at, size)
                way, rest = new[row], (*self.ways[:first], new[row], *self.ways[last:])
                self._keep(found, way, rest, tuple(self.stays[first:last]), Price(int(least[row])))
        return found

    def without_one(self, visits: Sequence[int], best: dict[int, Exchange]) -> dict[int, Exchange]:
        """Find for each visit that has no worthwhile exchange a stay worth less without which it fits anywhere."""
        found: dict[int, Exchange] = {}
        open_ = [v for v in visits if v not in best or not self._settled(v, best[v])]
        for row, stay in enumerate(self.stays):
            if not self._loose(stay):
                continue
            loss = self.worth.loss([stay])
            worthy = [v for v in open_ if self.problem.visit_required[v] or self.worth.gain(v, [stay]) > loss]
            load = self.problem.visit_load
            room = self.problem.unit_most_load[self.unit] - load[self.stays].sum() + load[stay] + 1e-9
            new = [way for way in self._ways_of(worthy) if load[self.visit_of[way]] <= room]
            rest = self.ways[:row] + self.ways[row + 1 :]
            fits = insertions(self.problem, self.unit, rest, new).plain() if new else np.zeros((0, 1), bool)
            for way, at in zip(new, fits, strict=True):
                if at.any():
                    slot = int(at.argmax())
                    self._keep(found, way, (*rest[:slot], way, *rest[slot:]), (stay,), Price.OPTIONAL)
        return found

    def _settled(self, visit: int, exchange: Exchange) -> bool:
        """Tell whether a better exchange for a visit would make no difference."""
        worthwhile = exchange.net > LEAST_POINTS or bool(self.problem.visit_required[visit])
        return exchange.price == Price.OPTIONAL and worthwhile

    def _keep(
        self, found: dict[int, Exchange], way: int, ways: tuple[int, ...], displaced: tuple[int, ...], price: Price
    ) -> None:
        """Remember an exchange if it is the cheapest for its visit so far."""
        visit = int(self.visit_of[way])
        exchange = Exchange(
            price=price,
            unit=self.unit,
            ways=ways,
            displaced=displaced,
            gain=self.worth.gain(visit, displaced),
            loss=self.worth.loss(displaced),
        )
        if visit not in found or exchange.rank < found[visit].rank:
            found[visit] = exchange

    def _ways_of(self, visits: Sequence[int]) -> list[int]:
        """List the ways of visits that the unit can make at all."""
        starts = self.problem.way_start
        ways = [way for v in visits for way in range(int(starts[v]), int(starts[v + 1]))]
        return [way for way in ways if np.isfinite(self.problem.way_service_s[self.kind, way])]

    def _loose(self, visit: int) -> bool:
        return not self.problem.visit_required[visit] and self.problem.visit_pinned[visit] < 0

    def _runs(self) -> _Runs:
        """Price every run of stays."""
        size = len(self.stays) + 1
        price, loss, load = np.full((size, size), int(Price.NONE)), np.zeros((size, size)), np.zeros((size, size))
        held = self.problem.visit_pinned[self.stays] >= 0
        single = np.where(held, Price.HELD, np.where(self.problem.visit_required[self.stays], Price.REQUIRED, 0))
        single_load = self.problem.visit_load[self.stays]
        for first in range(size):
            stays = self.stays[first:]
            price[first, first:] = np.maximum.accumulate([Price.OPTIONAL, *single[first:]])
            loss[first, first:] = np.cumsum([0.0, *self.worth.losses(stays)])
            load[first, first:] = np.cumsum([0.0, *single_load[first:]])
        return _Runs(price, loss, load)

    def _gains(self, visit: int) -> Floats:
        """Give what a visit adds when each run is left out, (n + 1, n + 1) [points]."""
        size = len(self.stays) + 1
        place = self.problem.visit_place
        gains = np.full((size, size), self.worth.gain(visit))
        same = [row for row, stay in enumerate(self.stays) if place[stay] == place[visit]]
        for a, left in enumerate(same):
            for b in range(a, len(same)):
                out = [self.stays[row] for row in same[a : b + 1]]
                lowest = same[a - 1] + 1 if a else 0
                highest = same[b + 1] if b + 1 < len(same) else size - 1
                gains[lowest : left + 1, same[b] + 1 : highest + 1] = self.worth.gain(visit, out)
        return gains
