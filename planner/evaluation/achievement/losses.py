"""What is left of a plan when any one of its units drops out and nobody plans anew."""

from __future__ import annotations

from dataclasses import dataclass

from planner.domain.plan import Notice, Parameter, Plan
from planner.domain.scenario import Scenario
from planner.evaluation.achievement.call_cover import LOSS_MIN, WITHIN_MIN, CallCover
from planner.evaluation.patrols.work_checks import required_calls

SMALLEST_PCT = 0.1
"""A loss that costs a smaller share of the calls is not told [%]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """A plan without one unit.

    Attributes
    ----------
    unit
        Id of the unit that is missing.
    demand_within_5_min_pct
        Share of the expected calls within five minutes of a free unit [%].
    required_visits_lost
        Required visits that it would have made.
    required_visits_met_pct
        Share of the required visits that are still made [%].
    """

    unit: str
    demand_within_5_min_pct: float
    required_visits_lost: int
    required_visits_met_pct: float


def losses(plan: Plan, scenario: Scenario, cover: CallCover) -> tuple[Loss, ...]:
    """Give the plan without each of its units, the one that costs most calls within five minutes first."""
    required = sum(1 for _ in required_calls(plan, scenario))
    unmet = sum(item.kind == "visit" for item in plan.required_unmet)
    made = {route.unit: sum(stop.required and stop.kind != "base" for stop in route.stops) for route in plan.routes}
    left = cover.without_pct()
    found = [
        Loss(
            unit=unit.id,
            demand_within_5_min_pct=float(left[row]),
            required_visits_lost=made.get(unit.id, 0),
            required_visits_met_pct=100 * max(0.0, 1 - (unmet + made.get(unit.id, 0)) / required)
            if required
            else 100.0,
        )
        for row, unit in enumerate(plan.units)
    ]
    return tuple(
        sorted(found, key=lambda loss: (loss.demand_within_5_min_pct, loss.required_visits_met_pct, loss.unit))
    )


def loss_figures(found: tuple[Loss, ...]) -> dict[str, float]:
    """Give the worst that the loss of one unit can do, each figure with its own worst unit."""
    if not found:
        return {}
    return {
        "demand_within_5_min_less_one_unit_pct": min(loss.demand_within_5_min_pct for loss in found),
        "required_visits_met_less_one_unit_pct": min(loss.required_visits_met_pct for loss in found),
    }


def loss_notices(plan: Plan, scenario: Scenario, cover: CallCover) -> tuple[Notice, ...]:
    """Tell the unit whose loss costs most calls within five minutes, and the one that makes most required visits.

    Nothing is told of a loss that costs nothing.
    """
    found, notices = losses(plan, scenario, cover), []
    near = float(cover.demand_pct()[WITHIN_MIN.index(LOSS_MIN)])
    if found and near - found[0].demand_within_5_min_pct >= SMALLEST_PCT:
        left_pct, all_pct = round(found[0].demand_within_5_min_pct, 1), round(near, 1)
        params: dict[str, Parameter] = {"unit": found[0].unit, "pct": left_pct, "all_pct": all_pct}
        notices.append(Notice(code="unit_missed_by_calls", params=params))
    visits = max(found, key=lambda loss: (loss.required_visits_lost, loss.unit), default=None)
    if visits is not None and visits.required_visits_lost:
        met_pct = round(visits.required_visits_met_pct, 1)
        params = {"unit": visits.unit, "count": visits.required_visits_lost, "pct": met_pct}
        notices.append(Notice(code="unit_missed_by_visits", params=params))
    return tuple(notices)
