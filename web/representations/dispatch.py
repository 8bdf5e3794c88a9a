"""Questions to the dispatch room and its answers, as the API takes and hands them out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from planner.dispatch.standing import Positions
from planner.domain.force import Mode
from planner.domain.noun import Latitude, Longitude, LonLat, Moment, Noun
from planner.domain.plan import FlightPoint, PathPoint, Unit
from web.answers.dispatch import FASTEST_KMH, LONGEST_AGO_MIN, LONGEST_WITHIN_MIN, SLOWEST_KMH, STAY_MIN

if TYPE_CHECKING:
    from planner.dispatch.drones import DroneResponse
    from planner.dispatch.intercept.report import Closing, Interception
    from planner.dispatch.nearest import Response
    from web.answers.dispatch import Nearest

Place = tuple[Longitude, Latitude]
"""WGS84 longitude and latitude [deg]."""

MOST_LISTED = 50
MOST_EXITS = 100
LONGEST_STAY_MIN = 240.0
LONGEST_READY_MIN = 30.0

_AT = "2026-11-23T22:15:00+08:00"
_PLACE = [114.0213, 22.5342]


class _Asked(Noun):
    """What every question has."""

    at: Annotated[Moment, Field(examples=[_AT])]
    """The moment, with offset; in the time of the plan unless live positions are given."""
    police: bool = False
    """Whether only units count that may act alone."""
    leave_ground: bool = False
    """Whether units of a force that keeps to some ground may leave it."""
    positions: Positions | None = None
    """Where the units are by their own report, in the form ``patrol-positions/1``; without it, where the plan has
    them."""
    rest_by_plan: bool = False
    """Whether units that are not among the live positions stand where the plan has them; else they are not out."""


class NearestWanted(_Asked):
    """A place to which somebody is wanted soon."""

    to: Annotated[Place, Field(examples=[_PLACE])]
    """The place: longitude, latitude [deg]."""
    count: Annotated[int, Field(ge=1, le=MOST_LISTED)] = 3
    """Most units, and most drones, that are listed."""
    stay_min: Annotated[float, Field(ge=1, le=LONGEST_STAY_MIN)] = STAY_MIN
    """Time over the place for which a drone's charge must do [min]."""


class InterceptionWanted(_Asked):
    """What is known of somebody who fled; of the person nothing is asked."""

    from_: Annotated[Place, Field(alias="from", examples=[_PLACE])]
    """Where the flight began: longitude, latitude [deg]."""
    minutes_ago: Annotated[float, Field(ge=0, le=LONGEST_AGO_MIN, examples=[2])]
    """How long ago [min]."""
    mode: Mode = "foot"
    """How they move."""
    speed_kmh: Annotated[float | None, Field(ge=SLOWEST_KMH, le=FASTEST_KMH)] = None
    """Top speed [km/h]; by default 10 on foot, 20 by bike, 60 by car."""
    within_min: Annotated[float, Field(ge=0.5, le=LONGEST_WITHIN_MIN)] = 10.0
    """Time of flight in all after which they count as out [min]."""
    exits: Literal["border"] | Annotated[tuple[Place, ...], Field(min_length=1, max_length=MOST_EXITS)] | None = None
    """The junctions that must be closed: those nearest to some places, or ``border`` for every way out; without it they
    are chosen."""
    ready_min: Annotated[float, Field(ge=0, le=LONGEST_READY_MIN)] = 0.0
    """Time that a unit needs to close a junction [min]."""


class _UnitSent(Noun):
    """A unit with its way to where it is wanted."""

    unit: Unit
    """The unit, with its crew and its shift."""
    arrive: dt.datetime
    """When it is there; for a cordon, when it has closed the junction."""
    length_m: float
    """Way along the streets [m]."""
    leaves: str
    """Id of the place of the required visit that it leaves, ``break`` or ``base``; empty: nothing."""
    police: bool
    """Whether it may act alone."""
    path: tuple[PathPoint, ...]
    """Points and times of the way."""


def _sent(found: Response | Closing) -> dict[str, Any]:
    """Give what every unit that is sent has, by the keys of `_UnitSent`."""
    return {
        "unit": found.unit,
        "arrive": found.arrive,
        "length_m": round(found.length_m, 1),
        "leaves": found.leaves,
        "police": found.police,
        "path": found.path,
    }


class UnitComing(_UnitSent):
    """A unit that can come to the place."""

    eta_s: float
    """Time until it is at the place, with the wait until it can set out [s]."""
    streets: tuple[str, ...]
    """Names of the streets passed, in order."""
    waits_s: float
    """Time before it can set out [s]."""

    @classmethod
    def of(cls, found: Response) -> UnitComing:
        """Make it from an answer of the dispatch room."""
        waits_s = round(found.waits_s, 1)
        return cls(**_sent(found), eta_s=round(found.eta_s, 1), streets=found.streets, waits_s=waits_s)


