"""All that is to be known of what a plan will achieve, in one place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np

from planner.domain.clock import later
from planner.domain.demand import Demand
from planner.domain.plan import Notice, Plan
from planner.domain.scenario import Scenario
from planner.evaluation.achievement.call_cover import WITHIN_MIN, CallCover
from planner.evaluation.achievement.cover_kept import kept_cover
from planner.evaluation.achievement.equity import equity
from planner.evaluation.achievement.losses import Loss, losses
from planner.evaluation.achievement.notices import achievement_notices
from planner.evaluation.achievement.presence_table import Presence, presence
from planner.evaluation.achievement.unit_minutes import Floats
from planner.evaluation.achievement.visible import visible
from planner.evaluation.measure import measure


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Hours:
    """A plan hour by hour.

    Attributes
    ----------
    begins
        When each hour begins, on the plan's clock.
    calls
        (hours,) calls expected.
    units_out, units_free
        (hours,) patrols that are out and not at their meal, and those free for a call: means of the hour.
    demand_pct, junction_pct
        (hours, 3) share of these calls, and of the junctions, within `WITHIN_MIN` of a free unit [%]; the first is not
        a number in an hour without calls.
    """

    begins: tuple[dt.datetime, ...]
    calls: Floats
    units_out: Floats
    units_free: Floats
    demand_pct: Floats
    junction_pct: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GridHours:
    """Patrols in one grid.

    Attributes
    ----------
    seen_pct, unit_min
        (hours,) share of the minutes with a unit [%], and minutes of all units together [min].
    street_km
        Length of its streets [km].
    per_call_min, per_resident_min
        Patrol minutes per expected call and per resident over the whole plan [min]; not a number without any.
    """

    seen_pct: Floats
    unit_min: Floats
    street_km: float
    per_call_min: float
    per_resident_min: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Report:
    """What a plan will achieve.

    Attributes
    ----------
    plan
        The plan.
    figures
        All figures, by the names of docs/metrics.md.
    hours
        Hour by hour; None without patrols or grids, as are the next two.
    grids
        By id.
    presence
        Visible presence by grid and hour of the clock.
    losses
        The plan without each of its units, the worst first.
    notices
        What a chief should know of it.
    """

    plan: Plan
    figures: dict[str, float]
    hours: Hours | None = None
    grids: dict[str, GridHours] | None = None
    presence: Presence | None = None
    losses: tuple[Loss, ...] = ()
    notices: tuple[Notice, ...] = ()


def evaluate(plan: Plan, scenario: Scenario, demand: Demand) -> Report:
    """Measure a plan anew; figures that take several plans (`alternatives`) are as the plan states them."""
    figures = plan.metrics | measure(plan, scenario, demand)
    if not plan.routes or not scenario.grids:
        return Report(plan=plan, figures=figures)
    cover = kept_cover(plan, scenario, demand)
    return Report(
        plan=plan,
        figures=figures,
        hours=_hours(plan, cover),
        grids=_grids(plan, scenario, demand, cover),
        presence=presence(plan, scenario, demand),
        losses=losses(plan, scenario, cover),
        notices=achievement_notices(plan, scenario, demand),
    )


def _hours(plan: Plan, cover: CallCover) -> Hours:
    readings = cover.readings
    count = int(readings.hour[-1]) + 1
    steps = np.bincount(readings.hour, minlength=count)
    begin = plan.start.astimezone(ZoneInfo(plan.timezone))
    calls = np.bincount(readings.hour, cover.demand, count) / steps
    out = np.bincount(readings.hour[readings.step[readings.visible]], minlength=count) / steps

    def means(shares: Floats) -> Floats:
        sums = [np.bincount(readings.hour, column, count) for column in shares.T]
        return np.asarray(100 * np.stack(sums, axis=1) / steps[:, None]).reshape(count, len(WITHIN_MIN))

    return Hours(
        begins=tuple(later(begin, 3600.0 * hour) for hour in range(count)),
        calls=calls,
        units_out=out,
        units_free=np.bincount(readings.hour, cover.free, count) / steps,
        demand_pct=np.where(calls[:, None] > 0, means(cover.demand_share), np.nan),
        junction_pct=means(cover.junction_share),
    )


def _grids(plan: Plan, scenario: Scenario, demand: Demand, cover: CallCover) -> dict[str, GridHours]:
    seen = visible(cover.readings, scenario)
    found = equity(seen, plan, scenario, demand)
    per_call, per_resident = found.per_call_min(), found.per_resident_min()
    return {
        grid.id: GridHours(
            seen_pct=100 * seen.seen_share[row],
            unit_min=seen.unit_min[row],
            street_km=float(seen.street_km[row]),
            per_call_min=float(per_call[row]),
            per_resident_min=float(per_resident[row]),
        )
        for row, grid in enumerate(scenario.grids)
    }
