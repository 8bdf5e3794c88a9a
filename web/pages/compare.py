"""Two stored plans of one station side by side."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from planner.i18n import Language
from web.dependencies import Shelf
from web.kept.shelf import Shelf as ShelfOfPlans
from web.language import Reader

router = APIRouter(include_in_schema=False)

PAGES_KEPT = 8
_comparing = Lock()


@router.get("/compare", name="compare")
def show_comparison(a: str, b: str, shelf: Shelf, reader: Reader) -> HTMLResponse:
    """Give the page of `planner compare` without a simulation; whoever asks while one is made waits for it."""
    headers = {"Vary": "Accept-Language", "Cache-Control": "private, no-cache"}
    with _comparing:
        return HTMLResponse(_page(shelf, a, b, reader), headers=headers)


@lru_cache(maxsize=PAGES_KEPT)
def _page(shelf: ShelfOfPlans, a: str, b: str, reader: Language) -> str:
    """Compare two plans; both never change once they are stored."""
    from planner.evaluation.comparing.compare import compare
    from planner.maps.comparison.page import comparison_page
    from planner.pipeline import estimate_demand

    one, other = shelf.whole(a), shelf.whole(b)
    found = compare(one, other, estimate_demand(one[1]), estimate_demand(other[1]))
    names = tuple(f"{plan.start:%Y-%m-%d} ({plan.created:%m-%d %H:%M})" for plan in (one[0], other[0]))
    return comparison_page(found, None, one[1], (names[0], names[1]), language=reader)
