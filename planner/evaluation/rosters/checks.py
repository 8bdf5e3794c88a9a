"""Every row of the roster held against what is never broken: one place at a time, templates, leave, duties, skills."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from zoneinfo import ZoneInfo

from planner.domain.clock import seconds_between
from planner.domain.force import Duty, Officer, Shift
from planner.domain.plan import Assignment, Plan
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation
from planner.evaluation.moments import Span, instant
from planner.evaluation.rosters.record import Record
from planner.evaluation.rosters.templates import horizon, shift_parts


def _by_officer(plan: Plan) -> dict[str, list[Assignment]]:
    rows: dict[str, list[Assignment]] = defaultdict(list)
    for row in plan.roster:
        rows[row.officer].append(row)
    return {officer: sorted(own, key=lambda row: row.start.timestamp()) for officer, own in rows.items()}


def known_officers(plan: Plan) -> Iterator[Violation]:
    """Every roster row names an officer of the plan."""
    known = {officer.id for officer in plan.officers}
    for officer in sorted({row.officer for row in plan.roster} - known):
        yield Violation(code="officer_unknown", params={"officer": officer})


def one_place_at_a_time(plan: Plan) -> Iterator[Violation]:
    """No officer works two shifts that overlap."""
    for officer, rows in _by_officer(plan).items():
        for earlier, later in pairwise(rows):
            if seconds_between(earlier.end, later.start) < 0:
                yield Violation(code="two_shifts_at_once", params={"officer": officer, "start": later.start})


def crews_are_on_duty(plan: Plan) -> Iterator[Violation]:
    """Every officer of a unit is on the roster for exactly that unit and time."""
    rows: dict[tuple[str, str], list[Assignment]] = defaultdict(list)
    for row in plan.roster:
        if row.unit:
            rows[row.officer, row.unit].append(row)
    for unit in plan.units:
        for officer in unit.officers:
            own = rows[officer, unit.id]
            if not any(row.start <= unit.shift_start and row.end >= unit.shift_end for row in own):
                yield Violation(code="crew_not_on_duty", params={"unit": unit.id, "officer": officer})


def one_shift_a_date(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """An officer starts at most one shift on a date, and none before the last one of the history has ended."""
    record = Record(plan, scenario)
    for officer in record.officers:
        for earlier, later in pairwise(record.of(officer)):
            if not later.past and earlier.date == later.date:
                params = {"officer": officer, "date": later.date, "count": 2}
                yield Violation(code="roster_two_on_date", params=params)
            if not later.past and earlier.past and later.start < earlier.end:
                yield Violation(code="two_shifts_at_once", params={"officer": officer, "start": later.start})


def shifts_are_templates(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Every roster row is a shift template, or a part of one, on a day that it is worked, inside the horizon."""
    zone = ZoneInfo(scenario.station.timezone)
    templates = {shift.code: shift for shift in scenario.shifts}
    begins, ends = horizon(scenario)
    for row in plan.roster:
        shift = templates.get(row.shift)
        spans = _spans_near(shift, row.start.astimezone(zone).date(), scenario) if shift else []
        allowed = shift is not None and (not shift.duties or row.duty in shift.duties)
        begun = any((row.start, row.end) in parts and begins <= parts[0][0] < ends for parts in spans)
        if not (allowed and begun):
            yield Violation(code="not_a_shift", params={"officer": row.officer, "shift": row.shift, "start": row.start})


def _spans_near(shift: Shift, date: dt.date, scenario: Scenario) -> list[tuple[Span, ...]]:
    """Give the parts of a shift for the dates on which it may have opened, when a part starts on `date`."""
    return [shift_parts(shift, date - dt.timedelta(days=back), scenario) for back in (0, 1, 2)]


def split_shifts_are_whole(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Who works one part of a split shift works the other part of it too, on the same duty."""
    record = Record(plan, scenario)
    split = {shift.code: shift for shift in scenario.shifts if shift.second is not None}
    for officer in record.officers:
        for worked in record.on_horizon(officer):
            shift = split.get(worked.shift)
            if shift is not None and worked.parts not in _spans_near(shift, worked.date, scenario):
                params = {"officer": officer, "shift": worked.shift, "start": worked.start}
                yield Violation(code="split_shift_torn", params=params)


def nobody_on_leave(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """No shift touches a day of leave, neither with its pause."""
    record = Record(plan, scenario)
    for name, officer in record.officers.items():
        for leave in officer.leave:
            away_from = instant(leave.start, 0, record.zone)
            away_to = instant(leave.end + dt.timedelta(days=1), 0, record.zone)
            for worked in record.on_horizon(name):
                if worked.start < away_to and worked.end > away_from:
                    yield Violation(code="on_leave", params={"officer": name, "start": worked.start})


def duties_and_skills(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Officers do duties that they may do and have the skills for."""
    officers = {officer.id: officer for officer in scenario.officers}
    duties = {duty.code: duty for duty in scenario.duties}
    for row in plan.roster:
        officer, duty = officers.get(row.officer), duties.get(row.duty)
        if officer is None or duty is None or not _may_do(officer, duty):
            yield Violation(code="duty_not_allowed", params={"officer": row.officer, "duty": row.duty})


def _may_do(officer: Officer, duty: Duty) -> bool:
    return (not officer.duties or duty.code in officer.duties) and set(duty.skills) <= set(officer.skills)
