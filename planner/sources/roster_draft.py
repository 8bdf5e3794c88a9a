"""The roster of a draft, for its checks: its horizon, its officers, and when a shift starts and ends on a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.domain.clock import MINUTES_PER_DAY, instant, openings, seconds_between
from planner.domain.day_kinds import day_kind
from planner.errors import Fault
from planner.sources.faults import nearest, shown

if TYPE_CHECKING:
    from planner.domain.force import Leave, Officer, Shift
    from planner.domain.rostering import RosterRules
    from planner.sources.draft import Draft

Span = tuple[dt.datetime, dt.datetime]


def unknown(draft: Draft, identity: str, kind: str, known: Collection[str], place: str) -> Iterator[Fault]:
    """Refuse an id of the manifest that is not among the known ones; nothing is told of a kind that was not read."""
    if identity not in known and kind not in draft.unread:
        near = nearest(identity, sorted(known)) or "-"
        params = {"id": shown(identity), "kind": kind, "nearest": shown(near)}
        yield Fault(code="reference_unknown", file=draft.manifest, place=place, params=params)


@dataclass(frozen=True)
class RosterDraft:
    """A draft that has rules of its roster."""

    draft: Draft
    rules: RosterRules

    @cached_property
    def zone(self) -> ZoneInfo:
        """The station's time zone."""
        return ZoneInfo(self.draft.station.timezone if self.draft.station else "UTC")

    @cached_property
    def dates(self) -> tuple[dt.date, ...]:
        """Dates of the horizon."""
        return tuple(self.rules.start + dt.timedelta(day) for day in range(self.rules.days))

    @property
    def bounds(self) -> dict[str, object]:
        """First and last date of the horizon, as faults tell them."""
        return {"first": self.dates[0].isoformat(), "last": self.dates[-1].isoformat()}

    @cached_property
    def officers(self) -> dict[str, Officer]:
        """Officers by id; of two with one id the first."""
        return {item.noun.id: item.noun for item in reversed(self.draft.officers)}

    @cached_property
    def shifts(self) -> dict[str, Shift]:
        """Shift templates by code."""
        return {item.noun.code: item.noun for item in self.draft.shifts}

    def span(self, code: str, date: dt.date) -> Span | None:
        """Give when the shift that starts on a date starts and ends, or None if it is not worked then."""
        shift = self.shifts.get(code)
        if shift is None or not self._calendar_allows(shift, date):
            return None
        opened = date - dt.timedelta(shift.window.start // MINUTES_PER_DAY)
        spans = openings((shift.window,), opened, self.zone)
        if not spans:
            return None
        start, end = spans[0]
        return start, end if shift.second is None else instant(opened, shift.second.end, self.zone)

    def leave(self, officer: Officer, span: Span) -> Leave | None:
        """Give the leave of an officer, from midnight to midnight, that a span touches."""
        for leave in officer.leave:
            away = instant(leave.start, 0, self.zone), instant(leave.end, MINUTES_PER_DAY, self.zone)
            if seconds_between(span[0], away[1]) > 0 and seconds_between(away[0], span[1]) > 0:
                return leave
        return None

    def _calendar_allows(self, shift: Shift, date: dt.date) -> bool:
        if shift.calendar == "any":
            return True
        kind = day_kind(date, self.rules.calendar, self.draft.day_kinds)
        return (shift.calendar == "workdays") == (kind == "workday")


def rosters(draft: Draft) -> Iterator[RosterDraft]:
    """Give the roster of a draft, if its rules could be read."""
    if draft.roster is not None:
        yield RosterDraft(draft, draft.roster)
