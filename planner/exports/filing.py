"""What an application for a day's drone flights states, taken from the plan.

The regulation is the Interim Regulation on the Administration of Unmanned Aircraft Flights
(无人驾驶航空器飞行管理暂行条例, order 761 of the State Council and the Central Military Commission, in force since
2024-01-01). Article 27 says what an application holds.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.domain.clock import instant, later
from planner.exports.daylight import sun_is_up
from planner.exports.filing_area import area_of
from planner.exports.filing_cases import Case, cases, draws_crowds, purposes_of
from planner.exports.rounds import rounds_of

if TYPE_CHECKING:
    from planner.domain.drone_model import DroneModel
    from planner.domain.plan import Flight, Plan
    from planner.domain.scenario import Scenario

APPLY_BY_MIN, REPLY_BY_MIN = 12 * 60, 21 * 60
"""On the day before the flight: applications are due, and answers are (article 26) [min after midnight]."""
REPORT_S = 3600.0
"""Before take-off, readiness is reported, and the confirmation awaited (article 30) [s]."""
LIGHT_KG, SMALL_KG, MEDIUM_KG = (4.0, 7.0), (15.0, 25.0), 150.0
"""Classes (article 62): highest mass without load and at take-off [kg]; medium by the latter only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledDock:
    """A dock with its aircraft; empty texts are not known and are filled in by hand.

    Attributes
    ----------
    location
        Longitude and latitude [deg]; that of the first take-off where the scenario is not known.
    aircraft_class
        ``light``, ``small``, ``medium`` or ``large``; None where the masses are not known.
    cruise_mps
        Speed on a round [m/s].
    alternates
        Other places to land [deg].
    """

    id: str
    name: str
    location: tuple[float, float]
    drone: str
    aircraft: str
    aircraft_class: str | None
    cruise_mps: float | None
    registration: str
    remote_id: str
    alternates: tuple[tuple[float, float], ...]
    rounds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledRound:
    """One flight that is applied for.

    Attributes
    ----------
    top_m
        Highest point above ground [m].
    report_by
        When readiness is to be reported.
    lights
        Whether the sun is down at any time of it, so that lights are on (article 32).
    crowds
        Whether it looks at a place that draws people, in its hours.
    """

    round: int
    dock: str
    takeoff: dt.datetime
    landing: dt.datetime
    top_m: float
    purpose: str
    report_by: dt.datetime
    lights: bool
    crowds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """The application for one planning day.

    Attributes
    ----------
    apply_by, reply_by
        When the application is due, and the answer.
    area
        Corners of the ground flown over [deg], the first not repeated; `area_km2` is its size.
    ceiling_m
        Highest flight allowed [m]; None where the scenario is not known.
    in_air
        Most drones in the air at once.
    purposes
        Each purpose with the number of its rounds; a round may have several.
    """

    day: dt.date
    apply_by: dt.datetime
    reply_by: dt.datetime
    first_takeoff: dt.datetime
    last_landing: dt.datetime
    area: tuple[tuple[float, float], ...]
    area_km2: float
    lowest_m: float
    highest_m: float
    ceiling_m: float | None
    in_air: int
    purposes: tuple[tuple[str, int], ...]
    docks: tuple[FiledDock, ...]
    rounds: tuple[FiledRound, ...]
    cases: tuple[Case, ...]


def filings(plan: Plan, scenario: Scenario | None) -> tuple[Filing, ...]:
    """Give the application of each planning day that has rounds.

    Raises
    ------
    NotFound
        With code ``no_flights`` if there is none.
    """
    flights = rounds_of(plan, None)
    zone = ZoneInfo(plan.timezone)
    days = sorted({flight.day for flight in flights})
    return tuple(_filing([flight for flight in flights if flight.day == day], scenario, zone) for day in days)


