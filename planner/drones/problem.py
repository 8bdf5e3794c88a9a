"""What the drone solver takes and gives: metres in the station's frame, seconds since the planning day's start."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from planner.domain.drone_model import DroneModel
from planner.domain.noun import LonLat
from planner.domain.plan import Parameter, SolverStatus
from planner.domain.round_rules import RoundRules
from planner.domain.weather import WeatherHour

Floats = NDArray[np.float64]
Span = tuple[float, float]
"""From and to [s since the planning day's start]."""

DAY_S = 86_400.0
"""Length of a planning day [s]; it is 24 h even when the clock changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DroneZone:
    """Ground that flights keep out of between two heights, or pass with the camera off.

    Attributes
    ----------
    shape
        Its ground, without any margin [m].
    active
        When it holds.
    ceiling_m
        Highest flight allowed below the closed heights [m above ground]; 0: closed from the ground.
    top_m
        Lowest flight allowed above the closed heights [m above ground].
    stand_off_m
        Distance kept from it [m]; None: the margin of the rounds.
    camera_off
        Whether it is closed to cameras instead of flights.
    """

    id: str
    shape: BaseGeometry
    active: tuple[Span, ...]
    ceiling_m: float
    top_m: float = math.inf
    stand_off_m: float | None = None
    camera_off: bool = False

    def holds(self, from_s: float, to_s: float) -> bool:
        """Tell whether it is active at any moment of a span."""
        return any(start < to_s and end > from_s for start, end in self.active)

    def closes(self, height_m: float) -> bool:
        """Tell whether level flight at a height above ground is closed while it is active."""
        return not self.camera_off and self.ceiling_m < height_m < self.top_m

    def closes_climb(self, height_m: float) -> bool:
        """Tell whether it is closed at some height between the ground and a flight height."""
        return not self.camera_off and self.ceiling_m < min(height_m, self.top_m)


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
    outages
        When it takes part in no round.
    alternates
        Where its drone may come down instead [m].
    """

    id: str
    drone: str
    xy: tuple[float, float]
    radius_m: float
    model: DroneModel
    ready_s: float
    ready_pct: float
    outages: tuple[Span, ...] = ()
    alternates: tuple[tuple[float, float], ...] = ()

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
        Stay over a point, or least time on the circle around it [s].
    orbit_m
        Radius of the circle on which a point is watched [m]; 0: from above it.
    heading_deg
        Where the camera looks while hovering, clockwise from north [deg]; None: down.
    lines
        1: a line is flown along once; 2: once on each side.
    calls
        (p, h) calls expected at each of its `places` in each hour since the day's start, as a part of their mean over
        places and hours; None: unknown, every place and hour is worth the same.
    """

    id: str
    purpose: str
    shape: BaseGeometry
    windows: tuple[Span, ...]
    required: bool
    value: float
    hover_s: float
    orbit_m: float = 0.0
    heading_deg: float | None = None
    lines: int = 1
    calls: Floats | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeatherSpan:
    """The weather that is told for a span of the day."""

    span: Span
    told: WeatherHour


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorSpan:
    """How many operators are on duty in a span of the day."""

    span: Span
    operators: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DroneProblem:
    """One planning day of rounds.

    Attributes
    ----------
    weather
        Spans in order; outside them it is calm and dry.
    quiet
        When no round departs.
    operators
        Spans that do not overlap; none at all: nobody counts operators; outside of them: nobody is on duty.
    night
        When ground is seen with thermal cameras.
    """

    day: dt.date
    start: dt.datetime
    centre: LonLat
    """Centre of the metric frame [deg]."""
    docks: tuple[DockSite, ...]
    zones: tuple[DroneZone, ...]
    tasks: tuple[LookTask, ...]
    rules: RoundRules
    weather: tuple[WeatherSpan, ...] = ()
    quiet: tuple[Span, ...] = ()
    operators: tuple[OperatorSpan, ...] = ()
    night: tuple[Span, ...] = ()

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

    @property
    def shortest_air_s(self) -> float:
        """The shortest round: the rule's, or the headway and the hand-over if rounds are uninterrupted [s]."""
        both_s = self.headway_s + self.rules.handover_min * 60.0 if self.rules.uninterrupted else 0.0
        return max(self.rules.shortest_round_min * 60.0, both_s)

    def is_night(self, moments_s: Floats) -> NDArray[np.bool_]:
        """Tell of moments of the day, of any shape, whether thermal cameras are used then [s]."""
        dark = np.zeros(np.shape(moments_s), bool)
        for dusk, dawn in self.night:
            dark |= (moments_s >= dusk) & (moments_s < dawn)
        return dark

    def home_height_m(self, dock: int) -> float:
        """Give the height above ground in which the drones of a dock fly: docks take the layers in turn [m]."""
        heights_m = self.rules.heights_m
        return heights_m[dock % len(heights_m)]

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
    dropped: tuple[Shortfall, ...] = ()
    """Optional tasks that no round of the day could look at, and why."""
    partly: Mapping[str, float] = field(default_factory=dict)
    """Share of a task's ground that no round of the day could see, by the task's id."""
