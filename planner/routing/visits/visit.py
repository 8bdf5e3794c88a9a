"""A visit: what a unit is to see, when, for how long, and who may."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from planner.domain.clock import later
from planner.domain.noun import LonLat
from planner.routing.visits.gaps import Series

VisitKind = Literal["point", "line", "area", "break"]
NOBODY = ("",)
"""Tiers of a visit that no tier may make; the id of a tier is never empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit to make, named.

    Attributes
    ----------
    kind, id
        What is visited; a hot spot is a point with the id of its place.
    index
        Place of the point, line or area among the scenario's; -1 for a hot spot or a break.
    lonlat
        Where a point lies [deg]; for lines, areas and breaks None.
    opens_s, closes_s
        Seconds since the planning day's start between which the stay lies [s].
    dwell_s
        Stay; for a line, time beyond the drive along it [s].
    least_stay_s
        Least whole stay; for a line the drive along it is part of this [s].
    required, value
        Whether it must be made, and what it is worth if not [points].
    tiers
        Tiers that may make it; empty: all.
    presence
        Whether it is one of the stays that keep a place seen (`planner.domain.work.Presence`).
    series
        The visits of one window between which gaps are kept; None: none are.
    pinned
        Id of the unit that makes it and nobody else; empty: any unit.
    never
        Ids of units that do not make it.
    pin
        The scenario's pin that it keeps; -1: none.
    """

    kind: VisitKind
    id: str
    index: int = -1
    lonlat: LonLat | None = None
    opens_s: float
    closes_s: float
    dwell_s: float
    least_stay_s: float = 0.0
    required: bool
    value: float = 0.0
    tiers: tuple[str, ...] = ()
    presence: bool = False
    series: Series | None = None
    pinned: str = ""
    never: tuple[str, ...] = ()
    pin: int = -1


def opening(visit: Visit, day_start: dt.datetime) -> dt.datetime:
    """Give the moment when a visit's window opens."""
    return later(day_start, visit.opens_s)
