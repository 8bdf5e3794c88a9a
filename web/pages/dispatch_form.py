"""Who can come first, and who shuts in somebody who fled: the two questions as readers fill them in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict
from zoneinfo import ZoneInfo

from planner.domain.force import Mode
from planner.domain.plan import Plan
from planner.errors import NotFound
from web.answers.dispatch import FASTEST_KMH, LONGEST_AGO_MIN, LONGEST_WITHIN_MIN, SLOWEST_KMH
from web.pages.dispatch_positions import FIELD, REFUSED, RESTS, positions
from web.pages.repair_fields import MOMENT, EventFields, proposed
from web.pages.typed import CLOCK, FieldWrong, Form, Place, choice, moment, number, place
from web.representations.dispatch import LONGEST_READY_MIN

if TYPE_CHECKING:
    from planner.dispatch.intercept.flight import Fled
    from planner.dispatch.standing import Positions

NEAREST, FLED = "nearest", "fled"
COUNTS = ("3", "5", "10")
WHO = ("all", "police")
GROUNDS = ("keep", "leave")
CORDONS = ("chosen", "border")
MODES: tuple[Mode, ...] = ("foot", "bike", "car")

FIELDS = {"place_far_off": "place", "flight_off_street": "place", **REFUSED}
"""Fields that a refusal by the search itself is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What both questions say.

    Attributes
    ----------
    police
        Whether only units count that may act alone.
    leave_ground
        Whether units may leave the ground that they keep to.
    positions
        Where units are by their own report; None: where the plan has them.
    rest
        Whether units that do not report stand where the plan has them.
    """

    at: dt.datetime
    police: bool
    leave_ground: bool
    positions: Positions | None
    rest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NearestAsked(_Asked):
    """Who can be at a place first, and how many units at most."""

    place: Place
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FledAsked(_Asked):
    """Who shuts in somebody: at junctions that are chosen, or at every way out, and how long it takes to close one."""

    fled: Fled
    border: bool
    ready_min: float


def asked(form: Form, plan: Plan, places: Mapping[str, Place]) -> NearestAsked | FledAsked:
    """Read a question, with times on the station's clock.

    Raises
    ------
    NotFound
        If a field cannot be read (then as `FieldWrong`), or nothing is asked.
    """
    at, live = moment(form, "at", ZoneInfo(plan.timezone)), positions(form)
    about: _Both = {
        "at": at if live else _within(at, plan),
        "police": choice(form, "who", WHO) == "police",
        "leave_ground": choice(form, "ground", GROUNDS) == "leave",
        "positions": live,
        "rest": choice(form, "rest", RESTS) == "plan",
    }
    if form.get("event") == NEAREST:
        return NearestAsked(**about, place=place(form, places), count=int(choice(form, "count", COUNTS)))
    if form.get("event") == FLED:
        border = choice(form, "cordon", CORDONS) == "border"
        ready_min = number(form, "ready", 0.0, LONGEST_READY_MIN) if form.get("ready") else 0.0
        return FledAsked(**about, fled=_fled(form, places), border=border, ready_min=ready_min)
    raise NotFound("question_missing")


class _Both(TypedDict):
    """What both questions say, by the names of their fields."""

    at: dt.datetime
    police: bool
    leave_ground: bool
    positions: Positions | None
    rest: bool


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
    both = {"at": at, "place": "", "who": WHO[0], "ground": GROUNDS[0], FIELD: "", "rest": RESTS[0]}
    flight = {"ago": "2", "mode": "foot", "speed": "", "within": "10", "cordon": CORDONS[0], "ready": "0"}
    forms = {NEAREST: both | {"count": COUNTS[0]}, FLED: both | flight}
    return [
        EventFields(
            event=event,
            values={key: filled.get(key, "") for key in usual} if filled and filled.get("event") == event else usual,
            opens=opens.strftime(MOMENT),
            closes=closes.strftime(MOMENT),
        )
        for event, usual in forms.items()
    ]
