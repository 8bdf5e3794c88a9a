"""Repair the rest of a day: routes that make what must be made and differ little from the plan.

Lost visits are first put where they fit without anything else moving, then where only optional ones must give way. Only
if a required visit is still left out does the solver free whole routes: those of the units nearest to it, more and more
of them, until every required visit is made or no more can be. Among answers with as many required visits the one that
changes fewer stops is taken (Kuster and Jannach, "Handling airport ground processes based on resource-constrained
project scheduling", IEA/AIE 2006, call it local rescheduling).
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from planner.domain.solving import Limits, OnProgress, Progress, keep_going
from planner.routing.bounds.reach import reach
from planner.routing.problem import RoutingProblem
from planner.routing.repairing.part import part, ways_of
from planner.routing.repairing.remaining import Rest
from planner.routing.repairing.slots import Route, best_slot, put, times, visit_of

FIRST_FREE = 3
"""Units whose routes the solver frees first; twice as many each further time."""
LEAST_TIME_S = 0.3
"""Least time of one call of the solver [s]."""
MOST_GIVING_WAY = 3
"""Most stops in a row that give way to one required visit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """Routes of the rest of a day.

    Attributes
    ----------
    routes
        Ways of each unit, in order.
    seconds
        Time that it took [s].
    stopped
        Whether it was stopped early.
    """

    routes: tuple[Route, ...]
    seconds: float
    stopped: bool


def mend(rest: Rest, limits: Limits, *, on_progress: OnProgress = keep_going) -> Mended:
    """Find routes for the rest of a day.

    Required visits come first, then few changed stops, then value. Breaks and pinned visits are in every answer, and a
    pinned visit that its unit cannot make any more is left out.

    Parameters
    ----------
    limits
        The time is an upper limit: mostly no search is needed.
    """
    work = _Work(rest, limits, on_progress)
    work.restore()
    work.insert_required()
    work.make_way()
    work.search()
    work.fill()
    stopped = work.stopped
    return Mended(routes=tuple(work.routes), seconds=time.perf_counter() - work.began, stopped=stopped)


