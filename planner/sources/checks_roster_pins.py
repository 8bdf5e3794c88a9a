"""Whether the cells of the roster that are decided by hand can stand, each alone and against what needs no solver."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.domain.patterns import PatternWrong, pattern_of
from planner.domain.rostering import OFF
from planner.errors import Fault
from planner.sources.checks_rotations import allowed, followers
from planner.sources.faults import shown
from planner.sources.roster_draft import RosterDraft, rosters, unknown

if TYPE_CHECKING:
    from planner.domain.force import Duty, Officer
    from planner.domain.rostering import RosterPin
    from planner.sources.draft import Draft


def roster_pins_name_what_is_there(draft: Draft) -> Iterator[Fault]:
    """Refuse pins of unknown officers, shifts and duties, of dates outside the horizon, and two for one cell."""
    for roster in rosters(draft):
        first: dict[tuple[str, dt.date], str] = {}
        for place, pin in _pins(roster):
            yield from unknown(draft, pin.officer, "officers", draft.ids("officers"), f"{place}.officer")
            yield from unknown(draft, pin.shift, "shifts", draft.ids("shifts") | {OFF}, f"{place}.shift")
            if pin.duty is not None:
                yield from unknown(draft, pin.duty, "duties", draft.ids("duties"), f"{place}.duty")
            if pin.date not in roster.dates:
                yield _fault(roster, "roster_pin_outside_horizon", f"{place}.date", pin, **roster.bounds)
            cell = (pin.officer, pin.date)
            if cell in first:
                yield _fault(roster, "roster_pin_twice", place, pin, first=first[cell])
            first.setdefault(cell, place)


def roster_pins_are_allowed(draft: Draft) -> Iterator[Fault]:
    """Refuse a pin to a shift that is not worked on its date, that its officer may not work, or that falls on leave."""
    for roster, place, pin, officer in _known(draft):
        if pin.shift == OFF:
            continue
        span, duties = roster.span(pin.shift, pin.date), _duties(roster, pin)
        if span is None or not duties:
            shift = f"{pin.shift} ({pin.duty})" if pin.duty else pin.shift
            params = {"officer": pin.officer, "date": pin.date.isoformat(), "shift": shown(shift)}
            yield Fault(code="roster_pin_not_worked", file=draft.manifest, place=place, params=params)
            continue
        open_to = [duty for duty in duties if not officer.duties or duty.code in officer.duties]
        lacking = [sorted(set(duty.skills) - set(officer.skills)) for duty in open_to]
        if not open_to:
            names = {"duties": ", ".join(d.code for d in duties), "allowed": ", ".join(officer.duties)}
            yield _fault(roster, "roster_pin_duty_closed", f"{place}.shift", pin, **names)
        elif all(lacking):
            yield _fault(roster, "roster_pin_skill_missing", f"{place}.officer", pin, skills=", ".join(lacking[0]))
        leave = roster.leave(officer, span)
        if leave is not None:
            days = {"start": leave.start.isoformat(), "end": leave.end.isoformat()}
            yield _fault(roster, "roster_pin_on_leave", f"{place}.date", pin, **days)


def _duties(roster: RosterDraft, pin: RosterPin) -> list[Duty]:
    """List the duties that are worked in the shift of a pin, or the pinned one alone."""
    within = roster.shifts[pin.shift].duties
    duties = [item.noun for item in roster.draft.duties if not within or item.noun.code in within]
    return [duty for duty in duties if pin.duty in {None, duty.code}]


def roster_pins_keep_rotations(draft: Draft) -> Iterator[Fault]:
    """Refuse a pin to a shift that the pattern of its officer does not have on its date."""
    for roster in rosters(draft):
        for rotation in roster.rules.rotations:
            try:
                turn = pattern_of(rotation, draft.ids("shifts"))
            except PatternWrong:
                continue
            places = dict(followers(roster, rotation))
            for place, pin in _pins(roster):
                if pin.officer not in places or pin.shift == OFF:
                    continue
                codes = allowed(roster, rotation, turn, places[pin.officer], pin.date)
                if codes is not None and pin.shift not in codes:
                    told = {"rotation": shown(rotation.name), "allowed": " | ".join(sorted(codes)) or OFF}
                    yield _fault(roster, "roster_pin_against_rotation", f"{place}.shift", pin, **told)


def _pins(roster: RosterDraft) -> Iterator[tuple[str, RosterPin]]:
    for number, pin in enumerate(roster.rules.pins, 1):
        yield f"[roster]: pins[{number}]", pin


def _known(draft: Draft) -> Iterator[tuple[RosterDraft, str, RosterPin, Officer]]:
    """Give the pins of known officers to known shifts and duties."""
    if len(draft.duties) < len(draft.named["duties"]):
        return
    for roster in rosters(draft):
        for place, pin in _pins(roster):
            officer = roster.officers.get(pin.officer)
            duty_known = pin.duty is None or pin.duty in draft.ids("duties")
            if officer is not None and duty_known and pin.shift in {OFF, *roster.shifts}:
                yield roster, place, pin, officer


def _fault(roster: RosterDraft, code: str, place: str, pin: RosterPin, **params: object) -> Fault:
    cell = {"officer": shown(pin.officer), "date": pin.date.isoformat(), "shift": shown(pin.shift)}
    return Fault(code=code, file=roster.draft.manifest, place=place, params=cell | params)
