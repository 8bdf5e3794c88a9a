"""What patrols must see: points, lines and areas (必巡点/线/区) with their visits."""

from __future__ import annotations

import math
from typing import Annotated

from pydantic import Field

from planner.domain.noun import Identifier, Line, LonLat, Name, Noun, Region, Window

ROUNDING = 1e-9
"""Shares are not exact in floating point; so little more does not ask for another stay."""


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
    shortest_gap_min: Annotated[float, Field(ge=0, le=1440)] = 0.0
    """Least time between the end of a visit's stay and the next of the window's visits [min]."""
    longest_gap_min: Annotated[float, Field(gt=0, le=1440)] | None = None
    """Most time between leaving and the next of the window's visits (巡更间隔) [min]."""


class Presence(Window):
    """Somebody must be there for a share of a window: a post on the street (屯警点), the night's three sights (三见).

    The window is cut into as many equal parts as stays are needed, and each part holds one stay. A share of 1 means
    without a break: units relieve each other on the spot.
    """

    share: Annotated[float, Field(gt=0, le=1)] = 1.0
    """Share of the window's minutes in which a unit must be there."""
    stay_min: Annotated[float, Field(ge=5, le=480)] = 60.0
    """Longest stay of a unit before it is relieved or comes again [min]; along a line the drive is part of it."""
    lights: bool = False
    """Whether only tiers whose units show lights count (见灯)."""

    def stays(self, length_s: float) -> int:
        """Count the stays that a window of some length [s] needs, as few as the longest stay allows."""
        return max(1, math.ceil(self.share * length_s / (self.stay_min * 60.0) - ROUNDING))


class Work(Noun):
    """What points, lines and areas share."""

    id: Identifier
    """Short name, unique among points, lines, areas and places."""
    name: Name
    """Name."""
    visits: tuple[VisitRule, ...] = ()
    """Visits wanted."""
    presence: tuple[Presence, ...] = ()
    """When somebody must be there for a share of the time; always required."""
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
