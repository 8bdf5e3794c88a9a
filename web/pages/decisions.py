"""Ask for a search, for posts or for a muster, and read the answer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from planner.errors import NotFound, PlannerError
from planner.i18n import Language
from planner.i18n.faults import refusal_text
from web.answers_kept import Answer, AnswersKept
from web.deciding import mustered, redeployed, searched
from web.dependencies import Answers, Shelf, StoredPlans
from web.dispatch_wanted import RedeployWanted, SearchWanted
from web.language import Reader
from web.pages.answer_map import muster_map, posts_map
from web.pages.decision_form import HOURS, POINTS, WHO, Wanted, field_of, questions, wanted
from web.pages.decision_rows import muster_told, posted_hours, search_told
from web.pages.own_forms import OwnForm
from web.pages.rendering import page, see
from web.pages.repair_fields import places_of
from web.pages.typed import Form
from web.representations import PlanSummary
from web.shelf import Shelf as _Shelf

if TYPE_CHECKING:
    from planner.dispatch.search.report import Search

router = APIRouter(include_in_schema=False)

_Key = Annotated[str, Path(max_length=64)]


@router.get("/plans/{plan_id}/decisions", name="decisions")
def show_questions(request: Request, plan_id: str, plans: StoredPlans, shelf: Shelf, reader: Reader) -> HTMLResponse:
    """Ask what is wanted."""
    return _form(request, plan_id, plans, shelf, reader)


@router.post("/plans/{plan_id}/decisions", response_model=None)
def take_question(
    request: Request, plan_id: str, form: OwnForm, plans: StoredPlans, shelf: Shelf, answers: Answers, reader: Reader
) -> HTMLResponse | RedirectResponse:
    """Answer a question and lead to the answer; ask again if it cannot be read."""
    plan, scenario = shelf.whole(plan_id)
    try:
        found = _found(shelf, plan_id, wanted(form, plan, places_of(scenario)))
    except PlannerError as error:
        return _form(request, plan_id, plans, shelf, reader, filled=form, refused=error)
    key = answers.keep(Answer(plan_id=plan_id, form=form, found=found))
    return see(request, f"/plans/{plan_id}/decisions/{key}")


@router.get("/plans/{plan_id}/decisions/{key}", name="decided")
def show_answer(
    request: Request, plan_id: str, key: _Key, plans: StoredPlans, shelf: Shelf, answers: Answers, reader: Reader
) -> HTMLResponse:
    """Show an answer, with the form below it filled in as it was."""
    answer = answers.get(plan_id, key)
    return _form(request, plan_id, plans, shelf, reader, filled=answer.form, found=answer.found, key=key)


@router.get("/plans/{plan_id}/decisions/{key}/map", name="search_map")
def show_search_map(plan_id: str, key: _Key, shelf: Shelf, answers: Answers, reader: Reader) -> HTMLResponse:
    """Show the map of a search, stage by stage."""
    from planner.exports.search_pages import map_page

    return HTMLResponse(map_page(_search(answers, plan_id, key), shelf.whole(plan_id)[1], reader), headers=_PRIVATE)


@router.get("/plans/{plan_id}/decisions/{key}/sheets", name="search_sheets")
def show_search_sheets(plan_id: str, key: _Key, shelf: Shelf, answers: Answers, reader: Reader) -> HTMLResponse:
    """Show a sheet for every unit that searches, to be printed."""
    from planner.exports.search_pages import sheets_page

    return HTMLResponse(sheets_page(_search(answers, plan_id, key), shelf.whole(plan_id)[1], reader), headers=_PRIVATE)


_PRIVATE = {"Vary": "Accept-Language", "Cache-Control": "private, no-store"}


def _search(answers: AnswersKept, plan_id: str, key: str) -> Search:
    from planner.dispatch.search.report import Search

    found = answers.get(plan_id, key).found
    if not isinstance(found, Search):
        raise NotFound("answer_gone")
    return found


def _found(shelf: _Shelf, plan_id: str, question: Wanted) -> object:
    if isinstance(question, SearchWanted):
        return searched(shelf, plan_id, question)
    if isinstance(question, RedeployWanted):
        return redeployed(shelf, plan_id, question)
    return mustered(shelf, plan_id, question), question.points


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
    key: str = "",
) -> HTMLResponse:
    plan, scenario = shelf.whole(plan_id)
    row = plans.get(plan_id)
    forms = questions(plan, dt.datetime.now(dt.UTC), filled)
    event, field = (filled or {}).get("event", ""), field_of(refused) if refused else ""
    at_field = any(form.event == event and field in form.values for form in forms)
    return page(
        request,
        "decisions.html",
        reader,
        status=422 if refused else 200,
        summary=PlanSummary.of(row),
        plan=plan,
        forms=forms,
        places=sorted(places_of(scenario)),
        known={"who": WHO, "hours": HOURS, "points": POINTS},
        wrong=refusal_text(refused, reader) if refused else "",
        wrong_event=event if at_field else "",
        wrong_field=field if at_field else "",
        asked={"who": WHO[0], **(filled or {})},
        key=key,
        **(_told(found, filled or {}, shelf, plan_id, plans, reader) if found is not None else {"answer": ""}),
    )


def _told(
    found: object, form: Form, shelf: _Shelf, plan_id: str, plans: StoredPlans, reader: Language
) -> dict[str, object]:
    """Give the answer as the template shows it."""
    from planner.dispatch.search.report import Search

    (plan, scenario), names = shelf.whole(plan_id), plans.get(plan_id).names
    if isinstance(found, Search):
        return {"answer": "search", "told": search_told(found, plan, names, reader)}
    assert isinstance(found, tuple)  # noqa: S101 - the other two answers are tuples
    if form.get("event") == "posts":
        told = posted_hours(found, plan, names, reader)
        return {"answer": "posts", "told": told, "drawn": posts_map(found[0], scenario, reader)}
    made, points = found
    called = {point.id: f"{point.id} · {form.get(f'place{point.id}', '')}" for point in points}
    told_muster = muster_told(made, plan, names, called, reader)
    return {"answer": "muster", "told": told_muster, "drawn": muster_map(points, scenario, reader)}
