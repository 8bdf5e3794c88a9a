"""What the API hands out beside the nouns of the domain."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from planner.domain.noun import Moment, Noun
from planner.domain.repair import (
    CallTaken,
    DockDown,
    DroneAlert,
    Event,
    FlightChange,
    HotSpotAdded,
    MoreNeeded,
    Offer,
    OfficerAway,
    PlanChange,
    RosterChange,
    UnitLost,
)
from planner.exports import Format
from planner.i18n import Language, translate
from planner.storage.models import PlanRow, StationRow


class StationSummary(Noun):
    """A station that has plans."""

    id: Annotated[str, Field(examples=["tianan"])]
    """Id of the station."""
    name: Annotated[str, Field(examples=["天安派出所"])]
    """Its name."""
    plans: Annotated[int, Field(examples=[3])]
    """How many plans of it are stored."""

    @classmethod
    def of(cls, row: StationRow, plans: int) -> StationSummary:
        """Make it from a row of the database."""
        return cls(id=row.id, name=row.name, plans=plans)


class PlanFigures(Noun):
    """What a plan holds, in figures."""

    officers: int
    """Officers on the roster."""
    shifts: int
    """Shifts of one officer each."""
    units: int
    """Patrols that are out, each in one shift."""
    routes: int
    """Routes of patrols."""
    routes_km: Annotated[float, Field(examples=[184.2])]
    """Length of all routes together [km]."""
    stops: int
    """Stops of all routes, with meals and handovers."""
    flights: int
    """Drone rounds."""
    required_unmet: int
    """Required items that the plan does not reach."""
    optional_dropped: int
    """Optional visits that found no room."""
    cancelled: bool
    """Whether solving was stopped early."""


class PlanSummary(Noun):
    """A stored plan in a list."""

    id: Annotated[str, Field(examples=["f40608e818f98614d6c9"])]
    """Follows from the plan's content: the same plan has the same id."""
    station: Annotated[str, Field(examples=["tianan"])]
    """Id of its station."""
    station_name: Annotated[str, Field(examples=["天安派出所"])]
    """Name of its station."""
    created: dt.datetime
    """When it was made, with offset."""
    start: dt.datetime
    """First moment of its routes and flights."""
    end: dt.datetime
    """Last moment of its routes and flights."""
    timezone: Annotated[str, Field(examples=["Asia/Shanghai"])]
    """Zone of the station's clock (IANA)."""
    sha256: str
    """Hash of the plan's JSON form; its entity tag is made from it."""
    figures: PlanFigures
    """What it holds, in figures."""

    @classmethod
    def of(cls, row: PlanRow) -> PlanSummary:
        """Make it from a row of the database, with times in the station's zone."""
        zone = ZoneInfo(row.timezone)
        return cls(
            id=row.id,
            station=row.station_id,
            station_name=row.station.name,
            created=row.created.astimezone(zone),
            start=row.start.astimezone(zone),
            end=row.end.astimezone(zone),
            timezone=row.timezone,
            sha256=row.sha256,
            figures=PlanFigures.model_validate(row.figures),
        )


class FormatSummary(Noun):
    """A format that plans can be had in."""

    id: Annotated[str, Field(examples=["gpx"])]
    """Id of the format, as addresses name it."""
    suffix: Annotated[str, Field(examples=[".gpx"])]
    """End of the names of its files."""
    media_type: Annotated[str, Field(examples=["application/gpx+xml"])]
    """Media type of its files."""
    per_unit: bool
    """Whether one unit's part can be had alone."""
    per_officer: bool
    """Whether one officer's shifts can be had alone."""
    per_round: bool
    """Whether drone rounds can be had alone."""
    summary: str
    """What the file holds, in the reader's language."""

    @classmethod
    def of(cls, form: Format, language: Language) -> FormatSummary:
        """Make it from a record of the registry."""
        return cls(
            id=form.id,
            suffix=form.suffix,
            media_type=form.media_type,
            per_unit=form.per_unit,
            per_officer=form.per_officer,
            per_round=form.per_round,
            summary=translate(form.summary, language),
        )


