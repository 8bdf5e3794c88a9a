"""Plans tried against random calls: nothing here changes a plan."""

from __future__ import annotations

from dataclasses import asdict
from http import HTTPStatus

from fastapi import APIRouter, Depends

from planner.evaluation.comparing.telling import pair_sentences, verdicts_of
from planner.evaluation.comparing.verdicts import MAIN
from web.addresses import OtherId, PlanId
from web.answers.simulation import Wanted, simulated, simulated_pair
from web.dependencies import Shelf
from web.language import Reader
from web.problems import documented
from web.representations.simulation import SimulatedPair, Simulation, SimulationWanted
from web.routers.repairs import own_pages_only
from web.wrong_values import told_at

router = APIRouter(prefix="/api/v1", tags=["plans"])

FIELDS = {"policy_unknown": "policy", "tier_unknown": "tiers"}
"""Fields of the body that a refusal of the simulation is about."""


@router.post(
    "/plans/{plan_id}/simulation",
    summary="Simulate a plan",
    responses=documented(HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST),
    dependencies=[Depends(own_pages_only)],
)
def simulate_plan(plan_id: PlanId, asked: SimulationWanted, shelf: Shelf) -> Simulation:
    """Let random calls come to a plan, and tell how soon its units are there.

    It takes at most 8 s besides some seconds to make the streets ready: `replications` says how many runs were made.
    """
    from planner.evaluation.simulation.record import simulated_record

    wanted = Wanted(**asked.model_dump())
    with told_at(FIELDS):
        record = simulated_record(simulated(shelf, plan_id, wanted))
    return Simulation.model_validate({**asdict(wanted), **record})


@router.post(
    "/plans/{plan_id}/simulation/against/{other_id}",
    summary="Simulate two plans with the same calls",
    responses=documented(HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST),
    dependencies=[Depends(own_pages_only)],
)
def simulate_pair(
    plan_id: PlanId, other_id: OtherId, asked: SimulationWanted, shelf: Shelf, reader: Reader
) -> SimulatedPair:
    """Let the same random calls come to two plans of one station and of the same hours, and compare them pair by pair.

    It takes at most 8 s besides some seconds to make the streets ready: `replications` says how many runs both made.
    """
    from planner.evaluation.simulation.record import compared_record

    wanted = Wanted(**asked.model_dump())
    with told_at(FIELDS):
        made = simulated_pair(shelf, plan_id, other_id, wanted)
    told = asked.model_dump(exclude={"replications"}) | {"against": other_id}
    judged = {"verdicts": verdicts_of(made), "main": MAIN, "text": pair_sentences(made, reader)}
    return SimulatedPair.model_validate({**told, **compared_record(made), **judged})
