"""Who can come first, and who shuts in somebody who fled: the two questions as readers fill them in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.domain.force import Mode
from planner.domain.plan import Plan
from planner.errors import NotFound
from web.dispatching import FASTEST_KMH, LONGEST_AGO_MIN, LONGEST_WITHIN_MIN, SLOWEST_KMH
from web.pages.repair_fields import MOMENT, EventFields, proposed
from web.pages.typed import CLOCK, FieldWrong, Form, Place, choice, moment, number, place

if TYPE_CHECKING:
    from planner.dispatch.intercept.flight import Fled

NEAREST, FLED = "nearest", "fled"
COUNTS = ("3", "5", "10")
WHO = ("all", "police")
GROUNDS = ("keep", "leave")
CORDONS = ("chosen", "border")
MODES: tuple[Mode, ...] = ("foot", "bike", "car")

FIELDS = {"place_far_off": "place", "flight_off_street": "place"}
"""Fields that a refusal by the search itself is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearestAsked:
    """Who can be at a place first: how many units at most, only those that may act alone, off their ground as well."""

    at: dt.datetime
    place: Place
    count: int
    police: bool
    leave_ground: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FledAsked:
    """Who shuts in somebody: at junctions that are chosen, or at every way out."""

    at: dt.datetime
    fled: Fled
    border: bool
    leave_ground: bool


def asked(form: Form, plan: Plan, places: Mapping[str, Place]) -> NearestAsked | FledAsked:
    """Read a question, with times on the station's clock.

    Raises
    ------
    NotFound
        If a field cannot be read (then as `FieldWrong`), or nothing is asked.
    """
    at = _within(moment(form, "at", ZoneInfo(plan.timezone)), plan)
    leave = choice(form, "ground", GROUNDS) == "leave"
    if form.get("event") == NEAREST:
        return NearestAsked(
            at=at,
            place=place(form, places),
            count=int(choice(form, "count", COUNTS)),
            police=choice(form, "who", WHO) == "police",
            leave_ground=leave,
        )
    if form.get("event") == FLED:
        border = choice(form, "cordon", CORDONS) == "border"
        return FledAsked(at=at, fled=_fled(form, places), border=border, leave_ground=leave)
    raise NotFound("question_missing")


def _within(at: dt.datetime, plan: Plan) -> dt.datetime:
    if not plan.start <= at < plan.end:
        span = {"start": f"{plan.start:{CLOCK}}", "end": f"{plan.end:{CLOCK}}"}
        raise FieldWrong("at", "moment_outside_plan", at=f"{at:{CLOCK}}", **span)
    return at


def _fled(form: Form, places: Mapping[str, Place]) -> Fled:
    from planner.dispatch.intercept.flight import FLEES_KMH, Fled

    mode = choice(form, "mode", MODES)
    return Fled(
        place=place(form, places),
        ago_s=60 * number(form, "ago", 0.0, LONGEST_AGO_MIN),
        mode=mode,
        speed_kmh=number(form, "speed", SLOWEST_KMH, FASTEST_KMH) if form.get("speed") else FLEES_KMH[mode],
        within_s=60 * number(form, "within", 1.0, LONGEST_WITHIN_MIN),
    )


def questions(plan: Plan, now: dt.datetime, filled: Form | None = None) -> list[EventFields]:
    """Give both forms, with what was filled in before in the one that it was filled into."""
    zone = ZoneInfo(plan.timezone)
    opens, closes = plan.start.astimezone(zone), plan.end.astimezone(zone)
    at = proposed(opens, closes, now).strftime(MOMENT)
    forms = {
        NEAREST: {"at": at, "place": "", "count": COUNTS[0], "who": WHO[0], "ground": GROUNDS[0]},
        FLED: {"at": at, "place": "", "ago": "2", "mode": "foot", "speed": "", "within": "10", "cordon": CORDONS[0]}
        | {"ground": GROUNDS[0]},
    }
    return [
        EventFields(
            event=event,
            values={key: filled.get(key, "") for key in usual} if filled and filled.get("event") == event else usual,
            opens=opens.strftime(MOMENT),
            closes=closes.strftime(MOMENT),
        )
        for event, usual in forms.items()
    ]
