"""What came of many replications, as columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.evaluation.simulation.calls import HOUR_S, Floats, Ints
from planner.evaluation.simulation.problem import SimulationProblem
from planner.evaluation.simulation.replication import NOBODY, Record

MISSED_SHARE = 0.5
"""A stop is missed when its unit is away at a call for more than this share of it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outcome:
    """The n counted calls of r replications, and what their u units did.

    Attributes
    ----------
    grids, units
        Ids.
    number
        (r,) numbers of the replications, ascending.
    replication
        (n,) index of the replication of every call.
    hour, grid, priority
        (n,) hour from the start of the plan in which it came, index of its grid, priority.
    unit
        (n,) index of the unit that took it; `NOBODY`.
    wait_s, response_s
        (n,) until a unit left, and until it was there; infinite: nobody came [s].
    busy_s
        (r, u) time at calls and on the way to them [s].
    duty_s
        (u,) time in the shift [s]; both only within the hours that count.
    missed
        (r, 3) stops missed: `OPTIONAL`, `REQUIRED`, `BREAK`.
    planned
        (3,) stops of the plan.
    overtime_s
        (r,) work after the ends of shifts, all units together [s].
    """

    grids: tuple[str, ...]
    units: tuple[str, ...]
    number: Ints
    replication: Ints
    hour: Ints
    grid: Ints
    priority: Ints
    unit: Ints
    wait_s: Floats
    response_s: Floats
    busy_s: Floats
    duty_s: Floats
    missed: Ints
    planned: Ints
    overtime_s: Floats

    @property
    def replications(self) -> int:
        """How many there are."""
        return len(self.number)

    def part(self, chosen: Ints) -> Outcome:
        """Give the outcome of some replications alone, named by their indices, ascending."""
        place = np.full(self.replications, -1, np.int64)
        place[chosen] = np.arange(len(chosen))
        own = self.where(place[self.replication] >= 0)
        return replace(
            own,
            number=self.number[chosen],
            replication=place[own.replication],
            busy_s=self.busy_s[chosen],
            missed=self.missed[chosen],
            overtime_s=self.overtime_s[chosen],
        )

    def where(self, kept: NDArray[np.bool_]) -> Outcome:
        """Give the outcome with some of its calls alone, (n,); the figures of units stay."""
        return replace(
            self,
            replication=self.replication[kept],
            hour=self.hour[kept],
            grid=self.grid[kept],
            priority=self.priority[kept],
            unit=self.unit[kept],
            wait_s=self.wait_s[kept],
            response_s=self.response_s[kept],
        )


def gather(problem: SimulationProblem, parts: Sequence[tuple[int, Record]]) -> Outcome:
    """Put replications with their numbers into one outcome; only what counts."""
    fleet, from_s, end_s = problem.fleet, problem.count_from_s, problem.calls.end_s
    parts = sorted(parts, key=lambda part: part[0])
    kept = [record.calls.time_s >= from_s for _, record in parts]

    def column(of: Callable[[Record], NDArray[np.generic]]) -> NDArray[np.generic]:
        return np.concatenate([of(record)[own] for (_, record), own in zip(parts, kept, strict=True)])

    on_duty = np.minimum(fleet.end_s, end_s) - np.maximum(fleet.start_s, from_s)
    return Outcome(
        grids=problem.calls.grids,
        units=fleet.ids,
        number=np.array([number for number, _ in parts], np.int64),
        replication=np.repeat(np.arange(len(parts)), [int(own.sum()) for own in kept]),
        hour=np.asarray(column(lambda record: record.calls.time_s // HOUR_S), np.int64),
        grid=np.asarray(column(lambda record: record.calls.grid), np.int64),
        priority=np.asarray(column(lambda record: record.calls.priority), np.int64),
        unit=np.asarray(column(lambda record: record.unit), np.int64),
        wait_s=np.asarray(column(lambda record: record.wait_s), float),
        response_s=np.asarray(column(lambda record: record.response_s), float),
        busy_s=np.array([_busy_s(problem, record) for _, record in parts]),
        duty_s=np.maximum(on_duty, 0.0),
        missed=np.array([_missed(problem, record) for _, record in parts], np.int64),
        planned=np.bincount(fleet.stop_kind, minlength=3),
        overtime_s=np.array([_overtime_s(problem, record) for _, record in parts]),
    )


def _done_s(record: Record) -> tuple[Ints, Floats, Floats]:
    """Give the units that took calls, when they left and when they had done, of the calls taken."""
    taken = record.unit != NOBODY
    left_s = record.calls.time_s + record.wait_s
    done_s = record.calls.time_s + record.response_s + record.calls.service_s
    return record.unit[taken], left_s[taken], done_s[taken]


def _busy_s(problem: SimulationProblem, record: Record) -> Floats:
    """Give the work of every unit within its shift and the hours that count, (u,) [s]."""
    unit, left_s, done_s = _done_s(record)
    fleet, from_s, end_s = problem.fleet, problem.count_from_s, problem.calls.end_s
    begin, end = np.maximum(left_s, from_s), np.minimum(done_s, np.minimum(fleet.end_s[unit], end_s))
    return np.asarray(np.bincount(unit, weights=np.maximum(end - begin, 0.0), minlength=len(fleet.ids)), float)


def _overtime_s(problem: SimulationProblem, record: Record) -> float:
    """Give the work after the ends of shifts [s]."""
    unit, _, done_s = _done_s(record)
    return float(np.maximum(done_s - problem.fleet.end_s[unit], 0.0).sum())


def _missed(problem: SimulationProblem, record: Record) -> Ints:
    """Count the stops for more than half of which their unit was away, by kind, (3,)."""
    fleet = problem.fleet
    first = np.searchsorted(fleet.stop_unit, np.arange(len(fleet.ids) + 1))
    away_s = np.zeros(len(fleet.stop_unit))
    for unit, begin, end in zip(
        record.away_unit.tolist(), record.away_from_s.tolist(), record.away_to_s.tolist(), strict=True
    ):
        own = slice(first[unit], first[unit + 1])
        overlap = np.minimum(fleet.stop_to_s[own], end) - np.maximum(fleet.stop_from_s[own], begin)
        away_s[own] += np.maximum(overlap, 0.0)
    missed = away_s > MISSED_SHARE * (fleet.stop_to_s - fleet.stop_from_s)
    return np.bincount(fleet.stop_kind[missed], minlength=3)
