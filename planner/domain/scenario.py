"""Everything that a plan is made from."""

from __future__ import annotations

import datetime as dt

from pydantic import ConfigDict, Field, SkipValidation

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
from planner.domain.station import Grid, Office, Station
from planner.domain.street import Streets
from planner.domain.weather import WeatherHour
from planner.domain.work import PatrolArea, PatrolLine, PatrolPoint


class Scenario(Noun):
    """A station with its ground, its work and its forces, checked and in WGS84."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    station: Station
    """The police station."""
    boundary: Region
    """The station's ground."""
    offices: tuple[Office, ...] = ()
    """Community police offices."""
    grids: tuple[Grid, ...]
    """Police grids."""
    places: tuple[Place, ...] = ()
    """Places that draw people."""
    zones: tuple[Zone, ...] = ()
    """Ground closed to drones."""
    points: tuple[PatrolPoint, ...] = ()
    """Checkpoints."""
    lines: tuple[PatrolLine, ...] = ()
    """Stretches of street to patrol."""
    areas: tuple[PatrolArea, ...] = ()
    """Ground to be present in."""
    incidents: Incidents = Field(default_factory=lambda: NONE)
    """Past calls."""
    demand: DemandRules = DemandRules()
    """How demand is made from them."""
    tiers: tuple[Tier, ...] = ()
    """Levels of the patrol system."""
    forces: tuple[Force, ...] = ()
    """Units that go on patrol."""
    officers: tuple[Officer, ...] = ()
    """Officers on the roster."""
    duties: tuple[Duty, ...] = ()
    """Kinds of work on the roster."""
    shifts: tuple[Shift, ...] = ()
    """Shift templates."""
    roster: RosterRules
    """Horizon and rules of the roster."""
    requests: tuple[ShiftRequest, ...] = ()
    """What officers would like."""
    history: tuple[PastShift, ...] = ()
    """Shifts worked before the horizon."""
    published: tuple[PastShift, ...] = ()
    """Roster that is published already: changes to it are counted."""
    day_kinds: dict[dt.date, DayKind] = Field(default_factory=dict)
    """Dates that a file of the station's own sets otherwise than the calendar."""
    patrol: PatrolRules = PatrolRules()
    """How optional patrol visits are made."""
    pins: tuple[Pin, ...] = ()
    """What is decided by hand."""
    drone_models: tuple[DroneModel, ...] = ()
    """Aircraft with their figures."""
    docks: tuple[Dock, ...] = ()
    """Drone docks."""
    drone_tasks: tuple[DroneTask, ...] = ()
    """What drone rounds look at."""
    weather: tuple[WeatherHour, ...] = ()
    """The weather that drones are planned for, by its start; empty: calm and dry."""
    rounds: RoundRules = RoundRules()
    """How the drone rounds are laid out."""
    streets: SkipValidation[Streets] = Field(exclude=True)
    """The street network; not part of the JSON form."""

    @property
    def day_start_min(self) -> int:
        """When a planning day begins [min after midnight]."""
        if self.station.day_start is not None:
            return self.station.day_start
        starts = [shift.window.start for shift in self.shifts]
        starts += [window.start for force in self.forces for window in force.shifts]
        return min(starts, default=0)
