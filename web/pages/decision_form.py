"""A search, posts and a muster: three questions of the moment as readers fill them in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypedDict, get_args
from zoneinfo import ZoneInfo

from planner.dispatch.muster.order import Kept, RescuePoint
from planner.dispatch.search.kinds import Who
from planner.domain.plan import Plan
from planner.errors import NotFound
from web.pages.dispatch_positions import FIELD, REFUSED, RESTS, positions
from web.pages.repair_fields import MOMENT, EventFields, proposed
from web.pages.typed import FieldWrong, Form, Place, choice, moment, number, place
from web.representations.wanted import MusterWanted, RedeployWanted, SearchWanted

if TYPE_CHECKING:
    from planner.dispatch.standing import Positions

SEARCH, POSTS, MUSTER = "search", "posts", "muster"
WHO: tuple[Who, ...] = get_args(Who)
HOURS = ("1", "2", "4", "8")
POINTS = {"1": "A", "2": "B", "3": "C"}
"""Rescue points of the form by the ends of their fields; letters, as units have numbers on the map."""
MOST_NEEDED = 1000
SEEN_BEFORE = dt.timedelta(minutes=30)
"""How long ago somebody was seen that the form proposes."""

FIELDS = {
    "moment_outside_plan": "at",
    "nobody_to_post": "at",
    "search_off_street": "place",
    "search_seen_wrong": "seen",
    "muster_without_need": "units1",
    **REFUSED,
}
"""Fields that a refusal by the rooms themselves is about."""

Wanted = SearchWanted | RedeployWanted | MusterWanted


def wanted(form: Form, plan: Plan, places: Mapping[str, Place]) -> Wanted:
    """Read a question, with times on the station's clock.

    Raises
    ------
    NotFound
        If a field cannot be read (then as `FieldWrong`), or nothing is asked.
    """
    zone = ZoneInfo(plan.timezone)
    about: _Decision = {
        "at": moment(form, "at", zone),
        "positions": positions(form),
        "rest_by_plan": choice(form, "rest", RESTS) == "plan",
    }
    match form.get("event"):
        case "search":
            who = choice(form, "who", WHO)
            return SearchWanted(**about, place=place(form, places), seen=moment(form, "seen", zone), who=who)
        case "posts":
            return RedeployWanted(**about, hours=int(choice(form, "hours", HOURS)))
        case "muster":
            points = tuple(_point(form, places, which) for which in POINTS if which == "1" or form.get(f"place{which}"))
            return MusterWanted(**about, points=points, keep=Kept(station=_count(form, "keep")))
        case _:
            raise NotFound("decision_missing")


class _Decision(TypedDict):
    """What every question says, by the names of its fields."""

    at: dt.datetime
    positions: Positions | None
    rest_by_plan: bool


def _point(form: Form, places: Mapping[str, Place], which: str) -> RescuePoint:
    lon, lat = place(form, places, f"place{which}")
    units, people = _count(form, f"units{which}"), _count(form, f"people{which}")
    if not units and not people:
        raise FieldWrong(f"units{which}", "muster_without_need", point=POINTS[which])
    return RescuePoint(id=POINTS[which], lon=lon, lat=lat, units=units, people=people)


def _count(form: Form, field: str) -> int:
    """Read a whole number; nothing typed is none."""
    if not form.get(field):
        return 0
    found = number(form, field, 0, MOST_NEEDED)
    if found != int(found):
        raise FieldWrong(field, "number_wrong", text=form.get(field, ""), least=0, most=MOST_NEEDED)
    return int(found)


def questions(plan: Plan, now: dt.datetime, filled: Form | None = None) -> list[EventFields]:
    """Give the forms, with what was filled in before in the one that it was filled into."""
    zone = ZoneInfo(plan.timezone)
    opens, closes = plan.start.astimezone(zone), plan.end.astimezone(zone)
    at = proposed(opens, closes, now)
    when = {"at": at.strftime(MOMENT), FIELD: "", "rest": RESTS[0]}
    points = {f"{key}{which}": "" for which in POINTS for key in ("place", "units", "people")}
    forms = {
        SEARCH: {**when, "place": "", "seen": (at - SEEN_BEFORE).strftime(MOMENT), "who": WHO[0]},
        POSTS: {**when, "hours": HOURS[0]},
        MUSTER: {**when, **points, "keep": "0"},
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
