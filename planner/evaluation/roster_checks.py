"""The roster held against its rules, in plain Python."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from planner.domain.clock import seconds_between
from planner.domain.force import Duty, Officer, Shift
from planner.domain.plan import Assignment, Plan, Unmet
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation
from planner.evaluation.moments import Span, instant, openings

NIGHT_ENDS_H = 6
NIGHT_SHARE_H = 3.0
"""A shift with three hours or more between 00:00 and 06:00 is a night (`RosterRules.most_nights_in_row`)."""


def _by_officer(plan: Plan) -> dict[str, list[Assignment]]:
    rows: dict[str, list[Assignment]] = defaultdict(list)
    for row in plan.roster:
        rows[row.officer].append(row)
    return {officer: sorted(own, key=lambda row: row.start.timestamp()) for officer, own in rows.items()}


def _officers(scenario: Scenario) -> dict[str, Officer]:
    return {officer.id: officer for officer in scenario.officers}


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
    rows = {(row.officer, row.unit): row for row in plan.roster if row.unit}
    for unit in plan.units:
        for officer in unit.officers:
            row = rows.get((officer, unit.id))
            if row is None or row.start > unit.shift_start or row.end < unit.shift_end:
                yield Violation(code="crew_not_on_duty", params={"unit": unit.id, "officer": officer})


def shifts_are_templates(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Every roster row is a shift template on a day that it is worked, inside the horizon."""
    zone = ZoneInfo(scenario.station.timezone)
    templates = {shift.code: shift for shift in scenario.shifts}
    begins, ends = _horizon(scenario, zone)
    for row in plan.roster:
        shift = templates.get(row.shift)
        if shift is None or not begins <= row.start < ends or not _matches(row, shift, zone):
            yield Violation(code="not_a_shift", params={"officer": row.officer, "shift": row.shift, "start": row.start})


def _matches(row: Assignment, shift: Shift, zone: ZoneInfo) -> bool:
    date = row.start.astimezone(zone).date()
    spans = openings((shift.window,), [date - dt.timedelta(days=back) for back in (0, 1, 2)], zone)
    return (row.start, row.end) in spans and (not shift.duties or row.duty in shift.duties)


def _horizon(scenario: Scenario, zone: ZoneInfo) -> Span:
    """Give when the roster begins and ends: with the planning day or the earliest shift."""
    opening = min([scenario.day_start_min, *(shift.window.start for shift in scenario.shifts)])
    first, after = scenario.roster.start, scenario.roster.start + dt.timedelta(days=scenario.roster.days)
    return instant(first, opening, zone), instant(after, opening, zone)


