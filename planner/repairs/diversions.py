"""A drone in the air whose dock goes down: what becomes of its flight in the plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from planner.domain.clock import later, seconds_between
from planner.domain.dock import Dock
from planner.domain.plan import Flight, Notice, Plan, Unmet
from planner.domain.repair import DockDown, FlightChange
from planner.domain.scenario import Scenario
from planner.drones.operators_on_duty import roster_of
from planner.drones.prepare import prepare
from planner.drones.problem import DroneProblem
from planner.drones.repairing.charge import free_after
from planner.drones.repairing.day import Mended
from planner.drones.repairing.diverting import divert, left_s
from planner.drones.repairing.situation import Situation, situation
from planner.drones.repairing.telling import flight_landed, missed, unmet_of
from planner.drones.repairing.trips import Trip, trips
from planner.drones.repairing.windows import served
from planner.geo import Frame
from planner.repairs.drone_happenings import broken_before


@dataclass(frozen=True, slots=True, kw_only=True)
class Diversion:
    """A plan with the flight of a drone that lands at an alternate, and what comes of it; most docks have none."""

    plan: Plan
    unmet: tuple[Unmet, ...] = ()
    changes: tuple[FlightChange, ...] = ()
    notices: tuple[Notice, ...] = ()


def diverted(plan: Plan, scenario: Scenario, now: dt.datetime, day: dt.date, event: DockDown) -> Diversion:
    """Land the drone that is in the air when its dock goes down at an alternate of the dock.

    Without one within reach it comes back to its dock, and a notice says so.
    """
    dock = next((dock for dock in scenario.docks if dock.id == event.dock), None)
    at = situation(plan.flights, scenario, day, now, roster_of(plan))
    start_s = max(at.now_s, seconds_between(at.problem.start, event.start))
    end_s = seconds_between(at.problem.start, event.end)
    trip = next(
        (trip for trip in at.flown if at.problem.docks[trip.dock].id == event.dock and trip.landing_s > start_s), None
    )
    if dock is None or trip is None or trip.home_s is not None or trip.landing_s >= end_s:
        return Diversion(plan=plan)
    breaks_s = _breaks_s(plan, at.problem, trip, start_s)
    others = [other for other in at.flown if other.landing_s > at.now_s and other is not trip]
    made = divert(at.problem, trip, breaks_s, (start_s, end_s), others) if breaks_s < trip.landing_s else None
    if made is None:
        return Diversion(plan=plan, notices=(_lands_at_home(at, trip, dock, now),))
    return _landed(plan, scenario, at, trip, dock, made, now)


def _breaks_s(plan: Plan, problem: DroneProblem, trip: Trip, at_s: float) -> float:
    """Give when a flight breaks off: at once, or when it has stayed over its alert."""
    for notice in plan.notices:
        lon, lat = (notice.params.get(key) for key in ("lon", "lat"))
        named = notice.code == "drone_alert" and notice.params.get("id") == trip.alert
        if named and isinstance(lon, int | float) and isinstance(lat, int | float):
            x, y = Frame(problem.centre).metres([(lon, lat)])[0]
            return left_s(trip, (float(x), float(y)), at_s)
    return at_s


def _lands_at_home(at: Situation, trip: Trip, dock: Dock, now: dt.datetime) -> Notice:
    landing = later(at.problem.start, round(trip.landing_s, 1)).astimezone(now.tzinfo)
    code = "alternates_out_of_reach" if dock.alternates else "no_alternate"
    return Notice(code=code, params={"dock": dock.id, "at": landing.isoformat(timespec="minutes")})


def _landed(
    plan: Plan, scenario: Scenario, at: Situation, trip: Trip, dock: Dock, made: tuple[Trip, int], now: dt.datetime
) -> Diversion:
    """Put the flight into the plan, and tell what is not flown and seen any more."""
    new, index = made
    old = next(flight for flight in plan.flights if (flight.day, flight.round) == (trip.day, trip.number))
    flight = flight_landed(at.problem, old, new, dock.alternates[index])
    after = plan.model_copy(update={"flights": tuple(flight if item is old else item for item in plan.flights)})
    change = FlightChange(
        kind="diverted",
        day=flight.day,
        round=flight.round,
        dock=flight.dock,
        before=now,
        after=flight.landing,
        reason="dock_is_down",
    )
    ready_s = free_after(at.problem.docks[trip.dock], new.landing_s if new.home_s is None else new.home_s)
    lon, lat = dock.alternates[index]
    params = {
        "dock": dock.id,
        "lon": lon,
        "lat": lat,
        "at": flight.landing.astimezone(now.tzinfo).isoformat(timespec="minutes"),
        "ready": later(at.problem.start, round(ready_s)).astimezone(now.tzinfo).isoformat(timespec="minutes"),
    }
    return Diversion(
        plan=after,
        unmet=tuple(_unmet(plan, after, scenario, old)),
        changes=(change,),
        notices=(Notice(code="landed_at_alternate", params=params),),
    )


def _unmet(plan: Plan, after: Plan, scenario: Scenario, flight: Flight) -> list[Unmet]:
    """Tell the round that is not flown to its end, and the windows of its day that nobody serves any more."""
    problem = prepare(scenario, flight.day)
    told: list[Unmet] = []
    if flight.round <= problem.rules.rounds_per_day and (flight.day, flight.round) not in broken_before(plan):
        told.append(missed(problem, flight.round, "landed_at_alternate"))
    was, still = (
        served(problem, [look for trip in trips(problem, _of_day(made, flight.day)) for look in trip.looks])
        for made in (plan, after)
    )
    return [*told, *unmet_of(problem, Mended(picks=(), lost=was - still), "dock_is_down")]


def _of_day(plan: Plan, day: dt.date) -> list[Flight]:
    return [flight for flight in plan.flights if flight.day == day]
