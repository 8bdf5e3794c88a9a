"""Pins held: every unit is where its pins say and never where they forbid, or the plan says why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from planner.domain.clock import seconds_between
from planner.domain.pin import Pin
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation
from planner.domain.work import Work
from planner.evaluation.moments import openings
from planner.evaluation.stages import solved

SECOND = 1.0


def pins_are_kept(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Every pin of the plan's days is a stop of its unit that begins then and lasts as long, or is told as unmet."""
    if not solved(plan, "routes"):
        return
    zone = ZoneInfo(plan.timezone)
    stops = {route.unit: route.stops for route in plan.routes}
    told = {(unmet.id, unmet.when) for unmet in plan.required_unmet if unmet.kind == "pin"}
    for number, pin in enumerate(scenario.pins, 1):
        if pin.at is None or not plan.start <= pin.at < plan.end or (pin.place, pin.at) in told:
            continue
        stay_s = _shortest_stay_min(pin, scenario, zone) * 60 - SECOND
        kept = [
            stop
            for stop in stops.get(pin.unit, ())
            if stop.id == pin.place
            and stop.kind not in {"base", "break"}
            and abs(seconds_between(pin.at, stop.arrive)) <= SECOND
            and seconds_between(stop.arrive, stop.depart) >= stay_s
        ]
        if not kept:
            params = {"pin": number, "unit": pin.unit, "work": pin.place, "at": pin.at}
            yield Violation(code="pin_not_kept", params=params)


def _shortest_stay_min(pin: Pin, scenario: Scenario, zone: ZoneInfo) -> float:
    """Give the stay that a pin asks for: its own, that of a visit in whose window it begins, or the place's first."""
    if pin.stay_min is not None or pin.at is None:
        return pin.stay_min or 0.0
    works: dict[str, Work] = {w.id: w for kind in (scenario.points, scenario.lines, scenario.areas) for w in kind}
    work = works.get(pin.place)
    if work is None:
        return scenario.patrol.dwell_min
    date = pin.at.astimezone(zone).date()
    days = [date - dt.timedelta(days=back) for back in (0, 1, 2)]
    held = [
        rule.dwell_min
        for rule in work.visits
        if any(opens <= pin.at < closes for opens, closes in openings((rule,), days, zone))
    ]
    first = [rule.dwell_min for rule in work.visits[:1]]
    return min([*held, *first], default=0.0)


def nobody_is_where_they_never_go(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """No unit makes a visit that a pin forbids it."""
    never = {(pin.unit, pin.place): number for number, pin in enumerate(scenario.pins, 1) if pin.never}
    for route in plan.routes:
        for stop in route.stops:
            number = never.get((route.unit, stop.id))
            if number is not None and stop.kind not in {"base", "break"}:
                params = {"pin": number, "unit": route.unit, "work": stop.id, "at": stop.arrive}
                yield Violation(code="pin_never_broken", params=params)
