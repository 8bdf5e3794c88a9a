"""Plans as files."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Response
from starlette.convertors import register_url_convertor

from planner import exports
from planner.i18n import Language
from web.addresses import AnyText, FormatId, OfficerId, PlanId, UnitId
from web.dependencies import Shelf
from web.downloads import attachment
from web.kept.shelf import Shelf as _Shelf
from web.language import Reader
from web.problems import documented
from web.representations.plans import FormatSummary

register_url_convertor("any_text", AnyText())

router = APIRouter(prefix="/api/v1", tags=["exports"])

_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file, under a name that says station, day, and unit or officer",
        "content": {media_type: {"schema": {"type": "string"}} for media_type in exports.media_types()},
    },
    **documented(HTTPStatus.NOT_FOUND),
}


@router.get("/exports", summary="List formats", responses=documented())
def list_formats(language: Reader) -> list[FormatSummary]:
    """List all formats that a plan can be had in."""
    return [FormatSummary.of(form, language) for form in exports.FORMATS]


@router.get("/plans/{plan_id}/exports/{format_id}", summary="Get a plan as a file", responses=_FILE)
def export_plan(plan_id: PlanId, format_id: FormatId, shelf: Shelf, language: Reader) -> Response:
    """Give the whole plan in one format; what people read is in the reader's language."""
    return _file(shelf, plan_id, format_id, language)


@router.get(
    "/plans/{plan_id}/units/{unit_id:any_text}/exports/{format_id}",
    summary="Get one unit's part as a file",
    responses=_FILE,
)
def export_unit(plan_id: PlanId, unit_id: UnitId, format_id: FormatId, shelf: Shelf, language: Reader) -> Response:
    """Give one unit's route and crew, or drone rounds, in one format; 404 too for a format that holds whole plans only.

    Rounds are asked for by number, dock, day, or day and one of them, such as ``2026-11-24/5``.
    """
    return _file(shelf, plan_id, format_id, language, unit=unit_id)


@router.get(
    "/plans/{plan_id}/officers/{officer_id:any_text}/exports/{format_id}",
    summary="Get one officer's shifts as a file",
    responses=_FILE,
)
def export_officer(
    plan_id: PlanId, officer_id: OfficerId, format_id: FormatId, shelf: Shelf, language: Reader
) -> Response:
    """Give one officer's shifts in one format; 404 too for a format that does not hold one officer alone."""
    return _file(shelf, plan_id, format_id, language, officer=officer_id)


def _file(
    shelf: _Shelf,
    plan_id: PlanId,
    format_id: FormatId,
    language: Language,
    *,
    unit: str | None = None,
    officer: str | None = None,
) -> Response:
    plan, form = shelf.plan(plan_id), exports.named(format_id)
    scenario = shelf.scenario(plan_id) if form.wants_scenario else None
    content = form.write(plan, unit=unit, officer=officer, scenario=scenario, language=language)
    name = "-".join(part for part in (plan.station, f"{plan.start:%Y%m%d}", unit, officer) if part)
    suffix, media_type = form.kind_of(plan, unit)
    headers = {"Content-Disposition": attachment(name, suffix), "Cache-Control": "private, no-cache"}
    if form.wants_scenario:
        headers["Vary"] = "Accept-Language"
    return Response(content, media_type=media_type, headers=headers)
