"""Simulations of stored plans, short enough to wait for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

from planner.domain.solving import Limits
from web.kept.shelf import Shelf

if TYPE_CHECKING:
    from planner.evaluation.simulation.options import Options, Rates
    from planner.evaluation.simulation.plans import Compared, Simulated

MOST_REPLICATIONS = 200
LONGEST_S = 8.0
"""Time for the replications of one answer [s]; what is done by then is what is told."""
LONGEST_SERVICE_MIN = 1440.0

_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A simulation.

    Attributes
    ----------
    policy, tiers
        Ids; no tier: all.
    replications
        How often the plan is run.
    seed
        Of the calls.
    service_min
        Mean time at a call [min].
    known_demand
        Whether the expected calls are taken as sure.
    """

    policy: str
    replications: int
    seed: int
    service_min: float
    tiers: tuple[str, ...] = ()
    known_demand: bool = False

    @property
    def options(self) -> Options:
        """How calls are answered."""
        from planner.evaluation.simulation.options import with_service

        rates: Rates = "mean" if self.known_demand else "drawn"
        return replace(with_service(self.service_min), tiers=self.tiers, rates=rates)


def simulated(shelf: Shelf, plan_id: str, wanted: Wanted) -> Simulated:
    """Let calls come to a plan; one simulation is run at a time, by one process.

    Raises
    ------
    NotFound
        With code ``plan_without_scenario``, ``policy_unknown``, ``tier_unknown``, ``no_grids`` or
        ``no_units_to_simulate``.
    """
    from planner.evaluation.simulation.plans import simulate_plan
    from planner.evaluation.simulation.policies import named
    from planner.pipeline import estimate_demand

    plan, scenario = shelf.whole(plan_id)
    policy = named(wanted.policy)
    with _one_at_a_time:
        return simulate_plan(
            plan,
            scenario,
            estimate_demand(scenario),
            policy,
            Limits(time_s=LONGEST_S, seed=wanted.seed, workers=1),
            replications=wanted.replications,
            options=wanted.options,
        )


def simulated_pair(shelf: Shelf, plan_id: str, against: str, wanted: Wanted) -> Compared:
    """Let the same calls come to two plans of one station and of the same hours; half of the time is for each.

    Raises
    ------
    NotFound
        As `simulated`, of either plan.
    PlannerError
        With code ``plans_of_other_stations``, ``plans_of_other_hours``, or ``replications_differ`` if the time is over
        before both had answered the same calls.
    """
    from planner.evaluation.simulation.plans import same_calls, simulate_two
    from planner.evaluation.simulation.policies import named
    from planner.pipeline import estimate_demand

    one, other = shelf.whole(plan_id), shelf.whole(against)
    same_calls(one[0], other[0])
    policy = named(wanted.policy)
    with _one_at_a_time:
        return simulate_two(
            one,
            other,
            estimate_demand(one[1]),
            policy,
            Limits(time_s=LONGEST_S / 2, seed=wanted.seed, workers=1),
            replications=wanted.replications,
            options=wanted.options,
        )
