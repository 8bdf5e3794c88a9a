"""One plan to read: who is on duty, which patrols are out, which rounds fly, what is not reached."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from planner import exports
from planner.i18n import translate
from planner.maps.left_out import left_out
from web.dependencies import Shelf, StoredPlans
from web.language import Reader
from web.pages.figures import figure_rows
from web.pages.notices import notice_rows
from web.pages.patrols import patrol_rows, signs_of
from web.pages.rendering import called, page, purposes
from web.pages.roster_grid import roster_grid
from web.pages.unmet import dropped_rows, unmet_rows
from web.representations.plans import PlanSummary

router = APIRouter(include_in_schema=False)


@router.get("/plans/{plan_id}", name="plan")
def show_plan(request: Request, plan_id: str, plans: StoredPlans, shelf: Shelf, reader: Reader) -> HTMLResponse:
    """Give the plan as tables, with its files."""
    row = plans.get(plan_id)
    plan = shelf.plan(plan_id)
    patrols = patrol_rows(plan, row.names)
    return page(
        request,
        "plan.html",
        reader,
        summary=PlanSummary.of(row),
        plan=plan,
        roster=roster_grid(plan),
        patrols=patrols,
        left_out=left_out(plan, drones=bool(row.names.get("dock"))),
        can_be_asked=row.scenario_zip is not None and bool(plan.routes),
        can_be_repaired=row.scenario_zip is not None and bool(plan.routes or plan.roster or plan.flights),
        notices=notice_rows(plan, row.names, signs_of(plan, row.names), reader),
        n=lambda kind, code: called(kind, code, row.names, reader),
        purposes=lambda flight: purposes(flight.purpose, reader),
        unmet=unmet_rows(plan, row.names, reader),
        dropped=dropped_rows(plan, reader),
        figures=figure_rows(plan, reader),
        presence=shelf.presence(plan_id) if row.scenario_zip else None,
        formats=[(form, translate(form.summary, reader)) for form in exports.FORMATS],
    )
