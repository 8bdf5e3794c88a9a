"""Plans tried against random calls: nothing here changes a plan."""

from __future__ import annotations

from dataclasses import asdict
from http import HTTPStatus

from fastapi import APIRouter, Depends

from web.dependencies import Shelf
from web.problems import documented
from web.routers.repairs import own_pages_only
from web.simulating import Wanted, simulated
from web.simulation_representations import Simulation, SimulationWanted

router = APIRouter(prefix="/api/v1", tags=["plans"])


@router.post(
    "/plans/{plan_id}/simulation",
    summary="Simulate a plan",
    responses=documented(HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST),
    dependencies=[Depends(own_pages_only)],
)
def simulate_plan(plan_id: str, asked: SimulationWanted, shelf: Shelf) -> Simulation:
    """Let random calls come to a plan, and tell how soon its units are there.

    It takes at most 8 s besides some seconds to make the streets ready: `replications` says how many runs were made.
    """
    from planner.evaluation.simulation.record import simulated_record

    wanted = Wanted(**asked.model_dump())
    record = simulated_record(simulated(shelf, plan_id, wanted))
    return Simulation.model_validate({**asdict(wanted), **record})
