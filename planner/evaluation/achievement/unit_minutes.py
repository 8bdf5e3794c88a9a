"""Where every unit is at each minute of a plan, and what it is free for."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.domain.clock import seconds_between
from planner.domain.plan import Plan, Route, Unit
from planner.domain.track import track

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

STEP_S = 60
"""Time between two readings of a plan of up to two days [s]."""
MOST_STEPS = 2 * 24 * 60
"""Readings at the most: longer plans are read at whole multiples of a minute."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class UnitMinutes:
    """Readings of all units, r rows, one for every reading in the shift of a unit.

    Attributes
    ----------
    units
        Units of the plan; `unit` numbers them.
    begin_s
        Start of the plan [s since 1970].
    step_s
        Time between two readings [s].
    steps
        Readings of the plan, those at which nobody is out included.
    unit, step
        (r,) which unit, and which reading.
    lonlat
        (r, 2) where it is [deg].
    visible
        (r,) whether it is out and not at its meal.
    free
        (r,) whether it could go to a call: visible, and not at a required stay.
    """

    units: tuple[Unit, ...]
    begin_s: float
    step_s: int
    steps: int
    unit: Ints
    step: Ints
    lonlat: Floats
    visible: Flags
    free: Flags

    @property
    def moments_s(self) -> Floats:
        """Moments of the readings, (steps,) [s since 1970]."""
        return self.begin_s + self.step_s * np.arange(self.steps, dtype=float)

    @property
    def hour(self) -> Ints:
        """Hour of the plan of every reading, (steps,)."""
        return np.arange(self.steps) * self.step_s // 3600


def unit_minutes(plan: Plan) -> UnitMinutes:
    """Read a plan minute by minute; a unit without a route waits at its base."""
    length_s = seconds_between(plan.start, plan.end)
    step_s = STEP_S * math.ceil(length_s / (STEP_S * MOST_STEPS))
    steps = max(1, math.ceil(length_s / step_s))
    begin_s = plan.start.timestamp()
    routes = {route.unit: route for route in plan.routes}
    parts = [
        _of_unit(number, unit, routes.get(unit.id), begin_s, step_s, steps) for number, unit in enumerate(plan.units)
    ]
    unit, step, lonlat, visible, free = (np.concatenate(column) for column in zip(_nothing(), *parts, strict=True))
    return UnitMinutes(
        units=plan.units,
        begin_s=begin_s,
        step_s=step_s,
        steps=steps,
        unit=unit,
        step=step,
        lonlat=lonlat,
        visible=visible,
        free=free,
    )


_Rows = tuple[Ints, Ints, Floats, Flags, Flags]


def _nothing() -> _Rows:
    return np.empty(0, np.int64), np.empty(0, np.int64), np.empty((0, 2)), np.empty(0, bool), np.empty(0, bool)


def _of_unit(number: int, unit: Unit, route: Route | None, begin_s: float, step_s: int, steps: int) -> _Rows:
    """Read one unit: its number, the readings, where it is, whether it is visible, and whether it is free."""
    first = max(0, math.ceil((unit.shift_start.timestamp() - begin_s) / step_s))
    step = np.arange(first, min(steps, max(first, math.ceil((unit.shift_end.timestamp() - begin_s) / step_s))))
    moments = begin_s + step_s * step
    lonlat = np.tile(np.array(unit.base, float), (len(step), 1))
    visible, busy = np.ones(len(step), bool), np.zeros(len(step), bool)
    if route is not None:
        points, seconds = track(route)
        if len(seconds):
            lonlat = np.column_stack([np.interp(moments, seconds, points[:, axis]) for axis in (0, 1)])
        for stop in route.stops:
            there = (moments >= stop.arrive.timestamp()) & (moments < stop.depart.timestamp())
            if stop.kind == "break":
                visible &= ~there
            elif stop.required and stop.kind != "base":
                busy |= there
    return np.full(len(step), number), step, lonlat, visible, visible & ~busy