def rest_between_shifts(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Between two shifts of an officer lies the rest that the rules ask for, in hours that really pass."""
    needed_s = scenario.roster.rest_h * 3600
    for officer, rows in _by_officer(plan).items():
        for earlier, later in pairwise(rows):
            rest_s = seconds_between(earlier.end, later.start)
            if 0 <= rest_s < needed_s:
                params = {"officer": officer, "rest_h": rest_s / 3600, "start": later.start}
                yield Violation(code="rest_too_short", params={**params, "needed_h": scenario.roster.rest_h})


def weekly_hours(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Nobody works more than their hours in a week from Monday to Sunday; a shift counts where it starts."""
    zone = ZoneInfo(scenario.station.timezone)
    officers = _officers(scenario)
    for name, rows in _by_officer(plan).items():
        hours: dict[tuple[int, int], float] = defaultdict(float)
        for row in rows:
            hours[row.start.astimezone(zone).isocalendar()[:2]] += seconds_between(row.start, row.end) / 3600
        for (_, week), worked in hours.items():
            if name in officers and worked > officers[name].weekly_hours + 1e-6:
                params = {"officer": name, "hours": worked, "most": officers[name].weekly_hours, "week": week}
                yield Violation(code="too_many_hours", params=params)


def nobody_on_leave(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """No shift touches a day of leave."""
    zone = ZoneInfo(scenario.station.timezone)
    officers = _officers(scenario)
    for row in plan.roster:
        for leave in officers[row.officer].leave if row.officer in officers else ():
            away_from = instant(leave.start, 0, zone)
            away_to = instant(leave.end + dt.timedelta(days=1), 0, zone)
            if row.start < away_to and row.end > away_from:
                yield Violation(code="on_leave", params={"officer": row.officer, "start": row.start})


def duties_and_skills(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Officers do duties that they may do and have the skills for."""
    officers = _officers(scenario)
    duties = {duty.code: duty for duty in scenario.duties}
    for row in plan.roster:
        officer, duty = officers.get(row.officer), duties.get(row.duty)
        if officer is None or duty is None or not _may_do(officer, duty):
            yield Violation(code="duty_not_allowed", params={"officer": row.officer, "duty": row.duty})


def _may_do(officer: Officer, duty: Duty) -> bool:
    return (not officer.duties or duty.code in officer.duties) and set(duty.skills) <= set(officer.skills)


def _longest_run(days: set[dt.date]) -> int:
    longest = 0
    for day in days:
        if day - dt.timedelta(days=1) in days:
            continue
        length = 1
        while day + dt.timedelta(days=length) in days:
            length += 1
        longest = max(longest, length)
    return longest


def runs_of_days(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """No run of duty days is longer than the rules allow."""
    zone, most = ZoneInfo(scenario.station.timezone), scenario.roster.longest_run_days
    for officer, rows in _by_officer(plan).items():
        run = _longest_run({row.start.astimezone(zone).date() for row in rows})
        if run > most:
            yield Violation(code="run_too_long", params={"officer": officer, "days": run, "most": most})


def _nights(row: Assignment, zone: ZoneInfo) -> set[dt.date]:
    """Give the dates of whose hours from 00:00 to 06:00 a row works three or more."""
    first, last = row.start.astimezone(zone).date(), row.end.astimezone(zone).date()
    dates = {first + dt.timedelta(days=n) for n in range((last - first).days + 1)}
    worked = {
        day: seconds_between(max(instant(day, 0, zone), row.start), min(instant(day, NIGHT_ENDS_H * 60, zone), row.end))
        for day in dates
    }
    return {day for day, seconds in worked.items() if seconds >= NIGHT_SHARE_H * 3600}


def runs_of_nights(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """No run of nights is longer than the rules allow."""
    zone, most = ZoneInfo(scenario.station.timezone), scenario.roster.most_nights_in_row
    for officer, rows in _by_officer(plan).items():
        run = _longest_run({night for row in rows for night in _nights(row, zone)})
        if run > most:
            yield Violation(code="nights_too_long", params={"officer": officer, "nights": run, "most": most})


def shortages_are_told(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """At every moment with fewer officers than the minimum, the plan says so."""
    if not solved(plan, "roster"):
        return
    told: dict[str, list[Span]] = defaultdict(list)
    for unmet in plan.required_unmet:
        if unmet.kind == "cover" and unmet.when is not None:
            told[unmet.id].append((unmet.when, _end_of(unmet)))
    for need, there in staffing(plan, scenario, told):
        silent = not any(begin <= need.start and need.end <= until for begin, until in told[need.duty])
        if there < need.minimum and silent:
            params = {"duty": need.duty, "start": need.start, "there": there, "minimum": need.minimum}
            yield Violation(code="shortage_not_told", params=params)


def _end_of(unmet: Unmet) -> dt.datetime:
    """Give when a shortage ends, as its figures say; one that does not say so tells of no time at all."""
    beginning = unmet.when or dt.datetime.min.replace(tzinfo=dt.UTC)
    try:
        end = dt.datetime.fromisoformat(str(unmet.params.get("end")))
    except ValueError:
        return beginning
    return end if end.tzinfo else beginning


def solved(plan: Plan, stage: str) -> bool:
    """Tell whether a stage was carried out, so that its work must be accounted for."""
    report = plan.solver.get(stage)
    return report is not None and report.status not in {"skipped", "cancelled"}


class Need(NamedTuple):
    """Officers that a duty needs between two moments."""

    duty: str
    start: dt.datetime
    end: dt.datetime
    minimum: int


def staffing(plan: Plan, scenario: Scenario, cuts: Mapping[str, Sequence[Span]]) -> Iterator[tuple[Need, int]]:
    """Sweep over every need, cut where an officer comes or goes and at `cuts`, and count who is there."""
    rows: dict[str, list[Assignment]] = defaultdict(list)
    for row in plan.roster:
        rows[row.duty].append(row)
    for need in needs(scenario):
        spans = [(row.start, row.end) for row in rows[need.duty]] + list(cuts.get(need.duty, ()))
        inside = {moment for span in spans for moment in span if need.start < moment < need.end}
        for start, end in pairwise([need.start, *sorted(inside), need.end]):
            there = sum(row.start <= start and row.end >= end for row in rows[need.duty])
            yield need._replace(start=start, end=end), there


def needs(scenario: Scenario) -> Iterator[Need]:
    """List what every duty needs over the horizon, where windows overlap the higher minimum.

    What lies before the first shift that could cover it, but could be covered by one that starts before the horizon,
    is left out: that one is not rostered here.
    """
    zone = ZoneInfo(scenario.station.timezone)
    days = [scenario.roster.start + dt.timedelta(days=n) for n in range(-2, scenario.roster.days + 2)]
    begins, ends = _horizon(scenario, zone)
    for duty in scenario.duties:
        windows = [(window, cover.minimum) for cover in duty.cover for window in openings((cover,), days, zone)]
        every = [
            span
            for shift in scenario.shifts
            if not shift.duties or duty.code in shift.duties
            for span in openings((shift.window,), days, zone)
        ]
        shifts = [span for span in every if begins <= span[0] < ends]
        eve = [span for span in every if span[0] < begins]
        edges = {moment for span in (*(window for window, _ in windows), *shifts, *eve) for moment in span}
        for start, end in pairwise(sorted({begins, ends, *(edge for edge in edges if begins < edge < ends)})):
            minimum = max((least for window, least in windows if _covers([window], start, end)), default=0)
            if minimum and (_covers(shifts, start, end) or not _covers(eve, start, end)):
                yield Need(duty.code, start, end, minimum)


def _covers(shifts: Sequence[Span], start: dt.datetime, end: dt.datetime) -> bool:
    return any(opens <= start and closes >= end for opens, closes in shifts)
