"""How many of the rounds to come must be missed at least, by counting dock time and charge alone."""

from __future__ import annotations

import math
from collections.abc import Sequence

from planner.drones.problem import DockSite, DroneProblem, Span
from planner.drones.repairing.charge import charge_at
from planner.drones.repairing.standing import Standing
from planner.drones.repairing.trips import Trip
from planner.drones.repairing.ways import Way, Ways


def missed_at_least(
    problem: DroneProblem, ways: Ways, rounds: Sequence[Trip], stand: Sequence[Standing], now_s: float
) -> int:
    """Count how many rounds must be missed, each flown over its own ground from any dock.

    For every run of rounds in a row the docks can fly only so many between its first and its last departure, even if
    all were as short as its shortest; what runs without a round in common miss adds up (dynamic programming).
    """
    spans = [problem.departure_span(trip.number - 1) for trip in rounds]
    flown = [
        [ways.planned(trip) if trip.dock == dock else ways.of(trip, dock) for trip in rounds]
        for dock in range(len(problem.docks))
    ]
    best = [0] * (len(rounds) + 1)
    for last in range(len(rounds)):
        best[last + 1] = best[last]
        shortest: list[Way | None] = [None] * len(problem.docks)
        cheapest: list[float] = [math.inf] * len(problem.docks)
        for first in range(last, -1, -1):
            able = 0
            for dock, site in enumerate(problem.docks):
                way = flown[dock][first]
                if way is not None:
                    known = shortest[dock]
                    shortest[dock] = way if known is None or way.air_s < known.air_s else known
                    cheapest[dock] = min(cheapest[dock], way.used_pct)
                quick = shortest[dock]
                if quick is not None:
                    window = (max(float(spans[first][0]), now_s), float(spans[last][1]))
                    able += _flights(site, stand[dock], window, quick.air_s, cheapest[dock])
            missed = max(0, last - first + 1 - able)
            best[last + 1] = max(best[last + 1], best[first] + missed)
    return best[-1]


def _flights(dock: DockSite, standing: Standing, window: Span, air_s: float, used_pct: float) -> int:
    """Give how many flights of one dock can depart in a window at most."""
    begin_s, end_s = max(window[0], standing.free_s), window[1]
    if begin_s > end_s:
        return 0
    busy_s = air_s + dock.model.overhead_min * 60.0
    by_time = sum(1 + math.floor((stop - start) / busy_s + 1e-9) for start, stop in _open(dock, begin_s, end_s, air_s))
    if dock.model.swap_min is not None:
        return by_time
    rate = dock.model.charge_pct_per_min / 60.0
    stock = charge_at(dock, standing.free_s, standing.pct, begin_s) - dock.model.lowest_pct
    by_charge = math.floor((stock + rate * (end_s - begin_s + busy_s)) / (used_pct + rate * busy_s) + 1e-9)
    return max(0, min(by_time, by_charge))


def _open(dock: DockSite, begin_s: float, end_s: float, air_s: float) -> list[Span]:
    """Give the spans in which a flight of a length may depart, clear of outages [s]."""
    spans = [(begin_s, end_s)]
    for opens, closes in dock.outages:
        pieces = [(start, min(stop, opens - air_s)) for start, stop in spans]
        pieces += [(max(start, closes), stop) for start, stop in spans]
        spans = [piece for piece in pieces if piece[0] <= piece[1]]
    return spans
