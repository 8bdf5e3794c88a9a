"""What the drone solver takes and gives: metres in the station's frame, seconds since the planning day's start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from planner.domain.drone import DroneModel, RoundRules
from planner.domain.noun import LonLat
from planner.domain.plan import Parameter, SolverStatus

Floats = NDArray[np.float64]
Span = tuple[float, float]
"""From and to [s since the planning day's start]."""

DAY_S = 86_400.0
"""Length of a planning day [s]; it is 24 h even when the clock changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DroneZone:
    """Ground that flights keep out of, or pass only below a ceiling.

    Attributes
    ----------
    shape
        Its ground, without any margin [m].
    active
        When it holds.
    ceiling_m
        Highest flight allowed above it [m above ground]; 0: closed.
    """

    id: str
    shape: BaseGeometry
    active: tuple[Span, ...]
    ceiling_m: float

    def holds(self, from_s: float, to_s: float) -> bool:
        """Tell whether it is active at any moment of a span."""
        return any(start < to_s and end > from_s for start, end in self.active)


@dataclass(frozen=True, slots=True, kw_only=True)
class DockSite:
    """A dock with its drone, and the state in which the day before left it.

    Attributes
    ----------
    xy
        Where it stands [m].
    ready_s
        When its drone is back and served; negative or 0: at the day's start.
    ready_pct
        Charge at `ready_s` [%].
    """

    id: str
    drone: str
    xy: tuple[float, float]
    radius_m: float
    model: DroneModel
    ready_s: float
    ready_pct: float

    @property
    def usable_s(self) -> float:
        """Time in the air that a full battery stands for in work [s]."""
        return self.model.usable_share * self.model.endurance_min * 60.0

    @property
    def battery_air_s(self) -> float:
        """Longest time in the air between the starting charge and the lowest one [s]."""
        return max(0.0, (self.model.start_pct - self.model.lowest_pct) / 100.0 * self.usable_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class LookTask:
    """Something to look at: a point, a line or an area.

    Attributes
    ----------
    shape
        Point, LineString, Polygon or MultiPolygon [m].
    windows
        When it must be seen (required) or is worth most; empty only for an optional task without windows.
    hover_s
        Stay over a point [s].
    """

    id: str
    purpose: str
    shape: BaseGeometry
    windows: tuple[Span, ...]
    required: bool
    value: float
    hover_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DroneProblem:
    """One planning day of rounds."""

    day: dt.date
    start: dt.datetime
    centre: LonLat
    """Centre of the metric frame [deg]."""
    docks: tuple[DockSite, ...]
    zones: tuple[DroneZone, ...]
    tasks: tuple[LookTask, ...]
    rules: RoundRules

    @property
    def headway_s(self) -> float:
        """Time between two departures of the timetable [s]."""
        minutes = self.rules.headway_min
        return DAY_S / self.rules.rounds_per_day if minutes is None else minutes * 60.0

    @property
    def departures_s(self) -> Floats:
        """The timetable: (rounds_per_day,) nominal departures [s]; those after the day's end cannot fly."""
        return np.asarray(np.arange(self.rules.rounds_per_day) * self.headway_s, float)

    def departure_span(self, index: int) -> tuple[int, int]:
        """Give the earliest and the latest departure of a round [s]; empty (first > last) beyond the day's end."""
        nominal, tolerance = float(self.departures_s[index]), self.rules.tolerance_min * 60.0
        if nominal >= DAY_S:
            return 1, 0
        earliest = max(0.0, nominal - tolerance)
        return int(np.ceil(earliest)), int(np.floor(min(DAY_S - 1.0, nominal + tolerance)))

    def longest_air_s(self, dock: DockSite) -> float:
        """Give the longest round of one dock: the rule's or the battery's [s]."""
        return min(self.rules.round_min * 60.0, dock.battery_air_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A stay over one task during a round, from `start_s` to `end_s`.

    In a sortie the times count from take-off, in a round from the planning day's start [s].
    """

    task: int
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Round:
    """A round as flown.

    Attributes
    ----------
    number
        Its place in the timetable, from 1.
    dock
        Index of the dock.
    path
        (n, 4) x, y, height above ground [m] and time [s]; from the dock's ground to the dock's ground.
    before_pct, after_pct
        Charge at take-off and landing [%].
    """

    number: int
    dock: int
    path: Floats
    before_pct: float
    after_pct: float
    looks: tuple[Look, ...]

    @property
    def takeoff_s(self) -> float:
        """When it leaves the ground [s]."""
        return float(self.path[0, 3])

    @property
    def landing_s(self) -> float:
        """When it is back on the ground [s]."""
        return float(self.path[-1, 3])


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """A round that does not fly, or a required window in which nobody looks, and why.

    Attributes
    ----------
    kind
        ``"round"`` or ``"drone_task"``.
    id
        Round number, or id of the task.
    when_s
        Departure of the timetable, or opening of the window [s].
    """

    kind: str
    id: str
    when_s: float
    reason: str
    fix: str
    params: Mapping[str, Parameter] = field(default_factory=dict)
    fix_params: Mapping[str, Parameter] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DroneResult:
    """The day's rounds.

    Attributes
    ----------
    objective
        Required windows unserved x (rounds per day + 1) + rounds missed.
    bound
        No schedule has a lower objective.
    rounds_bound
        At least so many rounds are missed, by counting dock time and charge alone.
    worth
        Value of all looks, each diminished by how lately its ground was seen [points].
    """

    status: SolverStatus
    objective: float | None
    bound: float | None
    rounds_bound: int
    worth: float
    seconds: float
    rounds: tuple[Round, ...]
    short: tuple[Shortfall, ...]
