"""The manifest of a scenario, `scenario.toml`: the nouns of the domain, and the files that hold the rest."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from planner.domain.demand import DemandRules
from planner.domain.dock import Dock
from planner.domain.drone_model import DroneModel
from planner.domain.force import Duty, Force, Shift, Tier
from planner.domain.noun import Noun
from planner.domain.pin import Pin
from planner.domain.rostering import RosterRules
from planner.domain.round_rules import RoundRules
from planner.domain.rules import PatrolRules
from planner.domain.station import Office, Station
from planner.geo import Datum

FORMAT = "patrol-scenario/1"

FileName = Annotated[str, Field(min_length=1, max_length=1000)]


class FileNames(Noun):
    """Files beside the manifest, relative to its folder; `${VAR}` and `${VAR:-default}` stand for the environment."""

    boundary: FileName
    """Polygons of the station's ground: GeoJSON, GeoPackage, Shapefile or KML."""
    grids: FileName
    """Polygons of the police grids, with `id`, `name`, `office`, `leader`."""
    streets: FileName
    """Streets: OSM (`.osm`, `.osm.gz`, `.osm.pbf`), OSMnx `.graphml`, or lines in GeoJSON or GeoPackage."""
    streets_datum: Datum | None = None
    """Datum of the streets; by default `datum` for lines in GeoJSON or GeoPackage, and wgs84 for OSM and GraphML."""
    places: FileName | None = None
    """Places that draw people: points, or a CSV or XLSX table with `lon` and `lat`."""
    zones: FileName | None = None
    """Polygons over which drones may not fly, or only so high."""
    points: FileName | None = None
    """Checkpoints: points with their visits."""
    lines: FileName | None = None
    """Stretches of street to patrol: lines with their visits."""
    areas: FileName | None = None
    """Ground to be present in: polygons with their visits."""
    incidents: FileName | None = None
    """Past calls: a CSV or XLSX table with `time`, `lon`, `lat`, `kind`."""
    officers: FileName | None = None
    """Officers: a CSV or XLSX table."""
    requests: FileName | None = None
    """What officers would like: a CSV or XLSX table with `officer`, `date`, `shift`, `wish`, `weight`."""
    history: FileName | None = None
    """Shifts worked before the horizon: a CSV or XLSX table, one row a shift or one row an officer."""
    published: FileName | None = None
    """The roster that is published already, in the same forms."""
    codes: FileName | None = None
    """What stands in the cells of those rosters: a CSV or XLSX table with `code` and `shift`."""
    calendar: FileName | None = None
    """Dates that are set otherwise than in the calendar: a CSV or XLSX table with `date` and `kind`."""
    drone_tasks: FileName | None = None
    """What drone rounds look at: points, lines and polygons."""
    weather: FileName | None = None
    """Weather hour by hour: a CSV or XLSX table with `start` and `wind_mps`."""


class Manifest(Noun):
    """What `scenario.toml` holds."""

    format: Literal["patrol-scenario/1"]
    """Name and number of this format."""
    datum: Datum = "wgs84"
    """Datum of every longitude and latitude in the manifest and in the files that it names."""
    station: Station
    """The police station."""
    files: FileNames
    """The files that hold ground, streets, work, incidents and officers."""
    offices: tuple[Office, ...] = ()
    """Community police offices."""
    tiers: tuple[Tier, ...] = ()
    """Levels of the patrol system."""
    forces: tuple[Force, ...] = ()
    """Units that go on patrol."""
    duties: tuple[Duty, ...] = ()
    """Kinds of work on the roster, with the officers they need."""
    shifts: tuple[Shift, ...] = ()
    """Shift templates."""
    drone_models: tuple[DroneModel, ...] = ()
    """Aircraft with the figures of their makers."""
    docks: tuple[Dock, ...] = ()
    """Drone docks."""
    roster: RosterRules
    """Horizon and rules of the roster."""
    demand: DemandRules = DemandRules()
    """How demand is made from past incidents."""
    patrol: PatrolRules = PatrolRules()
    """How optional patrol visits are made from demand."""
    pins: tuple[Pin, ...] = ()
    """What is decided by hand: this unit at this place then, or never."""
    rounds: RoundRules = RoundRules()
    """How the drone rounds of a day are laid out."""
