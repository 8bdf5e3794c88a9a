"""Ask for a search, for posts or for a muster, and read the answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from planner.domain.named_places import place_names, places_of
from planner.errors import NotFound
from web.answers.decisions import mustered, redeployed, searched
from web.dependencies import Answers, Shelf, StoredPlans
from web.kept.answers import AnswersKept
from web.kept.shelf import Shelf as _Shelf
from web.language import Reader
from web.pages.answer_map import picker_words
from web.pages.decision_form import FIELDS, HOURS, POINTS, WHO, questions, wanted
from web.pages.decision_rows import muster_told, posted_hours, search_told
from web.pages.dispatch_positions import FIELD, MOST_CHARACTERS, RESTS
from web.pages.own_forms import LONGEST_BYTES
from web.pages.patrols import signs_of
from web.pages.questions import Key, Questions, Shown
from web.pages.typed import Form
from web.representations.wanted import RedeployWanted, SearchWanted

if TYPE_CHECKING:
    from planner.dispatch.muster.report import Mustering
    from planner.dispatch.redeploy.report import Redeployment
    from planner.dispatch.search.report import Search

router = APIRouter(include_in_schema=False)

_PRIVATE = {"Vary": "Accept-Language", "Cache-Control": "private, no-store"}


@router.get("/plans/{plan_id}/decisions/{key}/map", name="search_map")
def show_search_map(
    plan_id: str, key: Key, plans: StoredPlans, shelf: Shelf, answers: Answers, reader: Reader
) -> HTMLResponse:
    """Show the map of a search, stage by stage."""
    from planner.exports.search_pages import map_page

    plan, scenario = shelf.whole(plan_id)
    signs = signs_of(plan, plans.get(plan_id).names)
    return HTMLResponse(map_page(_search(answers, plan_id, key), scenario, reader, signs), headers=_PRIVATE)


@router.get("/plans/{plan_id}/decisions/{key}/sheets", name="search_sheets")
def show_search_sheets(
    plan_id: str, key: Key, plans: StoredPlans, shelf: Shelf, answers: Answers, reader: Reader
) -> HTMLResponse:
    """Show a sheet for every unit that searches, to be printed."""
    from planner.exports.search_pages import sheets_page

    plan, scenario = shelf.whole(plan_id)
    signs = signs_of(plan, plans.get(plan_id).names)
    return HTMLResponse(sheets_page(_search(answers, plan_id, key), scenario, reader, signs), headers=_PRIVATE)


def _search(answers: AnswersKept, plan_id: str, key: str) -> Search:
    from planner.dispatch.search.report import Search

    told = answers.get(plan_id, key).found
    if not isinstance(told, Told) or not isinstance(told.found, Search):
        raise NotFound("answer_gone")
    return told.found


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An answer, and how many units reported where they are; 0: all stand by the plan."""

    found: Search | tuple[Redeployment, ...] | Mustering
    live: int


def _found(shelf: _Shelf, plan_id: str, form: Form) -> Told:
    """Answer a question; of live positions only their number is kept."""
    plan, scenario = shelf.whole(plan_id)
    question = wanted(form, plan, places_of(scenario))
    live = len(question.positions.units) if question.positions else 0
    if isinstance(question, SearchWanted):
        return Told(found=searched(shelf, plan_id, question), live=live)
    if isinstance(question, RedeployWanted):
        return Told(found=redeployed(shelf, plan_id, question), live=live)
    return Told(found=mustered(shelf, plan_id, question), live=live)


def _values(shown: Shown) -> dict[str, object]:
    return {
        "places": place_names(shown.scenario),
        "known": {"who": WHO, "hours": HOURS, "points": POINTS, "rest": RESTS},
        "most_characters": MOST_CHARACTERS,
        "picker": picker_words(shown.reader),
        "asked": {"who": WHO[0], "rest": "", **(shown.filled or {})},
        "key": shown.key,
        **_told(shown),
    }


def _told(shown: Shown) -> dict[str, object]:
    """Give the answer as the template shows it; nothing without one."""
    from planner.dispatch.search.report import Search
    from planner.exports.decision_pages import muster_figure, posts_figures

    if not isinstance(shown.found, Told):
        return {"answer": ""}
    found, form, reader = shown.found.found, shown.filled or {}, shown.reader
    about: dict[str, object] = {"live": shown.found.live}
    if isinstance(found, Search):
        return about | {"answer": "search", "told": search_told(found, shown.plan, shown.names, reader)}
    if isinstance(found, tuple):
        told = posted_hours(found, shown.plan, shown.names, reader)
        return about | {"answer": "posts", "told": told, "drawn": posts_figures(found, shown.scenario, reader)}
    called = {POINTS[which]: f"{POINTS[which]} · {form.get(f'place{which}', '')}" for which in POINTS}
    told_muster = muster_told(found, shown.plan, shown.names, called, reader)
    drawn = muster_figure(found, called, shown.scenario, reader)
    return about | {"answer": "muster", "told": told_muster, "drawn": drawn}


Questions(
    name="decisions",
    forms=lambda plan, filled: questions(plan, dt.datetime.now(dt.UTC), filled),
    find=_found,
    values=_values,
    fields=FIELDS,
    unkept=frozenset({FIELD}),
    longest_bytes=LONGEST_BYTES + 3 * MOST_CHARACTERS,
).add_to(router)
