"""The form in which a reader says what has happened to a plan, read field by field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args
from zoneinfo import ZoneInfo

from planner.domain.plan import Plan
from planner.domain.repair import (
    Absence,
    CallTaken,
    DockDown,
    DroneAlert,
    Event,
    HotSpotAdded,
    MoreNeeded,
    Offer,
    OfficerAway,
    UnitLost,
)
from planner.errors import NotFound, PlannerError
from web.pages.typed import CLOCK, FieldWrong, Place, moment, place

LONGEST_MIN = 480.0
MOST_MORE = 200
"""Most officers that more can be needed [officers]."""
CALL_MIN, STAY_MIN = 30, 12
"""Time at a call and at a hot spot that the form proposes [min]."""
ALERT_MIN, LONGEST_ALERT_MIN = 10, 120.0
"""Time of a drone at an alert that the form proposes, and the most [min]."""
SEARCH_S = (3, 10, 30)
"""Times that may be given to the search for one change of the roster [s]; the first is the usual one."""
OFFERS: tuple[Offer, ...] = get_args(Offer)
ABSENCES: tuple[Absence, ...] = get_args(Absence)

FIELDS = {
    "unknown_unit": "unit",
    "unit_is_off": "unit",
    "unit_keeps_to_ground": "unit",
    "unit_cannot_take_call": "unit",
    "place_far_off": "place",
    "window_over": "closes",
    "moment_outside_plan": "at",
    "nobody_for_call": "at",
    "unknown_officer": "officer",
    "officer_shift_begun": "officer",
    "away_outside_roster": "first",
    "unknown_duty": "duty",
    "need_outside_roster": "opens",
    "unknown_dock": "dock",
    "no_drone_for_alert": "at",
    "outage_over": "closes",
}
"""Fields of the form that a refusal by the repair itself is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What the form says: when, what, which offers for the roster are wanted, and the time to find each [s]."""

    at: dt.datetime
    event: Event
    offers: tuple[Offer, ...] = ("people",)
    search_s: float = SEARCH_S[0]


def field_of(error: PlannerError) -> str:
    """Give the name of the field that an error is about; empty: none in particular."""
    return error.field if isinstance(error, FieldWrong) else FIELDS.get(error.code, "")


def happened(form: Mapping[str, str], plan: Plan, places: Mapping[str, Place]) -> Happened:
    """Read what has happened, with times on the station's clock.

    Raises
    ------
    NotFound
        If a time, a place or a number cannot be read (then as `FieldWrong`), or nothing has happened.
    """
    zone = ZoneInfo(plan.timezone)
    wanted = form.get("offer", "")
    offers = tuple(offer for offer in OFFERS if offer == wanted) or OFFERS
    search_s = next((time_s for time_s in SEARCH_S if str(time_s) == form.get("search")), SEARCH_S[0])
    event = _event(form, zone, places)
    return Happened(at=moment(form, "at", zone), event=event, offers=offers, search_s=search_s)


def _event(form: Mapping[str, str], zone: ZoneInfo, places: Mapping[str, Place]) -> Event:
    match form.get("event"):
        case "lost":
            return UnitLost(unit=_unit(form) or "?")
        case "call":
            return CallTaken(location=place(form, places), minutes=_minutes(form, CALL_MIN), unit=_unit(form))
        case "hot_spot":
            return HotSpotAdded(
                location=place(form, places),
                opens=moment(form, "opens", zone),
                closes=moment(form, "closes", zone),
                minutes=_minutes(form, STAY_MIN),
            )
        case "away":
            return _away(form)
        case "more":
            return _more(form, zone)
        case "alert" | "dock_down":
            return _flight_event(form, zone, places)
        case _:
            raise NotFound("event_missing")


def _away(form: Mapping[str, str]) -> OfficerAway:
    first, last = _date(form, "first"), _date(form, "last")
    if last < first:
        raise FieldWrong("last", "dates_wrong", first=first, last=last)
    kind = next((kind for kind in ABSENCES if kind == form.get("kind")), "other")
    return OfficerAway(officer=form.get("officer") or "?", first=first, last=last, kind=kind)


def _more(form: Mapping[str, str], zone: ZoneInfo) -> MoreNeeded:
    start, end = moment(form, "opens", zone), moment(form, "closes", zone)
    if end <= start:
        raise FieldWrong("closes", "need_ends_before_start", end=f"{end:{CLOCK}}", start=f"{start:{CLOCK}}")
    text = form.get("count", "")
    if not (text.isdecimal() and text.isascii() and 1 <= int(text) <= MOST_MORE):
        raise FieldWrong("count", "count_wrong", count=text)
    return MoreNeeded(duty=form.get("duty") or "?", start=start, end=end, count=int(text))


def _flight_event(form: Mapping[str, str], zone: ZoneInfo, places: Mapping[str, Place]) -> DroneAlert | DockDown:
    if form.get("event") == "dock_down":
        return _dock_down(form, zone)
    where, minutes = place(form, places), _minutes(form, ALERT_MIN, LONGEST_ALERT_MIN)
    return DroneAlert(location=where, minutes=minutes, dock=form.get("dock") or None)


def _dock_down(form: Mapping[str, str], zone: ZoneInfo) -> DockDown:
    start, end = moment(form, "opens", zone), moment(form, "closes", zone)
    if end <= start:
        raise FieldWrong("closes", "outage_over", dock=form.get("dock", ""), end=f"{end:{CLOCK}}")
    return DockDown(dock=form.get("dock") or "?", start=start, end=end)


def _unit(form: Mapping[str, str]) -> str | None:
    return form.get("unit") or None


def _date(form: Mapping[str, str], field: str) -> dt.date:
    try:
        return dt.date.fromisoformat(form.get(field, ""))
    except ValueError:
        raise FieldWrong(field, "dates_wrong", first=form.get("first", ""), last=form.get("last", "")) from None


def _minutes(form: Mapping[str, str], usual: float, longest: float = LONGEST_MIN) -> float:
    text = form.get("minutes", "") or str(usual)
    try:
        minutes = float(text)
    except ValueError:
        raise FieldWrong("minutes", "minutes_wrong", minutes=text) from None
    if minutes > longest and longest < LONGEST_MIN:
        raise FieldWrong("minutes", "alert_too_long", minutes=minutes, most=longest)
    if not 0 < minutes <= longest:
        raise FieldWrong("minutes", "minutes_wrong", minutes=text)
    return minutes
