"""Plans changed for what has happened."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Request

from planner.errors import PlannerError
from web.addresses import PlanId
from web.answers.repair import repair_stored
from web.language import Reader
from web.problems import documented
from web.representations.plans import RepairedPlan, RepairWanted
from web.wrong_values import repair_fields, told_at

router = APIRouter(prefix="/api/v1", tags=["plans"])


class RequestForeign(PlannerError):
    """A request that changes something comes from a page of another origin, or not as JSON."""

    code = "request_foreign"


def own_pages_only(request: Request) -> None:
    """Refuse what another page could make a browser send without being asked: forms and requests of other origins.

    A page of another origin cannot send application/json without a preflight, which is never granted.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    origin = request.headers.get("origin")
    foreign = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    if foreign or media_type != "application/json":
        raise RequestForeign


@router.post(
    "/plans/{plan_id}/repair",
    summary="Repair a plan",
    status_code=HTTPStatus.CREATED,
    responses=documented(HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST),
    dependencies=[Depends(own_pages_only)],
)
def repair_plan(plan_id: PlanId, wanted: RepairWanted, request: Request, language: Reader) -> RepairedPlan:
    """Change a plan from a moment on for what has happened to its units, its roster or its drones.

    The result is stored as a plan of its own; the one that was repaired stays as it is.
    """
    database = request.app.state.database
    with told_at(repair_fields(wanted)):
        return repair_stored(database, plan_id, wanted.at, wanted.event, language, wanted.offer)
