"""Decisions of the moment about a stored plan: mustering, posts, searches."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits
from web.answers.dispatch import refuse_outside, units_at
from web.kept.shelf import Shelf

if TYPE_CHECKING:
    from planner.dispatch.muster.report import Mustering
    from planner.dispatch.redeploy.report import Redeployment
    from planner.dispatch.search.report import Search
    from planner.dispatch.standing import Standing
    from web.representations.wanted import Decision, MusterWanted, RedeployWanted, SearchWanted

LONGEST_S = 8.0
"""Time for the search of one answer [s]."""


def _asked(shelf: Shelf, plan_id: str, wanted: Decision) -> tuple[Plan, Scenario, dt.datetime, tuple[Standing, ...]]:
    """Give the plan, its scenario, the moment on the plan's clock, and where units are then."""
    plan, scenario = shelf.whole(plan_id)
    if wanted.positions is None:
        refuse_outside(plan, wanted.at)
    at = wanted.at.astimezone(ZoneInfo(plan.timezone))
    return plan, scenario, at, units_at(plan, scenario, at, wanted.positions, rest=wanted.rest_by_plan)


def mustered(shelf: Shelf, plan_id: str, wanted: MusterWanted) -> Mustering:
    """Send units to rescue points.

    Raises
    ------
    NotFound
        If the moment is not in the plan, the order does not fit the station, or the plan has no scenario.
    """
    from planner.dispatch.muster.order import MusterOrder
    from planner.dispatch.muster.report import muster_units

    plan, scenario, at, units = _asked(shelf, plan_id, wanted)
    order = MusterOrder(format="patrol-muster/1", points=wanted.points, keep=wanted.keep)
    return muster_units(
        scenario,
        units,
        at,
        order,
        Limits(time_s=LONGEST_S, seed=plan.seed, workers=2),
        leave_ground=wanted.leave_ground,
    )


def redeployed(shelf: Shelf, plan_id: str, wanted: RedeployWanted) -> tuple[Redeployment, ...]:
    """Choose posts.

    Raises
    ------
    NotFound
        If the moment is not in the plan, nobody patrols, the scenario has no grids, or the plan has no scenario.
    """
    from planner.dispatch.redeploy.aim import RecentCall
    from planner.dispatch.redeploy.report import redeploy_hours
    from planner.pipeline import estimate_demand

    plan, scenario, at, units = _asked(shelf, plan_id, wanted)
    recent = tuple(RecentCall(time=call.time, place=call.place) for call in wanted.calls)
    return redeploy_hours(
        plan,
        scenario,
        estimate_demand(scenario),
        at,
        Limits(time_s=LONGEST_S, seed=plan.seed, workers=2),
        hours=wanted.hours,
        units=units,
        recent=recent,
        recent_h=wanted.recent_h if recent else 0.0,
        give=wanted.give_pct / 100,
        latest_s=60 * wanted.within_min,
        rings_s=tuple(60 * ring for ring in wanted.rings_min),
        worth=wanted.worth,
    )


def searched(shelf: Shelf, plan_id: str, wanted: SearchWanted) -> Search:
    """Share out a joint search.

    Raises
    ------
    NotFound
        If the moment is not in the plan, the place, the times or the distances cannot be, or the plan has no scenario.
    """
    from planner.dispatch.search.report import search
    from planner.dispatch.search.task import lost

    plan, scenario, at, units = _asked(shelf, plan_id, wanted)
    task = lost(
        wanted.place,
        wanted.seen.astimezone(at.tzinfo),
        wanted.who,
        pace_kmh=wanted.pace_kmh,
        quartiles_km=wanted.quartiles_km,
    )
    return search(plan, scenario, units, at, task, stages_min=wanted.stages_min)
