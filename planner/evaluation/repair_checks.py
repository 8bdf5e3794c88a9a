"""What repairs have promised, read from the plan's notices: who is lost, and which calls and hot spots were added."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from planner.domain.clock import seconds_between
from planner.domain.plan import Notice, Plan, Stop
from planner.domain.violation import Violation

SECOND = 1.0


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
