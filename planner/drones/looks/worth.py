"""What looks at a point of the ground are worth: by expected calls, windows, and how long no other look follows.

A look counts for the calls that come after it, the less the later they come: its worth is its value x the integral,
up to the next look there, of calls x exp(-time since the look / memory) / memory. Where calls come evenly that is
value x (1 - exp(-gap / memory)), the usual diminishing return of repeated looks in persistent monitoring; where they do
not, ground is worth most in the hours in which calls are expected there. The camera of the day and the thermal camera
see different things, so each counts its own looks. Outside the windows of its task a look is worth a quarter.
"""

from __future__ import annotations

import numpy as np

from planner.drones.looks.sights import Ints, Sights
from planner.drones.problem import DroneProblem, Floats

MEMORY_S = 21_600.0
"""After this time a look is worth 63 % of its value again [s].

A choice of this package: with three hours the areas of the sample station xinqu are seen less fully by night.
"""
OUTSIDE_SHARE = 0.25
"""Worth of a look outside the windows of its task, where it has any."""
HOUR_S = 3600.0


class Worth:
    """The worth of looks on one day.

    Parameters
    ----------
    problem
        The day.
    ground
        Its points.
    """

    def __init__(self, problem: DroneProblem, ground: Sights) -> None:
        self._ground = ground
        self._windows = [(index, task.windows) for index, task in enumerate(problem.tasks) if task.windows]
        known = [task.calls for task in problem.tasks if task.calls is not None]
        self._calls = np.ones((len(ground.value), known[0].shape[1] if known else 1))
        for index, task in enumerate(problem.tasks):
            if task.calls is not None:
                self._calls[ground.task == index] = task.calls
        self._begin = _at_hours(self._calls)

    def of(self, point: Ints, when: Floats, until: Floats) -> Floats:
        """Give what looks are worth.

        Parameters
        ----------
        point
            (n,) index of the point of each.
        when
            (n,) its moment [s since the day's start].
        until
            (n,) when the next look there comes, infinite if none does [s]; calls repeat from one day to the next.

        Returns
        -------
        (n,) [points].
        """
        follows = np.isfinite(until)
        later = np.where(follows, until, when)
        kept = np.where(follows, np.exp(-np.maximum(later - when, 0.0) / MEMORY_S), 0.0)
        return self._weight(point, when) * (self._to_come(point, when) - kept * self._to_come(point, later))

    def _weight(self, point: Ints, when: Floats) -> Floats:
        """Give the value of each look, less outside the windows of its task (n,) [points]."""
        weight, task = self._ground.value[point], self._ground.task[point]
        for index, windows in self._windows:
            mine = task == index
            times = when[mine]
            inside = np.zeros(times.shape, bool)
            for opens, closes in windows:
                inside |= (times >= opens) & (times <= closes)
            weight[mine] *= np.where(inside, 1.0, OUTSIDE_SHARE)
        return weight

    def _to_come(self, point: Ints, when: Floats) -> Floats:
        """Give the calls after each moment, counted less the later they come, (n,): 1 where they come evenly."""
        hours = self._calls.shape[1]
        hour = (when // HOUR_S).astype(np.int64)
        rest = np.exp(-((hour + 1) * HOUR_S - when) / MEMORY_S)
        hour %= hours
        to_come = self._calls[point, hour] * (1 - rest) + rest * self._begin[point, (hour + 1) % hours]
        return np.asarray(to_come, float)


def _at_hours(calls: Floats) -> Floats:
    """Give the calls to come, counted as `_to_come` does, from the beginning of every hour of a day that repeats.

    Parameters
    ----------
    calls
        (p, h) calls in each hour.

    Returns
    -------
    (p, h).
    """
    hours = calls.shape[1]
    rest = np.exp(-HOUR_S / MEMORY_S)
    first = (calls * (1 - rest) * rest ** np.arange(hours)).sum(axis=1) / (1 - rest**hours)
    begin = np.empty_like(calls)
    later = first
    for hour in range(hours - 1, -1, -1):
        later = calls[:, hour] * (1 - rest) + rest * later
        begin[:, hour] = later
    return begin
