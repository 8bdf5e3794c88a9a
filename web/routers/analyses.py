"""The analysis of calls as JSON and as a workbook."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Response

from planner.domain.analysis import IncidentAnalysis
from web.addresses import PlanId
from web.answers.analysis import AnyPeriod, Before, Until, analysed
from web.dependencies import Shelf
from web.downloads import attachment
from web.language import Reader
from web.problems import documented

router = APIRouter(prefix="/api/v1", tags=["analysis"])

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WORKBOOK: dict[int | str, dict[str, Any]] = {
    200: {"description": "The workbook", "content": {XLSX: {"schema": {"type": "string"}}}},
    **documented(HTTPStatus.NOT_FOUND),
}


@router.get(
    "/plans/{plan_id}/analysis", summary="Analyse the calls behind a plan", responses=documented(HTTPStatus.NOT_FOUND)
)
def analysis(
    plan_id: PlanId, shelf: Shelf, period: AnyPeriod = "week", until: Until = None, before: Before = 1
) -> IncidentAnalysis:
    """Give the calls of a period beside those before it: counts, places, hours, and what is more than chance."""
    return analysed(shelf, plan_id, period, until, before)[0]


@router.get("/plans/{plan_id}/analysis.xlsx", summary="Get the analysis as a workbook", responses=_WORKBOOK)
def analysis_workbook(
    plan_id: PlanId,
    shelf: Shelf,
    language: Reader,
    period: AnyPeriod = "week",
    until: Until = None,
    before: Before = 1,
) -> Response:
    """Give the same as a workbook in the reader's language, one sheet a table."""
    from planner.exports.analysis_xlsx import encode

    found, scenario = analysed(shelf, plan_id, period, until, before)
    name = f"{found.station}-{found.period}-{found.now.last:%Y%m%d}"
    headers = {
        "Content-Disposition": attachment(name, ".analysis.xlsx"),
        "Cache-Control": "private, no-cache",
        "Vary": "Accept-Language",
    }
    return Response(encode(found, scenario, language), media_type=XLSX, headers=headers)
