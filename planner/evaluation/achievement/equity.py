"""Whether patrols are shared out fairly between the grids: minutes per expected call and per resident.

Patrols that follow past calls too closely are at the same places ever more (Lum and Isaac, "To predict and serve?",
Significance 13, 2016), so a grid with far more minutes per call than the station, or far fewer, is told.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.domain.demand import Demand
from planner.domain.plan import Notice, Plan
from planner.domain.scenario import Scenario
from planner.evaluation.achievement.presence import demand_by_grid
from planner.evaluation.achievement.unit_minutes import Floats, unit_minutes
from planner.evaluation.achievement.visible import Visible, visible
from planner.grids.locate import NOWHERE, grid_of


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Equity:
    """Patrol minutes of every grid against what it has, over the whole plan.

    Attributes
    ----------
    minutes
        (g,) visible patrol minutes [min].
    calls
        (g,) calls expected.
    residents
        (g,) people at the homes (`residence`) of the grid at their busiest hour.
    """

    minutes: Floats
    calls: Floats
    residents: Floats

    def per_call_min(self) -> Floats:
        """Give the minutes per expected call, (g,) [min]; not a number for a grid without any."""
        return _over(self.minutes, self.calls)

    def per_resident_min(self) -> Floats:
        """Give the minutes per resident, (g,) [min]; not a number for a grid without any."""
        return _over(self.minutes, self.residents)


def _over(minutes: Floats, amount: Floats) -> Floats:
    return np.asarray(np.divide(minutes, amount, out=np.full(len(minutes), np.nan), where=amount > 0))


def mean_min(minutes: Floats, amount: Floats) -> float:
    """Give the minutes per amount of all grids that have an amount, together [min]; 0 when there is none."""
    has = amount > 0
    return float(minutes[has].sum() / amount[has].sum()) if has.any() else 0.0


def times_the_mean(minutes: Floats, amount: Floats) -> Floats:
    """Give how many times the minutes per amount of all grids together each grid has, (g,); NaN: it has no amount."""
    mean = mean_min(minutes, amount)
    return np.asarray(_over(minutes, amount) / mean) if mean > 0 else np.full(len(minutes), np.nan)


def equity(seen: Visible, plan: Plan, scenario: Scenario, demand: Demand) -> Equity:
    """Give the equity report of a plan."""
    homes = [place for place in scenario.places if place.kind == "residence"]
    where = grid_of(scenario, [place.location for place in homes])
    crowd = np.array([place.crowd for place in homes], float)
    return Equity(
        minutes=seen.unit_min.sum(axis=1),
        calls=demand_by_grid(plan, scenario, demand).sum(axis=1),
        residents=np.bincount(where[where != NOWHERE], crowd[where != NOWHERE], len(scenario.grids)).astype(float),
    )


def equity_figures(found: Equity) -> dict[str, float]:
    """Give the most and the least that a grid has, as times the mean of the station."""
    figures = {}
    for name, amount in (("call", found.calls), ("resident", found.residents)):
        times = times_the_mean(found.minutes, amount)
        if np.isfinite(times).any():
            figures[f"patrol_per_{name}_most_ratio"] = float(np.nanmax(times))
            figures[f"patrol_per_{name}_least_ratio"] = float(np.nanmin(times))
    return figures


def equity_notices(plan: Plan, scenario: Scenario, demand: Demand) -> tuple[Notice, ...]:
    """Tell the grids that have more than `patrol.equity_ratio` times the station's minutes, or less than 1 part of it.

    One notice for too much and one for too little, per call and per resident, each with the grid that is farthest off.
    """
    if not plan.routes or not scenario.grids:
        return ()
    found = equity(visible(unit_minutes(plan), scenario), plan, scenario, demand)
    ratio, notices = scenario.patrol.equity_ratio, []
    for name, amount in (("call", found.calls), ("resident", found.residents)):
        times = times_the_mean(found.minutes, amount)
        mean = mean_min(found.minutes, amount)
        for side, beyond, worst in (("over", times > ratio, np.nanargmax), ("under", times < 1 / ratio, np.nanargmin)):
            if beyond.any():
                row = int(worst(times))
                params = {
                    "grid": scenario.grids[row].id,
                    "minutes": round(float(times[row]) * mean, 2),
                    "mean": round(mean, 2),
                    "ratio": ratio,
                    "count": int(beyond.sum()),
                }
                notices.append(Notice(code=f"patrol_{side}_per_{name}", params=params))
    return tuple(notices)
