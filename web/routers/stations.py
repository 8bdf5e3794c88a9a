"""Stations."""

from __future__ import annotations

from fastapi import APIRouter

from web.dependencies import StoredPlans, StoredStations
from web.representations.plans import StationSummary

router = APIRouter(prefix="/api/v1", tags=["stations"])


@router.get("/stations", summary="List stations")
def list_stations(stations: StoredStations, plans: StoredPlans) -> list[StationSummary]:
    """List all stations that have plans, by name."""
    counts = plans.count()
    return [StationSummary.of(row, counts.get(row.id, 0)) for row in stations.list()]
