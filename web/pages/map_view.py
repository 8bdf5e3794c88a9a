"""The map of a plan, the view of the station chief."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from web.dependencies import Shelf
from web.language import Reader

router = APIRouter(include_in_schema=False)


@router.get("/plans/{plan_id}/map", name="map")
def show_map(plan_id: str, shelf: Shelf, reader: Reader) -> HTMLResponse:
    """Give the page of the map; `planner.maps` makes it, script and data are fetched from the API."""
    headers = {"Vary": "Accept-Language", "Cache-Control": "private, no-cache"}
    return HTMLResponse(shelf.map(plan_id, reader).html, headers=headers)
