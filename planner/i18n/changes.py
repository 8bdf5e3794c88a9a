"""What a repair has changed in a plan, stop by stop, date by date and flight by flight, and why."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from planner.domain.repair import FlightChange, PlanChange, RosterChange
from planner.domain.scenario import Scenario
from planner.i18n import N_, Language, sentence, translate

CHANGES: dict[str, str] = {
    "added": N_("{after}  {place}: added to the route of {unit} ({reason})"),
    "removed": N_("{before}  {place}: taken off the route of {unit} ({reason})"),
    "moved": N_("{after}  {place}: from {before} to {after} on the route of {unit} ({reason})"),
    "handed_over": N_("{after}  {place}: from {unit_before} at {before} to {unit} at {after} ({reason})"),
}

CHANGE_REASONS: dict[str, str] = {
    "unit_lost": N_("its unit is lost"),
    "unit_called": N_("its unit takes a call"),
    "call_taken": N_("the call"),
    "hot_spot_added": N_("the new hot spot"),
    "made_room": N_("to make room for required visits"),
    "room_found": N_("there is room for it"),
}

MEAL = N_("meal break")

FLIGHTS: dict[str, str] = {
    "alert": N_("{after}  round {round}, dock {dock}: its drone is at the alert"),
    "broken_off": N_(
        "{after}  round {round}, dock {dock}: flies home from the alert, the rest is not flown ({reason})"
    ),
    "diverted": N_("{after}  round {round}, dock {dock}: lands at an alternate, the rest is not flown ({reason})"),
    "resumed": N_("{after}  round {round}, dock {dock}: goes on after the alert ({reason})"),
    "missed": N_("{before}  round {round}, dock {dock}: is not flown ({reason})"),
    "moved": N_("{after}  round {round}, dock {dock}: from {before} to {after} ({reason})"),
    "other_dock": N_("{after}  round {round}: dock {dock} instead of {dock_before} at {before} ({reason})"),
}

FLIGHT_REASONS: dict[str, str] = {
    "drone_on_alert": N_("the alert"),
    "operator_away": N_("fewer drone operators"),
    "dock_is_down": N_("a dock is out of service"),
}

CELLS: dict[str, str] = {
    "called_in": N_("{date}  {officer}: called in for {after} ({reason})"),
    "moved": N_("{date}  {officer}: {after} instead of {before} ({reason})"),
    "freed": N_("{date}  {officer}: off instead of {before} ({reason})"),
}

CELL_REASONS: dict[str, str] = {
    "officer_away": N_("is away"),
    "takes_over": N_("takes over from {other}"),
    "more_needed": N_("more are needed"),
    "keeps_cover": N_("so that enough are there"),
    "keeps_rules": N_("so that rest and the other rules are kept"),
}


def change_text(change: PlanChange, language: Language, zone: ZoneInfo) -> str:
    """Give the sentence of a change, with times on the station's clock."""
    handed = change.kind == "moved" and change.unit_before != change.unit_after
    reason = CHANGE_REASONS.get(change.reason, change.reason)
    params = {
        "place": translate(MEAL, language) if change.stop == "break" else change.place,
        "unit": change.unit,
        "unit_before": change.unit_before or "",
        "before": _clock(change.before, zone),
        "after": _clock(change.after, zone),
        "reason": translate(reason, language),
    }
    return sentence(CHANGES["handed_over" if handed else change.kind], language, params)


def _clock(moment: dt.datetime | None, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%H:%M}" if moment else ""


def flight_text(change: FlightChange, language: Language, zone: ZoneInfo) -> str:
    """Give the sentence of a changed flight, with times on the station's clock."""
    params = {
        "round": change.round,
        "dock": change.dock,
        "dock_before": change.dock_before or "",
        "before": _clock(change.before, zone),
        "after": _clock(change.after, zone),
        "reason": translate(FLIGHT_REASONS[change.reason], language),
    }
    return sentence(FLIGHTS[change.kind], language, params)


def cell_text(change: RosterChange, language: Language, scenario: Scenario) -> str:
    """Give the sentence of a changed date, with the names that the scenario has."""
    params = {
        "date": f"{change.date:%m-%d}",
        "officer": person_text(change.officer, scenario),
        "before": work_text(change.shift_before, change.duty_before, scenario),
        "after": work_text(change.shift_after, change.duty_after, scenario),
        "reason": cell_reason_text(change, language, scenario),
    }
    return sentence(CELLS[change.kind], language, params)


def cell_reason_text(change: RosterChange, language: Language, scenario: Scenario) -> str:
    """Say why a date was changed."""
    return sentence(CELL_REASONS[change.reason], language, {"other": person_text(change.other, scenario)})


def person_text(code: str, scenario: Scenario) -> str:
    """Name an officer, with the id, since two may have one name."""
    name = next((officer.name for officer in scenario.officers if officer.id == code), "")
    return f"{name} ({code})" if name else code


def work_text(shift: str, duty: str, scenario: Scenario) -> str:
    """Name a shift and its duty as the station does."""
    shifts = {known.code: known.name or known.code for known in scenario.shifts}
    duties = {known.code: known.name or known.code for known in scenario.duties}
    return f"{shifts.get(shift, shift)} {duties.get(duty, duty)}"
