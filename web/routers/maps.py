"""What the map page of a plan loads."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request, Response

from web.addresses import PlanId
from web.dependencies import Shelf
from web.downloads import stored_gzip
from web.language import Reader
from web.problems import documented

router = APIRouter(prefix="/api/v1", tags=["maps"])

_DATA: dict[int | str, dict[str, Any]] = {
    200: {"description": "What the map draws", "content": {"application/json": {"schema": {"type": "object"}}}},
    304: {"description": "The reader has it already (If-None-Match)"},
    **documented(HTTPStatus.NOT_FOUND),
}
_GROUND: dict[int | str, dict[str, Any]] = {
    **_DATA,
    200: {"description": "What small maps draw below", "content": {"application/json": {"schema": {"type": "object"}}}},
}
_SCRIPT: dict[int | str, dict[str, Any]] = {
    200: {"description": "What starts the map", "content": {"text/javascript": {"schema": {"type": "string"}}}},
    **documented(HTTPStatus.NOT_FOUND),
}


@router.get("/plans/{plan_id}/map.json", summary="Get the data of a plan's map", responses=_DATA)
def map_data(plan_id: PlanId, request: Request, shelf: Shelf, language: Reader) -> Response:
    """Give layers, tracks and words of the map; its form follows the page and may change with any version."""
    stored = shelf.map(plan_id, language)
    return stored_gzip(request, stored.data_gzip, stored.data_tag, "application/json")


@router.get("/plans/{plan_id}/ground.json", summary="Get the ground below small maps", responses=_GROUND)
def ground_data(plan_id: PlanId, request: Request, shelf: Shelf) -> Response:
    """Give streets, boundary, offices and docks as small maps draw them; the form may change with any version."""
    stored = shelf.backdrop(plan_id)
    return stored_gzip(request, stored.data_gzip, stored.data_tag, "application/json")


@router.get("/plans/{plan_id}/map.js", summary="Get the script of a plan's map", responses=_SCRIPT)
def map_script(plan_id: PlanId, shelf: Shelf, language: Reader) -> Response:
    """Give the script that builds the map; it holds no text of the plan."""
    script = shelf.map(plan_id, language).script
    return Response(script, media_type="text/javascript", headers={"Cache-Control": "private, no-cache"})
