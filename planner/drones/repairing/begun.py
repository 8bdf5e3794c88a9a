"""A day of rounds that has begun."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from planner.drones.repairing.standing import Standing
from planner.drones.repairing.trips import Trip


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A day up to a moment, as it was to go on and as it stands.

    Attributes
    ----------
    now_s
        The moment [s].
    over
        Flights that have taken off by then, as they are flown.
    rounds
        Rounds to come as planned, in the order of take-off.
    planned, stand
        How the docks would stand, and how they do.
    gone
        Planning day and number of rounds that have taken off and are told as missed: they were broken off.
    """

    now_s: float
    over: tuple[Trip, ...]
    rounds: tuple[Trip, ...]
    planned: tuple[Standing, ...]
    stand: tuple[Standing, ...]
    gone: frozenset[tuple[dt.date, int]] = frozenset()
