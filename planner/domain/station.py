"""The station, its boundary, its offices and police grids."""

from __future__ import annotations

from planner.domain.noun import Clock, Identifier, LonLat, Name, Noun, Region


class Station(Noun):
    """A police station (派出所)."""

    id: Identifier
    """Short name in files and plans."""
    name: Name
    """Name of the station."""
    timezone: str
    """IANA name, such as ``Asia/Shanghai``."""
    base: LonLat
    """Where the station house stands."""
    day_start: Clock | None = None
    """When a planning day of routes and flights begins [min after midnight]; the earliest shift start by default."""
    attribution: Name = ""
    """Whom the map data come from, shown on every map; OpenStreetMap streets name their contributors by default."""


class Office(Noun):
    """A community police office (社区警务室)."""

    id: Identifier
    """Short name, unique among offices."""
    name: Name
    """Name of the office."""
    location: LonLat
    """Where it stands."""


class Grid(Noun):
    """A police grid (警格): the ground of one grid leader."""

    id: Identifier
    """Short name, unique among grids."""
    name: Name
    """Name of the grid."""
    office: Identifier | None = None
    """Id of the community police office that the grid belongs to."""
    leader: Identifier | None = None
    """Id of the officer who leads it (警格长)."""
    region: Region
    """Its ground."""
