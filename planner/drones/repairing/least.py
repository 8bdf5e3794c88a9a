"""How many of the rounds to come must be missed at least, by counting dock time and charge alone."""

from __future__ import annotations

import math
from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from planner.drones.problem import DockSite, DroneProblem, Span
from planner.drones.repairing.charge import charge_at
from planner.drones.repairing.standing import Standing
from planner.drones.repairing.trips import Trip
from planner.drones.repairing.ways import Way, Ways

SLACK_PCT = 0.1
"""Charges of plans are rounded [%]."""


def missed_at_least(
    problem: DroneProblem, ways: Ways, rounds: Sequence[Trip], stand: Sequence[Standing], now_s: float
) -> int:
    """Count how many rounds must be missed, each flown over its own ground from any dock.

    For every run of rounds in a row the docks can fly only so many between its first and its last departure, even if
    those were the ones that are shortest and take least charge from that dock; what runs without a round in common miss
    adds up (dynamic programming).
    """
    spans = [problem.departure_span(trip.number - 1) for trip in rounds]
    flown = [[ways.of(trip, dock) for trip in rounds] for dock in range(len(problem.docks))]
    best = [0] * (len(rounds) + 1)
    for last in range(len(rounds)):
        best[last + 1] = best[last]
        known = [_Cheapest() for _ in problem.docks]
        for first in range(last, -1, -1):
            able = 0
            for dock, site in enumerate(problem.docks):
                way = flown[dock][first]
                if way is not None:
                    known[dock].add(way)
                if known[dock].air_s:
                    window = (max(float(spans[first][0]), now_s), float(spans[last][1]))
                    able += _flights(site, stand[dock], window, known[dock])
            missed = max(0, last - first + 1 - able)
            best[last + 1] = max(best[last + 1], best[first] + missed)
    return best[-1]


@dataclass(slots=True)
class _Cheapest:
    """Times in the air [s] and charges taken [%] of the ways of some rounds from one dock, each in order.

    One of them needs least at take-off, `needed_pct`.
    """

    air_s: list[float] = field(default_factory=list)
    used_pct: list[float] = field(default_factory=list)
    needed_pct: float = math.inf

    def add(self, way: Way) -> None:
        """Take in one more way."""
        insort(self.air_s, way.air_s)
        insort(self.used_pct, way.used_pct)
        self.needed_pct = min(self.needed_pct, way.needed_pct)


def _flights(dock: DockSite, standing: Standing, window: Span, ways: _Cheapest) -> int:
    """Give how many flights of one dock can depart in a window at most."""
    begin_s, end_s = max(window[0], standing.free_s), window[1]
    if begin_s > end_s:
        return 0
    pause_s = dock.model.overhead_min * 60.0
    busy_s = [air_s + pause_s for air_s in ways.air_s]
    by_time = sum(_count(busy_s, stop - start) for start, stop in _open(dock, begin_s, end_s, ways.air_s[0]))
    if dock.model.swap_min is not None:
        return by_time
    rate = dock.model.charge_pct_per_min / 60.0
    most_pct = charge_at(dock, standing.free_s, standing.pct, begin_s) + rate * (end_s - begin_s)
    taken_pct = [used + rate * busy for used, busy in zip(ways.used_pct, busy_s, strict=True)]
    return min(by_time, _count(taken_pct, most_pct - ways.needed_pct + SLACK_PCT))


def _count(amounts: Sequence[float], room: float) -> int:
    """Count how many of the first amounts can begin inside a room, one after the other."""
    begins = [0.0, *accumulate(amounts[:-1])]
    return bisect_right(begins, room + 1e-9)


def _open(dock: DockSite, begin_s: float, end_s: float, air_s: float) -> list[Span]:
    """Give the spans in which a flight of a length may depart, clear of outages [s]."""
    spans = [(begin_s, end_s)]
    for opens, closes in dock.outages:
        pieces = [(start, min(stop, opens - air_s)) for start, stop in spans]
        pieces += [(max(start, closes), stop) for start, stop in spans]
        spans = [piece for piece in pieces if piece[0] <= piece[1]]
    return spans
