"""What happens to a plan that is being worked, and what is changed in it for that."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from planner.domain.noun import Identifier, LonLat, Moment, Noun


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


Event = UnitLost | CallTaken | HotSpotAdded


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
