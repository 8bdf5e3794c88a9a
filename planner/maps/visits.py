"""Visits that work asks for, as spans of the plan, each with the stop that makes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from planner.domain.clock import openings, seconds_between
from planner.domain.plan import Plan, Stop
from planner.domain.scenario import Scenario
from planner.domain.work import Presence, VisitRule, Work

ROUNDING_S = 1.0
"""Times in a plan are whole seconds [s]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit: when it may begin, and when it is made.

    Attributes
    ----------
    work
        Id of the point, line or area.
    opens_s, closes_s
        Span in which a patrol must arrive, since the start [s].
    required
        Whether it comes before every optional one.
    unit
        Who makes it; None if nobody does.
    arrive_s, depart_s
        When, since the start [s].
    """

    work: str
    opens_s: float
    closes_s: float
    required: bool
    unit: str | None = None
    arrive_s: float | None = None
    depart_s: float | None = None


def visits(scenario: Scenario, plan: Plan, start: dt.datetime, end: dt.datetime) -> list[Visit]:
    """List all visits whose span opens between `start` and `end`, in order of opening."""
    stops = _stops(plan, start)
    made = [
        _made(visit, stops.get(visit.work, []))
        for work in (*scenario.points, *scenario.lines, *scenario.areas)
        for visit in sorted(_wanted(work, start, end), key=lambda visit: (visit.closes_s, visit.opens_s))
    ]
    return sorted(made, key=lambda visit: (visit.opens_s, visit.closes_s, visit.work))


def _wanted(work: Work, start: dt.datetime, end: dt.datetime) -> Iterator[Visit]:
    """Split each window into as many equal parts as visits, or stays that keep the place seen, are wanted."""
    assert isinstance(start.tzinfo, ZoneInfo)  # noqa: S101 - the caller makes it in the station's zone
    days = (end.date() - start.date()).days + 2
    rules: tuple[VisitRule | Presence, ...] = (*work.visits, *work.presence)
    for rule in rules:
        for day in (start.date() + dt.timedelta(days=number - 1) for number in range(days + 1)):
            for opens, closes in openings((rule,), day, start.tzinfo):
                length_s, first_s = seconds_between(opens, closes), seconds_between(start, opens)
                count, required = (
                    (rule.stays(length_s), True) if isinstance(rule, Presence) else (rule.count, rule.required)
                )
                for number in range(count):
                    opens_s = first_s + number * length_s / count
                    if 0 <= opens_s < seconds_between(start, end):
                        closes_s = first_s + (number + 1) * length_s / count
                        yield Visit(work=work.id, opens_s=opens_s, closes_s=closes_s, required=required)


@dataclass(slots=True)
class _Stay:
    unit: str
    arrive_s: float
    depart_s: float
    free: bool = True


def _stops(plan: Plan, start: dt.datetime) -> dict[str, list[_Stay]]:
    """Gather the stops at points, lines and areas by id, the earliest first."""
    found: dict[str, list[_Stay]] = {}
    for route in plan.routes:
        for stop in route.stops:
            if stop.kind in {"point", "line", "area"}:
                found.setdefault(stop.id, []).append(_stay(route.unit, stop, start))
    return {id_: sorted(stays, key=lambda stay: (stay.arrive_s, stay.unit)) for id_, stays in found.items()}


def _stay(unit: str, stop: Stop, start: dt.datetime) -> _Stay:
    return _Stay(unit, seconds_between(start, stop.arrive), seconds_between(start, stop.depart))


def _made(visit: Visit, stays: list[_Stay]) -> Visit:
    """Give the visit the first free stay that begins in its span, not one that begins as it ends and goes on."""
    for stay in stays:
        inside = visit.opens_s - ROUNDING_S <= stay.arrive_s <= visit.closes_s + ROUNDING_S
        goes_on = stay.arrive_s >= visit.closes_s - ROUNDING_S and stay.depart_s > visit.closes_s + ROUNDING_S
        if stay.free and inside and not goes_on:
            stay.free = False
            return Visit(
                work=visit.work,
                opens_s=visit.opens_s,
                closes_s=visit.closes_s,
                required=visit.required,
                unit=stay.unit,
                arrive_s=stay.arrive_s,
                depart_s=stay.depart_s,
            )
    return visit
