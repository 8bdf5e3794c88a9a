"""When shift templates are worked: the parts of a shift on a date, by the clock and by the calendar."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from planner.domain.calendar import OpenOn
from planner.domain.clock import seconds_between
from planner.domain.day_kinds import day_kind
from planner.domain.force import Shift
from planner.domain.scenario import Scenario
from planner.evaluation.moments import Span, instant, openings

DATES_AROUND = 2
"""Dates around the horizon on which something that touches it can open: clocks run to 48:00."""


def horizon(scenario: Scenario) -> Span:
    """Give when the roster begins and ends: with the planning day or the earliest shift."""
    zone, rules = ZoneInfo(scenario.station.timezone), scenario.roster
    opening = min([scenario.day_start_min, *(shift.window.start % (24 * 60) for shift in scenario.shifts)])
    after = rules.start + dt.timedelta(days=rules.days)
    return instant(rules.start, opening, zone), instant(after, opening, zone)


def dates_around(scenario: Scenario) -> list[dt.date]:
    """List every date on which something that touches the horizon can open."""
    rules = scenario.roster
    return [rules.start + dt.timedelta(days=n) for n in range(-DATES_AROUND, rules.days + DATES_AROUND)]


def shift_parts(shift: Shift, date: dt.date, scenario: Scenario) -> tuple[Span, ...]:
    """Give when a shift is worked on a date, part by part; nothing on dates on which it is not.

    Two parts that touch are one. A second part that the clock skips is left out.
    """
    zone = ZoneInfo(scenario.station.timezone)
    parts = list(openings((shift.window,), [date], zone)) if allowed_on(shift.calendar, date, scenario) else []
    if parts and shift.second is not None:
        opens, closes = (instant(date, minutes, zone) for minutes in (shift.second.start, shift.second.end))
        if parts[0][1] == opens:
            return ((parts[0][0], closes),)
        if seconds_between(opens, closes) > 0:
            parts.append((opens, closes))
    return tuple(parts)


def allowed_on(calendar: OpenOn, date: dt.date, scenario: Scenario) -> bool:
    """Tell whether a shift or a cover that keeps to a calendar is there on a date."""
    if calendar == "any":
        return True
    workday = day_kind(date, scenario.roster.calendar, scenario.day_kinds) == "workday"
    return workday == (calendar == "workdays")


def shift_spans(scenario: Scenario, duty: str) -> list[tuple[Span, ...]]:
    """Give the parts of every shift of a duty that can be worked around the horizon."""
    shifts = [shift for shift in scenario.shifts if not shift.duties or duty in shift.duties]
    every = [shift_parts(shift, date, scenario) for shift in shifts for date in dates_around(scenario)]
    return [parts for parts in every if parts]
