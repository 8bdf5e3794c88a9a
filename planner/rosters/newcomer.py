"""Somebody who is not there yet: the rules that would hold for them, and which shifts they could take beside others."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from planner.rosters.problem import DutyShift, HoursLimit, RosterOfficer, RosterProblem, Runs

USUAL_WEEK_S = 44 * 3600
"""Hours when nobody is known [s]: `Officer.weekly_hours` by default."""
USUAL_REST_S = 11 * 3600
"""Rest when nobody is known [s]: `Rest.hours` by default."""
DAYS_PER_WEEK = 7


def newcomer(problem: RosterProblem, duty: int) -> RosterOfficer:
    """Give an officer for a duty to whom the rules of the others apply, without their leave, pins and history.

    The hours are the most that anybody who may do the duty has; without any officer the rules are the usual ones.
    """
    able = [officer for officer in problem.officers if duty in officer.duties] or list(problem.officers)
    if not able:
        return _usual(problem, duty)
    most: dict[tuple[str, int, int], HoursLimit] = {}
    for limit in (limit for officer in able for limit in officer.hours if limit.most_s is not None):
        key = (limit.rule, limit.first_day, limit.last_day)
        if key not in most or (most[key].most_s or 0) < (limit.most_s or 0):
            most[key] = limit
    skills = problem.duties[duty].skills
    return replace(
        able[0],
        id="",
        duties=frozenset({duty}),
        skills=skills,
        police=True,
        leave=(),
        hours=tuple(most.values()),
        pattern=(),
        pins=(),
        requests=(),
        published=(),
        past=(),
        past_days=0,
    )


def _usual(problem: RosterProblem, duty: int) -> RosterOfficer:
    weeks: Counter[dt.date] = Counter()
    first_of: dict[dt.date, int] = {}
    for day in range(problem.days):
        date = problem.first + dt.timedelta(day)
        monday = date - dt.timedelta(date.weekday())
        weeks[monday] += 1
        first_of.setdefault(monday, day)
    limits = [
        HoursLimit(rule="weekly_hours", first_day=first, last_day=first + weeks[monday] - 1, most_s=USUAL_WEEK_S)
        for monday, first in first_of.items()
    ]
    total_s = USUAL_WEEK_S * max(problem.days, DAYS_PER_WEEK) // DAYS_PER_WEEK
    limits.append(HoursLimit(rule="average_hours", first_day=0, last_day=problem.days - 1, most_s=total_s))
    return RosterOfficer(
        id="",
        duties=frozenset({duty}),
        skills=problem.duties[duty].skills,
        rest_s=USUAL_REST_S,
        work_run=Runs(longest=6),
        night_run=Runs(longest=3),
        hours=tuple(limits),
    )


def may_take(person: RosterOfficer, own: list[DutyShift], shift: DutyShift) -> bool:
    """Tell whether somebody with these shifts may take one more; soft rules are kept as well."""
    every = sorted([*own, shift], key=lambda item: item.start_s)
    return (
        all(_may_follow(person, one, two) for one, two in pairwise(every))
        and not _has_run({item.day for item in every}, person.work_run.longest)
        and not _has_run({night for item in every for night in item.nights}, person.night_run.longest)
        and all(_within(limit, every) for limit in person.hours)
        and all(
            sum(any(item.day in days for item in every) for days in limit.weekends) <= limit.most
            for limit in person.weekends
        )
        and all(sum(item.shift == limit.template for item in every) <= limit.most for limit in person.shift_limits)
    )


def _may_follow(person: RosterOfficer, one: DutyShift, two: DutyShift) -> bool:
    free = max((rule.free_days for rule in person.free_after if rule.template == one.shift), default=0)
    return (
        two.day > one.day + free
        and two.start_s >= one.end_s + person.rest_s
        and not (two.day == one.day + 1 and (one.shift, two.shift) in person.successions)
    )


def _has_run(dates: set[int], longest: int | None) -> bool:
    """Tell whether there is a run of more dates than allowed."""
    return longest is not None and any(all(date + step in dates for step in range(longest + 1)) for date in dates)


def _within(limit: HoursLimit, every: list[DutyShift]) -> bool:
    counted_s = sum(item.counted_s for item in every if limit.first_day <= item.day <= limit.last_day)
    return limit.most_s is None or counted_s <= limit.most_s
