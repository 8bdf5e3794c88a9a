"""What a chief should know of what a plan will achieve, besides its figures."""

from __future__ import annotations

from planner.domain.demand import Demand
from planner.domain.plan import Notice, Plan
from planner.domain.scenario import Scenario
from planner.evaluation.achievement.cover_kept import kept_cover
from planner.evaluation.achievement.equity import equity_notices
from planner.evaluation.achievement.losses import loss_notices
from planner.evaluation.achievement.unready import unready_notices


def achievement_notices(plan: Plan, scenario: Scenario, demand: Demand) -> tuple[Notice, ...]:
    """Tell when nobody is free, whose loss costs most, and which grids get far more or less than their share.

    Their codes are those of `planner.domain.achieved.ACHIEVED`.
    """
    if not plan.routes or not scenario.grids:
        return ()
    cover = kept_cover(plan, scenario, demand)
    return (
        *unready_notices(plan, cover),
        *loss_notices(plan, scenario, cover),
        *equity_notices(plan, scenario, demand),
    )
