"""What lies between two shifts of an officer: rest, free dates after a long duty, forbidden successions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from planner.domain.clock import seconds_between
from planner.domain.force import Shift
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation
from planner.evaluation.rosters.record import Record, Worked, binding


def _pairs(record: Record) -> Iterator[tuple[Worked, Worked]]:
    """Give two shifts of an officer that follow each other, of which the later one is the plan's."""
    for officer in record.officers:
        for earlier, later in pairwise(record.of(officer)):
            if not later.past:
                yield earlier, later


def rest_between_shifts(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Between two shifts of an officer lies the rest that the rules ask for, in hours that really pass."""
    rule = scenario.roster.rules.rest
    if not binding(rule):
        return
    for earlier, later in _pairs(Record(plan, scenario)):
        rest_h = seconds_between(earlier.end, later.start) / 3600
        if 0 <= rest_h < rule.hours:
            params = {"officer": later.officer, "rest_h": rest_h, "start": later.start, "needed_h": rule.hours}
            yield Violation(code="rest_too_short", params=params)


def free_dates_after_long_shifts(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """After a long shift no shift starts on the dates that stay free (值一休一 and so on)."""
    rule = scenario.roster.rules.rest_after_long
    if not binding(rule):
        return
    long = {shift.code for shift in scenario.shifts if _length_h(shift) >= rule.from_h}
    for earlier, later in _pairs(Record(plan, scenario)):
        free = (later.date - earlier.date).days - 1
        if earlier.shift in long and 0 <= free < rule.free_days:
            params = {"officer": later.officer, "shift": earlier.shift, "date": earlier.date, "needed": rule.free_days}
            yield Violation(code="roster_free_days_missing", params={**params, "free": free})


def _length_h(shift: Shift) -> float:
    """Give the length of a shift on the clock, without a pause between its parts [h]."""
    windows = [window for window in (shift.window, shift.second) if window is not None]
    return sum(window.end - window.start for window in windows) / 60


def no_forbidden_successions(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """No shift follows on the date after another one that it may not follow."""
    rule = scenario.roster.rules.successions
    if not binding(rule):
        return
    forbidden = set(rule.pairs)
    for earlier, later in _pairs(Record(plan, scenario)):
        if (later.date - earlier.date).days == 1 and (earlier.shift, later.shift) in forbidden:
            params = {"officer": later.officer, "first": earlier.shift, "second": later.shift, "date": later.date}
            yield Violation(code="roster_succession", params=params)
