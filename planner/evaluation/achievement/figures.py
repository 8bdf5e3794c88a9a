"""What a plan will achieve on the street: how soon somebody is near, what stays unseen, how even it is."""

from __future__ import annotations

import numpy as np

from planner.domain.demand import Demand
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.evaluation.achievement.call_cover import WITHIN_MIN, CallCover
from planner.evaluation.achievement.cover_kept import kept_cover
from planner.evaluation.achievement.equity import equity, equity_figures
from planner.evaluation.achievement.idleness import idleness_figures
from planner.evaluation.achievement.losses import loss_figures, losses
from planner.evaluation.achievement.unit_minutes import UnitMinutes, unit_minutes
from planner.evaluation.achievement.visible import visible


def achievement_figures(plan: Plan, scenario: Scenario, demand: Demand) -> dict[str, float]:
    """Give idleness, presence and its fairness by grid, what is near a free unit, and what the loss of one costs."""
    figures = idleness_figures(plan, scenario)
    readings = unit_minutes(plan)
    if scenario.grids:
        figures |= _presence(readings, plan, scenario, demand)
        cover = kept_cover(plan, scenario, demand)
        figures |= cover_figures(cover) | loss_figures(losses(plan, scenario, cover))
    return figures


def _presence(readings: UnitMinutes, plan: Plan, scenario: Scenario, demand: Demand) -> dict[str, float]:
    seen = visible(readings, scenario)
    hours = np.bincount(readings.hour, minlength=seen.seen_share.shape[1])
    by_grid = 100 * np.average(seen.seen_share, axis=1, weights=hours)
    return {
        "grid_seen_pct": float(by_grid.mean()),
        "grid_seen_least_pct": float(by_grid.min()),
        **equity_figures(equity(seen, plan, scenario, demand)),
    }


def cover_figures(cover: CallCover) -> dict[str, float]:
    """Give the shares of expected calls and of junctions near a free unit, over all minutes [%]."""
    figures: dict[str, float] = {}
    if cover.demand.sum() > 0:
        by_call = cover.demand_pct()
        figures |= {f"demand_within_{n}_min_pct": float(by_call[row]) for row, n in enumerate(WITHIN_MIN)}
        busy = cover.demand > 0
        figures["demand_within_5_min_least_pct"] = 100 * float(cover.demand_share[busy, -1].min())
    by_junction = 100 * cover.junction_share.mean(axis=0)
    figures |= {f"junctions_within_{n}_min_pct": float(by_junction[row]) for row, n in enumerate(WITHIN_MIN)}
    return figures | {"free_units_least": float(cover.free.min()), "free_units_mean": float(cover.free.mean())}
