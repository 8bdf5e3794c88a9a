"""What a path costs in time, told in metres of flight at cruise speed: legs with their speeding up, corners by angle.

A leg between two stops takes d / v + v / a, or 2 sqrt(d / a) when it is too short to reach the speed v (triangular
profile). Times v, and with the cost of a corner c = v^2 / a, that is d + c, or 2 sqrt(d c). A corner that is flown
through costs less the less it turns: c is then what a right angle costs, and other angles count by 2 sin^2(angle / 2).
Against a wind that takes speed from the drone, d counts by as much more as the leg takes longer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from planner.drones.problem import Floats

Corners = Literal["stop", "smooth"]
"""Stop at every corner, or fly through it."""
Slowness = Callable[[Floats], Floats]
"""How many times as long as in calm air legs take, (k,) from (k, 2) east and north; 1 where wind takes no speed."""
SLOWEST = 100.0
"""A leg counts at most so many times its length: wind in which it cannot be flown."""
STRAIGHT_DEG = 1.0
"""Turns up to this angle cost nothing [deg]."""
SHARPEST = 1.0 / 0.54
"""A corner costs at most so many right angles: a full stop, of which a right angle took 0.54 in flown missions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How a path is flown.

    Attributes
    ----------
    corner_m
        What a corner costs [m of flight]: its time x the cruise speed. With `corners` "stop" it is the speed squared /
        the acceleration; with "smooth" the cost of a right angle.
    corners
        Whether the drone stops at corners.
    slowness
        What the wind does to legs by their direction; None: calm air.
    """

    corner_m: float
    corners: Corners = "stop"
    slowness: Slowness | None = None

    @property
    def stop_m(self) -> float:
        """What a full stop costs [m of flight]."""
        return self.corner_m if self.corners == "stop" else self.corner_m * SHARPEST

    def flight_m(self, steps: Floats) -> Floats:
        """Give what legs cost at speed, (k,) from (k, 2) east and north [m of flight]."""
        length = np.asarray(np.hypot(steps[:, 0], steps[:, 1]), float)
        if self.slowness is None:
            return length
        return length * np.minimum(self.slowness(steps), SLOWEST)

    def to_and_fro(self, angle_rad: float) -> float:
        """Give how many times as long as in calm air lanes at an angle take, half of them flown either way."""
        ahead = np.array([[np.cos(angle_rad), np.sin(angle_rad)]])
        return float(self.flight_m(np.vstack([ahead, -ahead])).mean())

    def turning_m(self, before: Floats, after: Floats) -> Floats:
        """Give what turning from one direction to another costs, (...,) from two (..., 2) vectors [m of flight]."""
        across = before[..., 0] * after[..., 1] - before[..., 1] * after[..., 0]
        along = (before * after).sum(axis=-1)
        size = np.hypot(across, along)
        cosine = np.divide(along, size, out=np.ones_like(along), where=size > 0)
        turns = cosine < np.cos(np.radians(STRAIGHT_DEG))
        if self.corners == "stop":
            return np.where(turns, self.corner_m, 0.0)
        return np.where(turns, self.corner_m * np.minimum(1.0 - cosine, SHARPEST), 0.0)

    def legs_m(self, path: Floats) -> Floats:
        """Give what each leg of a path costs, (k - 1,) [m of flight]; the path is begun and ended standing."""
        if len(path) < 2:
            return np.zeros(0)
        steps = np.diff(path, axis=0)
        turns = np.full(len(path), self.stop_m)
        turns[1:-1] = self.turning_m(steps[:-1], steps[1:])
        return leg_m(self.flight_m(steps), (turns[:-1] + turns[1:]) / 2)

    def cost_m(self, path: Floats) -> float:
        """Give what a path costs [m of flight]."""
        return float(self.legs_m(path).sum())


def leg_m(length_m: Floats, turn_m: Floats) -> Floats:
    """Give what legs cost whose ends cost `turn_m` together [m of flight]; short ones never reach cruise speed."""
    return np.where(length_m >= turn_m, length_m + turn_m, 2.0 * np.sqrt(length_m * turn_m))
