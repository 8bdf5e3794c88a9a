"""`planner simulate`: let random calls come to a plan, and tell how its units answer them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planner.cli.answering import CANCELLED, PASSES, answered, deliver
from planner.cli.asking import plan_and_scenario
from planner.domain.solving import Limits, Progress
from planner.i18n import Language, sentence

if TYPE_CHECKING:
    from planner.evaluation.simulation.options import Rates
    from planner.evaluation.simulation.plans import Compared, Simulated

LIST = "list"
"""Asked for instead of a policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to simulate.

    Attributes
    ----------
    plan
        Folder of the plan.
    against
        Folder of a plan to compare it with; None: none.
    policy
        Id of the policy, or `LIST`.
    replications
        How many.
    seed
        Seed of the calls.
    service_min
        Mean time at a call [min].
    tiers
        Ids of the tiers that answer calls; empty: all.
    known_demand
        Whether the expected calls are taken as sure.
    out
        File for all figures; None: none.
    """

    plan: Path
    against: Path | None
    policy: str
    replications: int
    seed: int
    service_min: float
    tiers: tuple[str, ...]
    known_demand: bool
    out: Path | None

    @property
    def rates(self) -> Rates:
        """How rates of calls are taken, a word of `Options`."""
        return "mean" if self.known_demand else "drawn"


@answered
def simulate(asked: Asked, language: Language) -> int:
    """Simulate and print; the exit code."""
    from planner.evaluation.simulation.policies import POLICIES

    if asked.policy == LIST:
        for policy in POLICIES:
            print(f"{policy.id:<12} {sentence(policy.summary, language, {})}")  # noqa: T201 - the command's result
        return PASSES
    made = _made(asked, language)
    return _told(asked, made, language)


def _made(asked: Asked, language: Language) -> Simulated | Compared:
    from dataclasses import replace

    from planner.cli.progress import Watch
    from planner.evaluation.simulation.options import with_service
    from planner.evaluation.simulation.plans import same_calls, simulate_plan, simulate_two
    from planner.evaluation.simulation.policies import named
    from planner.pipeline import estimate_demand

    policy = named(asked.policy)
    options = replace(with_service(asked.service_min), tiers=asked.tiers, rates=asked.rates)
    limits = Limits(time_s=float("inf"), seed=asked.seed)
    with Watch(language) as watch:
        watch(Progress(stage="read", done=0.0))
        plan, scenario = plan_and_scenario(asked.plan, on_progress=watch)
        other = plan_and_scenario(asked.against, on_progress=watch) if asked.against else None
        if other is not None:
            same_calls(plan, other[0])
        watch(Progress(stage="simulate", done=0.0))
        demand = estimate_demand(scenario)
        if other is None:
            return simulate_plan(
                plan,
                scenario,
                demand,
                policy,
                limits,
                replications=asked.replications,
                options=options,
                on_progress=watch,
            )
        return simulate_two(
            (plan, scenario),
            other,
            demand,
            policy,
            limits,
            replications=asked.replications,
            options=options,
            on_progress=watch,
        )


def _told(asked: Asked, made: Simulated | Compared, language: Language) -> int:
    """Print what was found and write the file; the exit code."""
    from planner.cli.simulation_report import print_compared, print_simulated
    from planner.evaluation.simulation.plans import Compared
    from planner.evaluation.simulation.record import compared_record, simulated_record

    told = {"policy": asked.policy, "seed": asked.seed, "service_min": asked.service_min, "tiers": list(asked.tiers)}
    told["rates"] = asked.rates
    if isinstance(made, Compared):
        print_compared(made, language)
        record, stopped = compared_record(made), made.one.stopped
    else:
        print_simulated(made, language)
        record, stopped = simulated_record(made), made.stopped
    if asked.out is not None:
        text = json.dumps({"format": "patrol-simulation/1", **told, **record}, indent=1, allow_nan=False)
        code = deliver(text.encode() + b"\n", asked.out, language)
        if code:
            return code
    return CANCELLED if stopped else PASSES
