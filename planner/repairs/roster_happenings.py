"""What an event means for a roster: the leave or the cover in the scenario, and what the plan says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from planner.domain.clock import instant
from planner.domain.plan import Assignment, Notice, Parameter, Plan
from planner.domain.repair import MoreNeeded, OfficerAway, RosterEvent
from planner.domain.rostering import PastShift, RosterPin
from planner.domain.scenario import Scenario
from planner.errors import NotFound
from planner.rosters.repairing.asked import pins_under, with_leave, with_more


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What has happened, put into the scenario.

    Attributes
    ----------
    scenario
        The scenario with it; the plan's roster is its published one.
    notice
        What the plan says of it.
    officer
        Id of the officer who is away; empty: nobody is.
    duty, span
        Code of the duty of which more is needed, and when; empty and None: none is.
    fallen
        What the plan says of each cell decided by hand that falls under the leave.
    """

    scenario: Scenario
    notice: Notice
    officer: str = ""
    duty: str = ""
    span: tuple[dt.datetime, dt.datetime] | None = None
    fallen: tuple[Notice, ...] = ()


def asked_of(plan: Plan, scenario: Scenario, now: dt.datetime, event: RosterEvent) -> Asked:
    """Put what has happened into the scenario.

    Raises
    ------
    NotFound
        If the plan has no roster, or no such officer, duty or dates.
    """
    if not plan.roster:
        raise NotFound("nothing_rostered")
    published = {"published": _published(plan.roster)}
    asked = _away(plan, scenario, now, event) if isinstance(event, OfficerAway) else _more(scenario, now, event)
    return replace(asked, scenario=asked.scenario.model_copy(update=published))


def _published(rows: Sequence[Assignment]) -> tuple[PastShift, ...]:
    """Give a roster as one that is published: a row for each part of a shift."""
    return tuple(
        PastShift(officer=row.officer, start=row.start, end=row.end, shift=row.shift, duty=row.duty) for row in rows
    )


def _away(plan: Plan, scenario: Scenario, now: dt.datetime, event: OfficerAway) -> Asked:
    """Put an officer on leave, from the first date on that no shift of theirs which has begun touches."""
    if event.officer not in {officer.id for officer in scenario.officers}:
        raise NotFound("unknown_officer", officer=event.officer)
    zone, one = now.tzinfo, dt.timedelta(days=1)
    opens, closes = scenario.roster.start, scenario.roster.start + (scenario.roster.days - 1) * one
    first, last = max(event.first, now.date(), opens), min(event.last, closes)
    if first > last:
        dates = {"first": event.first, "last": event.last, "opens": max(opens, now.date()), "closes": closes}
        raise NotFound("away_outside_roster", **dates)
    begun = [row.end.astimezone(zone) for row in plan.roster if row.officer == event.officer and row.start <= now]
    over = max(begun, default=now)
    free = over.date() if over.time() == dt.time() else over.date() + one
    if begun and over > instant(first, 0, ZoneInfo(plan.timezone)):
        first = max(first, free)
    if first > last:
        raise NotFound("officer_shift_begun", officer=event.officer, end=over.isoformat(timespec="minutes"))
    params = {"officer": event.officer, "first": first.isoformat(), "last": event.last.isoformat(), "kind": event.kind}
    return Asked(
        scenario=with_leave(scenario, event.officer, first, event.last),
        notice=Notice(code="officer_away", params={**params, "at": now.isoformat()}),
        officer=event.officer,
        fallen=tuple(_fallen(pin, first, event.last) for pin in pins_under(scenario, event.officer, first, event.last)),
    )


def _fallen(pin: RosterPin, first: dt.date, last: dt.date) -> Notice:
    """Tell of a cell decided by hand and of the leave that it falls under."""
    params: dict[str, Parameter] = {"officer": pin.officer, "date": pin.date.isoformat(), "shift": pin.shift}
    return Notice(code="roster_pin_fell", params=params | {"first": first.isoformat(), "last": last.isoformat()})


def _more(scenario: Scenario, now: dt.datetime, event: MoreNeeded) -> Asked:
    """Put more cover into the scenario, from now on at the earliest."""
    if event.duty not in {duty.code for duty in scenario.duties}:
        raise NotFound("unknown_duty", duty=event.duty)
    zone = ZoneInfo(scenario.station.timezone)
    opens = instant(scenario.roster.start, scenario.day_start_min, zone)
    closes = instant(scenario.roster.start + dt.timedelta(scenario.roster.days), scenario.day_start_min, zone)
    start, end = max(event.start.astimezone(zone), now, opens), min(event.end.astimezone(zone), closes)
    start, end = (moment.replace(second=0, microsecond=0) for moment in (start, end))
    if start >= end:
        params = {"start": event.start, "end": event.end, "opens": max(now, opens), "closes": closes}
        raise NotFound("need_outside_roster", **{key: f"{at:%Y-%m-%d %H:%M}" for key, at in params.items()})
    cut = event.model_copy(update={"start": start, "end": end})
    told: dict[str, Parameter] = {
        "duty": event.duty,
        "count": event.count,
        "start": start.isoformat(),
        "end": end.isoformat(),
        "at": now.isoformat(),
    }
    return Asked(
        scenario=with_more(scenario, cut),
        notice=Notice(code="more_needed", params=told),
        duty=event.duty,
        span=(start, end),
    )
