"""A scenario while it is read: every noun with the place it came from, some of them perhaps refused."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner.domain.calendar import DayKind
from planner.domain.demand import DemandRules
from planner.domain.dock import Dock
from planner.domain.drone_model import DroneModel
from planner.domain.drone_task import DroneTask
from planner.domain.force import Duty, Force, Officer, Shift, Tier
from planner.domain.incidents import NONE, Incidents
from planner.domain.noun import Noun, Region
from planner.domain.pin import Pin
from planner.domain.place import Place, Zone
from planner.domain.rostering import PastShift, RosterRules, ShiftRequest
from planner.domain.round_rules import RoundRules
from planner.domain.rules import PatrolRules
from planner.domain.scenario import Scenario
from planner.domain.station import Grid, Office, Station
from planner.domain.weather import WeatherHour
from planner.domain.work import PatrolArea, PatrolLine, PatrolPoint
from planner.sources.ground import Ground
from planner.sources.manifest import FileNames
from planner.sources.records import Sourced

if TYPE_CHECKING:
    from planner.domain.street import Streets


@dataclass(kw_only=True, slots=True)
class Draft:
    """What has been read so far; lists hold nouns in the order of their file."""

    manifest: str
    ground: Ground
    files: FileNames | None = None
    station: Station | None = None
    roster: RosterRules | None = None
    demand: DemandRules = field(default_factory=DemandRules)
    patrol: PatrolRules = field(default_factory=PatrolRules)
    rounds: RoundRules = field(default_factory=RoundRules)
    boundary: Region | None = None
    streets: Streets | None = None
    streets_file: str = ""
    offices: list[Sourced[Office]] = field(default_factory=list)
    grids: list[Sourced[Grid]] = field(default_factory=list)
    places: list[Sourced[Place]] = field(default_factory=list)
    zones: list[Sourced[Zone]] = field(default_factory=list)
    points: list[Sourced[PatrolPoint]] = field(default_factory=list)
    lines: list[Sourced[PatrolLine]] = field(default_factory=list)
    areas: list[Sourced[PatrolArea]] = field(default_factory=list)
    incidents: Incidents = field(default_factory=lambda: NONE)
    tiers: list[Sourced[Tier]] = field(default_factory=list)
    forces: list[Sourced[Force]] = field(default_factory=list)
    officers: list[Sourced[Officer]] = field(default_factory=list)
    duties: list[Sourced[Duty]] = field(default_factory=list)
    shifts: list[Sourced[Shift]] = field(default_factory=list)
    drone_models: list[Sourced[DroneModel]] = field(default_factory=list)
    docks: list[Sourced[Dock]] = field(default_factory=list)
    drone_tasks: list[Sourced[DroneTask]] = field(default_factory=list)
    pins: list[Sourced[Pin]] = field(default_factory=list)
    requests: list[Sourced[ShiftRequest]] = field(default_factory=list)
    history: list[Sourced[PastShift]] = field(default_factory=list)
    published: list[Sourced[PastShift]] = field(default_factory=list)
    weather: list[Sourced[WeatherHour]] = field(default_factory=list)
    day_kinds: dict[dt.date, DayKind] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    """Kinds whose file could not be read, so that nobody knows which ids it holds."""
    named: defaultdict[str, list[tuple[str, str, str]]] = field(default_factory=lambda: defaultdict(list))
    """Of each kind every id met with its file and place, also of records that were refused."""

    def met(self, kind: str, data: Mapping[str, object], file: str, place: str) -> None:
        """Note the id of a record before it is judged."""
        identity = data.get("id", data.get("code"))
        if isinstance(identity, str):
            self.named[kind].append((identity, file, place))

    def ids(self, kind: str) -> frozenset[str]:
        """Give all ids of a kind that were met."""
        return frozenset(identity for identity, _, _ in self.named[kind])

    def scenario(self) -> Scenario:
        """Give the scenario; everything that it needs must be there."""
        if not (self.station and self.boundary and self.roster and self.streets):
            message = "a scenario without faults has a station, a boundary, roster rules and streets"
            raise ValueError(message)
        lists = {kind: tuple(item.noun for item in getattr(self, kind)) for kind in SCENARIO_NOUNS}
        return Scenario(
            station=self.station,
            boundary=self.boundary,
            roster=self.roster,
            patrol=self.patrol,
            rounds=self.rounds,
            streets=self.streets,
            incidents=self.incidents,
            demand=self.demand,
            day_kinds=self.day_kinds,
            **{kind: tuple(item.noun for item in getattr(self, kind)) for kind in DECISIONS},
            **lists,
        )


DECISIONS = ("pins", "requests", "history", "published", "weather")
"""The kinds of nouns without an id, as `Scenario` calls their lists."""

SCENARIO_NOUNS: Mapping[str, type[Noun]] = {
    "offices": Office,
    "grids": Grid,
    "places": Place,
    "zones": Zone,
    "points": PatrolPoint,
    "lines": PatrolLine,
    "areas": PatrolArea,
    "tiers": Tier,
    "forces": Force,
    "officers": Officer,
    "duties": Duty,
    "shifts": Shift,
    "drone_models": DroneModel,
    "docks": Dock,
    "drone_tasks": DroneTask,
}
"""The kinds of nouns that have an id or a code, as `Scenario` calls their lists."""
