"""Whether officers can fill their contract hours on the days that they are there."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.domain.clock import seconds_between
from planner.errors import Fault
from planner.sources.faults import shown
from planner.sources.roster_draft import RosterDraft, Span, rosters

if TYPE_CHECKING:
    from planner.domain.force import Officer, Shift
    from planner.sources.draft import Draft


def contract_hours_can_be_filled(draft: Draft) -> Iterator[Fault]:
    """Refuse a contract that nobody could fill: its hours are more than the longest shift on every date present.

    Hours that the rules allow in a week and in the horizon are the most that count.
    """
    for roster in rosters(draft):
        rule = roster.rules.rules.contract_hours
        if not rule.on or rule.weight is not None or roster.rules.design:
            continue
        for item in draft.officers:
            officer = item.noun
            present = [date for date in roster.dates if not any(x.start <= date <= x.end for x in officer.leave)]
            needed_h = officer.least_weekly_hours * len(present) / 7
            possible_h = _most_h(roster, officer, present) if needed_h else 0.0
            if needed_h > possible_h + 1e-6:
                params = {
                    "officer": shown(officer.id),
                    "needed_h": round(needed_h, 1),
                    "possible_h": round(possible_h, 1),
                    "days": len(present),
                }
                place = f"{item.place}: least_weekly_hours"
                yield Fault(code="contract_hours_unreachable", file=item.file, place=place, params=params)


def _most_h(roster: RosterDraft, officer: Officer, present: list[dt.date]) -> float:
    """Give the most counted hours that the dates present and the limits of hours leave an officer [h]."""
    book = roster.rules.rules
    weeks: defaultdict[dt.date, float] = defaultdict(float)
    for date in present:
        weeks[date - dt.timedelta(date.weekday())] += _longest_h(roster, officer, date)
    if book.weekly_hours.on and book.weekly_hours.weight is None:
        most_h = officer.weekly_hours if book.weekly_hours.most_h is None else book.weekly_hours.most_h
        weeks = defaultdict(float, {week: min(hours, most_h) for week, hours in weeks.items()})
    total_h = sum(weeks.values())
    if book.average_hours.on and book.average_hours.weight is None:
        total_h = min(total_h, officer.weekly_hours * max(len(roster.dates), 7) / 7)
    return total_h


def _longest_h(roster: RosterDraft, officer: Officer, date: dt.date) -> float:
    """Give the most counted hours of a shift that an officer could start on a date [h]."""
    duties = [
        item.noun
        for item in roster.draft.duties
        if (not officer.duties or item.noun.code in officer.duties) and set(item.noun.skills) <= set(officer.skills)
    ]
    found = [0.0]
    for shift in roster.shifts.values():
        span = roster.span(shift.code, date)
        shares = [duty.counted_share for duty in duties if not shift.duties or duty.code in shift.duties]
        if span and shares and not roster.leave(officer, span):
            found.append(_counted_h(shift, max(shares), span))
    return max(found)


def _counted_h(shift: Shift, share: float, span: Span) -> float:
    """Give the hours that a shift counts, in time that really passes [h]."""
    if shift.counted_h is not None:
        return shift.counted_h
    pause_min = 0 if shift.second is None else shift.second.start - shift.window.end
    return (seconds_between(*span) / 3600 - pause_min / 60) * share
