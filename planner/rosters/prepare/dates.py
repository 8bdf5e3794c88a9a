"""What the dates of a horizon are: working days, days of rest, holidays, weekends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

from planner.domain.calendar import DayKind
from planner.domain.day_kinds import day_kind, is_announced
from planner.domain.plan import Notice
from planner.domain.scenario import Scenario
from planner.rosters.prepare.horizon import Horizon

SATURDAY = 5
MOST_NAMED = 5
"""Most officers who are named in one notice."""


def kind_of(scenario: Scenario) -> Callable[[dt.date], DayKind]:
    """Give the function that tells what any date is at the station."""
    return lambda date: day_kind(date, scenario.roster.calendar, scenario.day_kinds)


def day_kinds(scenario: Scenario) -> tuple[DayKind, ...]:
    """Tell what each date of the horizon is, (days,)."""
    return tuple(map(kind_of(scenario), _dates(scenario)))


def weekends(horizon: Horizon) -> tuple[tuple[int, ...], ...]:
    """List the Saturday and Sunday of every weekend that touches the horizon, cut to it."""
    first = SATURDAY - horizon.first.weekday()
    pairs = ((saturday, saturday + 1) for saturday in range(first - 7, horizon.days, 7))
    cut = (tuple(day for day in pair if 0 <= day < horizon.days) for pair in pairs)
    return tuple(days for days in cut if days)


def calendar_notices(scenario: Scenario) -> tuple[Notice, ...]:
    """Warn of every year of the horizon whose days moved for holidays are not known.

    A year of which the station's own file sets any date counts as known.
    """
    if scenario.roster.calendar == "none":
        return ()
    years = {date.year for date in _dates(scenario)} - {date.year for date in scenario.day_kinds}
    unknown = (year for year in sorted(years) if not is_announced(year))
    return tuple(Notice(code="calendar_not_announced", params={"year": year}) for year in unknown)


def leave_notices(scenario: Scenario) -> tuple[Notice, ...]:
    """Tell whose leave changes nothing: it lies wholly outside the horizon, and outside the weeks of the history."""
    zone, horizon = ZoneInfo(scenario.station.timezone), _dates(scenario)
    first = min([horizon[0], *(row.start.astimezone(zone).date() for row in scenario.history)])
    outside = [
        officer.id
        for officer in scenario.officers
        if any(leave.end < first or leave.start > horizon[-1] for leave in officer.leave)
    ]
    if not outside:
        return ()
    shown = ", ".join(outside[:MOST_NAMED]) + (", ..." if len(outside) > MOST_NAMED else "")
    bounds = {"first": first.isoformat(), "last": horizon[-1].isoformat()}
    return (Notice(code="leave_outside_roster", params={"count": len(outside), "officers": shown, **bounds}),)


def _dates(scenario: Scenario) -> list[dt.date]:
    return [scenario.roster.start + dt.timedelta(day) for day in range(scenario.roster.days)]
