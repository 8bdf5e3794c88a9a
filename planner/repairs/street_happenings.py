"""What an event means for a plan: the day that it falls on, the units that it touches, the visits that it asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from planner.domain.clock import later, next_day, seconds_between
from planner.domain.force import Mode
from planner.domain.noun import LonLat
from planner.domain.plan import Notice, Plan, Unit
from planner.domain.repair import CallTaken, HotSpotAdded, StreetEvent, UnitLost
from planner.domain.scenario import Scenario
from planner.domain.work import PatrolPoint
from planner.errors import NotFound
from planner.geo import Frame
from planner.repairs.nearby import name_near
from planner.routing.repairing.happened import Extra, Moved

NEAR_SHARE = 0.9
"""Share of `patrol.snap_m` beyond which the nearest point on the street stands for a place."""
MOST_ASKED = 3
"""Units that are asked in turn whether they can take a call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What has happened, ready for the repair.

    Attributes
    ----------
    day_start
        When the planning day begins that is repaired.
    scenario
        The scenario with a point for a call or a new hot spot.
    moved
        What the repair starts from.
    notice
        What the plan says of it.
    """

    day_start: dt.datetime
    scenario: Scenario
    moved: Moved
    notice: Notice


def happenings(plan: Plan, scenario: Scenario, now: dt.datetime, event: StreetEvent) -> Iterator[Happening]:
    """Give what has happened; for a call without a unit once for each unit that may take it, the nearest first.

    Raises
    ------
    NotFound
        If the plan has no such unit or moment, or the place is far off.
    """
    if not plan.routes:
        raise NotFound("plan_without_routes")
    if isinstance(event, UnitLost):
        yield _unit_lost(plan, scenario, now, event)
    elif isinstance(event, CallTaken):
        for unit in _units_for(plan, scenario, now, event):
            yield _call_taken(plan, scenario, now, event, unit)
    else:
        yield _hot_spot_added(plan, scenario, now, event)


def _unit_lost(plan: Plan, scenario: Scenario, now: dt.datetime, event: UnitLost) -> Happening:
    unit = _unit(plan, event.unit)
    if now >= unit.shift_end:
        raise NotFound("unit_is_off", unit=unit.id, at=_minute(now))
    day = _day_of(plan, scenario, unit.shift_start)
    pins = _pins_of(plan, scenario, unit, now, next_day(day, scenario.day_start_min))
    moved = Moved(now=now.astimezone(dt.UTC), lost=unit.id, extras=_earlier(plan, day), pins_given_up=pins)
    notice = Notice(code="unit_lost", params={"unit": unit.id, "at": now.isoformat()})
    return Happening(day_start=day, scenario=scenario, moved=moved, notice=notice)


def _pins_of(plan: Plan, scenario: Scenario, unit: Unit, now: dt.datetime, day_end: dt.datetime) -> frozenset[int]:
    """Give the numbers of a unit's pins that are not kept yet."""
    stops = next(route.stops for route in plan.routes if route.unit == unit.id)
    over = {(stop.id, stop.arrive) for stop in stops if stop.depart <= now}
    told = {(unmet.id, unmet.when) for unmet in plan.required_unmet if unmet.kind == "pin"}
    return frozenset(
        number
        for number, pin in enumerate(scenario.pins)
        if pin.at is not None
        and pin.unit == unit.id
        and pin.at < day_end
        and pin.at >= unit.shift_start
        and (pin.place, pin.at) not in over | told
    )


def _units_for(plan: Plan, scenario: Scenario, now: dt.datetime, event: CallTaken) -> Iterator[Unit]:
    """Give the units that may take a call, the first that can be there first."""
    from planner.dispatch.nearest import nearest, refuse_far_off

    if event.unit is not None:
        unit = _unit(plan, event.unit)
        if not unit.shift_start <= now < unit.shift_end:
            raise NotFound("unit_is_off", unit=unit.id, at=_minute(now))
        refuse_far_off(scenario, event.location)
        yield unit
        return
    asked = 0
    for response in nearest(plan, scenario, now, event.location, len(plan.units)):
        unit = response.unit
        there = later(response.arrive, event.minutes * 60)
        if asked < MOST_ASKED and there < unit.shift_end and _may_go(scenario, unit, event.location):
            asked += 1
            yield unit


def _may_go(scenario: Scenario, unit: Unit, place: LonLat) -> bool:
    """Tell whether a place lies on the ground that a unit keeps to."""
    import shapely

    from planner.routing.places.limits import grounds

    frame = Frame(scenario.station.base)
    ground = grounds(scenario, frame).get(unit.force)
    return ground is None or bool(ground.covers(shapely.Point(frame.metres(place)[0])))


