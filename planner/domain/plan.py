"""The plan: who is on duty, where every patrol is when, and when each round flies."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator, model_validator

from planner.domain.force import Mode
from planner.domain.noun import Identifier, Latitude, Longitude, Moment, Name, Noun

StopKind = Literal["point", "line", "area", "break", "base"]
SolverStatus = Literal["optimal", "feasible", "infeasible", "unknown", "cancelled", "skipped"]
LONGEST = dt.timedelta(days=100)
"""Most that a plan can hold: the longest horizon of a roster, and some."""

Parameter = str | int | float | bool | None
PathPoint = tuple[Longitude, Latitude, Moment]
"""Longitude, latitude [deg] and the time of passing."""
FlightPoint = tuple[Longitude, Latitude, float, Moment]
"""Longitude, latitude [deg], height above ground [m] and the time of passing."""


class PlanOfficer(Noun):
    """An officer on the roster."""

    id: Identifier
    """As in the scenario."""
    name: Name
    """Name."""
    rank: Name = ""
    """Rank or role."""
    squad: Name = ""
    """Squad (班组) or team."""
    skills: tuple[Name, ...] = ()
    """What the officer is trained for."""


class Assignment(Noun):
    """One shift of one officer."""

    officer: Identifier
    """Id of the officer."""
    start: Moment
    """When the shift starts."""
    end: Moment
    """When it ends."""
    duty: Identifier
    """Code of the duty."""
    shift: Identifier
    """Code of the shift template."""
    grid: Identifier | None = None
    """Id of the grid worked in, if the duty works in one."""
    unit: Identifier | None = None
    """Id of the patrol unit crewed, if the duty crews one."""
    post: Identifier | None = None
    """Id of the post manned, if the duty mans one."""


class Unit(Noun):
    """A patrol that is out in one shift."""

    id: Identifier
    """Short name, unique in the plan."""
    force: Identifier
    """Id of its force."""
    tier: Identifier
    """Id of its tier."""
    mode: Mode
    """How it moves."""
    officers: tuple[Identifier, ...] = ()
    """Ids of its crew; empty for a force that the roster does not crew."""
    shift_start: Moment
    """When it goes out."""
    shift_end: Moment
    """When it is back."""
    base: tuple[Longitude, Latitude]
    """Where it starts and ends."""


class Stop(Noun):
    """A stay on a route; a line's stop runs from its one end to its other."""

    kind: StopKind
    """What it stops at."""
    id: Identifier
    """Id of the point, line, area or base."""
    lon: Longitude
    """WGS84 longitude of the stay [deg]."""
    lat: Latitude
    """WGS84 latitude of the stay [deg]."""
    arrive: Moment
    """When it arrives."""
    depart: Moment
    """When it leaves."""
    required: bool = False
    """Whether the visit is required."""


class Route(Noun):
    """Where one unit is at every moment of its shift."""

    unit: Identifier
    """Id of the unit."""
    start: Moment
    """When the unit leaves its base."""
    end: Moment
    """When it is back."""
    length_m: float
    """Length of the way [m]."""
    stops: tuple[Stop, ...]
    """Its stays in the order of time."""
    path: tuple[PathPoint, ...]
    """Where it is: every junction passed, with the time."""


class FlightLook(Noun):
    """A look of a flight at one task, with the camera on."""

    task: Identifier
    """Id of the task."""
    start: Moment
    """When it begins."""
    end: Moment
    """When it ends."""
    heading_deg: float | None = None
    """Where the camera looks, clockwise from north [deg]; none: down, or to the middle of the circle that is flown."""


class FlightSpan(Noun):
    """A part of a flight."""

    start: Moment
    """From."""
    end: Moment
    """To."""


class Flight(Noun):
    """One round of one drone."""

    round: Annotated[int, Field(ge=1)]
    """1 is the first departure of the day."""
    day: dt.date
    """Planning day of the round."""
    dock: Identifier
    """Id of the dock."""
    drone: Identifier
    """Id of the drone."""
    battery_before_pct: float
    """Charge at take-off [%]."""
    battery_after_pct: float
    """Charge after landing [%]."""
    takeoff: Moment
    """When it takes off."""
    landing: Moment
    """When it has landed."""
    length_m: float
    """Length of the way over ground [m]."""
    purpose: Name
    """What the round is for."""
    serves: tuple[Identifier, ...]
    """Ids of the tasks that it looks at."""
    path: tuple[FlightPoint, ...]
    """Where it is: every turn, with height and time."""
    looks: tuple[FlightLook, ...] = ()
    """When it looks at which task; empty in plans that do not tell."""
    camera_off: tuple[FlightSpan, ...] = ()
    """When its camera is off, because it passes a privacy zone."""
    alternate: tuple[Longitude, Latitude] | None = None
    """The alternate (备降点) of its dock at which it landed, because the dock was out of service [deg]."""
    alert: Name = ""
    """Id of the alert that it answers; empty: none. It may take longer than a round; with a number beyond the timetable
    it is a flight of its own and no round."""


