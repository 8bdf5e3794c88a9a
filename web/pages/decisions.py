"""Ask for a search, for posts or for a muster, and read the answer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from planner.errors import NotFound
from web.answers.decisions import mustered, redeployed, searched
from web.dependencies import Answers, Shelf
from web.kept.answers import AnswersKept
from web.kept.shelf import Shelf as _Shelf
from web.language import Reader
from web.pages.decision_form import FIELDS, HOURS, POINTS, WHO, questions, wanted
from web.pages.decision_rows import muster_told, posted_hours, search_told
from web.pages.questions import Key, Questions, Shown
from web.pages.repair_fields import places_of
from web.pages.typed import Form
from web.representations.wanted import RedeployWanted, SearchWanted

if TYPE_CHECKING:
    from planner.dispatch.search.report import Search

router = APIRouter(include_in_schema=False)

_PRIVATE = {"Vary": "Accept-Language", "Cache-Control": "private, no-store"}


@router.get("/plans/{plan_id}/decisions/{key}/map", name="search_map")
def show_search_map(plan_id: str, key: Key, shelf: Shelf, answers: Answers, reader: Reader) -> HTMLResponse:
    """Show the map of a search, stage by stage."""
    from planner.exports.search_pages import map_page

    return HTMLResponse(map_page(_search(answers, plan_id, key), shelf.whole(plan_id)[1], reader), headers=_PRIVATE)


@router.get("/plans/{plan_id}/decisions/{key}/sheets", name="search_sheets")
def show_search_sheets(plan_id: str, key: Key, shelf: Shelf, answers: Answers, reader: Reader) -> HTMLResponse:
    """Show a sheet for every unit that searches, to be printed."""
    from planner.exports.search_pages import sheets_page

    return HTMLResponse(sheets_page(_search(answers, plan_id, key), shelf.whole(plan_id)[1], reader), headers=_PRIVATE)


def _search(answers: AnswersKept, plan_id: str, key: str) -> Search:
    from planner.dispatch.search.report import Search

    found = answers.get(plan_id, key).found
    if not isinstance(found, Search):
        raise NotFound("answer_gone")
    return found


def _found(shelf: _Shelf, plan_id: str, form: Form) -> object:
    plan, scenario = shelf.whole(plan_id)
    question = wanted(form, plan, places_of(scenario))
    if isinstance(question, SearchWanted):
        return searched(shelf, plan_id, question)
    if isinstance(question, RedeployWanted):
        return redeployed(shelf, plan_id, question)
    return mustered(shelf, plan_id, question), question.points


def _values(shown: Shown) -> dict[str, object]:
    return {
        "places": sorted(places_of(shown.scenario)),
        "known": {"who": WHO, "hours": HOURS, "points": POINTS},
        "asked": {"who": WHO[0], **(shown.filled or {})},
        "key": shown.key,
        **_told(shown),
    }


def _told(shown: Shown) -> dict[str, object]:
    """Give the answer as the template shows it; nothing without one."""
    from planner.dispatch.search.report import Search
    from planner.exports.decision_pages import muster_figure, posts_figures

    found, form, reader = shown.found, shown.filled or {}, shown.reader
    if isinstance(found, Search):
        return {"answer": "search", "told": search_told(found, shown.plan, shown.names, reader)}
    if not isinstance(found, tuple):
        return {"answer": ""}
    if form.get("event") == "posts":
        told = posted_hours(found, shown.plan, shown.names, reader)
        return {"answer": "posts", "told": told, "drawn": posts_figures(found, shown.scenario, reader)}
    made, points = found
    called = {point.id: f"{point.id} · {form.get(f'place{point.id}', '')}" for point in points}
    told_muster = muster_told(made, shown.plan, shown.names, called, reader)
    return {"answer": "muster", "told": told_muster, "drawn": muster_figure(made, called, shown.scenario, reader)}


Questions(
    name="decisions",
    forms=lambda plan, filled: questions(plan, dt.datetime.now(dt.UTC), filled),
    find=_found,
    values=_values,
    fields=FIELDS,
).add_to(router)
