"""Places that draw people, and zones where something is not allowed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from planner.domain.noun import Identifier, LonLat, Name, Noun, Region, Window

PlaceKind = Literal[
    "office",
    "business_park",
    "factory",
    "mall",
    "shop",
    "market",
    "restaurant",
    "entertainment",
    "hotel",
    "school",
    "hospital",
    "residence",
    "station",
    "park",
    "other",
]

ZoneKind = Literal["no_fly", "privacy", "restricted"]


class Place(Noun):
    """A place whose crowds make the tide (潮汐人流)."""

    id: Identifier
    """Short name, unique among points, lines, areas and places."""
    name: Name
    """Name of the place."""
    kind: PlaceKind
    """What kind of place it is; the tide of its crowds follows from it."""
    location: LonLat
    """Where it is."""
    crowd: Annotated[float, Field(ge=0)] = 0.0
    """People there at its busiest hour [people]."""
    hours: tuple[Window, ...] = ()
    """When it is open; empty: always."""


class Zone(Noun):
    """Ground over which drones may not fly, or only so high.

    `no_fly` and `privacy` zones are closed to drones while active; a `restricted` zone is closed too unless it states
    a ceiling, below which flights may pass.
    """

    id: Identifier
    """Short name, unique among zones."""
    name: Name
    """Name of the zone."""
    kind: ZoneKind
    """Why it is closed."""
    region: Region
    """Its ground."""
    windows: tuple[Window, ...] = ()
    """When it is active; empty: always."""
    ceiling_m: Annotated[float, Field(gt=0)] | None = None
    """Highest flight allowed inside, above ground [m]; only for a restricted zone."""
    reason: Name = ""
    """Who closed it, or why."""
