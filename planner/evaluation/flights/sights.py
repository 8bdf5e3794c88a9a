"""How much of each area the rounds of a day really see, by day and by night, how often and how long apart."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from planner.domain.demand import Demand
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.evaluation.flights.area_looks import AreaLooks, area_looks
from planner.evaluation.flights.calls import calls_figures


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSeen:
    """What the flights of one planning day that serve an area see of it.

    Attributes
    ----------
    task
        Id of the area's task.
    day
        The planning day.
    seen_pct
        Share of its ground that is seen at least once [%].
    by_day_pct, by_night_pct
        The same by the camera of the day, and by the thermal camera [%].
    looks
        How often a place of it is seen by different flights, mean of all its places.
    longest_unseen_min
        Longest time without a look at any place that is seen at all, from the day's start to its end [min].
    """

    task: str
    day: dt.date
    seen_pct: float
    by_day_pct: float
    by_night_pct: float
    looks: float
    longest_unseen_min: float


def areas_seen(plan: Plan, scenario: Scenario) -> list[AreaSeen]:
    """Measure every area on every planning day of the flights."""
    return [_measured(area) for area in area_looks(plan, scenario)]


def _measured(area: AreaLooks) -> AreaSeen:
    count = len(area.places)
    seen, by_day, by_night = (
        np.any([look.sees for look in area.looks if look.by_night in kinds] or [np.zeros(count, bool)], axis=0)
        for kinds in ((False, True), (False,), (True,))
    )
    gaps_s = [
        _longest_gap_s([look.at_s[place] for look in area.looks if look.sees[place]], area.span_s)
        for place in np.flatnonzero(seen)
    ]
    return AreaSeen(
        task=area.task,
        day=area.day,
        seen_pct=100.0 * float(seen.mean()),
        by_day_pct=100.0 * float(by_day.mean()),
        by_night_pct=100.0 * float(by_night.mean()),
        looks=float(sum(look.sees.sum() for look in area.looks)) / count,
        longest_unseen_min=max(gaps_s, default=area.span_s[1] - area.span_s[0]) / 60.0,
    )


def _longest_gap_s(moments: list[float], span_s: tuple[float, float]) -> float:
    return float(max(later - earlier for earlier, later in pairwise([span_s[0], *sorted(moments), span_s[1]])))


def sight_figures(plan: Plan, scenario: Scenario, demand: Demand | None = None) -> dict[str, float]:
    """Give the figures of all areas and days together; none if there are no areas."""
    areas = list(area_looks(plan, scenario))
    found = [_measured(area) for area in areas]
    if not found:
        return {}
    figures = {
        "area_seen_pct": float(np.mean([area.seen_pct for area in found])),
        "area_seen_least_pct": min(area.seen_pct for area in found),
        "area_looks": float(np.mean([area.looks for area in found])),
        "area_longest_unseen_min": max(area.longest_unseen_min for area in found),
    }
    if scenario.rounds.night is not None:
        figures["area_seen_by_day_pct"] = float(np.mean([area.by_day_pct for area in found]))
        figures["area_seen_by_night_pct"] = float(np.mean([area.by_night_pct for area in found]))
    return figures | (calls_figures(areas, scenario, demand) if demand is not None else {})
