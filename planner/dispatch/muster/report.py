"""A muster in places and times, with what is missing, why, and what would mend it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from planner.dispatch.muster.order import MusterOrder, RescuePoint
from planner.dispatch.muster.prepare import Group, Need, NeedKind, Prepared, prepare
from planner.dispatch.muster.problem import NEVER, STAYS, Muster, MusterProblem
from planner.dispatch.muster.solve import muster as solve
from planner.dispatch.nearest import Dispatcher
from planner.dispatch.roads import roads_of
from planner.dispatch.standing import Standing
from planner.dispatch.ways_told import way_told
from planner.domain.clock import later
from planner.domain.noun import LonLat
from planner.domain.plan import Fix, Unit
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits, OnProgress, keep_going

WHY_S = 3.0
"""Time for each question of what would help [s]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One unit on its way to a point; `path` is its way along the streets, from where it stands [deg]."""

    unit: Unit
    point: str
    arrive: dt.datetime
    leaves: str
    path: tuple[LonLat, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A need that is not met, why, and what would mend it; `reason` and `fix` are codes of `planner.i18n.reasons`."""

    point: str
    kind: NeedKind
    name: str
    count: int
    missing: int
    reason: str
    fix: Fix

    @property
    def lent(self) -> int:
        """How many others would have to lend, if that is what would mend it; else how many are missing."""
        return int(str(self.fix.params.get("count", self.missing))) if self.fix.code == "muster_lend" else self.missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """The cover that stays in a group: units that were there, that stay, and that must stay."""

    kind: Literal["station", "grid", "office"]
    id: str
    before: int
    stay: int
    keep: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mustering:
    """Who goes where, what is missing, and what stays behind.

    Attributes
    ----------
    status
        ``"optimal"``: fewest points with nobody, then the least share of the needs missing, then soonest complete,
        then shortest in all, each proven.
    last
        When the last unit is in place; None: nobody is sent.
    total_s
        Sum of all times [s].
    points
        The rescue points.
    stay
        Units that are not sent.
    """

    at: dt.datetime
    status: Literal["optimal", "feasible"]
    last: dt.datetime | None
    total_s: float
    sent: tuple[Sent, ...]
    missing: tuple[Missing, ...]
    left: tuple[Left, ...]
    points: tuple[RescuePoint, ...]
    stay: tuple[Standing, ...]


def muster_units(
    scenario: Scenario,
    units: Sequence[Standing],
    at: dt.datetime,
    order: MusterOrder,
    limits: Limits,
    *,
    leave_ground: bool = False,
    on_progress: OnProgress = keep_going,
) -> Mustering:
    """Send units to rescue points.

    Parameters
    ----------
    leave_ground
        Whether units of a force that keeps to some ground come to a point off it as well.

    Raises
    ------
    NotFound
        With code ``"muster_point_twice"``, ``"muster_without_need"``, ``"muster_point_far_off"`` or
        ``"muster_ground_unknown"``.
    """
    roads = roads_of(scenario)
    ready = prepare(scenario, roads, units, at, order, leave_ground=leave_ground)
    found = solve(ready.problem, limits, on_progress=on_progress)
    ways = Dispatcher(scenario)
    anywhere = prepare(scenario, roads, units, at, order, leave_ground=True) if any(found.missing) else None
    sent = [
        Sent(
            unit=standing.unit,
            point=order.points[point].id,
            arrive=later(at, int(ready.problem.arrive_ds[row, point]) / 10),
            leaves=standing.task if standing.status in {"visit", "break"} else "",
            path=way_told(ways, standing, at, _place(order.points[point]), leave_ground=leave_ground),
        )
        for row, (standing, point) in enumerate(zip(ready.units, found.point, strict=True))
        if point != STAYS
    ]
    return Mustering(
        at=at,
        status=found.status,
        last=later(at, found.last_ds / 10) if sent else None,
        total_s=found.total_ds / 10,
        sent=tuple(sorted(sent, key=lambda one: (one.point, one.arrive))),
        missing=_missing(ready, anywhere, found, order, at, limits) if anywhere is not None else (),
        left=_left(ready, found),
        points=order.points,
        stay=tuple(unit for unit, point in zip(ready.units, found.point, strict=True) if point == STAYS),
    )


def _place(point: RescuePoint) -> LonLat:
    return point.lon, point.lat


def _missing(
    ready: Prepared, anywhere: Prepared, found: Muster, order: MusterOrder, at: dt.datetime, limits: Limits
) -> tuple[Missing, ...]:
    """Ask again with more time, off their ground, with no cover kept, and with all of it, and tell what would help."""
    short = replace(limits, time_s=min(limits.time_s, WHY_S))
    trials = [
        (code, problem, solve(problem, short)) for code, problem in _relaxed(ready.problem, anywhere.problem).items()
    ]
    listed = []
    for number, (need, missing) in enumerate(zip(ready.needs, found.missing, strict=True)):
        if not missing:
            continue
        least = min(trial.missing[number] for *_, trial in trials)
        reason, fix = "muster_too_few", Fix(code="muster_lend", params={"count": least or missing})
        for code, problem, trial in trials:
            if trial.missing[number] < missing and _better(trial, found):
                reason, fix = code, _fix(code, need, problem, trial, found, order, at)
                break
        listed.append(
            Missing(
                point=order.points[need.point].id,
                kind=need.kind,
                name=need.name,
                count=need.count,
                missing=missing,
                reason=reason,
                fix=fix,
            )
        )
    return tuple(listed)


def _better(trial: Muster, found: Muster) -> bool:
    return (trial.empty, trial.lack) < (found.empty, found.lack)


def _relaxed(problem: MusterProblem, anywhere: MusterProblem) -> dict[str, MusterProblem]:
    """Give the problems that ask for less, by the reason that each of them stands for; the last asks for least."""
    whenever, none = np.full_like(problem.due_ds, NEVER), np.zeros_like(problem.keep)
    return {
        "muster_too_late": replace(problem, due_ds=whenever),
        "muster_ground": anywhere,
        "muster_kept": replace(problem, keep=none),
        "muster_together": replace(anywhere, due_ds=whenever, keep=none),
    }


def _fix(
    code: str, need: Need, problem: MusterProblem, trial: Muster, found: Muster, order: MusterOrder, at: dt.datetime
) -> Fix:
    """Give what would mend a need, if it is missing for a reason that a trial has shown."""
    point = order.points[need.point].id
    if code == "muster_too_late":
        times = [int(problem.arrive_ds[unit, goes]) for unit, goes in enumerate(trial.point) if goes == need.point]
        return Fix(code="muster_by", params={"point": point, "by": later(at, max(times, default=0) / 10).isoformat()})
    if code == "muster_kept":
        more = sum(goes != STAYS for goes in trial.point) - sum(goes != STAYS for goes in found.point)
        return Fix(code="muster_keep_fewer", params={"count": max(1, more)})
    return Fix(code="muster_leave_ground" if code == "muster_ground" else "muster_less", params={"point": point})


def _left(ready: Prepared, found: Muster) -> tuple[Left, ...]:
    stays = np.array(found.point, np.int64) == STAYS
    rows = []
    for column, group in enumerate(ready.groups):
        members = ready.problem.in_group[:, column]
        rows.append(_row(group, int(members.sum()), int((members & stays).sum())))
    return tuple(rows)


def _row(group: Group, before: int, stay: int) -> Left:
    return Left(kind=group.kind, id=group.id, before=before, stay=stay, keep=group.keep)