@dataclass
class _Work:
    """Routes being mended."""

    rest: Rest
    limits: Limits
    on_progress: OnProgress
    routes: list[Route] = field(default_factory=list)
    stopped: bool = False
    began: float = field(default_factory=time.perf_counter)

    def __post_init__(self) -> None:
        self.problem = self.rest.prepared.problem
        self.units = range(self.problem.units)
        self.is_break = self.problem.is_break()

    def made(self) -> set[int]:
        """Give the visits that are made now."""
        return {visit_of(self.problem, way) for route in self.routes for way in route}

    def missing(self) -> list[int]:
        """List the required visits that nobody makes, the first to close first."""
        gone = set(np.flatnonzero(self.problem.visit_required & ~self.is_break).tolist()) - self.made()
        return sorted(gone, key=lambda v: (float(self.problem.visit_closes_s[v]), v))

    def restore(self) -> None:
        """Keep what is planned; where a route cannot be kept, what is pinned, then required, then the rest of it."""
        for unit in self.units:
            planned = tuple(self.rest.planned[unit])
            bound = np.flatnonzero(self.problem.visit_pinned == unit).tolist()
            ways = {visit_of(self.problem, way) for way in planned}
            whole = times(self.problem, unit, planned) is not None and ways >= set(bound)
            self.routes.append(planned if whole else self._rebuilt(unit, planned, bound))

    def _rebuilt(self, unit: int, planned: Route, bound: Sequence[int]) -> Route:
        """Put the stays of a route together again, the most binding first; what does not fit is left out."""
        wanted = list(dict.fromkeys([*bound, *(visit_of(self.problem, way) for way in planned)]))
        wanted.sort(key=lambda v: self._rank(unit, v))
        routes: dict[int, Route] = {unit: ()}
        for v in wanted:
            slot = best_slot(self.problem, routes, v, [unit])
            if slot is not None:
                routes[unit] = put(routes[unit], slot)
        return routes[unit]

    def _rank(self, unit: int, v: int) -> tuple[bool, bool, bool, float, float]:
        pinned = self.problem.visit_pinned[v] == unit
        fixed = pinned and not self.is_break[v]
        return (
            not fixed,
            not pinned,
            not self.problem.visit_required[v],
            -float(self.problem.visit_value[v]),
            float(self.problem.visit_closes_s[v]),
        )

    def insert_required(self) -> None:
        """Put required visits where they fit without anything moving to another unit."""
        for v in self.missing():
            slot = best_slot(self.problem, self.routes, v, self.units)
            if slot is not None:
                self.routes[slot.unit] = put(self.routes[slot.unit], slot)

    def make_way(self) -> None:
        """Let a few optional stops in a row give way to each required visit that is left."""
        for v in self.missing():
            offers = [offer for unit in self.units for offer in self._offers(unit, v)]
            if offers:
                _, _, _, unit, route = min(offers)
                self.routes[unit] = route

    def _offers(self, unit: int, v: int) -> list[tuple[int, float, float, int, Route]]:
        """List routes of a unit with a visit in place of optional ones: stops changed, value lost, cost in time."""
        if not self.problem.visit_allowed[v, unit]:
            return []
        route, offers = self.routes[unit], []
        for first in range(len(route)):
            for last in range(first + 1, min(len(route), first + MOST_GIVING_WAY) + 1):
                gone = [visit_of(self.problem, way) for way in route[first:last]]
                if any(self.problem.visit_required[w] or self.problem.visit_pinned[w] >= 0 for w in gone):
                    break
                kept = (*route[:first], *route[last:])
                slot = best_slot(self.problem, {unit: kept}, v, [unit])
                if slot is not None:
                    value = float(self.problem.visit_value[gone].sum())
                    offers.append((last - first + slot.later, value, slot.cost_s, unit, put(kept, slot)))
        return offers

    def search(self) -> None:
        """Free whole routes, of the nearest units first, while a required visit is left that somebody could make."""
        free = FIRST_FREE
        while lacking := self._lacking():
            units = self._nearest(lacking)[:free]
            for narrow in (True, False):
                if self._lacking():
                    self._solve(units, narrow=narrow, last=free >= len(self.units))
            if free >= len(self.units) or self._left_s() <= 0:
                return
            free *= 2

    def _lacking(self) -> list[int]:
        """List the missing visits that some unit could make if it did nothing else; none once stopped."""
        if self.stopped or not self.problem.units:
            return []
        could = reach(self.problem).servable(self.problem)
        return [v for v in self.missing() if could[v].any()]

    def _left_s(self) -> float:
        return self.limits.time_s - (time.perf_counter() - self.began)

    def _nearest(self, visits: Sequence[int]) -> list[int]:
        """List units by the least way from one of their stays, or where they stand, to one of some visits."""
        problem = self.problem

        def away_s(unit: int) -> tuple[float, int]:
            kind = int(problem.unit_class[unit])
            places = [int(problem.unit_start_node[unit]), *(int(problem.way_exit[way]) for way in self.routes[unit])]
            ways = ways_of(problem, [v for v in visits if problem.visit_allowed[v, unit]])
            legs = problem.travel_s[kind][places][:, problem.way_entry[ways]]
            return float(legs.min(initial=np.inf)), unit

        return sorted(self.units, key=away_s)

    def _solve(self, units: Sequence[int], *, narrow: bool, last: bool) -> None:
        """Search the routes of some units again; `narrow` leaves required stops with the units that have them."""
        from planner.routing.solve import solve

        own = {visit_of(self.problem, way): unit for unit in units for way in self.routes[unit]}
        elsewhere = self.made() - set(own)
        given_up = {v for v in self.missing() if self.problem.visit_pinned[v] >= 0}
        visits = sorted({*own, *self.missing(), *self._optional()} - elsewhere - given_up)
        small = part(self.rest.prepared, units, visits).problem
        if narrow:
            small = _left_with(small, {visits.index(v): units.index(unit) for v, unit in own.items()})
        number = {int(way): row for row, way in enumerate(ways_of(self.problem, visits).tolist())}
        start = [tuple(number[way] for way in self.routes[unit]) for unit in units]
        share = 0.5 if last else 0.25
        limits = replace(self.limits, time_s=max(LEAST_TIME_S, self._left_s() * share))
        result = solve(small, limits, start=start, on_progress=self._listen)
        back = {row: way for way, row in number.items()}
        found = [tuple(back[way] for way in route.ways) for route in result.routes]
        before = [self.routes[unit] for unit in units]
        if self._required(found) > self._required(before):
            for unit, route in zip(units, found, strict=True):
                self.routes[unit] = (
                    self.routes[unit] if self._visits(route) == self._visits(self.routes[unit]) else route
                )

    def _visits(self, route: Route) -> set[int]:
        return {visit_of(self.problem, way) for way in route}

    def _listen(self, report: Progress) -> bool:
        self.stopped = self.on_progress(report) or self.stopped
        return self.stopped

    def _required(self, routes: Sequence[Route]) -> int:
        return sum(bool(self.problem.visit_required[visit_of(self.problem, way)]) for route in routes for way in route)

    def _optional(self) -> list[int]:
        """List optional visits that a unit was to make and nobody makes now."""
        return [v for v in self.rest.planned_stop if not self.problem.visit_required[v] and not self.is_break[v]]

    def fill(self) -> None:
        """Put optional visits where there is room: lost ones anywhere, others on routes that are changed anyway."""
        made = self.made()
        free = [v for v in range(self.problem.visits) if v not in made and not self.problem.visit_required[v]]
        changed = [unit for unit in self.units if self.routes[unit] != tuple(self.rest.planned[unit])]
        room = self._room(made)
        for v in sorted(free, key=lambda v: (-float(self.problem.visit_value[v]), v)):
            place = int(self.problem.visit_place[v])
            if self.is_break[v] or room.get(place, self.problem.ceiling) <= 0:
                continue
            slot = best_slot(self.problem, self.routes, v, self.units if v in self.rest.planned_stop else changed)
            if slot is not None:
                self.routes[slot.unit] = put(self.routes[slot.unit], slot)
                room[place] = room.get(place, self.problem.ceiling) - 1

    def _room(self, made: set[int]) -> dict[int, int]:
        """Give how many more optional visits each place that has some may get."""
        room: dict[int, int] = {}
        for v in made:
            if not self.problem.visit_required[v] and not self.is_break[v]:
                place = int(self.problem.visit_place[v])
                room[place] = room.get(place, self.problem.ceiling) - 1
        return room


def _left_with(problem: RoutingProblem, owners: dict[int, int]) -> RoutingProblem:
    """Let nobody but their units make the required visits that have one."""
    allowed = problem.visit_allowed.copy()
    for v, unit in owners.items():
        if problem.visit_required[v]:
            allowed[v] = np.arange(problem.units) == unit
    return replace(problem, visit_allowed=allowed)


def lacking_pins(rest: Rest, mended: Mended) -> frozenset[int]:
    """Give the numbers of the scenario's pins whose unit is out and does not keep them."""
    problem, ground = rest.prepared
    made = {visit_of(problem, way) for route in mended.routes for way in route}
    return frozenset(visit.pin for v, visit in enumerate(ground.visits) if visit.pin >= 0 and v not in made)


def lacking_rests(rest: Rest, mended: Mended) -> frozenset[str]:
    """Give the ids of the units that have found no time for their break."""
    problem, ground = rest.prepared
    made = {visit_of(problem, way) for route in mended.routes for way in route}
    owed = enumerate(problem.unit_break.tolist())
    return frozenset(ground.units[unit].id for unit, v in owed if v >= 0 and v not in made)
