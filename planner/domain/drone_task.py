"""What drone rounds look at."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from planner.domain.drone_model import Positive
from planner.domain.noun import Identifier, Line, LonLat, Name, Noun, Region, Window

Watch = Literal["hover", "orbit"]


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
    """Stay over a point, or least time on the circle around it [s]."""
    watch: Watch = "hover"
    """How a point is watched: from above it, or on whole turns of a circle around it, one at least."""
    orbit_m: Positive = 30.0
    """Radius of the circle [m]."""
    heading_deg: Annotated[float, Field(ge=0, lt=360)] | None = None
    """Where the camera looks while hovering, clockwise from north [deg]; none: down at the point."""
    lines: Annotated[int, Field(ge=1, le=2)] = 1
    """Lines flown along a street: one over it, or one on each side, a quarter of the swath off."""