def _filing(flights: list[Flight], scenario: Scenario | None, zone: ZoneInfo) -> Filing:
    flights = sorted(flights, key=lambda flight: (flight.takeoff.timestamp(), flight.round))
    first = flights[0].takeoff.astimezone(zone)
    before = first.date() - dt.timedelta(days=1)
    tops = [max(point[2] for point in flight.path) for flight in flights]
    area, area_km2 = area_of(flights, scenario.rounds.margin_m if scenario else 0.0)
    rounds = tuple(_round(flight, scenario, zone) for flight in flights)
    in_air = _most_in_air(flights)
    return Filing(
        day=flights[0].day,
        apply_by=instant(before, APPLY_BY_MIN, zone),
        reply_by=instant(before, REPLY_BY_MIN, zone),
        first_takeoff=first,
        last_landing=max(flights, key=lambda flight: flight.landing.timestamp()).landing.astimezone(zone),
        area=area,
        area_km2=area_km2,
        lowest_m=min(tops),
        highest_m=max(tops),
        ceiling_m=scenario.rounds.ceiling_m if scenario else None,
        in_air=in_air,
        purposes=tuple(Counter(part for flight in flights for part in purposes_of(flight)).most_common()),
        docks=_docks(flights, scenario),
        rounds=rounds,
        cases=cases(
            docks=len({flight.dock for flight in flights}),
            in_air=in_air,
            crowd_rounds=tuple(filed.round for filed in rounds if filed.crowds),
        ),
    )


def _round(flight: Flight, scenario: Scenario | None, zone: ZoneInfo) -> FiledRound:
    place = flight.path[0][:2]
    takeoff, landing = flight.takeoff.astimezone(zone), flight.landing.astimezone(zone)
    return FiledRound(
        round=flight.round,
        dock=flight.dock,
        takeoff=takeoff,
        landing=landing,
        top_m=max(point[2] for point in flight.path),
        purpose=flight.purpose,
        report_by=later(takeoff, -REPORT_S),
        lights=not (sun_is_up(takeoff, place) and sun_is_up(landing, place)),
        crowds=draws_crowds(flight, scenario, zone),
    )


def _docks(flights: list[Flight], scenario: Scenario | None) -> tuple[FiledDock, ...]:
    known = {dock.id: dock for dock in scenario.docks} if scenario else {}
    models = {model.id: model for model in scenario.drone_models} if scenario else {}
    made = []
    for dock_id in sorted({flight.dock for flight in flights}):
        own = [flight for flight in flights if flight.dock == dock_id]
        dock = known.get(dock_id)
        model = models.get(dock.model) if dock else None
        made.append(
            FiledDock(
                id=dock_id,
                name=dock.name if dock else "",
                location=dock.location if dock else own[0].path[0][:2],
                drone=own[0].drone,
                aircraft=model.name if model else "",
                aircraft_class=_class(model),
                cruise_mps=model.cruise_mps if model else None,
                registration=dock.registration if dock else "",
                remote_id=dock.remote_id if dock else "",
                alternates=dock.alternates if dock else (),
                rounds=len(own),
            )
        )
    return tuple(made)


def _class(model: DroneModel | None) -> str | None:
    """Give the class by mass (article 62); micro aircraft, which may not fly above 50 m, count as light."""
    if model is None or model.empty_kg is None or model.takeoff_kg is None:
        return None
    for name, (empty_kg, takeoff_kg) in (("light", LIGHT_KG), ("small", SMALL_KG)):
        if model.empty_kg <= empty_kg and model.takeoff_kg <= takeoff_kg:
            return name
    return "medium" if model.takeoff_kg <= MEDIUM_KG else "large"


def _most_in_air(flights: list[Flight]) -> int:
    """Count the drones in the air at the busiest moment; who lands as another takes off is not counted with it."""
    changes = sorted([(f.takeoff.timestamp(), 1) for f in flights] + [(f.landing.timestamp(), -1) for f in flights])
    now, most = 0, 0
    for _, change in changes:
        now += change
        most = max(most, now)
    return most
