"""Decisions of the moment: who musters where, where units wait, how somebody missing is searched for."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Depends

from web.addresses import PlanId
from web.answers.decisions import mustered, redeployed, searched
from web.dependencies import Shelf
from web.language import Reader
from web.problems import documented
from web.representations.muster import Mustered
from web.representations.wanted import MusterWanted, RedeployWanted, SearchWanted
from web.routers.repairs import own_pages_only
from web.wrong_values import listed, moment_fields, told_at

router = APIRouter(prefix="/api/v1", tags=["dispatch"], dependencies=[Depends(own_pages_only)])

_PROBLEMS = documented(HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST)
_FEATURES: dict[int | str, dict[str, Any]] = {
    **_PROBLEMS,
    200: {
        "description": "GeoJSON (RFC 7946)",
        "content": {
            "application/json": {"schema": {"type": "object"}, "example": {"type": "FeatureCollection", "features": []}}
        },
    },
}


@router.post("/plans/{plan_id}/muster", summary="Send units to rescue points", responses=_PROBLEMS)
def muster(plan_id: PlanId, wanted: MusterWanted, shelf: Shelf, language: Reader) -> Mustered:
    """Tell who goes to which point, what is missing and why, and which cover stays; the search takes up to 8 s."""
    point_codes = ("muster_point_twice", "muster_without_need", "muster_point_far_off")
    fields = {
        **moment_fields(wanted),
        **listed(point_codes, "points", [point.id for point in wanted.points], "point"),
        "muster_ground_unknown": "keep",
    }
    with told_at(fields):
        return Mustered.of(mustered(shelf, plan_id, wanted), language)


@router.post("/plans/{plan_id}/redeploy", summary="Post units where demand is", responses=_FEATURES)
def redeploy(plan_id: PlanId, wanted: RedeployWanted, shelf: Shelf) -> dict[str, Any]:
    """Tell where units wait so that most of the demand can be reached soon; the search takes up to 8 s."""
    from planner.dispatch.redeploy.features import features

    with told_at(moment_fields(wanted)):
        return features(redeployed(shelf, plan_id, wanted))


@router.post("/plans/{plan_id}/search", summary="Share out a search", responses=_FEATURES)
def search(plan_id: PlanId, wanted: SearchWanted, shelf: Shelf) -> dict[str, Any]:
    """Tell how far somebody missing can be, where they are likeliest, and which unit searches which streets."""
    from planner.dispatch.search.features import features

    fields = {
        **moment_fields(wanted),
        "search_off_street": "place",
        "search_seen_wrong": "seen",
        "search_distances_wrong": "quartiles_km",
    }
    with told_at(fields):
        return features(searched(shelf, plan_id, wanted), shelf.whole(plan_id)[1].streets)
