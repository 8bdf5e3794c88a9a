"""The plan: who is on duty, where every patrol is when, and when each round flies."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from planner.domain.force import Mode
from planner.domain.noun import Identifier, LonLat, Name, Noun

StopKind = Literal["point", "line", "area", "break", "base"]
SolverStatus = Literal["optimal", "feasible", "infeasible", "unknown", "cancelled", "skipped"]
Parameter = str | int | float | bool | None
PathPoint = tuple[float, float, dt.datetime]
"""Longitude, latitude [deg] and the time of passing."""
FlightPoint = tuple[float, float, float, dt.datetime]
"""Longitude, latitude [deg], height above ground [m] and the time of passing."""


class PlanOfficer(Noun):
    """An officer on the roster."""

    id: Identifier
    name: Name
    rank: Name = ""
    squad: Name = ""
    skills: tuple[Name, ...] = ()


class Assignment(Noun):
    """One shift of one officer."""

    officer: Identifier
    start: dt.datetime
    end: dt.datetime
    duty: Identifier
    shift: Identifier
    grid: Identifier | None = None
    unit: Identifier | None = None
    post: Identifier | None = None


class Unit(Noun):
    """A patrol that is out in one shift."""

    id: Identifier
    force: Identifier
    tier: Identifier
    mode: Mode
    officers: tuple[Identifier, ...] = ()
    shift_start: dt.datetime
    shift_end: dt.datetime
    base: LonLat


class Stop(Noun):
    """A stay on a route; a line's stop runs from its one end to its other."""

    kind: StopKind
    id: Identifier
    lon: float
    lat: float
    arrive: dt.datetime
    depart: dt.datetime
    required: bool = False


class Route(Noun):
    """Where one unit is at every moment of its shift."""

    unit: Identifier
    start: dt.datetime
    end: dt.datetime
    length_m: float
    stops: tuple[Stop, ...]
    path: tuple[PathPoint, ...]


class Flight(Noun):
    """One round of one drone."""

    round: Annotated[int, Field(ge=1)]
    """1 is the first departure of the day."""
    day: dt.date
    dock: Identifier
    drone: Identifier
    battery_before_pct: float
    battery_after_pct: float
    takeoff: dt.datetime
    landing: dt.datetime
    length_m: float
    purpose: Name
    serves: tuple[Identifier, ...]
    path: tuple[FlightPoint, ...]


class Fix(Noun):
    """What would mend something unmet."""

    code: Identifier
    params: dict[str, Parameter] = Field(default_factory=dict)


class Unmet(Noun):
    """Something required that the plan does not reach, and why."""

    kind: Identifier
    """``cover``, ``visit``, ``round``, ``drone_task``, ``crew``."""
    id: Identifier
    when: dt.datetime | None = None
    reason: Identifier
    fix: Fix
    params: dict[str, Parameter] = Field(default_factory=dict)
    """Figures that the reason's sentence needs."""


class Dropped(Noun):
    """An optional visit that found no room, and why."""

    kind: Identifier
    id: Identifier
    when: dt.datetime | None = None
    reason: Identifier


class SolverReport(Noun):
    """How a stage ended."""

    status: SolverStatus
    objective: float | None = None
    bound: float | None = None
    seconds: float = 0.0


class ScenarioReference(Noun):
    """The copy of the scenario that the plan was made from."""

    path: str
    """Folder beside the plan."""
    sha256: str
    """Hash of its files."""


class Plan(Noun):
    """What `plan.json` holds."""

    format: Literal["patrol-plan/1"] = "patrol-plan/1"
    station: Identifier
    station_name: Name = ""
    created: dt.datetime
    seed: int
    timezone: str
    start: dt.datetime
    end: dt.datetime
    cancelled: bool = False
    """Whether solving was stopped early; the plan is the best that was found."""
    scenario: ScenarioReference | None = None
    officers: tuple[PlanOfficer, ...] = ()
    roster: tuple[Assignment, ...] = ()
    units: tuple[Unit, ...] = ()
    routes: tuple[Route, ...] = ()
    flights: tuple[Flight, ...] = ()
    required_unmet: tuple[Unmet, ...] = ()
    optional_dropped: tuple[Dropped, ...] = ()
    metrics: dict[str, float] = Field(default_factory=dict)
    solver: dict[str, SolverReport] = Field(default_factory=dict)