class DroneComing(Noun):
    """A drone that can come to the place, stay there, and be back with the charge that it must keep."""

    dock: str
    """Id of its dock."""
    drone: str
    """Id of the drone."""
    round: int
    """Number of the round that it breaks off; 0: it stands ready in its dock."""
    eta_s: float
    """Time until it is over the place [s]."""
    arrive: dt.datetime
    """When it is over the place, with offset."""
    length_m: float
    """Way there over ground, round closed zones [m]."""
    landing_pct: float
    """Charge when it is back [%]."""
    path: tuple[FlightPoint, ...]
    """Points and times of its way: longitude, latitude [deg], height above ground [m], moment."""

    @classmethod
    def of(cls, found: DroneResponse) -> DroneComing:
        """Make it from an answer of the dispatch room."""
        return cls(
            dock=found.dock,
            drone=found.drone,
            round=found.round,
            eta_s=round(found.eta_s, 1),
            arrive=found.arrive,
            length_m=round(found.length_m, 1),
            landing_pct=round(found.landing_pct, 1),
            path=found.path,
        )


class NearestFound(Noun):
    """Who can be at a place first, each list with the quickest first."""

    at: dt.datetime
    """The moment that was asked about, on the plan's clock."""
    to: LonLat
    """The place: longitude, latitude [deg]."""
    units: tuple[UnitComing, ...]
    """Empty: nobody is out who can get there."""
    drones: tuple[DroneComing, ...]
    """Empty: no drone can get there, stay, and be back."""

    @classmethod
    def of(cls, found: Nearest) -> NearestFound:
        """Make it from an answer of the dispatch room."""
        return cls(
            at=found.at,
            to=found.place,
            units=tuple(UnitComing.of(one) for one in found.units),
            drones=tuple(DroneComing.of(one) for one in found.drones),
        )


class ClosedJunction(_UnitSent):
    """A junction with the unit that closes it."""

    lonlat: LonLat
    """The junction: longitude, latitude [deg]."""
    streets: tuple[str, ...]
    """Names of the streets that meet there."""
    latest: dt.datetime | None
    """The earliest that they can be there, past no other closed junction; null: never."""
    margin_s: float | None
    """Time between the two [s]."""

    @classmethod
    def of(cls, found: Closing) -> ClosedJunction:
        """Make it from a part of a cordon."""
        margin_s = None if found.latest is None else round(found.margin_s, 1)
        return cls(**_sent(found), lonlat=found.lonlat, streets=found.streets, latest=found.latest, margin_s=margin_s)


class JunctionLeftOpen(Noun):
    """A junction by which they can still get out."""

    lonlat: LonLat
    """The junction: longitude, latitude [deg]."""
    streets: tuple[str, ...]
    """Names of the streets that meet there."""
    latest: dt.datetime | None
    """The earliest that they can be there, past no closed junction."""
    stopped: bool
    """Whether the quickest way to it is closed."""


class CordonFound(Noun):
    """Which units close which junctions."""

    at: dt.datetime
    """The moment that was asked about, on the plan's clock."""
    status: Literal["optimal", "feasible", "out"]
    """``optimal``: proven; ``feasible``: the best found in the time; ``out``: proven, and they may be out already."""
    shut: bool
    """Whether they are shut in."""
    closed_s: float
    """When the last unit is in place, from now [s]."""
    bound_s: float
    """Before when no cordon can be, from now [s]; 0 says nothing."""
    junctions: int
    """Junctions among which was chosen."""
    exits: int
    """Junctions from which a street leads out, or those that were given."""
    ways: int
    """Streets that lead out; of given exits, the exits."""
    stopped: int
    """Ways out of which the quickest way is closed."""
    most_stopped: int
    """How many can be at the most."""
    visits_left: int
    """Units that leave a required visit or a handover."""
    meals_left: int
    """Units that leave a meal."""
    closed: tuple[ClosedJunction, ...]
    """Junctions that are closed, each with its unit."""
    open: tuple[JunctionLeftOpen, ...]
    """Junctions at which nobody is in time."""

    @classmethod
    def of(cls, found: Interception) -> CordonFound:
        """Make it from an answer of the dispatch room."""
        return cls(
            at=found.at,
            status=found.status,
            shut=found.shut,
            closed_s=found.closed_s,
            bound_s=found.bound_s,
            junctions=found.junctions,
            exits=found.exits,
            ways=found.ways,
            stopped=found.stopped,
            most_stopped=found.most_stopped,
            visits_left=found.visits_left,
            meals_left=found.meals_left,
            closed=tuple(ClosedJunction.of(one) for one in found.closings),
            open=tuple(
                JunctionLeftOpen(lonlat=one.lonlat, streets=one.streets, latest=one.latest, stopped=one.stopped)
                for one in found.open
            ),
        )
