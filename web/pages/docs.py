"""Interactive documentation of the API, from our own files: no other host is asked."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from web.language import Reader
from web.pages.rendering import page

router = APIRouter(include_in_schema=False)


@router.get("/docs", name="docs")
def show_docs(request: Request, reader: Reader) -> HTMLResponse:
    """Show Swagger UI on our OpenAPI document."""
    return page(request, "docs.html", reader)
