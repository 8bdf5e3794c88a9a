"""Limits of counted hours: a week's, a month's, those of the whole horizon, and what the contract comes to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterator, Sequence

from planner.domain.force import Officer
from planner.domain.rostering import RuleBook
from planner.rosters.prepare.horizon import Horizon
from planner.rosters.problem import HoursLimit, Past

DAYS_PER_WEEK = 7
HOUR_S = 3600


def hours_limits(rules: RuleBook, officer: Officer, horizon: Horizon, past: Sequence[Past]) -> tuple[HoursLimit, ...]:
    """Give an officer's limits of counted hours by the rules that are on.

    A week or a month that begins before the horizon has left what the history shows of it; one that ends after the
    horizon may be worked in full, since what stands outside is not known.
    """
    limits: list[HoursLimit] = []
    if rules.weekly_hours.on:
        most_h = officer.weekly_hours if rules.weekly_hours.most_h is None else rules.weekly_hours.most_h
        limits += [
            HoursLimit(
                rule="weekly_hours", first_day=first, last_day=last, most_s=left, points=rules.weekly_hours.weight
            )
            for first, last, left in _left(_week, most_h, horizon, past)
        ]
    if rules.monthly_hours.on:
        limits += [
            HoursLimit(
                rule="monthly_hours", first_day=first, last_day=last, most_s=left, points=rules.monthly_hours.weight
            )
            for first, last, left in _left(_month, rules.monthly_hours.most_h, horizon, past)
        ]
    last = horizon.days - 1
    if rules.average_hours.on:
        most_s = round(officer.weekly_hours * HOUR_S) * max(horizon.days, DAYS_PER_WEEK) // DAYS_PER_WEEK
        limits.append(
            HoursLimit(
                rule="average_hours", first_day=0, last_day=last, most_s=most_s, points=rules.average_hours.weight
            )
        )
    least_s = round(officer.least_weekly_hours * HOUR_S) * present_days(officer, horizon) // DAYS_PER_WEEK
    if rules.contract_hours.on and least_s:
        limits.append(
            HoursLimit(
                rule="contract_hours", first_day=0, last_day=last, least_s=least_s, points=rules.contract_hours.weight
            )
        )
    return tuple(limits)


def contract_s(officer: Officer, horizon: Horizon) -> int:
    """Give what an officer's weekly hours come to in the horizon without the days of leave [s]."""
    return round(officer.weekly_hours * HOUR_S) * present_days(officer, horizon) // DAYS_PER_WEEK


def present_days(officer: Officer, horizon: Horizon) -> int:
    """Count the dates of the horizon on which an officer is not on leave."""
    days = [horizon.first + dt.timedelta(day) for day in range(horizon.days)]
    return sum(not any(leave.start <= day <= leave.end for leave in officer.leave) for day in days)


def _week(date: dt.date) -> Hashable:
    """Give the Monday of a date's calendar week."""
    return date - dt.timedelta(date.weekday())


def _month(date: dt.date) -> Hashable:
    return date.year, date.month


def _left(
    period: Callable[[dt.date], Hashable], most_h: float, horizon: Horizon, past: Sequence[Past]
) -> Iterator[tuple[int, int, int]]:
    """Give the first and last date of each period in the horizon, and what is left of its hours [s]."""

    def at(day: int) -> Hashable:
        return period(horizon.first + dt.timedelta(day))

    days: dict[Hashable, list[int]] = {}
    for day in range(horizon.days):
        days.setdefault(at(day), []).append(day)
    for key, dates in days.items():
        worked_s = sum(shift.counted_s for shift in past if at(shift.day) == key)
        yield dates[0], dates[-1], max(0, round(most_h * HOUR_S) - worked_s)
