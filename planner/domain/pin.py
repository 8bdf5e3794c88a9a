"""What the planner has decided by hand and the solver must keep."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from planner.domain.noun import Identifier, Moment, Noun


class Pin(Noun):
    """A unit at a place at a time; or, with `never`, a place that a unit never goes to."""

    unit: Identifier
    """Id of the unit, as the plan names it."""
    place: Identifier
    """Id of the point, line, area or place."""
    at: Moment | None = None
    """When its stay begins, with offset; left out with `never`, which holds on every day."""
    stay_min: Annotated[float, Field(gt=0, le=480)] | None = None
    """Length of the stay [min]; by default that of the visit in whose window it begins, or else of the place's first
    visit rule, of its presence, or of a hot spot."""
    never: bool = False
    """Whether the unit must not make any visit to the place instead."""

    @model_validator(mode="after")
    def _says_when_or_never(self) -> Self:
        if self.never and (self.at is not None or self.stay_min is not None):
            raise PydanticCustomError("pin_never_with_time", "a pin with never holds at all times", {})
        if not self.never and self.at is None:
            raise PydanticCustomError("pin_without_time", "a pin says when, or never", {})
        return self
