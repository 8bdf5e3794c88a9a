"""Two stored plans side by side."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Query

from web.dependencies import Shelf
from web.problems import documented

router = APIRouter(prefix="/api/v1", tags=["plans"])

_FIGURES: dict[int | str, dict[str, Any]] = {
    **documented(HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST),
    200: {"description": "Figures of both", "content": {"application/json": {"schema": {"type": "object"}}}},
}


@router.get("/compare", summary="Compare two plans", responses=_FIGURES)
def compare_plans(
    a: Annotated[str, Query(description="Id of the one plan.")],
    b: Annotated[str, Query(description="Id of the other plan.")],
    shelf: Shelf,
) -> dict[str, Any]:
    """Give every figure of both, their differences, and hours, grids and losses of units; both of one station."""
    from planner.evaluation.comparing.record import comparison_record

    return comparison_record(shelf.comparison(a, b))
