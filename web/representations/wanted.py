"""What the API takes for decisions of the moment: a moment, live positions if there are any, and what is asked."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from planner.dispatch.muster.order import Kept, RescuePoint
from planner.dispatch.search.kinds import Who
from planner.dispatch.standing import Positions
from planner.domain.noun import Latitude, Longitude, Moment, Noun

MOST_RING_MIN, MOST_WORTH = 60.0, 10
_Place = Annotated[tuple[Longitude, Latitude], Field(examples=[[114.0213, 22.5342]])]
_Minutes = Annotated[float, Field(gt=0, le=MOST_RING_MIN)]
_Worth = Annotated[int, Field(ge=0, le=MOST_WORTH)]


class Decision(Noun):
    """What every question of the moment says."""

    at: Annotated[Moment, Field(examples=["2026-11-23T22:15:00+08:00"])]
    """Now, with offset; in the time of the plan unless live positions are given."""
    positions: Positions | None = None
    """Where the units are by their own report, in the form ``patrol-positions/1``; without it, where the plan has
    them."""
    rest_by_plan: bool = False
    """Whether units that are not among the live positions stand where the plan has them; else they are not out."""


class MusterWanted(Decision):
    """Who goes to which rescue point, and which cover stays."""

    points: Annotated[
        tuple[RescuePoint, ...],
        Field(min_length=1, max_length=50, examples=[[{"id": "gate", "lon": 114.0213, "lat": 22.5342, "units": 2}]]),
    ]
    """The rescue points."""
    keep: Kept = Kept()
    """The cover that stays behind."""
    leave_ground: bool = False
    """Whether units may leave the ground that their force keeps to."""


class RecentCalled(Noun):
    """A call of the last hours: when and where, and nothing of any person."""

    time: Moment
    """When it came, with offset."""
    place: _Place
    """Where it was: longitude, latitude [deg]."""


class RedeployWanted(Decision):
    """Where units should wait."""

    hours: Annotated[int, Field(ge=1, le=8)] = 1
    """Hours to post units for, one after the other."""
    rings_min: Annotated[tuple[_Minutes, ...], Field(min_length=1, max_length=6)] = (1.0, 3.0, 5.0)
    """Times of response that count, ascending [min]."""
    worth: Annotated[tuple[_Worth, ...], Field(min_length=1, max_length=6)] = (1, 1, 1)
    """Worth of each of them."""
    within_min: Annotated[float, Field(ge=1, le=120)] = 15.0
    """A unit must be at its post within this time [min]."""
    give_pct: Annotated[float, Field(ge=0, le=50)] = 0.0
    """What may be given up for fewer moves [%]."""
    recent_h: Annotated[float, Field(gt=0, le=72)] = 3.0
    """How far back calls count [h]."""
    calls: Annotated[tuple[RecentCalled, ...], Field(max_length=10_000)] = ()
    """Calls of the last hours."""

    @model_validator(mode="after")
    def _fit(self) -> Self:
        ascend = all(one < other for one, other in zip(self.rings_min, self.rings_min[1:], strict=False))
        if not ascend or len(self.rings_min) != len(self.worth) or not sum(self.worth):
            raise PydanticCustomError("rings_wrong", "rings ascend, and each has a worth", {})
        return self


class SearchWanted(Decision):
    """Where somebody who is missing is looked for; nothing of who they are."""

    place: _Place
    """Where they were seen last."""
    seen: Annotated[Moment, Field(examples=["2026-11-23T21:00:00+08:00"])]
    """When they were seen last."""
    who: Who = "adult"
    """How they move: ``child``, ``adult``, ``elderly`` or ``vehicle``."""
    pace_kmh: Annotated[float, Field(gt=0, le=200)] | None = None
    """Mean pace, if another one is known [km/h]."""
    quartiles_km: Annotated[tuple[float, ...], Field(max_length=4)] = ()
    """Distances within which 25, 50, 75 and 95 % are found, if others are known [km]."""
    stages_min: Annotated[tuple[Annotated[float, Field(gt=0, le=720)], ...], Field(min_length=1, max_length=6)] = (
        30.0,
        60.0,
        120.0,
    )
    """When the stages of the search end, ascending, from now [min]."""

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        if any(one >= other for one, other in zip(self.stages_min, self.stages_min[1:], strict=False)):
            raise PydanticCustomError("stages_wrong", "stages ascend", {})
        return self
