"""Why a visit is not made: what keeps every unit from it, or what it would have to take the place of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.routing.bounds.reach import Reach, reach
from planner.routing.problem import RoutingProblem, RoutingResult
from planner.routing.reasons.displacement import LEAST_POINTS, Exchange, Price, exchanges
from planner.routing.reasons.worth import Worth
from planner.routing.reckoning.figures import work_share
from planner.routing.reckoning.hours import arrival_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """Why one visit is not made.

    Attributes
    ----------
    reason
        Key of its sentence.
    exchange
        The cheapest way to make it within one route, if there is one.
    """

    reason: str
    exchange: Exchange | None = None


def obstacles(problem: RoutingProblem, result: RoutingResult, *, varied: bool = False) -> dict[int, Obstacle]:
    """Tell for every visit that a result does not make, breaks left out, why not.

    `varied` tells that value was given up so that this plan differs from others.
    """
    visit_of, routes = problem.way_visit(), [route.ways for route in result.routes]
    made = {int(visit_of[way]) for ways in routes for way in ways}
    is_break, table, worth = problem.is_break(), reach(problem), Worth(problem, made)
    missing = [v for v in range(problem.visits) if v not in made and not is_break[v]]
    alone = {v: _alone(problem, table, v) for v in missing}
    found = exchanges(problem, routes, worth, [v for v, reason in alone.items() if reason is None])
    shares = np.array([work_share(problem, unit, ways) for unit, ways in enumerate(routes)])
    told = _Reasons(problem, worth, varied, shares, problem.even_share * worth.total())
    open_ = [v for v, reason in alone.items() if reason is None]
    dearest = sorted(open_, key=lambda v: -found[v].net if v in found else 0.0)
    reasons = {v: told.obstacle(v, found.get(v)) for v in dearest}
    return {v: Obstacle(reason=reason) if reason else reasons[v] for v, reason in alone.items()}


def _alone(problem: RoutingProblem, table: Reach, v: int) -> str | None:
    """Name what keeps every unit from a visit even if it did nothing else; None when one could make it."""
    pinned = int(problem.visit_pinned[v])
    may = problem.visit_allowed[v] & ((np.arange(problem.units) == pinned) | (pinned < 0))
    if not problem.units:
        return "no_units"
    if not may.any():
        return "no_unit_with_rights"
    if not (table.joined[v] & may).any():
        return "unreachable"
    if not (table.fits[v] & may).any():
        return "window_too_short"
    return None if (table.in_time[v] & may).any() else _too_late(problem, v, np.flatnonzero(table.fits[v] & may))


def _too_late(problem: RoutingProblem, v: int, units: NDArray[np.int64]) -> str:
    """Tell a shift that ends too early from a way that is too long, and both from a shift at another time."""
    reason = "no_unit_in_window"
    opens_s, closes_s = float(problem.visit_opens_s[v]), float(problem.visit_closes_s[v])
    for unit in units.tolist():
        kind, begins_s, ends_s = int(problem.unit_class[unit]), problem.unit_start_s[unit], problem.unit_end_s[unit]
        for way in range(int(problem.way_start[v]), int(problem.way_start[v + 1])):
            stay_s = float(problem.way_service_s[kind, way])
            if min(closes_s, ends_s) - max(opens_s, begins_s) < stay_s:
                continue
            there_s = float(problem.travel_s[kind, problem.unit_start_node[unit], problem.way_entry[way]])
            if max(opens_s, arrival_s(problem, kind, there_s, float(begins_s))) + stay_s <= closes_s:
                return "shift_end"
            reason = "window"
    return reason


@dataclass(slots=True)
class _Reasons:
    """Reasons that follow from the routes; the visits worth most are asked for first.

    Attributes
    ----------
    shares
        (u,) part of its shift that each unit works.
    even_points
        Value that may have been given up for even work and is not accounted for yet [points].
    """

    problem: RoutingProblem
    worth: Worth
    varied: bool
    shares: NDArray[np.float64]
    even_points: float

    def obstacle(self, v: int, exchange: Exchange | None) -> Obstacle:
        """Name what an exchange for a visit would cost."""
        required = bool(self.problem.visit_required[v])
        worthwhile = exchange is not None and exchange.price == Price.OPTIONAL and exchange.net > LEAST_POINTS
        if not required and self.worth.full(v) and not worthwhile:
            return Obstacle(reason="ceiling")
        if exchange is None:
            return Obstacle(reason="no_unit_in_window")
        if exchange.price == Price.OPTIONAL:
            return Obstacle(reason=self._cheap(exchange, required=required), exchange=exchange)
        costly = {Price.REQUIRED: "no_time_left" if required else "required_first", Price.LOAD: "load"}
        return Obstacle(reason=costly.get(exchange.price, "break_first"), exchange=exchange)

    def _cheap(self, exchange: Exchange, *, required: bool) -> str:
        """Name why a visit is not made for which only optional ones, or none, would have to go."""
        if not required and exchange.net <= LEAST_POINTS:
            return "worth_less" if exchange.displaced else "worth_nothing"
        if not required and self._evened(exchange):
            self.even_points -= exchange.net
            return "even_work"
        if not required and self.varied:
            return "varied"
        return "exchange_not_found" if exchange.displaced else "not_found_in_time"

    def _evened(self, exchange: Exchange) -> bool:
        """Tell whether the exchange would make work less even, and is worth little enough to be given up for that."""
        if exchange.net > self.even_points:
            return False
        team = self.problem.unit_team == self.problem.unit_team[exchange.unit]
        after = self.shares.copy()
        after[exchange.unit] = work_share(self.problem, exchange.unit, exchange.ways)
        return bool(np.ptp(after[team]) > np.ptp(self.shares[team]) + 1e-9)
