"""Ways to fly rounds, a timetable of chosen ones, and whole-numbered accounts of time and charge."""

from __future__ import annotations

import math
from dataclasses import dataclass

from planner.domain.plan import SolverStatus
from planner.drones.problem import DockSite

CHARGE_UNITS = 600_000
"""Steps to one per cent of charge: a rate in ten-thousandths of a per cent a minute is whole in a second."""
SHARES = 1000
"""The rate above the taper is held in this part of the full rate."""


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
    used_pct
        Charge that it takes [%].
    needed_pct
        Charge without which it does not take off [%].
    earliest_s, latest_s
        Departures at which it serves what it covers [s].
    covers
        Indices of required windows.
    """

    round: int
    dock: int
    sortie: int
    air_s: int
    used_pct: float
    needed_pct: float
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


class Account:
    """The figures of one dock in whole numbers, every one rounded to the safe side.

    Charge is counted in steps of charging at the full rate: above the taper, where the dock charges slower, one per
    cent is as many more steps as it takes longer. So a number that grows evenly stands for the true charge of a dock
    that is idle, whatever its curve. A dock that swaps batteries is busy until the swap is done, and full then.

    Attributes
    ----------
    rate
        Charging [steps per s].
    full
        Where charging stops [steps].
    bend
        Where the taper begins; at `full` if there is none below it [steps].
    share
        Rate above the taper, in 1 / `SHARES` of the full rate.
    over_s
        Dock time of a round beyond flight and charge, with the swap of the battery if the dock does that [s].
    start
        Charge at `start_s` [steps].
    start_s
        When the drone is ready first; 0 or later [s].
    """

    def __init__(self, dock: DockSite) -> None:
        model = dock.model
        swap_s = 0 if model.swap_min is None else math.ceil(model.swap_min * 60.0)
        self.dock = dock
        self.swaps = model.swap_min is not None
        self.landed_s = math.ceil(model.overhead_min * 60.0)
        self.over_s = self.landed_s + swap_s
        self.rate = max(1, math.floor(model.charge_pct_per_min / 60.0 * CHARGE_UNITS))
        self.bend = math.floor(min(model.taper_pct, model.start_pct) * CHARGE_UNITS)
        self.share = SHARES if self.swaps else max(1, math.floor(model.taper_share * SHARES))
        self.full = self._steps(model.start_pct)
        charge, ready_s = self._steps(min(dock.ready_pct, model.start_pct)), math.ceil(dock.ready_s)
        if self.swaps and charge < self.full:
            charge, ready_s = self.full, ready_s + swap_s
        self.start_s = max(0, ready_s)
        self.start = min(self.full, charge + self.rate * (self.start_s - ready_s))

    def _steps(self, pct: float) -> int:
        steps = math.floor(pct * CHARGE_UNITS)
        return steps if steps <= self.bend else self.bend + (steps - self.bend) * SHARES // self.share

    def needed(self, option: Option) -> int:
        """Give the number without which an option does not take off [steps]."""
        steps = math.ceil(option.needed_pct * CHARGE_UNITS - 1e-6)
        return steps if steps <= self.bend else self.bend - (self.bend - steps) * SHARES // self.share

    def use(self, option: Option) -> int:
        """Give what an option uses, counted below the taper [steps]."""
        return math.ceil(option.used_pct * CHARGE_UNITS - 1e-6)

    def after(self, before: int, use: int) -> int:
        """Give the number at landing from that at take-off [steps]."""
        if self.swaps:
            return self.full
        steps = before if before <= self.bend else self.bend + (before - self.bend) * self.share // SHARES
        return steps - use if steps - use <= self.bend else self.bend + (steps - use - self.bend) * SHARES // self.share

    def busy_s(self, option: Option) -> int:
        """Give the time from departure until the dock is free again [s]."""
        return option.air_s + self.over_s
