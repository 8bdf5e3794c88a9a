"""The analysis of the calls behind a plan, as a page."""

from __future__ import annotations

import datetime as dt
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from planner.domain.analysis import PERIODS, Period
from planner.i18n import Language
from planner.i18n.analysis import title_text, word
from web.answers.analysis import AnyPeriod, Before, Until, analysed
from web.dependencies import Shelf
from web.language import Reader
from web.pages.rendering import HTML_LANGUAGE

router = APIRouter(include_in_schema=False)


@router.get("/plans/{plan_id}/analysis", name="analysis")
def show_analysis(
    request: Request,
    plan_id: str,
    shelf: Shelf,
    reader: Reader,
    period: AnyPeriod = "week",
    until: Until = None,
    before: Before = 1,
) -> HTMLResponse:
    """Give the page; `planner.exports.analysis_page` makes it."""
    from planner.exports.analysis_page import encode

    found, scenario = analysed(shelf, plan_id, period, until, before)
    chosen = request.query_params.get("lang")
    links = _links(plan_id, found.period, until, before, reader, chosen if chosen in HTML_LANGUAGE else None)
    headers = {
        "Content-Language": HTML_LANGUAGE[reader],
        "Vary": "Accept-Language",
        "Cache-Control": "private, no-cache",
    }
    return HTMLResponse(encode(found, scenario, reader, links), headers=headers)


def _links(
    plan_id: str, period: Period, until: dt.date | None, before: int, reader: Language, lang: str | None
) -> list[tuple[str, str]]:
    """Give the way back to the plan, the other periods, and the files."""
    plan = f"/plans/{quote(plan_id, safe='')}"

    def query(wanted: Period) -> str:
        known = {"period": wanted, "until": until, "before": before, "lang": lang}
        return urlencode({key: value for key, value in known.items() if value is not None})

    others = [(title_text(other, reader), f"{plan}/analysis?{query(other)}") for other in PERIODS if other != period]
    files = [
        ("XLSX", f"/api/v1{plan}/analysis.xlsx?{query(period)}"),
        ("JSON", f"/api/v1{plan}/analysis?{query(period)}"),
    ]
    return [(word("to_plan", reader), plan + (f"?lang={lang}" if lang else "")), *others, *files]
