"""The sign in the browser's tab, for addresses that are no pages and so cannot name it."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

router = APIRouter(include_in_schema=False)


@router.get("/favicon.ico", name="icon")
def show_icon() -> FileResponse:
    """Give the sign that the pages link to; the map, a description in JSON and other addresses have it from here."""
    return FileResponse(Path(__file__).parent.parent / "static" / "shield.svg", media_type="image/svg+xml")
