"""How fair a roster is: what each officer has with the weeks before, and how far that is from the share of peers."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from planner.domain.clock import instant
from planner.domain.force import Officer, Shift
from planner.domain.plan import Assignment
from planner.domain.rostering import PastShift
from planner.domain.scenario import Scenario
from planner.exports.day_kinds import kinds_of
from planner.exports.roster_month import Line, Month, Totals, totals_of, works_of

SHARED = ("counted_h", "nights", "weekends", "holidays", "turns")
"""Totals that are shared out fairly."""
NONE = Totals(shifts=0, counted_h=0.0, nights=0, weekends=0, holidays=0, turns=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What an officer has of one thing.

    Attributes
    ----------
    here, before
        In this roster and in the history; hours in hours of duty [h].
    above
        Both together less the fair share: peers share what all of them have here by contract hours, days of leave
        taken off, and what they had before by the contract hours since their own first row in the history.
    """

    here: float
    before: float
    above: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """One officer's totals, and the contract hours of the days present [h]."""

    here: Totals
    before: Totals
    here_h: float
    before_h: float


def balances(month: Month, scenario: Scenario | None) -> tuple[Mapping[str, Balance], ...]:
    """Give the balance of each line of a month by the names of `SHARED`; without a scenario all are peers."""
    past = past_totals(scenario) if scenario else {}
    known = {officer.id: officer for officer in scenario.officers} if scenario else {}
    standings = [_standing(line, month, known.get(line.officer.id), past) for line in month.lines]
    found: list[dict[str, Balance]] = [{} for _ in standings]
    for what in SHARED:
        groups: dict[object, list[int]] = defaultdict(list)
        for index, line in enumerate(month.lines):
            groups[_peers(known.get(line.officer.id), scenario, what)].append(index)
        for group in groups.values():
            for index, balance in zip(group, _shared([standings[index] for index in group], what), strict=True):
                found[index][what] = balance
    return tuple(found)


def past_totals(scenario: Scenario) -> dict[str, tuple[dt.date, Totals]]:
    """Give each officer's first date and totals in the history before the roster's first date."""
    zone, first = ZoneInfo(scenario.station.timezone), scenario.roster.start
    shifts = {shift.code: shift for shift in scenario.shifts}
    rows = [
        row
        for past in scenario.history
        if past.start.astimezone(zone).date() < first
        for row in _rows(past, shifts.get(past.shift), zone)
    ]
    works = defaultdict(list)
    for work in works_of(rows, zone, scenario):
        works[work.parts[0].officer].append(work)
    dates = sorted({work.date for own in works.values() for work in own})
    kinds = dict(zip(dates, kinds_of(dates, scenario), strict=True))
    turns = frozenset(duty.code for duty in scenario.duties if duty.fair_turns)
    return {officer: (min(work.date for work in own), totals_of(own, kinds, turns)) for officer, own in works.items()}


def _rows(past: PastShift, shift: Shift | None, zone: ZoneInfo) -> list[Assignment]:
    """Give a past shift as one row; a split one that is told as a whole as two, without its pause."""
    row = Assignment(officer=past.officer, start=past.start, end=past.end, duty=past.duty or "-", shift=past.shift)
    if shift is None or shift.second is None:
        return [row]
    date = past.start.astimezone(zone).date() - dt.timedelta(days=shift.window.start // 1440)
    pause, again = instant(date, shift.window.end, zone), instant(date, shift.second.start, zone)
    if not past.start < pause < again < past.end:
        return [row]
    return [row.model_copy(update={"end": pause}), row.model_copy(update={"start": again})]


def _standing(
    line: Line, month: Month, officer: Officer | None, past: Mapping[str, tuple[dt.date, Totals]]
) -> _Standing:
    since, before = past.get(line.officer.id, (month.dates[0], NONE))
    if officer is None:
        return _Standing(here=line.totals, before=before, here_h=1.0, before_h=0.0)
    earlier = [since + dt.timedelta(days=n) for n in range((month.dates[0] - since).days)]
    away = sum(any(leave.start <= date <= leave.end for leave in officer.leave) for date in earlier)
    return _Standing(
        here=line.totals,
        before=before,
        here_h=officer.weekly_hours * (len(month.dates) - len(line.leave)) / 7,
        before_h=officer.weekly_hours * (len(earlier) - away) / 7,
    )


def _peers(officer: Officer | None, scenario: Scenario | None, what: str) -> object:
    """Tell who is compared: who can do the same duties, and for turns all who may take one."""
    if officer is None or scenario is None:
        return None
    able = [
        duty
        for duty in scenario.duties
        if (not officer.duties or duty.code in officer.duties) and set(duty.skills) <= set(officer.skills)
    ]
    if what == "turns":
        return any(duty.fair_turns for duty in able)
    return frozenset(duty.code for duty in able)


def _shared(group: Sequence[_Standing], what: str) -> list[Balance]:
    """Share what a group has; those without contract hours have no share, and are not compared."""
    here = [float(getattr(own.here, what)) for own in group]
    before = [float(getattr(own.before, what)) for own in group]
    here_h, before_h = sum(own.here_h for own in group), sum(own.before_h for own in group)
    all_here = sum(count for count, own in zip(here, group, strict=True) if own.here_h)
    all_before = sum(count for count, own in zip(before, group, strict=True) if own.before_h)
    found = []
    for own, count, earlier in zip(group, here, before, strict=True):
        share = all_here * own.here_h / here_h if here_h else count
        share += all_before * own.before_h / before_h if own.before_h else earlier
        above = count + earlier - share if own.here_h else 0.0
        found.append(Balance(here=count, before=earlier, above=round(above, 2)))
    return found
