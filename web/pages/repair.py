"""Say what has happened to a plan that is being worked, and read what its repair has changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from planner.domain.plan import Plan
from planner.errors import NotFound, PlannerError
from planner.i18n import Language
from planner.i18n.changes import change_text
from planner.i18n.faults import refusal_text
from planner.storage.names import Names
from web.dependencies import Shelf, StoredPlans
from web.language import Reader
from web.pages.patrols import patrol_rows
from web.pages.rendering import page
from web.pages.repair_form import CALL_MIN, MOMENT, STAY_MIN, happened, own_form, places_of, proposed
from web.repairing import repair_stored
from web.representations import PlanSummary, RepairedPlan

router = APIRouter(include_in_schema=False)

NEW_PLACES = {"call_taken", "hot_spot_added"}
"""Reasons of changes at the place that the reader has named."""

Form = Annotated[dict[str, str], Depends(own_form)]


@router.get("/plans/{plan_id}/repair", name="repair")
def show_form(request: Request, plan_id: str, plans: StoredPlans, shelf: Shelf, reader: Reader) -> HTMLResponse:
    """Ask what has happened."""
    return _form(request, plan_id, plans, shelf, reader)


@router.post("/plans/{plan_id}/repair")
def take_form(
    request: Request, plan_id: str, form: Form, plans: StoredPlans, shelf: Shelf, reader: Reader
) -> HTMLResponse:
    """Repair the plan and tell what was changed; ask again if what has happened does not fit the plan."""
    plan, scenario = shelf.plan(plan_id), shelf.scenario(plan_id)
    if scenario is None:
        raise NotFound("plan_without_scenario", plan=plan_id)
    try:
        what = happened(form, plan, places_of(scenario))
        made = repair_stored(request.app.state.database, plan_id, what.at, what.event, reader)
    except PlannerError as error:
        told = refusal_text(error, reader)
        return _form(request, plan_id, plans, shelf, reader, filled=form, wrong=told)
    row = plans.get(made.plan)
    called = {change.place: form.get("place", "") for change in made.changes if change.reason in NEW_PLACES}
    return page(
        request,
        "repaired.html",
        reader,
        summary=PlanSummary.of(row),
        before=plan_id,
        changes=change_rows(made, shelf.plan(made.plan), row.names, reader, told=called),
    )


def change_rows(
    made: RepairedPlan, plan: Plan, names: Names, language: Language, *, told: Mapping[str, str]
) -> list[str]:
    """Give the sentence of every change, with names of places (`told`: what the reader calls them) and call signs."""
    signs, places = call_signs_of(plan, names), {**names.get("place", {}), **told}
    zone = ZoneInfo(plan.timezone)
    rows = []
    for change in made.changes:
        units = {
            key: signs.get(code, code)
            for key, code in (
                ("unit", change.unit),
                ("unit_before", change.unit_before),
                ("unit_after", change.unit_after),
            )
            if code is not None
        }
        named = change.model_copy(update={**units, "place": places.get(change.place, change.place)})
        rows.append(change_text(named, language, zone))
    return rows


def call_signs_of(plan: Plan, names: Names) -> dict[str, str]:
    """Give the call sign of every unit."""
    return {row.unit.id: row.call_sign for row in patrol_rows(plan, names)}


def _form(
    request: Request,
    plan_id: str,
    plans: StoredPlans,
    shelf: Shelf,
    reader: Language,
    *,
    filled: Mapping[str, str] | None = None,
    wrong: str = "",
) -> HTMLResponse:
    """Show the form, with what was filled in before and the sentence of what was wrong with it."""
    plan, scenario = shelf.plan(plan_id), shelf.scenario(plan_id)
    if scenario is None:
        raise NotFound("plan_without_scenario", plan=plan_id)
    row = plans.get(plan_id)
    at = proposed(plan, dt.datetime.now(dt.UTC))
    known = {
        **dict.fromkeys(("event", "unit", "place", "minutes"), ""),
        "at": at.strftime(MOMENT),
        "opens": at.strftime(MOMENT),
        "closes": (at + dt.timedelta(hours=2)).strftime(MOMENT),
        **(filled or {}),
    }
    zone = ZoneInfo(plan.timezone)
    return page(
        request,
        "repair.html",
        reader,
        status=422 if wrong else 200,
        summary=PlanSummary.of(row),
        plan=plan,
        span=[moment.astimezone(zone).strftime(MOMENT) for moment in (plan.start, plan.end)],
        units=patrol_rows(plan, row.names),
        places=sorted(places_of(scenario)),
        known=known,
        usual={"call": CALL_MIN, "hot_spot": STAY_MIN},
        wrong=wrong,
    )
