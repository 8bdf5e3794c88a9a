"""What repairs have promised, read from the plan's notices: lost units, and calls, hot spots and alerts added."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from planner.domain.clock import seconds_between
from planner.domain.plan import Flight, Notice, Plan, Stop
from planner.domain.violation import Violation
from planner.geo import great_circle_m

SECOND = 1.0
OVER_M = 5.0
"""A drone so near to a place is over it [m]."""


def lost_units(plan: Plan) -> frozenset[str]:
    """Give the ids of units that are off the street since a repair: their shift, route and path end there."""
    return frozenset(str(notice.params.get("unit")) for notice in plan.notices if notice.code == "unit_lost")


def calls_and_hot_spots_are_made(plan: Plan) -> Iterator[Violation]:
    """A call that was taken and a hot spot that was added are stops of the plan that last long enough, or are told."""
    stops = [(route.unit, stop) for route in plan.routes for stop in route.stops if stop.kind == "point"]
    told = {unmet.id for unmet in plan.required_unmet if unmet.kind == "visit"}
    for notice in plan.notices:
        work = str(notice.params.get("id"))
        if notice.code not in {"call_taken", "hot_spot_added"} or work in told:
            continue
        if not any(stop.id == work and _keeps(unit, stop, notice) for unit, stop in stops):
            yield Violation(code="added_visit_missing", params={"work": work})


def _keeps(unit: str, stop: Stop, notice: Notice) -> bool:
    """Tell whether a stop is what a notice says."""
    minutes = notice.params.get("minutes")
    if not isinstance(minutes, int | float):
        return False
    stay_s = minutes * 60 - SECOND
    if notice.code == "call_taken":
        return unit == notice.params.get("unit") and seconds_between(stop.arrive, stop.depart) >= stay_s
    try:
        opens, closes = (dt.datetime.fromisoformat(str(notice.params.get(key))) for key in ("opens", "closes"))
        return seconds_between(max(stop.arrive, opens), min(stop.depart, closes)) >= stay_s
    except (ValueError, TypeError):
        return False


def alerts_are_answered(plan: Plan) -> Iterator[Violation]:
    """A drone that was sent to an alert is over it as long as the repair says."""
    flights = {flight.alert: flight for flight in plan.flights if flight.alert}
    for notice in plan.notices:
        name = str(notice.params.get("id"))
        if notice.code == "drone_alert" and (name not in flights or not _is_over(flights[name], notice)):
            yield Violation(code="alert_unanswered", params={"id": name})


def _is_over(flight: Flight, notice: Notice) -> bool:
    """Tell whether a flight stays over the place of a notice long enough, between points in a row that are near it."""
    lon, lat, minutes = (notice.params.get(key) for key in ("lon", "lat", "minutes"))
    if not (isinstance(lon, int | float) and isinstance(lat, int | float) and isinstance(minutes, int | float)):
        return False
    near = [float(great_circle_m(point[:2], (lon, lat))) <= OVER_M for point in flight.path]
    stay_s = sum(
        seconds_between(flight.path[number][3], flight.path[number + 1][3])
        for number in range(len(near) - 1)
        if near[number] and near[number + 1]
    )
    return stay_s >= minutes * 60 - SECOND
