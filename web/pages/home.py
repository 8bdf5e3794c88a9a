"""The first page: stations and their plans."""

from __future__ import annotations

from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from web.dependencies import StoredPlans, StoredStations
from web.language import Reader
from web.pages.rendering import page
from web.representations.plans import PlanSummary

router = APIRouter(include_in_schema=False)


@router.get("/", name="home")
def home(request: Request, stations: StoredStations, plans: StoredPlans, reader: Reader) -> HTMLResponse:
    """List every station with its plans, the latest start first."""
    by_station = sorted((PlanSummary.of(row) for row in plans.list()), key=lambda plan: plan.station)
    shelves = {station: list(group) for station, group in groupby(by_station, key=lambda plan: plan.station)}
    listed = [(row.name, shelves.get(row.id, [])) for row in stations.list()]
    return page(request, "home.html", reader, stations=listed)
