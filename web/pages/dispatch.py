"""Ask who can come first to a place, or who shuts in somebody who fled, and read the answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import APIRouter

from planner.domain.named_places import place_names, places_of
from planner.domain.plan import Plan
from web.answers.dispatch import Nearest, cordon_of, nearest_of
from web.kept.shelf import Shelf
from web.pages.answer_map import cordon_map, nearest_map, picker_words
from web.pages.dispatch_form import CORDONS, COUNTS, FIELDS, GROUNDS, MODES, WHO, NearestAsked, asked, questions
from web.pages.dispatch_positions import FIELD, MOST_CHARACTERS, RESTS, Source, source_of
from web.pages.dispatch_rows import closing_rows, cordon_sentences, drone_rows, open_more, open_rows, unit_rows
from web.pages.own_forms import LONGEST_BYTES
from web.pages.questions import Questions, Shown
from web.pages.typed import Form

if TYPE_CHECKING:
    from planner.dispatch.intercept.report import Interception


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An answer, and the ids of the units whose positions were live."""

    found: Nearest | Interception
    live: frozenset[str]

    def sources(self, plan: Plan) -> dict[str, Source]:
        """Tell of every unit that is sent where its position is from."""
        sent = self.found.units if isinstance(self.found, Nearest) else self.found.closings
        planned = {unit.id for unit in plan.units}
        return {one.unit.id: source_of(one.unit.id, self.live, planned) for one in sent}


def _found(shelf: Shelf, plan_id: str, form: Form) -> Told:
    """Answer a question; of live positions only who gave one is kept."""
    plan, scenario = shelf.whole(plan_id)
    question = asked(form, plan, places_of(scenario))
    live = frozenset(one.unit for one in question.positions.units) if question.positions else frozenset()
    if isinstance(question, NearestAsked):
        nearest = nearest_of(
            shelf,
            plan_id,
            question.at,
            question.place,
            question.count,
            police=question.police,
            leave_ground=question.leave_ground,
            positions=question.positions,
            rest=question.rest,
        )
        return Told(found=nearest, live=live)
    cordon = cordon_of(
        shelf,
        plan_id,
        question.at,
        question.fled,
        exits="border" if question.border else None,
        leave_ground=question.leave_ground,
        police=question.police,
        ready_min=question.ready_min,
        positions=question.positions,
        rest=question.rest,
    )
    return Told(found=cordon, live=live)


def _values(shown: Shown) -> dict[str, object]:
    return {
        "places": place_names(shown.scenario),
        "known": {"count": COUNTS, "who": WHO, "ground": GROUNDS, "cordon": CORDONS, "mode": MODES, "rest": RESTS},
        "most_characters": MOST_CHARACTERS,
        "picker": picker_words(shown.reader),
        "asked": {**dict.fromkeys(("mode", "who", "ready", "rest"), ""), **(shown.filled or {})},
        **_told(shown),
    }


def _told(shown: Shown) -> dict[str, object]:
    """Give the answer as the template shows it; nothing without one."""
    told, reader = shown.found, shown.reader
    if not isinstance(told, Told):
        return {"answer": ""}
    found, sources, live = told.found, told.sources(shown.plan), len(told.live)
    if isinstance(found, Nearest):
        units = unit_rows(found, sources, shown.plan, shown.names, reader)
        return {
            "answer": "nearest",
            "live": live,
            "units": units,
            "drones": drone_rows(found.drones, shown.names, len(units) + 1),
            "drawn": nearest_map(found, sources, shown.scenario, reader),
        }
    return {
        "answer": "cordon",
        "live": live,
        "said": cordon_sentences(found, reader),
        "good": found.shut,
        "units": closing_rows(found, sources, shown.plan, shown.names, reader),
        "open": open_rows(found),
        "open_more": open_more(found, reader),
        "drawn": cordon_map(found, sources, shown.scenario, reader),
    }


router = APIRouter(include_in_schema=False)
Questions(
    name="dispatch",
    forms=lambda plan, filled: questions(plan, dt.datetime.now(dt.UTC), filled),
    find=_found,
    values=_values,
    fields=FIELDS,
    unkept=frozenset({FIELD}),
    longest_bytes=LONGEST_BYTES + 3 * MOST_CHARACTERS,
).add_to(router)
