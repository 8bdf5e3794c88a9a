"""What the form of a repair shows before it is filled in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from planner.domain.clock import instant
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from web.pages.repair_form import ABSENCES, ALERT_MIN, CALL_MIN, OFFERS, SEARCH_S, STAY_MIN

MOMENT = "%Y-%m-%dT%H:%M"
"""How a browser's field of date and time writes its value."""
STREET_EVENTS, ROSTER_EVENTS = ("lost", "call", "hot_spot"), ("away", "more")
FLIGHT_EVENTS = ("alert", "dock_down")
ALL_OFFERS = "all"
VISIT_WITHIN, NEED_FOR, DOWN_FOR = dt.timedelta(hours=2), dt.timedelta(hours=8), dt.timedelta(hours=4)
"""Length of a hot spot's window, of a need and of an outage that the form proposes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFields:
    """One of the forms.

    Attributes
    ----------
    event
        What it says has happened.
    values
        What its fields hold, by their names.
    opens, closes
        First and last moment that can be meant, as a browser writes them.
    """

    event: str
    values: Mapping[str, str]
    opens: str
    closes: str


def event_fields(
    plan: Plan, scenario: Scenario, now: dt.datetime, filled: Mapping[str, str] | None = None
) -> list[EventFields]:
    """Give the forms that a plan has, with what was filled in before in the one that it was filled into."""
    forms = []
    for event in (
        *(STREET_EVENTS if plan.routes else ()),
        *(ROSTER_EVENTS if plan.roster else ()),
        *(FLIGHT_EVENTS if plan.flights else ()),
    ):
        zone = ZoneInfo(plan.timezone)
        opens, closes = (moment.astimezone(zone) for moment in span_of(event, plan, scenario))
        at = proposed(opens, closes, now)
        values = _usual(event, at)
        if filled and filled.get("event") == event:
            values |= {key: filled.get(key, "") for key in values}
        forms.append(
            EventFields(event=event, values=values, opens=opens.strftime(MOMENT), closes=closes.strftime(MOMENT))
        )
    return forms


def _usual(event: str, at: dt.datetime) -> dict[str, str]:
    usual = {"at": at.strftime(MOMENT)}
    answer = {"offer": ALL_OFFERS, "search": str(SEARCH_S[0])}
    match event:
        case "lost":
            return usual | {"unit": ""}
        case "call":
            return usual | {"place": "", "minutes": str(CALL_MIN), "unit": ""}
        case "hot_spot":
            window = {"opens": at.strftime(MOMENT), "closes": (at + VISIT_WITHIN).strftime(MOMENT)}
            return usual | window | {"place": "", "minutes": str(STAY_MIN)}
        case "alert" | "dock_down":
            return usual | _usual_of_drones(event, at)
        case "away":
            dates = dict.fromkeys(("first", "last"), at.date().isoformat())
            return usual | dates | {"officer": "", "kind": ABSENCES[0], **answer}
        case _:
            window = {"opens": at.strftime(MOMENT), "closes": (at + NEED_FOR).strftime(MOMENT)}
            return usual | window | {"duty": "", "count": "1", **answer}


def _usual_of_drones(event: str, at: dt.datetime) -> dict[str, str]:
    if event == "alert":
        return {"place": "", "minutes": str(ALERT_MIN), "dock": ""}
    return {"opens": at.strftime(MOMENT), "closes": (at + DOWN_FOR).strftime(MOMENT), "dock": ""}


def offers_shown() -> tuple[str, ...]:
    """List what the field of the offers holds."""
    return (ALL_OFFERS, *OFFERS)


def span_of(event: str, plan: Plan, scenario: Scenario) -> tuple[dt.datetime, dt.datetime]:
    """Give the time in which something can happen: that of the routes, or that of the roster."""
    if event in (*STREET_EVENTS, *FLIGHT_EVENTS):
        return plan.start, plan.end
    zone, roster = ZoneInfo(plan.timezone), scenario.roster
    over = roster.start + dt.timedelta(days=roster.days)
    return instant(roster.start, scenario.day_start_min, zone), instant(over, scenario.day_start_min, zone)


def proposed(opens: dt.datetime, closes: dt.datetime, now: dt.datetime) -> dt.datetime:
    """Give the moment that a form proposes: now while the plan is being worked, else its start."""
    moment = now if opens <= now < closes else opens
    return moment.astimezone(opens.tzinfo).replace(second=0, microsecond=0)
