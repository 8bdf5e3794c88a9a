"""What a round of the rest of a day must keep besides its dock, its battery and the distance to others."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from planner.drones.problem import DroneProblem
from planner.drones.repairing.trips import Trip
from planner.drones.schedule.openings import Closure, closures, departures
from planner.drones.schedule.operators import Watch

SAME_S = 0.5
"""Plans are written in tenths of seconds [s]."""


@dataclass(slots=True, kw_only=True, eq=False)
class Staying:
    """The closures of each dock, the operators on duty, and hand-overs, for the rest of a day.

    Attributes
    ----------
    landed_s
        When the flights that have taken off land, by planning day and number; those broken off are left out [s].
    """

    problem: DroneProblem
    landed_s: Mapping[tuple[dt.date, int], float] = field(default_factory=dict)
    watch: Watch = field(init=False)
    closed: list[tuple[Closure, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self.watch = Watch(self.problem)
        self.closed = [closures(self.problem, dock) for dock in self.problem.docks]

    def is_open(self, trip: Trip) -> bool:
        """Tell whether a planned round is clear of what closes its dock."""
        begin, end = math.ceil(trip.takeoff_s - SAME_S), trip.air_s - SAME_S
        return bool(departures(self.closed[trip.dock], max(0.0, end), begin, begin))

    def is_watched(self, depart_s: float, air_s: float, landings: Iterable[float]) -> bool:
        """Tell whether the operators on duty can watch one more drone.

        Parameters
        ----------
        landings
            When those who left before it land [s].
        """
        if not self.watch.limited:
            return True
        whole = [math.floor(landing) for landing in landings]
        return self.watch.depart_s(math.floor(depart_s), math.ceil(air_s), whole) <= depart_s

    def latest_s(self, trip: Trip, before: tuple[int, float] | None) -> float:
        """Give until when a round must leave so that the one before it is still in the air [s].

        Parameters
        ----------
        before
            Number and landing [s] of the round planned before it, if it is one of the rest of the day and flies.
        """
        rules = self.problem.rules
        if not rules.uninterrupted:
            return math.inf
        day, number = trip.day, trip.number - 1
        if number == 0:
            day, number = day - dt.timedelta(days=1), rules.rounds_per_day
        landing_s = self.landed_s.get((day, number), math.inf)
        if before is not None and before[0] == trip.number - 1:
            landing_s = before[1]
        return landing_s - rules.handover_min * 60.0 + SAME_S
