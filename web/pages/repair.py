"""Say what has happened to a plan that is being worked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from planner.domain.named_places import place_names, places_of
from planner.domain.repair import RosterEvent
from planner.errors import NotFound, PlannerError
from planner.i18n import Language
from planner.i18n.refusals import refusal_text
from web.answers.repair import keep, mended
from web.dependencies import Repairs, Shelf, StoredPlans
from web.kept.repairs import Choice, RepairsKept, Told
from web.language import Reader
from web.pages.answer_map import picker_words
from web.pages.own_forms import OwnForm
from web.pages.patrols import patrol_rows
from web.pages.rendering import page, see
from web.pages.repair_fields import event_fields, offers_shown
from web.pages.repair_form import ABSENCES, SEARCH_S, Happened, field_of, happened
from web.representations.plans import PlanSummary

router = APIRouter(include_in_schema=False)

NEW_PLACES = {"call_taken", "hot_spot_added"}
"""Reasons of changes at the place that the reader has named."""


@router.get("/plans/{plan_id}/repair", name="repair")
def show_form(request: Request, plan_id: str, plans: StoredPlans, shelf: Shelf, reader: Reader) -> HTMLResponse:
    """Ask what has happened."""
    return _form(request, plan_id, plans, shelf, reader)


@router.post("/plans/{plan_id}/repair", response_model=None)
def take_form(
    request: Request, plan_id: str, form: OwnForm, plans: StoredPlans, shelf: Shelf, repairs: Repairs, reader: Reader
) -> HTMLResponse | RedirectResponse:
    """Repair the plan and lead to what was changed, or to the offers; ask again if what has happened does not fit."""
    plan, scenario = shelf.plan(plan_id), shelf.scenario(plan_id)
    if scenario is None:
        raise NotFound("plan_without_scenario", plan=plan_id)
    try:
        what = happened(form, plan, places_of(scenario))
        return see(request, _made(request, plan_id, what, form.get("place", ""), repairs))
    except PlannerError as error:
        return _form(request, plan_id, plans, shelf, reader, filled=form, refused=error)


def _made(request: Request, plan_id: str, what: Happened, place: str, repairs: RepairsKept) -> str:
    """Repair the plan and give the address of what comes of it: several offers are not stored before one is taken."""
    database = request.app.state.database
    offers = what.offers if isinstance(what.event, RosterEvent) else what.offers[:1]
    search_s = what.search_s if isinstance(what.event, RosterEvent) else None
    made = mended(database, plan_id, what.at, what.event, offers, search_s=search_s)
    if len(offers) > 1:
        return f"/plans/{plan_id}/repair/offers/{repairs.offer(Choice(before=plan_id, offers=made))}"
    (only,) = made.values()
    stored = keep(database, only)
    called = {change.place: place for change in only.changes if change.reason in NEW_PLACES}
    repairs.tell(
        stored,
        Told(
            before=plan_id,
            changes=only.changes,
            cells=only.cells,
            called=called,
            flights=only.flights,
            rounds_missed_at_least=only.rounds_missed_at_least,
        ),
    )
    return f"/plans/{stored}/repaired"


def _form(
    request: Request,
    plan_id: str,
    plans: StoredPlans,
    shelf: Shelf,
    reader: Language,
    *,
    filled: Mapping[str, str] | None = None,
    refused: PlannerError | None = None,
) -> HTMLResponse:
    """Show the form, with what was filled in before and what was wrong with it."""
    plan, scenario = shelf.plan(plan_id), shelf.scenario(plan_id)
    if scenario is None:
        raise NotFound("plan_without_scenario", plan=plan_id)
    row = plans.get(plan_id)
    forms = event_fields(plan, scenario, dt.datetime.now(dt.UTC), filled)
    event, field = (filled or {}).get("event", ""), field_of(refused) if refused else ""
    at_field = any(form.event == event and field in form.values for form in forms)
    return page(
        request,
        "repair.html",
        reader,
        status=422 if refused else 200,
        summary=PlanSummary.of(row),
        plan=plan,
        forms=forms,
        units=patrol_rows(plan, row.names),
        officers=sorted(plan.officers, key=lambda officer: officer.squad),
        duties=scenario.duties,
        docks=scenario.docks,
        places=place_names(scenario),
        absences=ABSENCES,
        takes_place=any("place" in form.values for form in forms),
        picker=picker_words(reader),
        offers=offers_shown(),
        search=[str(time_s) for time_s in SEARCH_S],
        wrong=refusal_text(refused, reader) if refused else "",
        wrong_event=event if at_field else "",
        wrong_field=field if at_field else "",
    )
