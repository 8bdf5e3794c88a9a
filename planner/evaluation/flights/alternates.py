"""Flights that land at an alternate of their dock (备降点): where they may, and when the drone is back in the dock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from planner.domain.dock import FETCH_MIN, Outage
from planner.domain.plan import Flight, Plan
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation
from planner.evaluation.flights.tracks import fleet, seconds_of
from planner.geo import great_circle_m

METRE = 1.0
TIME_S = 1.0
"""Times are held to this [s]."""


def landings_are_allowed(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Find drones that neither come home nor land at an alternate of their dock while it is out of service."""
    known = fleet(scenario)
    for flight in plan.flights:
        if flight.alternate is None or flight.dock not in known or not flight.path:
            continue
        places = known[flight.dock][0].alternates
        near = any(float(great_circle_m(place, flight.path[-1][:2])) <= METRE for place in places)
        if not near or not _outages(flight, scenario):
            yield Violation(
                code="landed_elsewhere", params={"day": flight.day, "round": flight.round, "dock": flight.dock}
            )


def home_again(flight: Flight, scenario: Scenario) -> dt.datetime:
    """Give when a drone is in its dock: at its landing, or when the dock is back and somebody has carried it there."""
    if flight.alternate is None:
        return flight.landing
    zone = ZoneInfo(scenario.station.timezone)
    ends = [seconds_of(outage.end, zone) for outage in _outages(flight, scenario)]
    return dt.datetime.fromtimestamp(max([flight.landing.timestamp() + FETCH_MIN * 60, *ends]), dt.UTC)


def _outages(flight: Flight, scenario: Scenario) -> list[Outage]:
    """List the outages of its dock in which a flight lands."""
    zone, known, at_s = ZoneInfo(scenario.station.timezone), fleet(scenario), flight.landing.timestamp()
    outages = known[flight.dock][0].outages if flight.dock in known else ()
    return [
        outage
        for outage in outages
        if seconds_of(outage.start, zone) <= at_s + TIME_S and at_s < seconds_of(outage.end, zone)
    ]
