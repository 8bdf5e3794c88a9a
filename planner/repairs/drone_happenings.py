"""What a dock that is down or an alert changes in a scenario and a plan's names."""

from __future__ import annotations

import datetime as dt

from planner.domain.clock import seconds_between
from planner.domain.dock import Outage
from planner.domain.plan import Flight, Notice, Plan
from planner.domain.repair import DockDown
from planner.domain.scenario import Scenario
from planner.errors import NotFound

NEAR_S = 43_200.0
"""A round that is told as missed departs no farther than this from its time in the timetable [s]."""


def with_outage(plan: Plan, scenario: Scenario, now: dt.datetime, event: DockDown) -> tuple[Scenario, DockDown]:
    """Give the scenario with the outage of a dock, from now on at the earliest.

    A drone that is in the air by the moment of the repair lands first, unless it lands at an alternate.

    Raises
    ------
    NotFound
        If there is no such dock, or the outage is over by then.
    """
    if event.dock not in {dock.id for dock in scenario.docks}:
        raise NotFound("unknown_dock", dock=event.dock)
    landings = [flight.landing for flight in plan.flights if flight.dock == event.dock and _comes_home(flight, now)]
    start = max([event.start, now, *landings]).astimezone(now.tzinfo)
    end = event.end.astimezone(now.tzinfo)
    if end <= start:
        raise NotFound("outage_over", dock=event.dock, end=end.isoformat(timespec="minutes"))
    outage = Outage(start=start, end=end)
    docks = tuple(
        dock.model_copy(update={"outages": (*dock.outages, outage)}) if dock.id == event.dock else dock
        for dock in scenario.docks
    )
    return scenario.model_copy(update={"docks": docks}), event.model_copy(update={"start": start, "end": end})


def _comes_home(flight: Flight, now: dt.datetime) -> bool:
    return flight.takeoff <= now and flight.alternate is None


def alert_id(plan: Plan, now: dt.datetime) -> str:
    """Name an alert by its moment, unlike every other one of the plan."""
    taken = {flight.alert for flight in plan.flights} | {str(notice.params.get("id")) for notice in plan.notices}
    stem = f"alert-{now:%m%d-%H%M}"
    return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)


def down_notice(event: DockDown, now: dt.datetime) -> Notice:
    """Tell that a dock is down."""
    params = {
        "dock": event.dock,
        "start": event.start.isoformat(timespec="minutes"),
        "end": event.end.isoformat(timespec="minutes"),
        "at": now.isoformat(),
    }
    return Notice(code="dock_down", params=params)


def broken_before(plan: Plan) -> frozenset[tuple[dt.date, int]]:
    """List the rounds that earlier repairs have broken off, for an alert or an alternate, and tell as missed."""
    return frozenset(
        (flight.day, flight.round)
        for flight in plan.flights
        for item in (plan.required_unmet if flight.alert or flight.alternate else ())
        if item.kind == "round" and item.id == str(flight.round) and item.when is not None
        if abs(seconds_between(item.when, flight.takeoff)) < NEAR_S
    )
