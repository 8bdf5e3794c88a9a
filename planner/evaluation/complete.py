"""A changed plan with all figures and notices of what it will achieve."""

from __future__ import annotations

from planner.domain.achieved import renewed
from planner.domain.demand import Demand
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.evaluation.achievement.figures import achievement_figures
from planner.evaluation.achievement.notices import achievement_notices


def is_complete(plan: Plan, scenario: Scenario) -> bool:
    """Tell whether the figures of what the patrols will achieve are there, or there are no patrols."""
    last = "free_units_mean" if scenario.grids else "streets_unseen_pct"
    return not plan.routes or last in plan.metrics


def completed(plan: Plan, scenario: Scenario, demand: Demand) -> Plan:
    """Give a plan whose `measure` left out the achievement (``achievement=False``) with its figures and notices.

    One that has them, as its patrols are those of a plan that had them, is given back as it is.
    """
    if is_complete(plan, scenario):
        return plan
    figures = {name: round(value, 4) for name, value in achievement_figures(plan, scenario, demand).items()}
    told = renewed(plan.notices, achievement_notices(plan, scenario, demand))
    return plan.model_copy(update={"metrics": plan.metrics | figures, "notices": told})
