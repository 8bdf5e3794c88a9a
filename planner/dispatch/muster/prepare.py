"""From an order and the units that are out to the solver's problem."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from planner.dispatch.muster.order import MusterOrder, RescuePoint
from planner.dispatch.muster.problem import NEVER, MusterProblem
from planner.dispatch.nearest import refuse_far_off
from planner.dispatch.roads import Roads
from planner.dispatch.standing import Standing
from planner.dispatch.table import arrivals_s
from planner.domain.clock import seconds_between
from planner.domain.scenario import Scenario
from planner.errors import NotFound
from planner.grids.locate import grid_of

FINEST = 10**9
"""Largest number into which what a point weighs is divided; the sum over 50 points of priority 100 stays far below
what a solver counts without rounding."""
NeedKind = Literal["people", "units", "police", "skill", "mode"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One need of a point: what, how many, and the skill or mode; empty: none."""

    point: int
    kind: NeedKind
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Units of which some stay: those on the ground of a grid or an office, or all."""

    kind: Literal["station", "grid", "office"]
    id: str
    keep: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prepared:
    """The problem with its units, needs and groups."""

    problem: MusterProblem
    units: tuple[Standing, ...]
    needs: tuple[Need, ...]
    groups: tuple[Group, ...]


def prepare(
    scenario: Scenario,
    roads: Roads,
    units: Sequence[Standing],
    at: dt.datetime,
    order: MusterOrder,
    *,
    leave_ground: bool = False,
) -> Prepared:
    """Find when each unit can be at each point and what it brings.

    The crew of a unit is its officers, as the plan names them; of a unit without names only the number is known.

    Raises
    ------
    NotFound
        With code ``"muster_point_twice"``, ``"muster_without_need"``, ``"muster_point_far_off"`` or
        ``"muster_ground_unknown"``.
    """
    _refuse(scenario, order)
    needs = tuple(need for number, point in enumerate(order.points) for need in _needs(number, point))
    groups = _groups(order)
    places = [(point.lon, point.lat) for point in order.points]
    times_s = arrivals_s(scenario, roads, units, at, places, leave_ground=leave_ground)
    can = np.isfinite(times_s)
    arrive = np.where(can, np.ceil(10 * np.where(can, times_s, 0.0)), NEVER).astype(np.int64)
    due = [NEVER if point.by is None else int(10 * seconds_between(at, point.by)) for point in order.points]
    problem = MusterProblem(
        arrive_ds=arrive.reshape(len(units), len(places)),
        due_ds=np.array(due, np.int64),
        need_point=np.array([need.point for need in needs], np.int64),
        need_count=np.array([need.count for need in needs], np.int64),
        point_weight=np.array([point.priority for point in order.points], np.int64),
        need_weight=np.array(need_weights(order, needs), np.int64),
        gives=_gives(scenario, units, needs),
        in_group=_in_group(scenario, units, groups),
        keep=np.array([group.keep for group in groups], np.int64),
    )
    return Prepared(problem=problem, units=tuple(units), needs=needs, groups=groups)


def need_weights(order: MusterOrder, needs: Sequence[Need]) -> list[int]:
    """Give what one that is missing of each need weighs, in whole numbers.

    A need that is missing whole weighs the priority of its point over the number of its needs, whether it asks for two
    units or for nine people; of a need that is met in part, the part that is missing. All are multiplied by the least
    common multiple, so that they are exact; where that is above `FINEST`, by `FINEST`, and rounded.
    """
    number = [sum(other.point == need.point for other in needs) for need in needs]
    parts = [need.count * among for need, among in zip(needs, number, strict=True)]
    scale = min(math.lcm(*parts), FINEST)
    priority = [order.points[need.point].priority for need in needs]
    return [(2 * first * scale + part) // (2 * part) for first, part in zip(priority, parts, strict=True)]


def _refuse(scenario: Scenario, order: MusterOrder) -> None:
    seen = set[str]()
    for number, point in enumerate(order.points):
        if point.id in seen:
            raise NotFound("muster_point_twice", point=point.id)
        seen.add(point.id)
        if not _needs(number, point):
            raise NotFound("muster_without_need", point=point.id)
        try:
            refuse_far_off(scenario, (point.lon, point.lat))
        except NotFound as far:
            raise NotFound("muster_point_far_off", point=point.id, **far.params) from None
    grids, offices = {grid.id for grid in scenario.grids}, {office.id for office in scenario.offices}
    for name in [*(set(order.keep.grids) - grids), *(set(order.keep.offices) - offices)]:
        raise NotFound("muster_ground_unknown", id=name, known=", ".join(sorted(grids | offices)))


def _needs(number: int, point: RescuePoint) -> list[Need]:
    asked: list[tuple[NeedKind, str, int]] = [
        ("people", "", point.people),
        ("units", "", point.units),
        ("police", "", point.police),
        *(("skill", name, count) for name, count in point.skills.items()),
        *(("mode", mode, count) for mode, count in point.modes.items()),
    ]
    return [Need(point=number, kind=kind, name=name, count=count) for kind, name, count in asked if count]


def _groups(order: MusterOrder) -> tuple[Group, ...]:
    keep = order.keep
    station = [Group(kind="station", id="", keep=keep.station)] if keep.station else []
    grids = [Group(kind="grid", id=name, keep=count) for name, count in keep.grids.items() if count]
    offices = [Group(kind="office", id=name, keep=count) for name, count in keep.offices.items() if count]
    return (*station, *grids, *offices)


def _gives(
    scenario: Scenario, units: Sequence[Standing], needs: Sequence[Need]
) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Count what each unit brings of each need, (u, n)."""
    skills = {officer.id: officer.skills for officer in scenario.officers}
    size = {force.id: force.crew_size for force in scenario.forces}
    table = np.zeros((len(units), len(needs)), np.int64)
    for row, standing in enumerate(units):
        unit = standing.unit
        crew = [skills.get(officer, ()) for officer in unit.officers]
        for column, need in enumerate(needs):
            table[row, column] = {
                "people": len(crew) or size.get(unit.force, 1),
                "units": 1,
                "police": int(standing.police),
                "skill": sum(need.name in known for known in crew),
                "mode": int(unit.mode == need.name),
            }[need.kind]
    return table


def _in_group(
    scenario: Scenario, units: Sequence[Standing], groups: Sequence[Group]
) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Tell which units count where: by the ground on which they stand, (u, g)."""
    where = grid_of(scenario, [standing.place for standing in units])
    grids = [scenario.grids[index] if index >= 0 else None for index in where.tolist()]
    table = np.zeros((len(units), len(groups)), bool)
    for column, group in enumerate(groups):
        for row, grid in enumerate(grids):
            own = grid is not None and (grid.id if group.kind == "grid" else grid.office) == group.id
            table[row, column] = group.kind == "station" or own
    return table
