"""How long a way takes in hours in which a tier is slower."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from planner.domain.clock import openings, seconds_between
from planner.domain.force import Tier

Floats = NDArray[np.float64]

HORIZON_S = 86_400.0
"""Ways are shorter than this [s]."""


class Pace:
    """Real time against time at full speed, for one tier from one moment on.

    A way over the border of a window is slowed on its part in each, as in Ichoua, Gendreau and Potvin, EJOR 144, 2003.

    Parameters
    ----------
    tier
        Its windows of lower speed count; where they overlap the slowest does.
    start
        The moment from which time runs.
    zone
        In which the windows are read.
    """

    def __init__(self, tier: Tier, start: dt.datetime, zone: ZoneInfo) -> None:
        self._steady = not tier.slower
        if self._steady:
            return
        first = start.astimezone(zone).date()
        days = [first + dt.timedelta(days=number) for number in range(-2, 2)]
        slow = [
            (seconds_between(start, opens), seconds_between(start, closes), band.share)
            for band in tier.slower
            for day in days
            for opens, closes in openings((band,), day, zone)
        ]
        inside = {moment for opens, closes, _ in slow for moment in (opens, closes) if 0 < moment < HORIZON_S}
        self._real_s = np.array([0.0, *sorted(inside), HORIZON_S])
        middles = (self._real_s[:-1] + self._real_s[1:]) / 2
        self._share = np.array(
            [min((share for opens, closes, share in slow if opens < at < closes), default=1.0) for at in middles]
        )
        self._full_s = np.concatenate([[0.0], np.cumsum(np.diff(self._real_s) * self._share)])

    def most(self, after_s: float = 0.0) -> float:
        """Give by what a way that begins after some time [s] may grow at the most, from 1."""
        if self._steady:
            return 1.0
        return float(1.0 / self._share[self._real_s[1:] > after_s].min(initial=1.0))

    def seconds(self, full_s: Floats, after_s: float = 0.0) -> Floats:
        """Give the real time of stretches that take (k,) times at full speed and begin after some time, (k,) [s]."""
        if self._steady:
            return full_s
        begin_s = float(np.interp(after_s, self._real_s, self._full_s))
        wanted = begin_s + full_s
        over = np.maximum(wanted - self._full_s[-1], 0.0)
        return np.asarray(np.interp(wanted, self._full_s, self._real_s) + over - after_s)
