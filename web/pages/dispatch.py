"""Ask who can come first to a place, or who shuts in somebody who fled, and read the answer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from planner.errors import PlannerError
from planner.i18n import Language
from planner.i18n.faults import refusal_text
from web.answers_kept import Answer
from web.dependencies import Answers, Shelf, StoredPlans
from web.dispatching import Nearest, cordon_of, nearest_of
from web.language import Reader
from web.pages.answer_map import cordon_map, nearest_map
from web.pages.dispatch_form import (
    CORDONS,
    COUNTS,
    GROUNDS,
    MODES,
    WHO,
    FledAsked,
    NearestAsked,
    asked,
    field_of,
    questions,
)
from web.pages.dispatch_rows import closing_rows, cordon_sentences, drone_rows, open_rows, unit_rows
from web.pages.own_forms import OwnForm
from web.pages.rendering import page, see
from web.pages.repair_fields import places_of
from web.pages.typed import Form
from web.representations import PlanSummary
from web.shelf import Shelf as _Shelf

if TYPE_CHECKING:
    from planner.dispatch.intercept.report import Interception

router = APIRouter(include_in_schema=False)

_Key = Annotated[str, Path(max_length=64)]


@router.get("/plans/{plan_id}/dispatch", name="dispatch")
def show_questions(request: Request, plan_id: str, plans: StoredPlans, shelf: Shelf, reader: Reader) -> HTMLResponse:
    """Ask what is wanted."""
    return _form(request, plan_id, plans, shelf, reader)


@router.post("/plans/{plan_id}/dispatch", response_model=None)
def take_question(
    request: Request, plan_id: str, form: OwnForm, plans: StoredPlans, shelf: Shelf, answers: Answers, reader: Reader
) -> HTMLResponse | RedirectResponse:
    """Answer a question and lead to the answer; ask again if it cannot be read."""
    plan, scenario = shelf.whole(plan_id)
    try:
        found = _found(shelf, plan_id, asked(form, plan, places_of(scenario)))
    except PlannerError as error:
        return _form(request, plan_id, plans, shelf, reader, filled=form, refused=error)
    key = answers.keep(Answer(plan_id=plan_id, form=form, found=found))
    return see(request, f"/plans/{plan_id}/dispatch/{key}")


@router.get("/plans/{plan_id}/dispatch/{key}", name="dispatched")
def show_answer(
    request: Request, plan_id: str, key: _Key, plans: StoredPlans, shelf: Shelf, answers: Answers, reader: Reader
) -> HTMLResponse:
    """Show an answer, with the form below it filled in as it was."""
    answer = answers.get(plan_id, key)
    return _form(request, plan_id, plans, shelf, reader, filled=answer.form, found=answer.found)


def _found(shelf: _Shelf, plan_id: str, question: NearestAsked | FledAsked) -> Nearest | Interception:
    if isinstance(question, NearestAsked):
        return nearest_of(
            shelf,
            plan_id,
            question.at,
            question.place,
            question.count,
            police=question.police,
            leave_ground=question.leave_ground,
        )
    return cordon_of(
        shelf,
        plan_id,
        question.at,
        question.fled,
        exits="border" if question.border else None,
        leave_ground=question.leave_ground,
    )


def _form(
    request: Request,
    plan_id: str,
    plans: StoredPlans,
    shelf: _Shelf,
    reader: Language,
    *,
    filled: Form | None = None,
    refused: PlannerError | None = None,
    found: object = None,
) -> HTMLResponse:
    plan, scenario = shelf.whole(plan_id)
    row = plans.get(plan_id)
    forms = questions(plan, dt.datetime.now(dt.UTC), filled)
    event, field = (filled or {}).get("event", ""), field_of(refused) if refused else ""
    at_field = any(form.event == event and field in form.values for form in forms)
    return page(
        request,
        "dispatch.html",
        reader,
        status=422 if refused else 200,
        summary=PlanSummary.of(row),
        plan=plan,
        forms=forms,
        places=sorted(places_of(scenario)),
        known={"count": COUNTS, "who": WHO, "ground": GROUNDS, "cordon": CORDONS, "mode": MODES},
        wrong=refusal_text(refused, reader) if refused else "",
        wrong_event=event if at_field else "",
        wrong_field=field if at_field else "",
        asked={"mode": "", **(filled or {})},
        **_told(found, shelf, plan_id, plans, reader),
    )


def _told(found: object, shelf: _Shelf, plan_id: str, plans: StoredPlans, reader: Language) -> dict[str, object]:
    """Give the answer as the template shows it; nothing without one."""
    from planner.dispatch.intercept.report import Interception

    (plan, scenario), names = shelf.whole(plan_id), plans.get(plan_id).names
    if isinstance(found, Nearest):
        units = unit_rows(found.units, plan, names, reader)
        return {
            "answer": "nearest",
            "units": units,
            "drones": drone_rows(found.drones, names, len(units) + 1),
            "drawn": nearest_map(found, scenario, reader),
        }
    if isinstance(found, Interception):
        return {
            "answer": "cordon",
            "said": cordon_sentences(found, reader),
            "good": found.shut,
            "units": closing_rows(found, plan, names, reader),
            "open": open_rows(found),
            "drawn": cordon_map(found, scenario, reader),
        }
    return {"answer": ""}
