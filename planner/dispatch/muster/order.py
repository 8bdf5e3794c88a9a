"""What is asked: rescue points with their needs, and the cover that must stay behind."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from planner.domain.force import Mode
from planner.domain.noun import Identifier, Latitude, Longitude, Moment, Name, Noun

Count = Annotated[int, Field(ge=0, le=1000)]


class RescuePoint(Noun):
    """A place where forces gather."""

    id: Identifier
    """Short name, unique among the points."""
    name: Name = ""
    """Name of the place."""
    lon: Longitude
    """WGS84 longitude [deg]."""
    lat: Latitude
    """WGS84 latitude [deg]."""
    by: Moment | None = None
    """Who comes later is of no use; none: any time will do."""
    people: Count = 0
    """People needed, of any kind."""
    units: Count = 0
    """Units needed, of any kind."""
    police: Count = 0
    """Units needed that may act alone."""
    skills: dict[Name, Count] = Field(default_factory=dict)
    """People needed with a skill."""
    modes: dict[Mode, Count] = Field(default_factory=dict)
    """Units needed that move in a way."""
    priority: Annotated[int, Field(ge=1, le=100)] = 1
    """What a point without anything that it needs weighs."""


class Kept(Noun):
    """Fewest units that stay behind."""

    station: Count = 0
    """In the whole station."""
    grids: dict[Identifier, Count] = Field(default_factory=dict)
    """On the ground of a grid."""
    offices: dict[Identifier, Count] = Field(default_factory=dict)
    """On the ground of all grids of an office."""


class MusterOrder(Noun):
    """What a muster file holds."""

    format: Literal["patrol-muster/1"]
    """Name and number of this format."""
    points: Annotated[tuple[RescuePoint, ...], Field(min_length=1, max_length=50)]
    """The rescue points."""
    keep: Kept = Kept()
    """The cover that stays behind."""
