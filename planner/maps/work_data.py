"""Patrol work on a page: points, lines and areas, and the visits that they ask for."""

from __future__ import annotations

from typing import Any

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.work import PatrolArea, PatrolLine, PatrolPoint
from planner.maps import encode
from planner.maps.horizon import Horizon
from planner.maps.left_out import left_out
from planner.maps.visits import visits


def work_data(plan: Plan, scenario: Scenario, span: Horizon) -> dict[str, Any]:
    """Points, lines and areas, and the visits that they ask for; none where no routes were made."""
    work: tuple[PatrolPoint | PatrolLine | PatrolArea, ...] = (*scenario.points, *scenario.lines, *scenario.areas)
    place = {item.id: number for number, item in enumerate(work)}
    unit = {unit.id: number for number, unit in enumerate(plan.units)}
    return {
        "work": [
            {
                "id": item.id,
                "name": item.name,
                "required": bool(item.presence) or any(rule.required for rule in item.visits),
                "kept": _kept(item),
                **_shape(item, scenario),
            }
            for item in work
        ],
        "visits": [
            {
                "work": place[visit.work],
                "opens": round(visit.opens_s),
                "closes": round(visit.closes_s),
                "required": visit.required,
                "unit": None if visit.unit is None else unit[visit.unit],
                "arrive": None if visit.arrive_s is None else round(visit.arrive_s),
                "depart": None if visit.depart_s is None else round(visit.depart_s),
            }
            for visit in (
                [] if "routes" in left_out(plan, drones=False) else visits(scenario, plan, span.start, span.end)
            )
        ],
    }


def _kept(item: PatrolPoint | PatrolLine | PatrolArea) -> str | None:
    """Tell whether somebody must be there without a break (``post``), for a share of a time (``share``), or neither."""
    if not item.presence:
        return None
    return "post" if max(presence.share for presence in item.presence) >= 1 else "share"


def _shape(item: PatrolPoint | PatrolLine | PatrolArea, scenario: Scenario) -> dict[str, Any]:
    origin = scenario.station.base
    if isinstance(item, PatrolPoint):
        return {"kind": "point", "at": encode.line(item.location, origin)}
    if isinstance(item, PatrolLine):
        return {"kind": "line", "line": encode.line(item.line, origin)}
    return {"kind": "area", "region": encode.region(item.region, origin)}
