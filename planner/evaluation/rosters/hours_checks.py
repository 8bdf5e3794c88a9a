"""Counted hours of duty held against the limits of a week, of a month and of the whole horizon."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from planner.domain.force import Officer
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation
from planner.evaluation.rosters.record import Record, binding
from planner.evaluation.stages import solved

SLACK_H = 1 / 60
"""Hours are held in whole seconds elsewhere: a minute in a horizon is no breach [h]."""
DAYS_PER_WEEK = 7


def _week(date: dt.date) -> tuple[int, int]:
    year, week, _ = date.isocalendar()
    return year, week


def _month(date: dt.date) -> tuple[int, int]:
    return date.year, date.month


class Spell(NamedTuple):
    """A week or a month of an officer with shifts of the plan in it."""

    date: dt.date
    """The first date of them."""
    before_h: float
    """Counted hours of the history [h]."""
    worked_h: float
    """Counted hours of the plan [h]."""

    def exceeds(self, most_h: float) -> bool:
        """Tell whether the plan works more than the history leaves."""
        return self.worked_h > max(0.0, most_h - self.before_h) + SLACK_H


def _spells(record: Record, officer: str, spell_of: Callable[[dt.date], tuple[int, int]]) -> Iterator[Spell]:
    """Add up counted hours by week or month; a shift counts on the date on which it starts."""
    before, ours = defaultdict[tuple[int, int], float](float), defaultdict[tuple[int, int], float](float)
    dates: dict[tuple[int, int], dt.date] = {}
    for worked in record.of(officer):
        (before if worked.past else ours)[spell_of(worked.date)] += record.counted_s(worked) / 3600
        if not worked.past:
            dates.setdefault(spell_of(worked.date), worked.date)
    for spell, date in dates.items():
        yield Spell(date, before[spell], ours[spell])


def weekly_hours(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Nobody works more than their hours in a week from Monday to Sunday; a shift counts where it starts."""
    rule = scenario.roster.rules.weekly_hours
    if not binding(rule):
        return
    record = Record(plan, scenario)
    for name, officer in record.officers.items():
        most = officer.weekly_hours if rule.most_h is None else rule.most_h
        for spell in _spells(record, name, _week):
            if spell.exceeds(most):
                week, hours = spell.date.isocalendar().week, spell.before_h + spell.worked_h
                params = {"officer": name, "hours": hours, "most": most, "week": week}
                yield Violation(code="too_many_hours", params=params)


def monthly_hours(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Nobody works more than the hours of a calendar month, the history's part of it included."""
    rule = scenario.roster.rules.monthly_hours
    if not binding(rule):
        return
    record = Record(plan, scenario)
    for name in record.officers:
        for spell in _spells(record, name, _month):
            if spell.exceeds(rule.most_h):
                first = spell.date.replace(day=1)
                last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
                hours = spell.before_h + spell.worked_h
                params = {"officer": name, "hours": hours, "first": first, "last": last, "rule": "monthly_hours"}
                yield Violation(code="roster_hours_above", params={**params, "most": rule.most_h})


def _hours(record: Record, officer: str) -> float:
    return sum(record.counted_s(worked) for worked in record.on_horizon(officer)) / 3600


def average_hours(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Over the horizon, of a week at least, nobody works more than their weekly hours on average."""
    if not binding(scenario.roster.rules.average_hours):
        return
    record, days = Record(plan, scenario), scenario.roster.days
    for name, officer in record.officers.items():
        most, worked = officer.weekly_hours * max(days, DAYS_PER_WEEK) / DAYS_PER_WEEK, _hours(record, name)
        if worked > most + SLACK_H:
            params = {"officer": name, "hours": worked, "first": record.first, "last": record.last}
            yield Violation(code="roster_hours_above", params={**params, "rule": "average_hours", "most": most})


def contract_hours(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Over the horizon everybody works their least hours, days of leave taken off."""
    if not binding(scenario.roster.rules.contract_hours) or not solved(plan, "roster"):
        return
    record = Record(plan, scenario)
    for name, officer in record.officers.items():
        least = officer.least_weekly_hours * _days_present(record, officer) / DAYS_PER_WEEK
        worked = _hours(record, name)
        if worked < least - SLACK_H and not record.stuck(name):
            params = {"officer": name, "hours": worked, "first": record.first, "last": record.last}
            yield Violation(code="roster_hours_below", params={**params, "rule": "contract_hours", "least": least})


def _days_present(record: Record, officer: Officer) -> int:
    return sum(not any(leave.start <= date <= leave.end for leave in officer.leave) for date in record.dates())
