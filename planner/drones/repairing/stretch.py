"""A stretch of a flown path that is flown again: its places, its stays, and its moments then and now."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.drones.problem import Floats, Look

SAME_M = 0.3
"""Rows of a path so near to each other are one place [m]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stretch:
    """Places of a path with the time at each.

    Attributes
    ----------
    points
        (k, 2) [m].
    arrive_s, leave_s
        (k,) when each was to be reached and left [s].
    """

    points: Floats
    arrive_s: Floats
    leave_s: Floats

    @property
    def stays_s(self) -> Floats:
        """Stay at each place [s]."""
        return np.asarray(self.leave_s - self.arrive_s, float)


def stretch(rows: Floats) -> Stretch | None:
    """Read the level places of rows of a path, (n, 4) x, y, height [m] and time [s]; None without any."""
    level = rows[rows[:, 2] > 0.0]
    if not len(level):
        return None
    moved = np.hypot(*np.diff(level[:, :2], axis=0).T) > SAME_M
    first = np.concatenate([[0], np.flatnonzero(moved) + 1])
    last = np.concatenate([np.flatnonzero(moved), [len(level) - 1]])
    return Stretch(points=level[first, :2], arrive_s=level[first, 3], leave_s=level[last, 3])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Clock:
    """From the moments of a stretch as planned to those at which it is flown again.

    Attributes
    ----------
    planned_s, flown_s
        (m,) moments that belong together [s].
    """

    planned_s: Floats
    flown_s: Floats

    def at(self, planned_s: float) -> float:
        """Give the moment that stands for a planned one [s]."""
        return float(np.interp(planned_s, self.planned_s, self.flown_s))

    def looks(self, looks: tuple[Look, ...]) -> tuple[Look, ...]:
        """Give looks within the stretch at their moments."""
        return tuple(
            Look(task=look.task, start_s=self.at(look.start_s), end_s=self.at(look.end_s))
            for look in looks
            if look.start_s >= self.planned_s[0] - 1.0 and look.end_s <= self.planned_s[-1] + 1.0
        )


def clock(planned: Stretch, arrive_s: Floats, leave_s: Floats) -> Clock:
    """Pair the moments of a stretch with those of its places in the new flight, both (k,) [s]."""
    return Clock(
        planned_s=np.column_stack([planned.arrive_s, planned.leave_s]).ravel(),
        flown_s=np.column_stack([arrive_s, leave_s]).ravel(),
    )
