"""Simulations of stored plans, short enough to wait for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

from planner.domain.solving import Limits
from web.shelf import Shelf

if TYPE_CHECKING:
    from planner.evaluation.simulation.plans import Simulated

MOST_REPLICATIONS = 200
LONGEST_S = 8.0
"""Time for the replications of one answer [s]; what is done by then is what is told."""
LONGEST_SERVICE_MIN = 1440.0

_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A simulation: policy and tiers by id (no tier: all), how often, seed of the calls, mean time at a call [min]."""

    policy: str
    replications: int
    seed: int
    service_min: float
    tiers: tuple[str, ...] = ()


def simulated(shelf: Shelf, plan_id: str, wanted: Wanted) -> Simulated:
    """Let calls come to a plan; one simulation is run at a time, by one process.

    Raises
    ------
    NotFound
        With code ``plan_without_scenario``, ``policy_unknown``, ``tier_unknown``, ``no_grids`` or
        ``no_units_to_simulate``.
    """
    from planner.evaluation.simulation.options import with_service
    from planner.evaluation.simulation.plans import simulate_plan
    from planner.evaluation.simulation.policies import named
    from planner.pipeline import estimate_demand

    plan, scenario = shelf.whole(plan_id)
    policy, options = named(wanted.policy), replace(with_service(wanted.service_min), tiers=wanted.tiers)
    with _one_at_a_time:
        return simulate_plan(
            plan,
            scenario,
            estimate_demand(scenario),
            policy,
            Limits(time_s=LONGEST_S, seed=wanted.seed, workers=1),
            replications=wanted.replications,
            options=options,
        )
