"""Share work more evenly: visits move from units that work much to units of their team that work little.

Set packing can only choose among routes that the search has met, and the search does not look for even ones. Here a
plan is changed visit by visit. A move counts when it brings the shares of a team closer by more than the time on the
way that it adds, so that nobody drives about only to be as busy as others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from planner.routing.packing.route_times import RouteTimes
from planner.routing.problem import RoutingProblem
from planner.routing.reckoning.figures import travel_s, value, work_share

Route = tuple[int, ...]
LEAST_GAIN = 1e-6
"""A move that gains less than this share of a shift is none."""


@dataclass(frozen=True, slots=True)
class _Move:
    """New routes of some units, and what they bring."""

    routes: dict[int, Route]
    gain: float


def even_out(
    problem: RoutingProblem, plan: Sequence[Route], least_value: float, stop: Callable[[], bool]
) -> list[Route]:
    """Move visits, and leave out optional ones as far as the value allows, until nothing brings shares closer.

    Parameters
    ----------
    plan
        A legal plan.
    least_value
        Value that the optional visits must keep [points].
    stop
        Asked after every trial of a move.
    """
    evening = _Evening(problem, list(plan), least_value, stop)
    while not stop():
        move = next(evening.moves(), None)
        if move is None:
            break
        evening.make(move)
    return evening.routes


class _Evening:
    """A plan that is being changed."""

    def __init__(
        self, problem: RoutingProblem, routes: list[Route], least_value: float, stop: Callable[[], bool]
    ) -> None:
        self.problem, self.routes, self.least_value, self.stop = problem, routes, least_value, stop
        self.visit_of, self.times = problem.way_visit(), [RouteTimes(problem, u, ways) for u, ways in enumerate(routes)]
        self.shares = np.array([work_share(problem, unit, ways) for unit, ways in enumerate(routes)])
        self.travel_s = np.array([travel_s(problem, unit, ways) for unit, ways in enumerate(routes)])
        self.shift_s = float((problem.unit_end_s - problem.unit_start_s).mean())
        counts = np.bincount(problem.unit_team)
        self.teams = [np.flatnonzero(problem.unit_team == team) for team in np.flatnonzero(counts > 1)]

    def make(self, move: _Move) -> None:
        """Change the plan."""
        for unit, ways in move.routes.items():
            self.routes[unit] = ways
            self.times[unit] = RouteTimes(self.problem, unit, ways)
            self.shares[unit] = work_share(self.problem, unit, ways)
            self.travel_s[unit] = travel_s(self.problem, unit, ways)

    def moves(self) -> Iterator[_Move]:
        """List the moves worth making, of the team with the largest difference first."""
        for team in sorted(self.teams, key=lambda units: -float(np.ptp(self.shares[units]))):
            order = team[np.argsort(self.shares[team], kind="stable")].tolist()
            least, most = order[0], order[-1]
            pairs = [(most, unit) for unit in order[:-1]] + [(unit, least) for unit in reversed(order[1:-1])]
            others = np.flatnonzero(~np.isin(np.arange(self.problem.units), team)).tolist()
            pairs += [(most, unit) for unit in others] + [(unit, least) for unit in others]
            for giver, taker in pairs:
                if (best := max(self._handed(giver, taker), key=lambda move: move.gain, default=None)) is not None:
                    yield best
            if (best := max(self._left_out(most), key=lambda move: move.gain, default=None)) is not None:
                yield best

    def _handed(self, giver: int, taker: int) -> Iterator[_Move]:
        """List the visits that one unit can hand to another with gain."""
        problem = self.problem
        for way in self.routes[giver]:
            visit = int(self.visit_of[way])
            if problem.visit_pinned[visit] >= 0 or not problem.visit_allowed[visit, taker] or self.stop():
                continue
            if (longer := self.times[taker].with_visit(visit)) is None:
                continue
            if (shorter := self.times[giver].without(visit)) is not None:
                yield from self._gaining({giver: shorter, taker: longer})

    def _left_out(self, unit: int) -> Iterator[_Move]:
        """List the optional visits that a unit can leave out with gain, the value kept."""
        problem = self.problem
        made = self.visit_of[[way for ways in self.routes for way in ways]]
        if value(problem, made) <= self.least_value:
            return
        for visit in self.visit_of[list(self.routes[unit])].tolist():
            if problem.visit_required[visit] or problem.visit_pinned[visit] >= 0 or self.stop():
                continue
            if value(problem, made[made != visit]) >= self.least_value:
                shorter = self.times[unit].without(visit)
                if shorter is not None:
                    yield from self._gaining({unit: shorter})

    def _gaining(self, routes: dict[int, Route]) -> Iterator[_Move]:
        """Give the move to these routes if it is worth making."""
        shares, added_s = self.shares.copy(), 0.0
        for unit, ways in routes.items():
            shares[unit] = work_share(self.problem, unit, ways)
            added_s += travel_s(self.problem, unit, ways) - self.travel_s[unit]
        before = [float(np.ptp(self.shares[team])) for team in self.teams]
        after = [float(np.ptp(shares[team])) for team in self.teams]
        gain = sum(before) - sum(after) - max(added_s, 0.0) / self.shift_s
        if gain > LEAST_GAIN and max(after) <= max(before) + LEAST_GAIN:
            yield _Move(routes, gain)
