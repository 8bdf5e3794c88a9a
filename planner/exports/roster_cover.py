"""How many are on duty by date, and how many are missing below the minimum."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.evaluation.rosters.cover import staffing
from planner.exports.roster_month import Month


class Crowd(NamedTuple):
    """Officers who start a shift of a duty, by date."""

    duty: str
    shift: str
    counts: dict[dt.date, int]


def crowds(month: Month) -> tuple[Crowd, ...]:
    """Count who starts each shift of each duty, by duty and then by the time at which shifts start."""
    counts: dict[tuple[str, str], Counter[dt.date]] = {}
    first: dict[tuple[str, str], dt.time] = {}
    for line in month.lines:
        for works in line.worked.values():
            for work in works:
                key = work.duty, work.shift
                counts.setdefault(key, Counter())[work.date] += 1
                first[key] = min(first.get(key, dt.time.max), work.start.time())
    return tuple(Crowd(*key, dict(counts[key])) for key in sorted(counts, key=lambda key: (key[0], first[key], key[1])))


def missing(plan: Plan, scenario: Scenario) -> dict[tuple[str, dt.date], int]:
    """Give the most officers missing at one time below the minimum, by duty and planning day."""
    zone, opens = ZoneInfo(plan.timezone), dt.timedelta(minutes=scenario.day_start_min)
    short: Counter[tuple[str, dt.date]] = Counter()
    for need, there in staffing(plan, scenario, {}):
        lacking = need.minimum - there
        if lacking > 0:
            wall = need.start.astimezone(zone).replace(tzinfo=None)
            key = need.duty, (wall - opens).date()
            short[key] = max(short[key], lacking)
    return dict(short)