def _call_taken(plan: Plan, scenario: Scenario, now: dt.datetime, event: CallTaken, unit: Unit) -> Happening:
    if not _may_go(scenario, unit, event.location):
        raise NotFound("unit_keeps_to_ground", unit=unit.id)
    day = _day_of(plan, scenario, unit.shift_start)
    point = _point(scenario, "call", now, event.location, (unit.mode,))
    call = Extra(id=point.id, opens=now, closes=unit.shift_end, stay_s=event.minutes * 60, unit=unit.id)
    moved = Moved(now=now.astimezone(dt.UTC), called=unit.id, extras=(*_earlier(plan, day), call))
    params = {"unit": unit.id, "id": point.id, "at": now.isoformat(), "minutes": event.minutes}
    params["near"] = name_near(scenario, event.location)
    return Happening(
        day_start=day,
        scenario=scenario.model_copy(update={"points": (*scenario.points, point)}),
        moved=moved,
        notice=Notice(code="call_taken", params=params),
    )


def _hot_spot_added(plan: Plan, scenario: Scenario, now: dt.datetime, event: HotSpotAdded) -> Happening:
    opens, closes = max(now, event.opens.astimezone(now.tzinfo)), event.closes.astimezone(now.tzinfo)
    if seconds_between(opens, closes) < event.minutes * 60:
        raise NotFound("window_over", opens=_minute(opens), closes=_minute(closes), minutes=event.minutes)
    day = _day_of(plan, scenario, opens)
    point = _point(scenario, "spot", opens, event.location, tuple(dict.fromkeys(tier.mode for tier in scenario.tiers)))
    spot = Extra(id=point.id, opens=opens, closes=closes, stay_s=event.minutes * 60)
    params = {
        "id": point.id,
        "near": name_near(scenario, event.location),
        "opens": opens.isoformat(),
        "closes": closes.isoformat(),
        "minutes": event.minutes,
    }
    return Happening(
        day_start=day,
        scenario=scenario.model_copy(update={"points": (*scenario.points, point)}),
        moved=Moved(now=now.astimezone(dt.UTC), extras=(*_earlier(plan, day), spot)),
        notice=Notice(code="hot_spot_added", params=params),
    )


def _unit(plan: Plan, name: str) -> Unit:
    routed = {route.unit for route in plan.routes}
    for unit in plan.units:
        if unit.id == name and name in routed:
            return unit
    raise NotFound("unknown_unit", unit=name)


def _day_of(plan: Plan, scenario: Scenario, moment: dt.datetime) -> dt.datetime:
    """Give the start of the plan's day in which a moment lies."""
    day = plan.start.astimezone(ZoneInfo(plan.timezone))
    if not plan.start <= moment < plan.end:
        raise NotFound("moment_outside_plan", at=_minute(moment), start=_minute(plan.start), end=_minute(plan.end))
    while (after := next_day(day, scenario.day_start_min)) <= moment:
        day = after
    return day


def _point(scenario: Scenario, kind: str, at: dt.datetime, place: LonLat, modes: tuple[Mode, ...]) -> PatrolPoint:
    """Give a point of the scenario for a call or a hot spot; no rule asks for visits to it on other days."""
    from planner.dispatch.nearest import refuse_far_off
    from planner.streets.snapping import nearest

    taken = {item.id for kinds in (scenario.points, scenario.lines, scenario.areas, scenario.places) for item in kinds}
    stem = f"{kind}-{at:%m%d-%H%M}"
    name = next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)
    refuse_far_off(scenario, place)
    snaps = [nearest(scenario.streets, [place], mode) for mode in modes]
    snap = min(snaps, key=lambda snap: float(snap.distance_m[0]))
    if float(snap.distance_m[0]) > NEAR_SHARE * scenario.patrol.snap_m:
        lon, lat = snap.lonlat[0].tolist()
        place = (lon, lat)
    return PatrolPoint(id=name, name=name, location=place)


def _earlier(plan: Plan, day: dt.datetime) -> tuple[Extra, ...]:
    """Give the calls and hot spots of earlier repairs of the day, as the plan's notices tell them."""
    extras = []
    stops = {(stop.id, route.unit): stop for route in plan.routes for stop in route.stops}
    for notice in plan.notices:
        name, unit = str(notice.params.get("id")), str(notice.params.get("unit", ""))
        if notice.code == "hot_spot_added":
            opens, closes = (dt.datetime.fromisoformat(str(notice.params[key])) for key in ("opens", "closes"))
        elif notice.code == "call_taken" and (name, unit) in stops:
            stop = stops[name, unit]
            opens, closes = stop.arrive, later(stop.arrive, float(notice.params["minutes"] or 0) * 60)
        else:
            continue
        if day <= opens.astimezone(day.tzinfo) < later(day, 2 * 86400):
            stay_s = float(notice.params["minutes"] or 0) * 60
            extras.append(Extra(id=name, opens=opens, closes=closes, stay_s=stay_s, unit=unit))
    return tuple(extras)


def _minute(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="minutes")
