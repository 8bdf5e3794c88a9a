"""What patrols must see: points, lines and areas (必巡点/线/区) with their visits."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.domain.noun import Identifier, Line, LonLat, Name, Noun, Region, Window


class VisitRule(Window):
    """`count` visits, one in each equal part of the window, on each of its days."""

    count: Annotated[int, Field(ge=1, le=96)] = 1
    """Visits wanted in the window."""
    dwell_min: Annotated[float, Field(ge=0, le=480)] = 10.0
    """Stay at the place [min]; for a line, time beyond the drive along it."""
    required: bool = True
    """Required visits come before every optional one."""
    value: Annotated[float, Field(ge=0)] = 1.0
    """Worth of one visit when it is optional [points]."""


class Work(Noun):
    """What points, lines and areas share."""

    id: Identifier
    """Short name, unique among points, lines, areas and places."""
    name: Name
    """Name."""
    visits: tuple[VisitRule, ...] = ()
    """Visits wanted."""
    tiers: tuple[Identifier, ...] = ()
    """Tiers that may make the visits; empty: all."""


class PatrolPoint(Work):
    """A checkpoint (必到点)."""

    location: LonLat
    """Where it is."""


class PatrolLine(Work):
    """A stretch of street that must be patrolled along its whole length (必巡线)."""

    line: Line
    """Its course along streets."""


class PatrolArea(Work):
    """Ground inside which a patrol must be present (必巡区)."""

    region: Region
    """Its ground."""
