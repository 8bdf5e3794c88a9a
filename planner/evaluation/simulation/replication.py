"""One replication on SimPy's clock: calls come, units go, stay, and turn back to their routes.

- A unit is free when it is in its shift, not at its meal and not at a call. It may be sent on while it turns back.
- A call that no unit takes waits. Whenever a unit becomes free or comes on duty, units are asked for the waiting calls
  again, by priority and then by time. No call is broken off for another.
- A unit that is at a call when its shift or its meal ends stays until the call is done.
- After a call a unit goes to where its route will be when it gets there. On the way its time to a call is taken between
  those from both ends of the way, in proportion.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
from simpy import Environment
from simpy.events import Event

from planner.evaluation.simulation.calls import Calls, Floats, Ints
from planner.evaluation.simulation.policies import Policy, Situation
from planner.evaluation.simulation.problem import STEP_S, SimulationProblem

NOBODY = -1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Record:
    """What came of one replication.

    Attributes
    ----------
    calls
        Its n calls.
    unit
        (n,) who took each call; `NOBODY`.
    wait_s, response_s
        (n,) from the call until a unit leaves for it, and until it is there; infinite: nobody came [s].
    away_unit, away_from_s, away_to_s
        (k,) when which unit was off its route for a call [s].
    """

    calls: Calls
    unit: Ints
    wait_s: Floats
    response_s: Floats
    away_unit: Ints
    away_from_s: Floats
    away_to_s: Floats


def replicate(problem: SimulationProblem, calls: Calls, policy: Policy) -> Record:
    """Run one replication."""
    return _Run(problem, calls, policy).record()


class _Run:
    """The state of the units and the calls at one moment."""

    def __init__(self, problem: SimulationProblem, calls: Calls, policy: Policy) -> None:
        self.problem, self.calls, self.policy, self.fleet = problem, calls, policy, problem.fleet
        units, count = len(self.fleet.ids), len(calls.time_s)
        self.env = Environment()
        self.on_duty = np.zeros(units, np.int64)
        self.busy = np.zeros(units, bool)
        self.free = np.zeros(units, bool)
        self.back_from, self.back_to = np.zeros(units, np.int64), np.zeros(units, np.int64)
        self.back_begin_s, self.back_end_s = np.full(units, -np.inf), np.full(units, -np.inf)
        self.last_away = np.full(units, -1, np.int64)
        self.taker = np.full(count, NOBODY, np.int64)
        self.left_s, self.there_s = np.full(count, np.inf), np.full(count, np.inf)
        self.waiting: list[tuple[int, float, int]] = []
        self.away: list[list[float]] = []

    def record(self) -> Record:
        self.env.process(self._turns_of_duty())
        self.env.process(self._arrivals())
        self.env.run()
        away = np.array(self.away, float).reshape(-1, 3)
        return Record(
            calls=self.calls,
            unit=self.taker,
            wait_s=self.left_s - self.calls.time_s,
            response_s=self.there_s - self.calls.time_s,
            away_unit=away[:, 0].astype(np.int64),
            away_from_s=away[:, 1],
            away_to_s=away[:, 2],
        )

    def _turns_of_duty(self) -> Generator[Event]:
        """Let units come on duty and leave it; a meal is a pause of duty."""
        fleet = self.fleet
        units = np.arange(len(fleet.ids))
        moment = np.concatenate([fleet.start_s, fleet.end_s, fleet.pause_from_s, fleet.pause_to_s])
        who = np.concatenate([units, units, fleet.pause_unit, fleet.pause_unit])
        paused = len(fleet.pause_unit)
        change = np.repeat([1, -1, -1, 1], [len(units), len(units), paused, paused])
        times, row = np.unique(np.maximum(moment, 0.0), return_inverse=True)
        for index, time_s in enumerate(times.tolist()):
            if time_s > self.env.now:
                yield self.env.timeout(time_s - self.env.now)
            own = row == index
            np.add.at(self.on_duty, who[own], change[own])
            self.free[:] = (self.on_duty == 1) & ~self.busy
            self._ask_again()
        if not len(times):
            yield self.env.timeout(0)

    def _arrivals(self) -> Generator[Event]:
        """Let the calls come."""
        most = self.problem.most_waiting
        for call, time_s in enumerate(self.calls.time_s.tolist()):
            yield self.env.timeout(time_s - self.env.now)
            if not self._send(call) and (most is None or len(self.waiting) < most):
                insort(self.waiting, (int(self.calls.priority[call]), time_s, call))

    def _ask_again(self) -> None:
        """Send free units to the calls that wait."""
        for entry in self.waiting.copy():
            if not self.free.any():
                return
            if self._send(entry[2]):
                self.waiting.remove(entry)

    def _send(self, call: int) -> bool:
        """Let the policy choose a unit for a call and send it; False: none goes."""
        place, now_s = int(self.calls.place[call]), self.env.now
        units = np.flatnonzero(self.free & self.fleet.allowed[:, place])
        if not len(units):
            return False
        at, eta_s = self._etas(units, place, now_s)
        there = np.isfinite(eta_s)
        if not there.all():
            units, at, eta_s = units[there], at[there], eta_s[there]
        if not len(units):
            return False
        grid, priority = int(self.calls.grid[call]), int(self.calls.priority[call])
        chosen = self.policy.choose(Situation(self.problem, now_s, grid, place, priority, units, at, eta_s))
        if chosen < 0:
            return False
        self._leave(int(units[chosen]), call, float(eta_s[chosen]))
        return True

    def _etas(self, units: Ints, place: int, now_s: float) -> tuple[Ints, Floats]:
        """Give the nearest place and the time to a call of some free units, (n,) and (n,) [s]."""
        problem, traveller = self.problem, self.fleet.traveller[units]
        at = self._on_route(units, now_s)
        travel_s = problem.travel_s[traveller, at, place].astype(float)
        back = now_s < self.back_end_s[units]
        if back.any():
            own = units[back]
            begin_s, end_s = self.back_begin_s[own], self.back_end_s[own]
            part = (now_s - begin_s) / (end_s - begin_s)
            first, last = self.back_from[own], self.back_to[own]
            ends_s = problem.travel_s[traveller[back], first, place], problem.travel_s[traveller[back], last, place]
            travel_s[back] = (1 - part) * ends_s[0] + part * ends_s[1]
            at[back] = np.where(part < 0.5, first, last)
        if problem.slow is not None:
            for index, way_s in enumerate(travel_s.tolist()):
                if way_s < np.inf:
                    travel_s[index] = problem.slow.arrives_s(int(traveller[index]), now_s, way_s) - now_s
        return at, travel_s + problem.walk_s[traveller, place]

    def _on_route(self, units: Ints, now_s: float) -> Ints:
        """Give where the routes of some units are, (n,) places."""
        fleet = self.fleet
        first, last = fleet.track_start[units], fleet.track_start[units + 1] - 1
        step = np.maximum((now_s - fleet.start_s[units]) / STEP_S, 0.0).astype(np.int64)
        return np.asarray(fleet.track_place[np.minimum(first + step, last)])

    def _on_own_route(self, unit: int, moment_s: float) -> int:
        """Give where the route of one unit is, as a place."""
        fleet = self.fleet
        first, last = int(fleet.track_start[unit]), int(fleet.track_start[unit + 1]) - 1
        step = int(max(moment_s - float(fleet.start_s[unit]), 0.0) / STEP_S)
        return int(fleet.track_place[min(first + step, last)])

    def _leave(self, unit: int, call: int, eta_s: float) -> None:
        now_s = self.env.now
        self.busy[unit], self.free[unit] = True, False
        self.taker[call], self.left_s[call] = unit, now_s
        if now_s < self.back_end_s[unit]:  # it had not been back on its route
            self.away[self.last_away[unit]][2] = now_s
            self.back_end_s[unit] = now_s
        self.env.process(self._serve(unit, call, eta_s))

    def _serve(self, unit: int, call: int, eta_s: float) -> Generator[Event]:
        """Travel, stay, and turn back."""
        began_s = self.env.now
        yield self.env.timeout(eta_s)
        self.there_s[call] = self.env.now
        yield self.env.timeout(float(self.calls.service_s[call]))
        self.busy[unit] = False
        self.free[unit] = self.on_duty[unit] == 1
        self._turn_back(unit, int(self.calls.place[call]), began_s)
        self._ask_again()

    def _turn_back(self, unit: int, place: int, began_s: float) -> None:
        """Send a unit to where its route will be when it gets there."""
        now_s, traveller = self.env.now, int(self.fleet.traveller[unit])
        way_s = 0.0
        for _ in range(2):  # where the route is now, then where it will be
            target = self._on_own_route(unit, now_s + way_s)
            way_s = float(self.problem.travel_s[traveller, place, target])
            if not np.isfinite(way_s):  # no way back: it stays until its shift ends
                way_s, target = max(0.0, float(self.fleet.end_s[unit]) - now_s), place
                break
            if self.problem.slow is not None:
                way_s = self.problem.slow.arrives_s(traveller, now_s, way_s) - now_s
        self.back_from[unit], self.back_to[unit] = place, target
        self.back_begin_s[unit], self.back_end_s[unit] = now_s, now_s + way_s
        self.last_away[unit] = len(self.away)
        self.away.append([float(unit), began_s, now_s + way_s])
