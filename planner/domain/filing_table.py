"""The flights of each planning day as an application states them, for other programs."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from planner.domain.noun import Identifier, LonLat, Moment, Name, Noun


class FilingDock(Noun):
    """A dock with its aircraft; texts and figures that the plan cannot know are empty or null."""

    id: Identifier
    """Id of the dock."""
    name: Name
    """Its name."""
    location: LonLat
    """Where it stands: longitude and latitude, WGS84 [deg]."""
    drone: Identifier
    """Id of its drone."""
    aircraft: Name
    """The aircraft's model."""
    aircraft_class: Literal["light", "small", "medium", "large"] | None
    """Class by mass (article 62)."""
    cruise_mps: float | None
    """Speed on a round [m/s]."""
    registration: Name
    """Number of its registration."""
    remote_id: Name
    """Number that it sends out while flying (article 24)."""
    alternates: tuple[LonLat, ...]
    """Other places to land [deg]."""
    rounds: int
    """Flights from this dock on this day."""


class FilingRound(Noun):
    """One flight that is applied for."""

    round: Annotated[int, Field(ge=1)]
    """1 is the first departure of the planning day."""
    dock: Identifier
    """Id of the dock."""
    takeoff: Moment
    """When it takes off."""
    landing: Moment
    """When it has landed."""
    top_m: float
    """Highest point above ground [m]."""
    purpose: Name
    """What it is for."""
    report_by: Moment
    """When readiness is to be reported (article 30)."""
    lights: bool
    """Whether the sun is down at any time of it, so that lights are on (article 32)."""
    crowds: bool
    """Whether it looks at a place that draws people, in its hours."""


class FilingCase(Noun):
    """One of the five cases of article 31, as the day stands to it."""

    key: Literal["relay", "dangerous_goods", "crowds", "vehicle", "swarm"]
    """Which case."""
    status: Literal["applies", "judge", "no"]
    """It applies; people must judge; it does not."""
    rounds: tuple[int, ...]
    """The rounds that it is about, where it is about some only."""
    docks: int | None
    """Docks in use, where the case turns on them."""
    in_air: int | None
    """Drones in the air at once, where the case turns on them."""


class FilingDay(Noun):
    """The application for one planning day."""

    day: dt.date
    """The planning day."""
    apply_by: Moment
    """When the application is due (article 26)."""
    reply_by: Moment
    """When the answer is due (article 26)."""
    first_takeoff: Moment
    """First take-off."""
    last_landing: Moment
    """Last landing."""
    area: tuple[LonLat, ...]
    """Corners of the ground flown over [deg], the first not repeated."""
    area_km2: float
    """Its size [km2]."""
    lowest_m: float
    """Height of the lowest round above ground [m]."""
    highest_m: float
    """Height of the highest round above ground [m]."""
    ceiling_m: float | None
    """Highest flight that the scenario allows [m]; null where it is not known."""
    in_air: int
    """Most drones in the air at once."""
    purposes: tuple[tuple[str, int], ...]
    """Each purpose with the number of its rounds; a round may have several."""
    docks: tuple[FilingDock, ...]
    """Docks in use."""
    rounds: tuple[FilingRound, ...]
    """Flights in the order of take-off."""
    cases: tuple[FilingCase, ...]
    """The five cases of article 31."""


class FilingTable(Noun):
    """What the export `flight-filing-json` holds."""

    format: Literal["patrol-filing/1"] = "patrol-filing/1"
    """Name and number of this format."""
    station: Identifier
    """Id of the station."""
    station_name: Name
    """Its name."""
    timezone: str
    """IANA name of the station's time zone."""
    created: Moment
    """When the plan was made."""
    regulation: str
    """The regulation by which the deadlines and cases are told."""
    days: tuple[FilingDay, ...]
    """One application for each planning day with flights."""
