"""When no unit could go to a call, or those that could are too far from most calls."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np

from planner.domain.plan import Notice, Parameter, Plan
from planner.evaluation.achievement.call_cover import LOSS_MIN, WITHIN_MIN, CallCover
from planner.evaluation.achievement.unit_minutes import Flags, Ints, UnitMinutes

FAR_PCT = 50.0
"""Where fewer of the expected calls are within `LOSS_MIN` of a free unit, the minute is told [%]."""


def unready_notices(plan: Plan, cover: CallCover) -> tuple[Notice, ...]:
    """Tell the longest time without a unit on the street, that without a free one, and the minute with most far calls.

    The two times exclude each other: the second has somebody on the street. The minute is one with somebody free.
    """
    out = np.bincount(cover.readings.step, minlength=cover.readings.steps)
    told = [
        *_nobody(plan, cover.readings, out == 0, "nobody_out"),
        *_nobody(plan, cover.readings, (out > 0) & (cover.free == 0), "nobody_free"),
        *_far(plan, cover, out),
    ]
    return tuple(told)


def longest_run(flags: Flags) -> tuple[int, int] | None:
    """Give where the longest run of true begins and ends (exclusive), the first of several; None: nothing is true."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    if not len(edges):
        return None
    begins, ends = edges[::2], edges[1::2]
    row = int(np.argmax(ends - begins))
    return int(begins[row]), int(ends[row])


def _nobody(plan: Plan, readings: UnitMinutes, empty: Flags, code: str) -> list[Notice]:
    """Tell the longest run of readings, how long all of them are, and what holds the units at its beginning."""
    run = longest_run(empty)
    if run is None:
        return []
    begin, end = run
    params: dict[str, Parameter] = {
        "start": moment(plan, readings, begin),
        "end": moment(plan, readings, end),
        "minutes": (end - begin) * readings.step_s // 60,
        "total": int(empty.sum()) * readings.step_s // 60,
    }
    if code == "nobody_free":
        then = readings.step == begin
        meals = {readings.units[row].id for row in readings.unit[then & ~readings.visible]}
        stays = _stays(plan, readings.begin_s + begin * readings.step_s)
        busy = {readings.units[row].id for row in readings.unit[then & readings.visible]}
        places = ", ".join(sorted({place for unit, place in stays.items() if unit in busy}))
        params |= {"out": int(then.sum()), "meals": len(meals), "stays": len(busy), "places": places}
        code = code if busy else "all_at_meal"
    return [Notice(code=code, params=params)]


def _stays(plan: Plan, at_s: float) -> dict[str, str]:
    """Give the place of every unit that makes a required stay at a moment."""
    return {
        route.unit: stop.id
        for route in plan.routes
        for stop in route.stops
        if stop.required
        and stop.kind not in {"base", "break"}
        and stop.arrive.timestamp() <= at_s < stop.depart.timestamp()
    }


def _far(plan: Plan, cover: CallCover, out: Ints) -> list[Notice]:
    """Tell the minute in which somebody is free and most of the expected calls are out of reach."""
    share_pct = 100 * cover.demand_share[:, WITHIN_MIN.index(LOSS_MIN)]
    judged = np.flatnonzero((cover.free > 0) & (cover.demand > 0))
    if not len(judged):
        return []
    worst = int(judged[np.argmin(share_pct[judged])])
    if share_pct[worst] >= FAR_PCT:
        return []
    far = judged[share_pct[judged] < FAR_PCT]
    params: dict[str, Parameter] = {
        "at": moment(plan, cover.readings, worst),
        "pct": round(float(share_pct[worst]), 1),
        "free": int(cover.free[worst]),
        "out": int(out[worst]),
        "within": LOSS_MIN,
        "limit": round(FAR_PCT),
        "total": len(far) * cover.readings.step_s // 60,
    }
    return [Notice(code="calls_far", params=params)]


def moment(plan: Plan, readings: UnitMinutes, step: int) -> str:
    """Give the moment of a reading on the plan's clock, or the end of the plan."""
    at = dt.datetime.fromtimestamp(readings.begin_s + step * readings.step_s, ZoneInfo(plan.timezone))
    return min(at, plan.end.astimezone(at.tzinfo)).isoformat()
