"""Rosters as words, one for each officer and one letter for each date from a Monday on, and their station.

D is 06-14, E 14-22, N 22-30, L the long duty of 08-32 that counts 16 hours, S the split shift of 07-11 and 15-19, W a
shift of 09-17 on working days, and - a date off.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from small_station import MONDAY, station

from planner.domain.force import Cover, Duty, Officer, Shift
from planner.domain.noun import Window
from planner.domain.plan import Assignment, Plan, PlanOfficer, SolverReport
from planner.domain.rostering import PastShift, RosterRules, Rule, RuleBook
from planner.domain.scenario import Scenario
from planner.evaluation.check import check

DAY = dt.timedelta(days=1)
SHIFTS = (
    Shift(code="D", name="早班", window=Window(start="06:00", end="14:00")),
    Shift(code="E", name="中班", window=Window(start="14:00", end="22:00")),
    Shift(code="N", name="夜班", window=Window(start="22:00", end="30:00")),
    Shift(code="L", name="值班", window=Window(start="08:00", end="32:00"), counted_h=16),
    Shift(
        code="S",
        name="拆分班",
        window=Window(start="07:00", end="11:00"),
        second=Window(start="15:00", end="19:00"),
    ),
    Shift(code="W", name="社区班", window=Window(start="09:00", end="17:00"), calendar="workdays"),
)
PARTS = {shift.code: tuple(w for w in (shift.window, shift.second) if w is not None) for shift in SHIFTS}
OFF = {name: getattr(RuleBook(), name).model_copy(update={"on": False}) for name in RuleBook.model_fields}


def only(**rules: Rule) -> RuleBook:
    """Give a book in which only these rules hold."""
    return RuleBook(**{**OFF, **{name: rule.model_copy(update={"on": True}) for name, rule in rules.items()}})


def duty(**changes: Any) -> Duty:
    """Give a duty that asks for nobody."""
    return Duty(**{"code": "patrol", "name": "巡逻", "cover": (), **changes})


def cover(minimum: int, start: str = "06:00", end: str = "30:00", **changes: Any) -> Cover:
    """Give a cover window."""
    return Cover(start=start, end=end, minimum=minimum, **changes)


def officer(name: str, **changes: Any) -> Officer:
    """Give an officer of long weekly hours."""
    return Officer(**{"id": name, "name": name, "weekly_hours": 100.0, **changes})


def scenario(*officers: Officer, days: int = 7, rules: RuleBook | None = None, **changes: Any) -> Scenario:
    """Give a station with these officers, one duty that asks for nobody and no rules; roster keys as `roster_...`."""
    roster = {key.removeprefix("roster_"): value for key, value in changes.items() if key.startswith("roster_")}
    others = {key: value for key, value in changes.items() if not key.startswith("roster_")}
    made = RosterRules(**{"start": MONDAY, "days": days, "rules": rules or only(), **roster})
    parts = {"officers": officers, "duties": (duty(),), "shifts": SHIFTS, "roster": made, "forces": (), **others}
    return station(**parts)


def spans(letter: str, date: dt.date, zone: str = "Asia/Shanghai") -> list[tuple[dt.datetime, dt.datetime]]:
    """Give when the parts of a shift start and end."""
    midnight = dt.datetime.combine(date, dt.time(), ZoneInfo(zone))
    minutes = [(window.start, window.end) for window in PARTS[letter]]
    return [(midnight + dt.timedelta(minutes=a), midnight + dt.timedelta(minutes=b)) for a, b in minutes]


def past(name: str, word: str) -> tuple[PastShift, ...]:
    """Give the dates before the horizon, the last letter for the last of them."""
    dates = [MONDAY - number * DAY for number in range(len(word), 0, -1)]
    return tuple(
        PastShift(officer=name, start=spans(letter, date)[0][0], end=spans(letter, date)[-1][1], shift=letter)
        for letter, date in zip(word, dates, strict=True)
        if letter != "-"
    )


def roster(of: Scenario, duty: str = "patrol", **words: str) -> Plan:
    """Give a plan with these words, by the officer's id."""
    rows = [
        Assignment(officer=name, start=start, end=end, duty=duty, shift=letter)
        for name, word in words.items()
        for number, letter in enumerate(word)
        if letter != "-"
        for start, end in spans(letter, MONDAY + number * DAY, of.station.timezone)
    ]
    first = dt.datetime.combine(MONDAY, dt.time(6), ZoneInfo(of.station.timezone))
    return Plan(
        station="small",
        created=first,
        seed=1,
        timezone=of.station.timezone,
        start=first,
        end=first + DAY,
        officers=tuple(PlanOfficer(id=each.id, name=each.name) for each in of.officers),
        roster=tuple(rows),
        solver={"roster": SolverReport(status="feasible")},
    )


def broken(of: Scenario, plan: Plan | None = None, **words: str) -> list[str]:
    """List the codes of the rules that a roster breaks, each as often as it is broken."""
    found = check(roster(of, **words) if plan is None else plan, of).violations
    return sorted(violation.code for violation in found)
