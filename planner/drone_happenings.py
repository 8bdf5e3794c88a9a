"""What a dock that is down or an alert changes in a scenario and a plan's names."""

from __future__ import annotations

import datetime as dt

from planner.domain.dock import Outage
from planner.domain.plan import Plan
from planner.domain.repair import DockDown
from planner.domain.scenario import Scenario
from planner.errors import NotFound


def with_outage(plan: Plan, scenario: Scenario, now: dt.datetime, event: DockDown) -> tuple[Scenario, DockDown]:
    """Give the scenario with the outage of a dock, from now on at the earliest.

    A drone that is in the air by the moment of the repair lands first.

    Raises
    ------
    NotFound
        If there is no such dock, or the outage is over by then.
    """
    if event.dock not in {dock.id for dock in scenario.docks}:
        raise NotFound("unknown_dock", dock=event.dock)
    landings = [flight.landing for flight in plan.flights if flight.dock == event.dock and flight.takeoff <= now]
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


def alert_id(plan: Plan, now: dt.datetime) -> str:
    """Name an alert by its moment, unlike every other one of the plan."""
    taken = {flight.alert for flight in plan.flights} | {str(notice.params.get("id")) for notice in plan.notices}
    stem = f"alert-{now:%m%d-%H%M}"
    return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)
