"""Shifts as events of a calendar (iCalendar, RFC 5545), one officer's or everybody's."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.exports.format import Format
from planner.exports.names import names_by_code
from planner.exports.roster_month import month_of
from planner.exports.xml_text import xml_text
from planner.i18n import N_
from planner.i18n.roster_sheet import word

if TYPE_CHECKING:
    from icalendar import Event

    from planner.domain.plan import Assignment, Plan, PlanOfficer
    from planner.domain.scenario import Scenario
    from planner.exports.roster_month import Worked
    from planner.i18n import Language


def encode(plan: Plan) -> bytes:
    """Give the events without the scenario: codes stand for duties, shifts and places."""
    return encode_for_reader(plan, None, "en")


def encode_for_reader(plan: Plan, scenario: Scenario | None, language: Language) -> bytes:
    """Give one event a shift, two for a split one, on the station's clock with the time zone spelt out.

    An event is known by station, officer, date and shift and not by its time, so that a shift that is moved moves in
    a calendar which has it already; later plans have higher numbers (`SEQUENCE`), and win.
    """
    from icalendar import Calendar

    from planner.exports.time_zones import time_zone

    month = month_of(plan, scenario)
    alone = month.lines[0].officer if len(month.lines) == 1 else None
    who = (alone.name or alone.id) if alone else (plan.station_name or plan.station)
    calendar = Calendar()
    calendar.add("prodid", "-//patrol-planner//roster//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _text(word("calendar", language, who=who)))
    calendar.add("x-wr-timezone", plan.timezone)
    rows = [row for line in month.lines for works in line.worked.values() for work in works for row in work.parts]
    if rows:
        first, last = min(row.start for row in rows), max(row.end for row in rows)
        calendar.add_component(time_zone(ZoneInfo(plan.timezone), first, last))
    names = names_by_code(scenario)
    for line in month.lines:
        for date in sorted(line.worked):
            for work in line.worked[date]:
                for part in range(len(work.parts)):
                    summary = _summary(work, line.officer, names, language, named=alone is None)
                    calendar.add_component(_event(plan, work, part, summary, names))
    content: bytes = calendar.to_ical()
    return content


def _event(plan: Plan, work: Worked, part: int, summary: str, names: Mapping[str, str]) -> Event:
    from icalendar import Event

    zone, row = ZoneInfo(plan.timezone), work.parts[part]
    event = Event()
    event.add("uid", _uid(plan.station, work, part))
    event.add("dtstamp", plan.created.astimezone(dt.UTC))
    event.add("last-modified", plan.created.astimezone(dt.UTC))
    event.add("sequence", int(plan.created.timestamp()) // 60)
    event.add("dtstart", row.start.astimezone(zone))
    event.add("dtend", row.end.astimezone(zone))
    event.add("summary", summary)
    event.add("status", "CONFIRMED")
    place = _place(row, names)
    if place:
        event.add("location", place)
    return event


def _uid(station: str, work: Worked, part: int) -> str:
    """Give the name by which calendars know an event; ids may hold anything, so it is a hash of them."""
    what = (station, work.parts[0].officer, work.date.isoformat(), work.shift, str(part))
    digest = hashlib.sha256("\x1f".join(what).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{digest[:32]}@patrol-planner"


def _summary(work: Worked, officer: PlanOfficer, names: Mapping[str, str], language: Language, *, named: bool) -> str:
    duty, shift = names.get(work.duty, work.duty), names.get(work.shift, work.shift)
    who = officer.name or officer.id
    key = "event_of" if named else "event"
    return _text(word(key, language, officer=who, duty=duty, shift=shift))


def _place(row: Assignment, names: Mapping[str, str]) -> str:
    place = row.post or row.grid or ""
    return _text(names.get(place, place))


def _text(text: str) -> str:
    """Leave out what no line of text may hold (RFC 5545, 3.1); line breaks become blanks."""
    return " ".join(xml_text(text).split())


FORMAT = Format(
    id="ical",
    suffix=".ics",
    media_type="text/calendar; charset=utf-8",
    summary=N_("Shifts as calendar events, of one officer or of everybody"),
    encode=encode,
    encode_for_reader=encode_for_reader,
    per_officer=True,
)
