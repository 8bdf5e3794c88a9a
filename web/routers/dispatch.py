"""Questions about a plan to the dispatch room: nothing here changes a plan, and nothing that was asked is kept."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse

from planner.dispatch.features import features
from web.addresses import PlanId
from web.answers.dispatch import cordon_of, fled_of, nearest_of, refuse_outside
from web.dependencies import Shelf
from web.problems import documented
from web.representations.dispatch import CordonFound, InterceptionWanted, NearestFound, NearestWanted
from web.routers.repairs import own_pages_only
from web.wrong_values import moment_fields, told_at

router = APIRouter(prefix="/api/v1", tags=["dispatch"])

GEOJSON = "application/geo+json"
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The answer", "content": {GEOJSON: {"schema": {"type": "object"}}}},
    **documented(HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST),
}


@router.post(
    "/plans/{plan_id}/dispatch",
    summary="Ask who can be at a place first",
    response_model=NearestFound,
    responses=_ANSWERS,
    dependencies=[Depends(own_pages_only)],
)
def nearest(plan_id: PlanId, asked: NearestWanted, request: Request, shelf: Shelf) -> NearestFound | JSONResponse:
    """List the units and the drones that can be at a place first.

    Units of the plan, or of live positions, by the time that they need along the streets. With
    ``Accept: application/geo+json`` the answer is GeoJSON.
    """
    plan = shelf.plan(plan_id)
    with told_at({**moment_fields(asked), "place_far_off": "to"}):
        if asked.positions is None:
            refuse_outside(plan, asked.at)
        found = nearest_of(
            shelf,
            plan_id,
            asked.at.astimezone(ZoneInfo(plan.timezone)),
            asked.to,
            asked.count,
            police=asked.police,
            leave_ground=asked.leave_ground,
            stay_min=asked.stay_min,
            positions=asked.positions,
            rest=asked.rest_by_plan,
        )
    if _wants_geojson(request):
        return _geojson(features(found.place, found.units, found.drones))
    return NearestFound.of(found)


@router.post(
    "/plans/{plan_id}/interception",
    summary="Ask who shuts in somebody who fled",
    response_model=CordonFound,
    responses=_ANSWERS,
    dependencies=[Depends(own_pages_only)],
)
def interception(
    plan_id: PlanId, asked: InterceptionWanted, request: Request, shelf: Shelf
) -> CordonFound | JSONResponse:
    """Find which units close which junctions so that somebody who fled is shut in soonest.

    It takes at most 8 s besides some seconds to make the streets ready; `status` says whether the answer is proven.
    With ``Accept: application/geo+json`` the answer is GeoJSON, with the streets that they can be on by when.
    """
    plan = shelf.plan(plan_id)
    with told_at({**moment_fields(asked), "flight_off_street": "from"}):
        if asked.positions is None:
            refuse_outside(plan, asked.at)
        found = cordon_of(
            shelf,
            plan_id,
            asked.at.astimezone(ZoneInfo(plan.timezone)),
            fled_of(asked.from_, asked.minutes_ago, asked.mode, asked.speed_kmh, asked.within_min),
            exits=asked.exits,
            leave_ground=asked.leave_ground,
            police=asked.police,
            ready_min=asked.ready_min,
            positions=asked.positions,
            rest=asked.rest_by_plan,
        )
    if _wants_geojson(request):
        from planner.dispatch.intercept.features import features as cordon_features

        return _geojson(cordon_features(found))
    return CordonFound.of(found)


def _wants_geojson(request: Request) -> bool:
    """Tell whether the first media type that is accepted is GeoJSON's."""
    first = request.headers.get("accept", "").partition(",")[0]
    return first.partition(";")[0].strip().lower() == GEOJSON


def _geojson(found: dict[str, Any]) -> JSONResponse:
    return JSONResponse(found, headers={"Vary": "Accept", "Cache-Control": "no-store"}, media_type=GEOJSON)
