"""How many docks a timetable takes, and which rounds the docks can keep up, for fleets of any mix."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Protocol

from planner.drones.problem import DockSite, DroneProblem

HALVINGS = 40
"""Halvings of a span of minutes until the rest is below a millisecond."""

Drains = Sequence[float]
"""Charge that each dock's drone takes in the air, by the index of the dock [% per s]."""


class Flown(Protocol):
    """A flight of a dock, as far as it counts here."""

    @property
    def dock(self) -> int:
        """Index of its dock."""

    @property
    def air_s(self) -> float:
        """Time in the air [s]."""

    @property
    def used_pct(self) -> float:
        """Charge that it takes [%]."""


def drains(problem: DroneProblem, flights: Iterable[Flown] = ()) -> Drains:
    """Give the charge that flights take on average, climbs, hovers and wind included; the least where a dock has none.

    The least is that of level flight at the power of the stated endurance in work.
    """
    air_s, used_pct = [0.0] * len(problem.docks), [0.0] * len(problem.docks)
    for flight in flights:
        air_s[flight.dock] += flight.air_s
        used_pct[flight.dock] += flight.used_pct
    return [
        used / air if air > 0 and used > 0 else 100.0 / dock.usable_s
        for dock, air, used in zip(problem.docks, air_s, used_pct, strict=True)
    ]


def docks_needed(problem: DroneProblem, drain: Drains | None = None) -> int:
    """Give the fewest docks for the timetable with rounds of full length; for equal docks ceil(cycle / headway).

    A cycle is flight, overhead and the charging of what the flight used. In a mixed fleet every dock flies the part
    headway / cycle of the departures, the quickest ones first; docks that are missing are like the quickest.
    """
    drain = drain or drains(problem)
    able = [
        (dock, each)
        for dock, each in zip(problem.docks, drain, strict=True)
        if _longest_s(problem, dock, each) >= problem.shortest_air_s
    ] or list(zip(problem.docks, drain, strict=True))
    parts = sorted(
        (problem.headway_s / _cycle_s(dock, _longest_s(problem, dock, each), each) for dock, each in able), reverse=True
    )
    flown = 0.0
    for count, part in enumerate(parts, 1):
        flown += part
        if flown >= 1.0 - 1e-9:
            return count
    return len(problem.docks) + math.ceil((1.0 - flown) / parts[0] - 1e-9)


def longest_sustained_min(problem: DroneProblem, drain: Drains | None = None) -> float:
    """Give the longest round that the docks together can fly at every departure, charging in between [min]."""
    drain = drain or drains(problem)
    fleet = [(dock, each, _battery_s(dock, each)) for dock, each in zip(problem.docks, drain, strict=True)]

    def is_sustained(air_s: float) -> bool:
        return (
            sum(problem.headway_s / _cycle_s(dock, air_s, each) for dock, each, most_s in fleet if air_s <= most_s) >= 1
        )

    low, high = 0.0, max((most_s for _, _, most_s in fleet), default=0.0)
    if is_sustained(high):
        return high / 60.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if is_sustained(middle) else (low, middle)
    return low / 60.0


def _battery_s(dock: DockSite, drain: float) -> float:
    return max(0.0, dock.model.start_pct - dock.model.lowest_pct) / drain


def _longest_s(problem: DroneProblem, dock: DockSite, drain: float) -> float:
    return min(problem.rules.round_min * 60.0, _battery_s(dock, drain))


def _cycle_s(dock: DockSite, air_s: float, drain: float) -> float:
    """Give the dock time of a flight [s]; charging counts at the full rate, as a battery need not be filled."""
    model = dock.model
    served_s = air_s * drain / model.charge_pct_per_min if model.swap_min is None else model.swap_min
    return air_s + (model.overhead_min + served_s) * 60.0