EVENTS = ("lost", "call", "hot_spot", "away", "more", "alert", "dock_down")
"""Names of what can happen to a plan."""


class RepairWanted(Noun):
    """What has happened to a plan; exactly one of the seven."""

    at: Annotated[Moment, Field(examples=["2026-11-23T20:15:00+08:00"])]
    """When it happens, with offset."""
    lost: UnitLost | None = None
    """A unit that is off the street from then on."""
    call: CallTaken | None = None
    """A call that a unit takes at once."""
    hot_spot: HotSpotAdded | None = None
    """A place that must be visited once in a window."""
    away: OfficerAway | None = None
    """An officer who cannot work on some dates."""
    more: MoreNeeded | None = None
    """More officers needed on a duty for some time."""
    alert: DroneAlert | None = None
    """An alert that a drone flies to at once."""
    dock_down: DockDown | None = None
    """A drone dock that is out of service for some time."""
    offer: Offer = "people"
    """What a change of the roster gives first."""

    @model_validator(mode="after")
    def _is_one_event(self) -> Self:
        if sum(getattr(self, name) is not None for name in EVENTS) != 1:
            known = {"known": ", ".join(EVENTS)}
            raise PydanticCustomError("events_wrong", "give exactly one of {known}", known)
        return self

    @property
    def event_name(self) -> str:
        """Name of the field that says what has happened."""
        return next(name for name in EVENTS if getattr(self, name) is not None)

    @property
    def event(self) -> Event:
        """What has happened."""
        event: Event = getattr(self, self.event_name)
        return event


class ToldChange(PlanChange):
    """A stop that a repair has changed, with its sentence."""

    text: str
    """A sentence in the reader's language."""


class ToldCell(RosterChange):
    """A date of an officer that a repair has changed, with its sentence."""

    text: str
    """A sentence in the reader's language."""


class ToldFlight(FlightChange):
    """A flight that a repair has changed, with its sentence."""

    text: str
    """A sentence in the reader's language."""


class RepairedPlan(Noun):
    """What a repair has made."""

    plan: Annotated[str, Field(examples=["f40608e818f98614d6c9"])]
    """Id of the repaired plan."""
    required_unmet: int
    """Required items that it does not reach."""
    changes: tuple[ToldChange, ...]
    """Stops that are not where or when they were, in the order of time."""
    cells: tuple[ToldCell, ...] = ()
    """Dates of officers that are not as they were on the roster, by date."""
    flights: tuple[ToldFlight, ...] = ()
    """Flights that are not as they were, in the order of time."""
    rounds_missed_at_least: int | None = None
    """While a dock is down: so many of the rounds to come must be missed at least."""


class WrongField(Noun):
    """What is wrong in one field of a request, and what would be right."""

    field: Annotated[str, Field(examples=["points[0].lon"])]
    """Path of the field; lists count from 0; empty: the body as a whole."""
    part: Annotated[str, Field(examples=["body"])]
    """Where it stands: ``body``, ``query`` or ``path``."""
    code: Annotated[str, Field(examples=["out_of_range"])]
    """Stable name of the reason, for programs."""
    detail: Annotated[str, Field(examples=["points[0].lon: 200 is out of range; the value must be <= 180"])]
    """The reason and what would be right, in the reader's language."""


class Problem(Noun):
    """Why a request was not answered (RFC 9457)."""

    type: Annotated[str, Field(examples=["urn:patrol-planner:problem:unknown_plan"])]
    """The code as a URN."""
    title: Annotated[str, Field(examples=["Not Found"])]
    """Words of the HTTP status."""
    status: Annotated[int, Field(examples=[404])]
    """The HTTP status."""
    detail: Annotated[str, Field(examples=["there is no plan 0000"])]
    """A sentence in the reader's language."""
    instance: Annotated[str, Field(examples=["/api/v1/plans/0000"])]
    """The address that was asked."""
    code: Annotated[str, Field(examples=["unknown_plan"])]
    """Stable name of the reason, for programs."""
    errors: tuple[WrongField, ...] = ()
    """What is wrong in the fields of the request, each with its reason; empty if none is wrong."""
