"""The form in which a reader says what has happened to a plan, read field by field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

from fastapi import Request

from planner.domain.plan import Plan
from planner.domain.repair import CallTaken, Event, HotSpotAdded, UnitLost
from planner.domain.scenario import Scenario
from planner.errors import NotFound, PlannerError

FORM = "application/x-www-form-urlencoded"
LONGEST_BYTES = 8192
"""Length of a form that is read; a filled one has a few hundred bytes."""
LONGEST_MIN = 480.0
CALL_MIN, STAY_MIN = 30, 12
"""Time at a call and at a hot spot that the form proposes [min]."""
MOMENT = "%Y-%m-%dT%H:%M"
"""How a browser's field of date and time writes its value."""

Place = tuple[float, float]


class FormForeign(PlannerError):
    """A form was not sent by a page of this application."""

    code = "form_foreign"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What the form says: when, and what."""

    at: dt.datetime
    event: Event


async def own_form(request: Request) -> dict[str, str]:
    """Read a form that a page of ours has sent.

    Browsers name the origin of every form that they post; one without is refused as well.

    Raises
    ------
    FormForeign
        If it comes from another origin, from nowhere, or is no form.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    origin = urlsplit(request.headers.get("origin", "")).netloc
    if media_type != FORM or not origin or origin != request.headers.get("host"):
        raise FormForeign
    content = b""
    async for piece in request.stream():
        content += piece
        if len(content) > LONGEST_BYTES:
            raise FormForeign
    return {key: value.strip() for key, value in parse_qsl(content.decode("utf-8", "replace"))}


def happened(form: Mapping[str, str], plan: Plan, places: Mapping[str, Place]) -> Happened:
    """Read what has happened, with times on the station's clock.

    Raises
    ------
    NotFound
        If a time, a place or a number cannot be read, or nothing has happened.
    """
    zone = ZoneInfo(plan.timezone)
    return Happened(at=_moment(form.get("at", ""), zone), event=_event(form, zone, places))


def _event(form: Mapping[str, str], zone: ZoneInfo, places: Mapping[str, Place]) -> Event:
    match form.get("event"):
        case "lost":
            return UnitLost(unit=_unit(form) or "?")
        case "call":
            place, minutes = _place(form.get("place", ""), places), _minutes(form, CALL_MIN)
            return CallTaken(location=place, minutes=minutes, unit=_unit(form))
        case "hot_spot":
            return HotSpotAdded(
                location=_place(form.get("place", ""), places),
                opens=_moment(form.get("opens", ""), zone),
                closes=_moment(form.get("closes", ""), zone),
                minutes=_minutes(form, STAY_MIN),
            )
        case _:
            raise NotFound("event_missing")


def _unit(form: Mapping[str, str]) -> str | None:
    return form.get("unit") or None


def _moment(text: str, zone: ZoneInfo) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise NotFound("not_a_time", text=text) from None
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


def _minutes(form: Mapping[str, str], usual: float) -> float:
    text = form.get("minutes", "") or str(usual)
    try:
        minutes = float(text)
    except ValueError:
        raise NotFound("minutes_wrong", minutes=text) from None
    if not 0 < minutes <= LONGEST_MIN:
        raise NotFound("minutes_wrong", minutes=text)
    return minutes


def _place(text: str, places: Mapping[str, Place]) -> Place:
    """Give the place of a name, or of longitude and latitude with a comma between them."""
    if text in places:
        return places[text]
    try:
        lon, lat = (float(part) for part in text.replace("\uff0c", ",").split(","))
    except ValueError:
        raise NotFound("place_not_known", text=text) from None
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise NotFound("place_not_known", text=text)
    return lon, lat


def places_of(scenario: Scenario) -> dict[str, Place]:
    """Give the places that a reader may call by name; the first of a name counts."""
    named: list[tuple[str, Place]] = [
        *((point.name, point.location) for point in scenario.points),
        *((place.name, place.location) for place in scenario.places),
        *((office.name, office.location) for office in scenario.offices),
    ]
    return dict(reversed(named))


def proposed(plan: Plan, now: dt.datetime) -> dt.datetime:
    """Give the moment that the form proposes: now while the plan is being worked, else its start."""
    zone = ZoneInfo(plan.timezone)
    inside = plan.start <= now < plan.end
    return (now if inside else plan.start).astimezone(zone).replace(second=0, microsecond=0)
