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

ZoneKind = Literal["no_fly", "privacy", "restricted", "crowd"]


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
    """Ground over which drones may not fly, or only below one height or above another.

    While it is active a zone is closed between two heights: from the ground, or from `ceiling_m` in a `restricted`
    zone that states one, up to `top_m`, or all the way up. Level flight at either height is legal; a climb or a descent
    between them is not. Closed means its ground and all that is nearer to it than `stand_off_m`. A `crowd` zone is
    where many people stand at its hours.

    A `privacy` zone with `camera_off` is not closed: flights may pass at any height with the camera off for as long as
    they are in it or nearer to it than its stand-off. Nothing seen from there counts, and no point in it is watched.
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
    top_m: Annotated[float, Field(gt=0)] | None = None
    """Height above which flights may pass again, above ground [m]; none: it is closed all the way up."""
    stand_off_m: Annotated[float, Field(ge=0)] | None = None
    """Distance that flights, or cameras, keep from it [m]; the margin of the rounds by default."""
    camera_off: bool = False
    """Whether flights may pass with the camera off; only for a privacy zone."""
    reason: Name = ""
    """Who closed it, or why."""