class Fix(Noun):
    """What would mend something unmet."""

    code: Identifier
    """Key of its sentence."""
    params: dict[str, Parameter] = Field(default_factory=dict)
    """Figures that its sentence needs."""


class Unmet(Noun):
    """Something required that the plan does not reach, and why."""

    kind: Identifier
    """``cover``, ``visit``, ``presence``, ``break``, ``round``, ``drone_task``, ``crew``."""
    id: Identifier
    """Id of what is unmet."""
    when: Moment | None = None
    """When it was due."""
    reason: Identifier
    """Key of the reason's sentence."""
    fix: Fix
    """What would mend it."""
    params: dict[str, Parameter] = Field(default_factory=dict)
    """Figures that the reason's sentence needs."""


class Dropped(Noun):
    """An optional visit that found no room, and why."""

    kind: Identifier
    """What was dropped, such as `visit`."""
    id: Identifier
    """Id of the place."""
    when: Moment | None = None
    """When it was wanted."""
    reason: Identifier
    """Key of the reason's sentence."""
    params: dict[str, Parameter] = Field(default_factory=dict)
    """Figures that the reason's sentence needs."""


class Notice(Noun):
    """Something that the reader of a plan should know, although nothing is unmet."""

    code: Identifier
    """Key of its sentence."""
    params: dict[str, Parameter] = Field(default_factory=dict)
    """Figures that its sentence needs."""


class SolverReport(Noun):
    """How a stage ended."""

    status: SolverStatus
    """How the search ended."""
    objective: float | None = None
    """Cost of the answer."""
    bound: float | None = None
    """Cost that no answer can be below."""
    seconds: float = 0.0
    """Time that the search took [s]."""


class ScenarioReference(Noun):
    """The copy of the scenario that the plan was made from."""

    path: str
    """Folder beside the plan."""
    sha256: str
    """Hash of its files."""


class Plan(Noun):
    """What `plan.json` holds."""

    format: Literal["patrol-plan/1"] = "patrol-plan/1"
    """Name and number of this format."""
    station: Identifier
    """Id of the station."""
    station_name: Name = ""
    """Name of the station."""
    created: Moment
    """When the plan was made."""
    seed: int
    """Seed of the solvers."""
    timezone: str
    """IANA name of the station's time zone."""
    start: Moment
    """When the first planning day starts."""
    end: Moment
    """When the last one ends."""
    cancelled: bool = False
    """Whether solving was stopped early; the plan is the best that was found."""
    scenario: ScenarioReference | None = None
    """The copy of the scenario beside the plan."""
    officers: tuple[PlanOfficer, ...] = ()
    """Officers on the roster."""
    roster: tuple[Assignment, ...] = ()
    """Shifts of officers."""
    units: tuple[Unit, ...] = ()
    """Patrols that are out."""
    routes: tuple[Route, ...] = ()
    """Ways of the patrols."""
    flights: tuple[Flight, ...] = ()
    """Drone rounds."""
    required_unmet: tuple[Unmet, ...] = ()
    """Required work that the plan does not reach."""
    optional_dropped: tuple[Dropped, ...] = ()
    """Optional visits that found no room."""
    notices: tuple[Notice, ...] = ()
    """What the reader should know although nothing is unmet."""
    metrics: dict[str, float] = Field(default_factory=dict)
    """Figures of the plan, each with its unit in its name."""
    solver: dict[str, SolverReport] = Field(default_factory=dict)
    """How each stage ended."""

    @field_validator("timezone")
    @classmethod
    def _timezone_is_known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (LookupError, ValueError, OSError):
            message = f"{name!r} is not the name of a time zone"
            raise ValueError(message) from None
        return name

    @model_validator(mode="after")
    def _ends_within_reach(self) -> Self:
        if not dt.timedelta(0) < self.end - self.start <= LONGEST:
            message = f"a plan ends after its start, within {LONGEST.days} days"
            raise ValueError(message)
        return self
