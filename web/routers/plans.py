"""Plans and their units."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from planner.domain.plan import Plan, Unit
from web.addresses import PlanId
from web.dependencies import Shelf, StoredPlans
from web.downloads import stored_gzip
from web.problems import documented
from web.representations.plans import PlanSummary

router = APIRouter(prefix="/api/v1", tags=["plans"])


@router.get("/plans", summary="List plans", responses=documented())
def list_plans(
    plans: StoredPlans,
    station: Annotated[str | None, Query(description="Only plans of this station.")] = None,
    limit: Annotated[int, Query(ge=1, le=500, description="Most plans to list.")] = 100,
    offset: Annotated[int, Query(ge=0, le=1_000_000, description="Plans to leave out from the front.")] = 0,
) -> list[PlanSummary]:
    """List stored plans with their figures, the latest start first."""
    return [PlanSummary.of(row) for row in plans.list(station, limit=limit, offset=offset)]


@router.get(
    "/plans/{plan_id}",
    summary="Get a plan",
    response_model=Plan,
    responses={
        **documented(HTTPStatus.NOT_FOUND),
        304: {"description": "The reader has this plan already (If-None-Match)"},
    },
)
def get_plan(plan_id: PlanId, request: Request, plans: StoredPlans) -> Response:
    """Give the whole plan in the form of plan.json, with an entity tag; stored bytes are served as they are."""
    row = plans.get(plan_id)
    return stored_gzip(request, row.plan_gzip, row.sha256, "application/json")


@router.get("/plans/{plan_id}/units", summary="List a plan's units", responses=documented(HTTPStatus.NOT_FOUND))
def list_units(plan_id: PlanId, shelf: Shelf) -> list[Unit]:
    """List the patrols of a plan, each out in one shift."""
    return list(shelf.plan(plan_id).units)
