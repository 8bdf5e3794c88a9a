"""What has happened to the roster, put into its scenario: an officer's leave, cover of some hours."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

from planner.domain.calendar import opens_on_kind
from planner.domain.clock import MINUTES_PER_DAY, openings
from planner.domain.force import Cover, Duty, Leave
from planner.domain.repair import MoreNeeded
from planner.domain.rostering import OFF, RosterPin
from planner.domain.scenario import Scenario
from planner.rosters.prepare.dates import kind_of

Span = tuple[dt.datetime, dt.datetime]


def with_leave(scenario: Scenario, officer: str, first: dt.date, last: dt.date) -> Scenario:
    """Give the scenario in which an officer is on leave; pins to a shift under it fall."""
    officers = tuple(
        one.model_copy(update={"leave": (*one.leave, Leave(start=first, end=last))}) if one.id == officer else one
        for one in scenario.officers
    )
    fallen = pins_under(scenario, officer, first, last)
    pins = tuple(pin for pin in scenario.roster.pins if pin not in fallen)
    roster = scenario.roster.model_copy(update={"pins": pins})
    return scenario.model_copy(update={"officers": officers, "roster": roster})


def pins_under(scenario: Scenario, officer: str, first: dt.date, last: dt.date) -> tuple[RosterPin, ...]:
    """List the pins of an officer to a shift that a leave makes impossible.

    One of the date before is among them when its shift runs into the leave.
    """
    late = {shift.code for shift in scenario.shifts if (shift.second or shift.window).end > MINUTES_PER_DAY}
    before = first - dt.timedelta(1)
    own = (pin for pin in scenario.roster.pins if pin.officer == officer and pin.shift != OFF)
    return tuple(pin for pin in own if first <= pin.date <= last or (pin.date == before and pin.shift in late))


def with_more(scenario: Scenario, event: MoreNeeded) -> Scenario:
    """Give the scenario in which a duty needs so many more for some time, on top of what it needs anyhow."""
    duties = tuple(
        duty.model_copy(update={"cover": (*duty.cover, *_more(scenario, duty, event))})
        if duty.code == event.duty
        else duty
        for duty in scenario.duties
    )
    return scenario.model_copy(update={"duties": duties})


def _more(scenario: Scenario, duty: Duty, event: MoreNeeded) -> list[Cover]:
    """Give a window of cover for each part of the time in which the duty needs the same, none over midnight."""
    zone = ZoneInfo(scenario.station.timezone)
    start, end = event.start.astimezone(zone), event.end.astimezone(zone)
    dates = [start.date() + dt.timedelta(day) for day in range(-2, (end.date() - start.date()).days + 1)]
    spans = [(span, cover) for cover in duty.cover if cover.grid is None for span in _open(scenario, cover, dates)]
    midnights = [dt.datetime.combine(date + dt.timedelta(1), dt.time(), zone) for date in dates]
    moments = (start, end, *midnights, *(moment for span, _ in spans for moment in span))
    edges = {moment.astimezone(dt.UTC) for moment in moments}
    inside = sorted(edge for edge in edges if start <= edge <= end)
    found = []
    for opens, closes in pairwise(inside):
        there = [cover for span, cover in spans if span[0] <= opens and closes <= span[1]]
        window = _window(there, event.count, opens.astimezone(zone), closes.astimezone(zone))
        found += [window] if window is not None else []
    return found


def _open(scenario: Scenario, cover: Cover, dates: list[dt.date]) -> list[Span]:
    zone, kind = ZoneInfo(scenario.station.timezone), kind_of(scenario)
    there = (date for date in dates if opens_on_kind(cover.calendar, kind(date)))
    return [span for date in there for span in openings((cover,), date, zone)]


def _window(there: list[Cover], count: int, opens: dt.datetime, closes: dt.datetime) -> Cover | None:
    """Give the cover of one part; None for one that the clock turns back over."""
    first, last = opens.hour * 60 + opens.minute, closes.hour * 60 + closes.minute
    last = last if closes.date() == opens.date() else MINUTES_PER_DAY
    if last <= first:
        return None
    limits = [cover.maximum for cover in there if cover.maximum is not None]
    return Cover(
        start=first,
        end=last,
        dates=(opens.date(),),
        minimum=count + max((cover.minimum for cover in there), default=0),
        wanted=count + max((max(cover.minimum, cover.wanted or 0) for cover in there), default=0),
        maximum=max(limits) + count if limits else None,
    )
