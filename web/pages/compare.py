"""Two stored plans of one station side by side."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from planner.i18n import Language
from planner.i18n.comparing import compare_text
from web.dependencies import Shelf
from web.language import Reader
from web.pages.rendering import HTML_LANGUAGE

router = APIRouter(include_in_schema=False)


@router.get("/compare", name="compare")
def show_comparison(request: Request, a: str, b: str, shelf: Shelf, reader: Reader) -> HTMLResponse:
    """Give the page of `planner compare` without a simulation, with the ways back to both plans."""
    from planner.maps.comparison.page import comparison_page

    found = shelf.comparison(a, b)
    one, other = shelf.plan(a), shelf.plan(b)
    names = tuple(f"{plan.start:%Y-%m-%d} ({plan.created:%m-%d %H:%M})" for plan in (one, other))
    chosen = request.query_params.get("lang")
    links = _links(a, b, reader, f"?lang={chosen}" if chosen in HTML_LANGUAGE else "")
    scenario = shelf.whole(a)[1]
    page = comparison_page(found, None, scenario, (names[0], names[1]), language=reader, links=links)
    headers = {
        "Content-Language": HTML_LANGUAGE[reader],
        "Vary": "Accept-Language",
        "Cache-Control": "private, no-cache",
    }
    return HTMLResponse(page, headers=headers)


def _links(a: str, b: str, reader: Language, lang: str) -> list[tuple[str, str]]:
    """Give the ways to all plans, to both plans, and to their simulation; each keeps the language that was chosen."""
    one, other = (f"/plans/{quote(plan, safe='')}" for plan in (a, b))
    return [
        (compare_text("to_plans", reader), "/" + lang),
        (compare_text("to_plan", reader, letter="A"), one + lang),
        (compare_text("to_plan", reader, letter="B"), other + lang),
        (compare_text("to_simulation", reader), f"{one}/simulation{lang}"),
    ]
