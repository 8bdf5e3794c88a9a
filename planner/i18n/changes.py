"""What a repair has changed in a plan, stop by stop, and why."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from planner.domain.repair import PlanChange
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
