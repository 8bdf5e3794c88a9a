"""Everything that a plan is made from."""

from __future__ import annotations

from pydantic import ConfigDict, Field, SkipValidation

from planner.domain.demand import Incident
from planner.domain.drone import Dock, DroneModel, DroneTask, RoundRules
from planner.domain.force import Duty, Force, Officer, Shift, Tier
from planner.domain.noun import Noun, Region
from planner.domain.place import Place, Zone
from planner.domain.rules import PatrolRules, RosterRules
from planner.domain.station import Grid, Office, Station
from planner.domain.street import Streets
from planner.domain.work import PatrolArea, PatrolLine, PatrolPoint


class Scenario(Noun):
    """A station with its ground, its work and its forces, checked and in WGS84."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    station: Station
    boundary: Region
    offices: tuple[Office, ...] = ()
    grids: tuple[Grid, ...]
    places: tuple[Place, ...] = ()
    zones: tuple[Zone, ...] = ()
    points: tuple[PatrolPoint, ...] = ()
    lines: tuple[PatrolLine, ...] = ()
    areas: tuple[PatrolArea, ...] = ()
    incidents: tuple[Incident, ...] = ()
    tiers: tuple[Tier, ...] = ()
    forces: tuple[Force, ...] = ()
    officers: tuple[Officer, ...] = ()
    duties: tuple[Duty, ...] = ()
    shifts: tuple[Shift, ...] = ()
    roster: RosterRules
    patrol: PatrolRules = PatrolRules()
    drone_models: tuple[DroneModel, ...] = ()
    docks: tuple[Dock, ...] = ()
    drone_tasks: tuple[DroneTask, ...] = ()
    rounds: RoundRules = RoundRules()
    streets: SkipValidation[Streets] = Field(exclude=True)

    @property
    def day_start_min(self) -> int:
        """When a planning day begins [min after midnight]."""
        if self.station.day_start is not None:
            return self.station.day_start
        starts = [shift.window.start for shift in self.shifts]
        starts += [window.start for force in self.forces for window in force.shifts]
        return min(starts, default=0)
