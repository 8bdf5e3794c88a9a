"""Drones, their docks and what the rounds must see."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.domain.noun import Identifier, Line, LonLat, Name, Noun, Region, Window

Percent = Annotated[float, Field(ge=0, le=100)]
Positive = Annotated[float, Field(gt=0)]


class DroneModel(Noun):
    """An aircraft with its dock: figures of the maker, each the user's to correct."""

    id: Identifier
    """Short name, unique among models."""
    name: Name
    """Name of the aircraft and its dock."""
    endurance_min: Positive
    """Flight time that the maker states [min]."""
    usable_share: Annotated[float, Field(gt=0, le=1)] = 0.8
    """Part of the stated endurance that is met in work."""
    cruise_mps: Positive = 10.0
    """Speed over ground on a round [m/s]."""
    climb_mps: Positive = 4.0
    """Speed of climbing [m/s]."""
    descent_mps: Positive = 3.0
    """Speed of descending [m/s]."""
    acceleration_mps2: Positive = 2.0
    """Acceleration at turns and stops [m/s2]."""
    start_pct: Percent = 90.0
    """Charge to which a dock fills the battery [%]."""
    lowest_pct: Percent = 30.0
    """Charge that a landing never goes below [%]."""
    charge_pct_per_min: Positive = 2.2
    """Charge gained in the dock [% per min]."""
    overhead_min: Annotated[float, Field(ge=0)] = 5.0
    """Dock time of a round beyond flight and charge: power-on, landing, upload [min]."""
    swath_m: Positive = 100.0
    """Width seen at the round's height [m]."""
    source: Name = ""
    """Where the figures come from, with the date."""


class Dock(Noun):
    """A drone dock (机巢) with one drone."""

    id: Identifier
    """Short name, unique among docks."""
    name: Name
    """Name of the dock."""
    location: LonLat
    """Where it stands."""
    model: Identifier
    """Id of the model of its drone."""
    drone: Identifier
    """Id of the drone that lives in it."""
    radius_m: Positive = 5000.0
    """Farthest that its drone flies from it [m]."""


class DroneTask(Noun):
    """Something that rounds look at: exactly one of point, line and region."""

    id: Identifier
    """Short name, unique among tasks."""
    name: Name
    """Name of the task."""
    purpose: Name = "patrol"
    """Such as ``school_gate``, ``traffic``, ``night_market``."""
    point: LonLat | None = None
    """A place to hover over."""
    line: Line | None = None
    """A line to fly along."""
    region: Region | None = None
    """Ground to be seen as a whole."""
    windows: tuple[Window, ...] = ()
    """In each of which a round must look at it, if it is required; when a look is worth most, if not."""
    required: bool = False
    """Whether at least one round must serve it in each of its windows."""
    value: Annotated[float, Field(ge=0)] = 1.0
    """Worth of one look [points]."""
    hover_s: Annotated[float, Field(ge=0)] = 60.0
    """Stay over a point [s]."""


class RoundRules(Noun):
    """How the day's rounds (轮次) are laid out."""

    rounds_per_day: Annotated[int, Field(ge=1, le=720)] = 72
    """Departures in a day."""
    headway_min: Positive | None = None
    """Time between departures [min]; the day divided by the rounds by default (20 min for 72)."""
    tolerance_min: Annotated[float, Field(ge=0)] = 3.0
    """How far a departure may move from its place in the timetable [min]."""
    height_m: Positive = 80.0
    """Flight height above ground [m]."""
    ceiling_m: Positive = 120.0
    """Highest flight allowed above ground [m]; 120 m is the ceiling of China's 2024 regulation for small drones."""
    margin_m: Annotated[float, Field(ge=0)] = 10.0
    """Distance kept from closed zones [m]."""
    round_min: Positive = 18.0
    """Longest round from take-off to landing [min]."""
