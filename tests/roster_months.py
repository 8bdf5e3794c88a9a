"""Rosters made by hand, with their scenario: a split shift, a late start, leave, an officer of two duties."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from small_station import officers, station

from planner.domain.clock import instant
from planner.domain.force import Cover, Duty, Officer, Shift
from planner.domain.noun import Window
from planner.domain.plan import Assignment, Fix, Plan, PlanOfficer, Unmet
from planner.domain.rostering import RosterRules
from planner.domain.scenario import Scenario

FIRST = dt.date(2026, 11, 23)
TURNS = {"patrol": ("D", "E", "N", "", ""), "community": ("C", "C", "S", "", "L")}
"""Codes of the shifts that follow each other for officers of a duty; empty: off."""


def scenario(zone: str = "Asia/Shanghai", first: dt.date = FIRST, days: int = 28, **changes: object) -> Scenario:
    """Give the small station with a desk, a split shift ``S`` and a shift ``L`` that starts after midnight."""
    small = station()
    both = Officer(id="B1", name="双岗", squad="社区", duties=("community", "desk"))
    desk = Duty(code="desk", name="窗口", cover=(Cover(start="09:00", end="17:00", minimum=0),), counted_share=0.5)
    split = Shift(
        code="S",
        name="护学班",
        window=Window(start="07:00", end="09:00"),
        second=Window(start="16:00", end="19:00"),
        duties=("community",),
    )
    late = Shift(code="L", name="后夜", window=Window(start="25:00", end="31:00"), duties=("community",))
    parts = {
        "station": small.station.model_copy(update={"timezone": zone}),
        "officers": (*officers(), both),
        "duties": (*small.duties, desk),
        "shifts": (*(_with_desk(shift) for shift in small.shifts), split, late),
        "roster": RosterRules(start=first, days=days, calendar="cn"),
    }
    return station(**{**parts, **changes})


def _with_desk(shift: Shift) -> Shift:
    return shift.model_copy(update={"duties": ("community", "desk")}) if shift.code == "C" else shift


def plan_of(made_for: Scenario) -> Plan:
    """Give a plan in which each officer follows the turns of a duty, a step after the one before."""
    zone, rules = ZoneInfo(made_for.station.timezone), made_for.roster
    rows = [
        row
        for number, officer in enumerate(made_for.officers)
        for day in range(rules.days)
        for row in _rows(made_for, officer, rules.start + dt.timedelta(days=day), number + day)
    ]
    end = rules.start + dt.timedelta(days=rules.days)
    short = Unmet(
        kind="cover",
        id="patrol",
        when=instant(rules.start, 420, zone),
        reason="too_few_officers",
        fix=Fix(code="add_officers", params={"count": 2, "duty": "patrol"}),
        params={"short": 2, "minimum": 4, "duty": "patrol"},
    )
    return Plan(
        station="small",
        station_name="小站 & Co",
        created=instant(rules.start, 0, zone),
        seed=1,
        timezone=made_for.station.timezone,
        start=instant(rules.start, 420, zone),
        end=instant(end, 420, zone),
        officers=tuple(PlanOfficer(id=o.id, name=o.name, rank=o.rank, squad=o.squad) for o in made_for.officers),
        roster=tuple(rows),
        required_unmet=(short,),
    )


def _rows(made_for: Scenario, officer: Officer, date: dt.date, step: int) -> list[Assignment]:
    if any(leave.start <= date <= leave.end for leave in officer.leave):
        return []
    duty = "desk" if officer.id == "B1" and step % 2 else officer.duties[0]
    code = "C" if officer.id == "B1" else TURNS[duty][step % 5]
    shift = next((shift for shift in made_for.shifts if shift.code == code), None)
    if shift is None:
        return []
    zone = ZoneInfo(made_for.station.timezone)
    spans = [shift.window] if shift.second is None else [shift.window, shift.second]
    return [
        Assignment(
            officer=officer.id,
            start=instant(date, span.start, zone),
            end=instant(date, span.end, zone),
            duty=duty,
            shift=code,
            grid=officer.grid,
        )
        for span in spans
    ]
