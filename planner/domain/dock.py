"""Drone docks (机巢), and when they are out of service."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field

from planner.domain.drone_model import Positive
from planner.domain.noun import Identifier, LonLat, Name, Noun

FETCH_MIN = 60.0
"""Somebody has carried a drone that landed at an alternate back to its dock so long after its landing [min]."""


class Outage(Noun):
    """A time in which a dock takes part in no round: its drone is back before, and does not start until after.

    The battery is charged meanwhile.
    """

    start: dt.datetime
    """From; on the station's clock where no offset is given."""
    end: dt.datetime
    """To."""
    reason: Name = ""
    """Such as ``maintenance``."""


class Dock(Noun):
    """A drone dock (机巢) with one drone."""

    id: Identifier
    """Short name, unique among docks."""
    name: Name
    """Name of the dock."""
    location: LonLat
    """Where it stands."""
    model: Identifier
    """Id of the model of its drone."""
    drone: Identifier
    """Id of the drone that lives in it."""
    radius_m: Positive = 5000.0
    """Farthest that its drone flies from it [m]."""
    height_m: float | None = None
    """Height of its ground above the WGS84 ellipsoid [m]; files that state heights so need it."""
    alternates: tuple[LonLat, ...] = ()
    """Where its drone may come down when the dock cannot take it (备降点)."""
    outages: tuple[Outage, ...] = ()
    """When it takes part in no round: maintenance, or a failure."""
    sorties_flown: Annotated[int, Field(ge=0)] = 0
    """Sorties since its drone's last service."""
    cycles_flown: Annotated[float, Field(ge=0)] = 0.0
    """Full charges that its battery has behind it."""
    registration: Name = ""
    """Registration number of its drone (实名登记号), for the filing sheet."""
    remote_id: Name = ""
    """Code that its drone sends in flight (运行识别码), for the filing sheet."""
