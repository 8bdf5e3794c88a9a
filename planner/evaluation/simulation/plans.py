"""Simulate a plan, or two plans against each other: what the command line and pages call."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np

from planner.domain.demand import Demand
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits, OnProgress, Progress, keep_going
from planner.errors import PlannerError
from planner.evaluation.simulation.calls import Ints
from planner.evaluation.simulation.figures import differences, estimates
from planner.evaluation.simulation.intervals import Estimate
from planner.evaluation.simulation.options import Options
from planner.evaluation.simulation.outcome import Outcome
from planner.evaluation.simulation.policies import Policy
from planner.evaluation.simulation.prepare import prepare
from planner.evaluation.simulation.simulate import simulate

REPLICATIONS = 200
"""Replications, when nothing else is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Simulated:
    """A plan simulated.

    Attributes
    ----------
    begin
        When the plan starts, on its own clock: hour 0 of the outcome.
    outcome
        All calls and units of all replications.
    figures
        Figures with their intervals, by name.
    asked
        Replications that were asked for; fewer are done when it was stopped.
    """

    begin: dt.datetime
    outcome: Outcome
    figures: dict[str, Estimate]
    asked: int

    @property
    def stopped(self) -> bool:
        """Whether it was stopped early."""
        return self.outcome.replications < self.asked


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Compared:
    """Two plans that answered the same calls.

    Attributes
    ----------
    one, other
        Each by itself, over the replications that both have.
    differences
        By how much each figure of the other exceeds that of the one, pair by pair.
    """

    one: Simulated
    other: Simulated
    differences: dict[str, Estimate]


def simulate_plan(
    plan: Plan,
    scenario: Scenario,
    demand: Demand,
    policy: Policy,
    limits: Limits,
    *,
    replications: int = REPLICATIONS,
    options: Options | None = None,
    on_progress: OnProgress = keep_going,
) -> Simulated:
    """Simulate a plan; see `prepare` for what is refused."""
    problem = prepare(plan, scenario, demand, options or Options())
    outcome = simulate(problem, policy, replications, limits, on_progress=on_progress)
    return Simulated(begin=_begin(plan), outcome=outcome, figures=estimates(outcome), asked=replications)


def simulate_two(
    one: tuple[Plan, Scenario],
    other: tuple[Plan, Scenario],
    demand: Demand,
    policy: Policy,
    limits: Limits,
    *,
    replications: int = REPLICATIONS,
    options: Options | None = None,
    on_progress: OnProgress = keep_going,
) -> Compared:
    """Simulate two plans of one station and of the same hours with the same calls.

    Parameters
    ----------
    one, other
        Plans with their scenarios; calls come from the ground of the first.
    demand
        Expected calls in the grids of the first.

    Raises
    ------
    PlannerError
        As `same_calls`; with code ``"replications_differ"``, if it was stopped before both had answered the same calls.
    """
    same_calls(one[0], other[0])
    used = options or Options()

    def half(first: float) -> OnProgress:
        return lambda report: on_progress(Progress(stage=report.stage, done=first + report.done / 2))

    first = prepare(*one, demand, used)
    second = prepare(*other, demand, used, calls_of=one[1])
    a = simulate(first, policy, replications, limits, on_progress=half(0.0))
    b = simulate(second, policy, replications, limits, on_progress=half(0.5))
    a, b = a.part(_shared(a, b)), b.part(_shared(b, a))
    if not a.replications:
        raise PlannerError("replications_differ")
    return Compared(
        one=Simulated(begin=_begin(one[0]), outcome=a, figures=estimates(a), asked=replications),
        other=Simulated(begin=_begin(other[0]), outcome=b, figures=estimates(b), asked=replications),
        differences=differences(a, b),
    )


def same_calls(one: Plan, other: Plan) -> None:
    """Refuse two plans that the same calls cannot come to.

    Raises
    ------
    PlannerError
        With code ``"plans_of_other_stations"``, if they are of two stations; ``"plans_of_other_hours"``, if they do not
        start and end at the same moments.
    """
    if one.station != other.station:
        raise PlannerError("plans_of_other_stations", one=one.station, other=other.station)
    if (one.start, one.end) != (other.start, other.end):
        raise PlannerError("plans_of_other_hours")


def _begin(plan: Plan) -> dt.datetime:
    """Give when a plan starts on its own clock."""
    return plan.start.astimezone(ZoneInfo(plan.timezone))


def _shared(outcome: Outcome, other: Outcome) -> Ints:
    """Give the indices of the replications of an outcome that another one has too."""
    return np.flatnonzero(np.isin(outcome.number, other.number))
