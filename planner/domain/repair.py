"""What happens to a plan that is being worked, and what is changed in it for that."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from planner.domain.noun import Identifier, LonLat, Moment, Name, Noun


class UnitLost(Noun):
    """A unit that goes off the street and does not come back."""

    unit: Identifier
    """Id of the unit."""


class CallTaken(Noun):
    """A call that a unit goes to at once."""

    location: LonLat
    """Where it is."""
    minutes: Annotated[float, Field(gt=0, le=480)]
    """Time that the unit is there [min]."""
    unit: Identifier | None = None
    """Id of the unit; by default the one that can be there first."""


class HotSpotAdded(Noun):
    """A place that must be visited once in a window."""

    location: LonLat
    """Where it is."""
    opens: Moment
    """When the window opens."""
    closes: Moment
    """When it closes."""
    minutes: Annotated[float, Field(gt=0, le=480)] = 12.0
    """Stay [min]."""


Absence = Literal["sick", "leave", "training", "other"]
"""Why an officer is away."""


class OfficerAway(Noun):
    """An officer who cannot work on some dates."""

    officer: Identifier
    """Id of the officer."""
    first: dt.date
    """First date away; a shift that has begun by the moment of the repair stays on the roster."""
    last: dt.date
    """Last date away."""
    kind: Absence = "sick"
    """Why."""

    @model_validator(mode="after")
    def _ends_on_or_after_start(self) -> Self:
        if self.last < self.first:
            raise PydanticCustomError(
                "leave_ends_before_start",
                "the leave ends on {end}, before its start {start}",
                {"start": self.first.isoformat(), "end": self.last.isoformat()},
            )
        return self


class MoreNeeded(Noun):
    """More officers needed on a duty for some time, on top of what its cover asks for."""

    duty: Identifier
    """Code of the duty."""
    start: Moment
    """From when."""
    end: Moment
    """Until when."""
    count: Annotated[int, Field(ge=1, le=200)] = 1
    """How many more [officers]."""


class DroneAlert(Noun):
    """An alert that a drone flies to at once."""

    location: LonLat
    """Where it is."""
    minutes: Annotated[float, Field(gt=0, le=120)] = 10.0
    """Time that the drone stays over it [min]."""
    dock: Identifier | None = None
    """Id of the dock whose drone goes; by default that of the drone that can be there first."""


class DockDown(Noun):
    """A dock that is out of service for some time.

    A drone in the air by then lands at an alternate of the dock; if it can reach none it comes back to the dock.
    """

    dock: Identifier
    """Id of the dock."""
    start: Moment
    """From when."""
    end: Moment
    """Until when."""

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.end <= self.start:
            raise PydanticCustomError(
                "outage_ends_before_start",
                "the outage ends at {end}, not after its start {start}",
                {"start": self.start.isoformat(timespec="minutes"), "end": self.end.isoformat(timespec="minutes")},
            )
        return self


StreetEvent = UnitLost | CallTaken | HotSpotAdded
"""What happens to units that are out."""
RosterEvent = OfficerAway | MoreNeeded
"""What happens to the roster."""
FlightEvent = DroneAlert | DockDown
"""What happens to the drones."""
Event = StreetEvent | RosterEvent | FlightEvent

Offer = Literal["people", "cells", "service"]
"""What a repair of the roster gives first: the fewest people asked to change, the fewest dates changed, or the number
of officers wanted."""


class PlanChange(Noun):
    """One stop that is not where or when it was."""

    kind: Literal["added", "removed", "moved"]
    """What became of it."""
    stop: Identifier
    """``point``, ``line``, ``area`` or ``break``."""
    place: Identifier
    """Id of the place; ``break`` for a meal."""
    required: bool
    """Whether it is required."""
    unit: Identifier
    """Id of the unit that the change concerns: the new one, or for a stop that was removed the old one."""
    unit_before: Identifier | None = None
    """Id of the unit that was to make it."""
    unit_after: Identifier | None = None
    """Id of the unit that makes it."""
    before: Moment | None = None
    """When it was to begin."""
    after: Moment | None = None
    """When it begins."""
    reason: Identifier
    """Key of the reason's sentence (`planner.i18n.changes`)."""


class RosterChange(Noun):
    """One date of one officer that is not as it was."""

    kind: Literal["called_in", "freed", "moved"]
    """A date off becomes a duty, a duty becomes a date off, or one duty becomes another."""
    officer: Identifier
    """Id of the officer."""
    date: dt.date
    """The date."""
    shift_before: Name = ""
    """Code of the shift that was to be worked; empty: none."""
    duty_before: Name = ""
    """Code of its duty."""
    shift_after: Name = ""
    """Code of the shift that is worked; empty: none."""
    duty_after: Name = ""
    """Code of its duty."""
    reason: Identifier
    """Key of the reason's sentence (`planner.i18n.changes`)."""
    other: Name = ""
    """Id of the officer whose shift is taken over; empty: nobody's."""


class FlightChange(Noun):
    """One flight that is not what it was."""

    kind: Literal["alert", "broken_off", "resumed", "missed", "moved", "other_dock", "diverted"]
    """A drone flies to an alert; its round ends there or goes on after it; a round of later is not flown, flies at
    another time, or from another dock; one in the air lands at an alternate of its dock."""
    day: dt.date
    """Planning day of the flight."""
    round: Annotated[int, Field(ge=1)]
    """Its number in the day."""
    dock: Identifier
    """Id of the dock that flies it, or was to fly it."""
    dock_before: Identifier | None = None
    """Id of the dock that was to fly it."""
    before: Moment | None = None
    """When it was to take off; for a flight that is in the air, when it took off."""
    after: Moment | None = None
    """When it takes off; for an alert, when the drone is there."""
    reason: Identifier
    """Key of the reason's sentence (`planner.i18n.changes`)."""
