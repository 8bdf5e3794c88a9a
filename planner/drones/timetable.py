"""Ways to fly rounds, a timetable of chosen ones, and whole-numbered accounts of time and charge."""

from __future__ import annotations

import math
from dataclasses import dataclass

from planner.domain.plan import SolverStatus
from planner.drones.problem import DockSite

CHARGE_UNITS = 6000
"""Steps to one per cent of charge: a rate in hundredths of a per cent a minute is whole in a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A way to fly one round.

    Attributes
    ----------
    round, dock
        Indices.
    sortie
        Index of the sortie.
    air_s
        Time in the air [s].
    earliest_s, latest_s
        Departures at which it serves what it covers [s].
    covers
        Indices of required windows.
    """

    round: int
    dock: int
    sortie: int
    air_s: int
    earliest_s: int
    latest_s: int
    covers: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """The chosen options and their departures.

    Attributes
    ----------
    departs_s
        Departure of every flown round by index [s].
    chosen
        Option of every flown round by index.
    objective, bound
        Windows unserved x (rounds + 1) + rounds missed, and the least that is possible.
    """

    status: SolverStatus
    chosen: dict[int, Option]
    departs_s: dict[int, int]
    objective: float
    bound: float


@dataclass(frozen=True, slots=True)
class Account:
    """The figures of one dock in whole numbers, every one rounded to the safe side.

    Charge is kept as one number that grows at the charging rate all the time; a flight takes off it what it uses plus
    what would have been charged while the dock was busy. At every moment at which the dock is free that number is the
    true charge.
    """

    dock: DockSite

    @property
    def rate(self) -> int:
        """Charging [steps per s]."""
        return math.floor(self.dock.model.charge_pct_per_min / 60.0 * CHARGE_UNITS)

    @property
    def full(self) -> int:
        """Charge at which a dock stops charging [steps]."""
        return math.floor(self.dock.model.start_pct * CHARGE_UNITS)

    @property
    def lowest(self) -> int:
        """Charge that a landing never goes below [steps]."""
        return math.ceil(self.dock.model.lowest_pct * CHARGE_UNITS)

    @property
    def start(self) -> int:
        """The number at the day's start [steps]."""
        return math.floor(self.dock.ready_pct * CHARGE_UNITS - self.rate * self.dock.ready_s)

    @property
    def over_s(self) -> int:
        """Dock time of a round beyond flight and charge [s]."""
        return math.ceil(self.dock.model.overhead_min * 60.0)

    def use(self, air_s: int) -> int:
        """Give what a flight uses [steps]."""
        return math.ceil(air_s / self.dock.usable_s * 100.0 * CHARGE_UNITS)

    def taken(self, air_s: int) -> int:
        """Give what a flight takes off the number: use, and charging forgone [steps]."""
        return self.use(air_s) + self.rate * (air_s + self.over_s)
