"""Ask who can come first to a place, or who shuts in somebody who fled, and read the answer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from fastapi import APIRouter

from web.dispatching import Nearest, cordon_of, nearest_of
from web.pages.answer_map import cordon_map, nearest_map
from web.pages.dispatch_form import CORDONS, COUNTS, FIELDS, GROUNDS, MODES, WHO, NearestAsked, asked, questions
from web.pages.dispatch_rows import closing_rows, cordon_sentences, drone_rows, open_rows, unit_rows
from web.pages.questions import Questions, Shown
from web.pages.repair_fields import places_of
from web.pages.typed import Form
from web.shelf import Shelf

if TYPE_CHECKING:
    from planner.dispatch.intercept.report import Interception


def _found(shelf: Shelf, plan_id: str, form: Form) -> Nearest | Interception:
    plan, scenario = shelf.whole(plan_id)
    question = asked(form, plan, places_of(scenario))
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


def _values(shown: Shown) -> dict[str, object]:
    return {
        "places": sorted(places_of(shown.scenario)),
        "known": {"count": COUNTS, "who": WHO, "ground": GROUNDS, "cordon": CORDONS, "mode": MODES},
        "asked": {"mode": "", **(shown.filled or {})},
        **_told(shown),
    }


def _told(shown: Shown) -> dict[str, object]:
    """Give the answer as the template shows it; nothing without one."""
    from planner.dispatch.intercept.report import Interception

    found, reader = shown.found, shown.reader
    if isinstance(found, Nearest):
        units = unit_rows(found.units, shown.plan, shown.names, reader)
        return {
            "answer": "nearest",
            "units": units,
            "drones": drone_rows(found.drones, shown.names, len(units) + 1),
            "drawn": nearest_map(found, shown.scenario, reader),
        }
    if isinstance(found, Interception):
        return {
            "answer": "cordon",
            "said": cordon_sentences(found, reader),
            "good": found.shut,
            "units": closing_rows(found, shown.plan, shown.names, reader),
            "open": open_rows(found),
            "drawn": cordon_map(found, shown.scenario, reader),
        }
    return {"answer": ""}


router = APIRouter(include_in_schema=False)
Questions(
    name="dispatch",
    forms=lambda plan, filled: questions(plan, dt.datetime.now(dt.UTC), filled),
    find=_found,
    values=_values,
    fields=FIELDS,
).add_to(router)
