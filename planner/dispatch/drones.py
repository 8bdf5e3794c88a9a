"""Which drone can be at a place first: those in the air that can break off, and those that stand ready."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from planner.domain.clock import later
from planner.domain.noun import LonLat
from planner.domain.plan import FlightPoint, Plan
from planner.domain.repair import DroneAlert
from planner.domain.scenario import Scenario
from planner.geo import great_circle_m

STAY_MIN = 10.0
"""Time over the place unless another one is asked for [min]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DroneResponse:
    """One drone that can come, stay and be back above the lowest charge of its model.

    Attributes
    ----------
    dock, drone
        Ids.
    round
        Number of the round that it breaks off; 0: it stands ready in its dock.
    eta_s
        Time until it is over the place [s].
    length_m
        Way there over ground, round closed zones [m].
    landing_pct
        Charge when it is back [%].
    path
        Where it flies, from now until it is there.
    """

    dock: str
    drone: str
    round: int
    eta_s: float
    arrive: dt.datetime
    length_m: float
    landing_pct: float
    path: tuple[FlightPoint, ...]


def nearest_drones(
    plan: Plan, scenario: Scenario, at: dt.datetime, to: LonLat, count: int = 3, *, stay_min: float = STAY_MIN
) -> tuple[DroneResponse, ...]:
    """List the drones that can be at a place first, quickest first; empty when none can, or the plan has no flights.

    Parameters
    ----------
    at
        The moment of the call, with offset.
    to
        The place: longitude, latitude [deg].
    count
        Most drones listed.
    stay_min
        Time over the place for which the charge must do [min].
    """
    from planner.drones.operators_on_duty import roster_of
    from planner.drones.repairing.situation import answers_to, day_of, situation
    from planner.drones.repairing.standing import until
    from planner.geo import Frame

    if not plan.flights or not plan.start <= at < plan.end:
        return ()
    now = situation(plan.flights, scenario, day_of(plan, scenario, at), at, roster_of(plan))
    frame, found = Frame(scenario.station.base), []
    _, answers = answers_to(now, scenario, DroneAlert(location=to, minutes=stay_min))
    for answer in answers[:count]:
        way = until(answer.path, answer.arrive_s)
        way = way[np.searchsorted(way[:, 3], now.now_s - 0.05) :]
        lonlat = frame.lonlat(way[:, :2]).round(7)
        dock = now.problem.docks[answer.dock]
        found.append(
            DroneResponse(
                dock=dock.id,
                drone=dock.drone,
                round=answer.trip.number if answer.trip is not None else 0,
                eta_s=answer.arrive_s - now.now_s,
                arrive=later(at, answer.arrive_s - now.now_s),
                length_m=float(great_circle_m(lonlat[:-1], lonlat[1:]).sum()),
                landing_pct=answer.after_pct,
                path=tuple(
                    (float(lon), float(lat), round(float(high), 2), later(now.problem.start, round(float(clock), 1)))
                    for (lon, lat), high, clock in zip(lonlat, way[:, 2], way[:, 3], strict=True)
                ),
            )
        )
    return tuple(found)
