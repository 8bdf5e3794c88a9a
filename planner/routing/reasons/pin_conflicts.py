"""Pins that cannot be kept, found on the streets of the day: exactly, before the solver begins.

The pinned visits of a unit have fixed times, so they come in one order; what is open is the direction of a line and
where the meal break lies between them. Both are tried in all ways, with the earliest time of leaving each end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from planner.domain.scenario import Scenario
from planner.errors import Fault, InputRefused
from planner.routing.problem import RoutingProblem
from planner.routing.reckoning.hours import arrival_s
from planner.routing.visits.pins import clock, place_of

if TYPE_CHECKING:
    from planner.routing.places.ground import Ground

TOLERANCE_S = 1e-5
"""Allowance for sums of floating-point seconds [s]."""

States = list[tuple[int, float]]
"""Nodes where a unit may be, each with the earliest time of leaving [s]."""


def hold_pins(scenario: Scenario, problem: RoutingProblem, ground: Ground) -> RoutingProblem:
    """Fit the windows of pinned visits to their stays, and refuse pins that cannot be kept together.

    Raises
    ------
    InputRefused
        With a fault for every pin, or pair of pins, that cannot be kept.
    """
    pinned = [v for v, visit in enumerate(ground.visits) if visit.pin >= 0]
    if not pinned:
        return problem
    number = {unit.id: row for row, unit in enumerate(ground.units)}
    whose = {v: number[ground.visits[v].pinned] for v in pinned if ground.visits[v].pinned in number}
    problem = _with_exact_stays(scenario, problem, ground, whose)
    faults: list[Fault] = []
    for unit in range(problem.units):
        own = sorted((v for v in whose if whose[v] == unit), key=lambda v: problem.visit_opens_s[v])
        faults += _Unit(scenario, problem, ground, unit).faults(own)
    if faults:
        raise InputRefused(faults)
    return problem


def _with_exact_stays(
    scenario: Scenario, problem: RoutingProblem, ground: Ground, whose: Mapping[int, int]
) -> RoutingProblem:
    """Let every pinned stay fill its window, so that it begins when the pin says; a line is driven slower for that."""
    closes_s, service_s = problem.visit_closes_s.copy(), problem.way_service_s.copy()
    for v, unit in whose.items():
        kind = int(problem.unit_class[unit])
        ways = slice(int(problem.way_start[v]), int(problem.way_start[v + 1]))
        stays = service_s[kind, ways]
        if not np.isfinite(stays).any():
            continue
        stay_min = scenario.pins[ground.visits[v].pin].stay_min
        stay_s = float(stays[np.isfinite(stays)].max()) if stay_min is None else stay_min * 60.0
        service_s[kind, ways] = np.where(stays <= stay_s + TOLERANCE_S, stay_s, np.inf)
        closes_s[v] = problem.visit_opens_s[v] + stay_s
    return replace(problem, visit_closes_s=closes_s, way_service_s=service_s)


@dataclass(frozen=True, slots=True)
class _Unit:
    """The pins of one unit."""

    scenario: Scenario
    problem: RoutingProblem
    ground: Ground
    unit: int

    def faults(self, own: Sequence[int]) -> list[Fault]:
        """List what keeps the unit from its pinned visits, given by opening."""
        alone = [fault for v in own for fault in self._alone(v)]
        if alone:
            return alone
        pairs = list(self._pairs(own))
        return pairs or list(self._break(own))

    def _fault(self, code: str, visits: Sequence[int], **params: object) -> Fault:
        pins = [self.ground.visits[v].pin for v in visits]
        params |= {"unit": self.ground.units[self.unit].id, "id": self.ground.visits[visits[0]].id}
        return Fault(code=code, file="scenario.toml", place=" and ".join(map(place_of, pins)), params=params)

    def _at(self, seconds: float) -> str:
        return clock(self.ground.start, seconds)

    def _alone(self, v: int) -> Iterator[Fault]:
        """Hold one pin against rights, shift and the way from the base and back."""
        problem, visit, u = self.problem, self.ground.visits[v], self.unit
        unit, kind = self.ground.units[u], int(problem.unit_class[u])
        opens_s, closes_s = float(problem.visit_opens_s[v]), float(problem.visit_closes_s[v])
        if unit.id in visit.never:
            yield self._against_never(v)
        elif not problem.visit_allowed[v, u]:
            yield self._fault("pin_without_right", [v])
        elif not self._service_s(v).any():
            yield self._no_way(v)
        elif opens_s < problem.unit_start_s[u] - TOLERANCE_S or closes_s > problem.unit_end_s[u] + TOLERANCE_S:
            first, last = self._at(float(problem.unit_start_s[u])), self._at(float(problem.unit_end_s[u]))
            span = {"start": self._at(opens_s), "end": self._at(closes_s)}
            yield self._fault("pin_outside_shift", [v], first=first, last=last, **span)
        elif closes_s > visit.closes_s + TOLERANCE_S:
            yield self._fault("pin_past_window", [v], end=self._at(closes_s), closes=self._at(visit.closes_s))
        else:
            yield from self._there_and_back(v, kind)

    def _service_s(self, v: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Tell which ways of a visit the unit can make."""
        kind = int(self.problem.unit_class[self.unit])
        ways = slice(int(self.problem.way_start[v]), int(self.problem.way_start[v + 1]))
        return np.isfinite(self.problem.way_service_s[kind, ways])

    def _against_never(self, v: int) -> Fault:
        visit = self.ground.visits[v]
        key = self.ground.units[self.unit].id, visit.id
        never = next(n for n, pin in enumerate(self.scenario.pins) if pin.never and (pin.unit, pin.place) == key)
        fault = self._fault("pin_against_never", [v], at=self._at(visit.opens_s))
        return replace(fault, place=f"{fault.place} and {place_of(never)}")

    def _no_way(self, v: int) -> Fault:
        """Tell whether a line takes longer than its pin stays, or is not followed by the unit's streets."""
        visit = self.ground.visits[v]
        own = self.ground.classes[int(self.problem.unit_class[self.unit])]
        ways = range(int(self.problem.way_start[v]), int(self.problem.way_start[v + 1]))
        drives_s = [float(own.travel.edge_s[own.line_edges[way]].sum()) for way in ways if way in own.line_edges]
        stay_min = self.scenario.pins[visit.pin].stay_min
        if not drives_s or stay_min is None:
            return self._fault("pin_unreachable", [v])
        return self._fault("pin_stay_too_short", [v], needed_min=round(min(drives_s) / 60 + 0.05, 1), stay_min=stay_min)

    def _there_and_back(self, v: int, kind: int) -> Iterator[Fault]:
        start = [(int(self.problem.unit_start_node[self.unit]), float(self.problem.unit_start_s[self.unit]))]
        reached, earliest_s = self._step(start, v)
        opens_s = float(self.problem.visit_opens_s[v])
        if not np.isfinite(earliest_s):
            yield self._fault("pin_unreachable", [v])
        elif not reached:
            minutes = int(np.ceil((earliest_s - opens_s) / 60))
            at = {"at": self._at(opens_s), "earliest": self._at(earliest_s)}
            yield self._fault("pin_too_early", [v], minutes=minutes, **at)
        else:
            late_s = self._home_s(reached, kind) - float(self.problem.unit_end_s[self.unit])
            if not np.isfinite(late_s):
                yield self._fault("pin_unreachable", [v])
            elif late_s > TOLERANCE_S:
                yield self._fault("pin_too_late", [v], minutes=int(np.ceil(late_s / 60)))

    def _step(self, states: States, v: int, *, fixed: bool = True) -> tuple[States, float]:
        """Go from some states through a visit: give the states behind it and the earliest arrival [s]."""
        problem, kind = self.problem, int(self.problem.unit_class[self.unit])
        opens_s, closes_s = float(problem.visit_opens_s[v]), float(problem.visit_closes_s[v])
        behind: dict[int, float] = {}
        earliest_s = np.inf
        for way in range(int(problem.way_start[v]), int(problem.way_start[v + 1])):
            service_s = float(problem.way_service_s[kind, way])
            for node, leave_s in states:
                leg_s = float(problem.travel_s[kind, node, problem.way_entry[way]])
                arrive_s = arrival_s(problem, kind, leg_s, leave_s) if np.isfinite(leg_s + service_s) else np.inf
                earliest_s = min(earliest_s, arrive_s)
                begin_s = max(opens_s, arrive_s) if not fixed or arrive_s <= opens_s + TOLERANCE_S else np.inf
                begin_s = opens_s if fixed and np.isfinite(begin_s) else begin_s
                if begin_s + service_s <= closes_s + TOLERANCE_S:
                    exit_node = int(problem.way_exit[way])
                    behind[exit_node] = min(behind.get(exit_node, np.inf), begin_s + service_s)
        return list(behind.items()), earliest_s

    def _home_s(self, states: States, kind: int) -> float:
        """Give the earliest time at which the unit is back where its shift ends [s]."""
        home = int(self.problem.unit_end_node[self.unit])
        legs = [(float(self.problem.travel_s[kind, node, home]), leave_s) for node, leave_s in states]
        arrivals = [arrival_s(self.problem, kind, leg, leave) for leg, leave in legs if np.isfinite(leg)]
        return min(arrivals, default=np.inf)

    def _pairs(self, own: Sequence[int]) -> Iterator[Fault]:
        """Follow the pins in their order; where the unit cannot be in time, name the pin before and this one."""
        if not own:
            return
        states, _ = self._step([(int(self.problem.unit_start_node[self.unit]), -np.inf)], own[0])
        states = states or self._after(own[0])
        for before, v in pairwise(own):
            states, earliest_s = self._step(states, v)
            if not states:
                opens_s = float(self.problem.visit_opens_s[v])
                named = {"first": self.ground.visits[before].id, "second": self.ground.visits[v].id}
                at = {"at": self._at(opens_s), "earliest": self._at(earliest_s)}
                minutes = int(np.ceil((earliest_s - opens_s) / 60))
                yield self._fault("pins_conflict", [before, v], minutes=minutes, **named, **at)
                states = self._after(v)

    def _after(self, v: int) -> States:
        """Give the states behind a pin that has been kept somehow."""
        ways = np.arange(self.problem.way_start[v], self.problem.way_start[v + 1])[self._service_s(v)]
        return [(int(self.problem.way_exit[way]), float(self.problem.visit_closes_s[v])) for way in ways]

    def _break(self, own: Sequence[int]) -> Iterator[Fault]:
        """Try the meal break before, between and behind the pins."""
        rest = int(self.problem.unit_break[self.unit])
        orders = [[*own[:slot], rest, *own[slot:]] for slot in range(len(own) + 1)]
        if not own or rest < 0 or any(self._fits(order, rest) for order in orders):
            return
        begins_s, ends_s = self.problem.visit_opens_s, self.problem.visit_closes_s
        opens_s, closes_s = float(begins_s[rest]), float(ends_s[rest])
        away_s = [max(0.0, float(begins_s[v]) - closes_s, opens_s - float(ends_s[v])) for v in own]
        nearest = [v for v, away in zip(own, away_s, strict=True) if away <= min(away_s)]
        minutes = round(self.ground.visits[rest].dwell_s / 60)
        span = {"opens": self._at(opens_s), "closes": self._at(closes_s)}
        yield self._fault("pins_against_break", nearest, break_min=minutes, **span)

    def _fits(self, order: Sequence[int], rest: int) -> bool:
        """Tell whether the unit can make visits in an order and be back in its shift."""
        states = [(int(self.problem.unit_start_node[self.unit]), float(self.problem.unit_start_s[self.unit]))]
        for v in order:
            states, _ = self._step(states, v, fixed=v != rest)
        home_s = self._home_s(states, int(self.problem.unit_class[self.unit]))
        return home_s <= float(self.problem.unit_end_s[self.unit]) + TOLERANCE_S
