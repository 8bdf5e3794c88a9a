"""What the repair of a plan has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from planner.domain.achieved import added
from planner.domain.plan import Plan
from planner.domain.repair import PlanChange
from planner.i18n import Language, sentence
from planner.i18n.changes import change_text, flight_text
from planner.i18n.labels import LABELS
from planner.storage.names import Names
from web.dependencies import Repairs, Shelf, StoredPlans
from web.kept.repairs import Told
from web.language import Reader
from web.pages.notices import notice_rows
from web.pages.patrols import signs_of
from web.pages.rendering import page, see
from web.pages.roster_changes import changed_people
from web.pages.unmet import unmet_rows
from web.representations.plans import PlanSummary

router = APIRouter(include_in_schema=False)


@router.get("/plans/{plan_id}/repaired", name="repaired", response_model=None)
def show_repaired(
    request: Request, plan_id: str, plans: StoredPlans, shelf: Shelf, repairs: Repairs, reader: Reader
) -> HTMLResponse | RedirectResponse:
    """Tell what was changed; once that is no longer kept, lead to the plan."""
    told, plan, scenario = repairs.told(plan_id), shelf.plan(plan_id), shelf.scenario(plan_id)
    if told is None or scenario is None:
        return see(request, f"/plans/{plan_id}")
    row, before = plans.get(plan_id), shelf.plan(told.before)
    fresh = plan.model_copy(update={"notices": added(before, plan)})
    return page(
        request,
        "repaired.html",
        reader,
        summary=PlanSummary.of(row),
        before=told.before,
        happened=notice_rows(fresh, row.names, signs_of(before, row.names), reader),
        people=changed_people(told.cells, scenario, reader),
        dates=len(told.cells),
        changes=change_rows(told.changes, plan, row.names, reader, told=told.called),
        rostered=bool(plan.roster),
        routed=bool(plan.routes),
        flown=bool(plan.flights),
        flights=[flight_text(flight, reader, ZoneInfo(plan.timezone)) for flight in told.flights],
        least=_least(told, reader),
        unmet=unmet_rows(plan, row.names, reader),
    )


def _least(told: Told, reader: Language) -> str | None:
    """Say how many rounds must be missed at least while a dock is down."""
    if told.rounds_missed_at_least is None:
        return None
    return sentence(LABELS["repaired_least"], reader, {"count": told.rounds_missed_at_least})


def change_rows(
    changes: Sequence[PlanChange], plan: Plan, names: Names, language: Language, *, told: Mapping[str, str]
) -> list[str]:
    """Give the sentence of every change, with names of places (`told`: what the reader calls them) and call signs."""
    signs, places = signs_of(plan, names), {**names.get("place", {}), **told}
    zone = ZoneInfo(plan.timezone)
    rows = []
    for change in changes:
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
