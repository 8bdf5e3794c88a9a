"""Time by the speed that an hour leaves: seconds at full speed that fit between moments."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from planner.domain.force import Tier
from planner.evaluation.moments import openings

Floats = NDArray[np.float64]


def at_full_speed_s(tier: Tier, seconds: Floats, zone: ZoneInfo) -> Floats:
    """Give the time at full speed that a tier has had since the first of some moments.

    Parameters
    ----------
    tier
        Its windows of lower speed count; where they overlap the slowest does.
    seconds
        (k,) moments, never running backwards [s since 1970].
    zone
        In which the windows are read.

    Returns
    -------
    NDArray
        (k,) the first is 0 [s].
    """
    if not tier.slower or not len(seconds):
        return seconds - seconds[:1]
    first, last = (dt.datetime.fromtimestamp(moment, zone).date() for moment in (seconds[0], seconds[-1]))
    days = [first + dt.timedelta(days=number) for number in range(-2, (last - first).days + 2)]
    slow = [
        (opens.timestamp(), closes.timestamp(), band.share)
        for band in tier.slower
        for opens, closes in openings((band,), days, zone)
    ]
    borders = [moment for opens, closes, _ in slow for moment in (opens, closes) if seconds[0] < moment < seconds[-1]]
    knots = np.unique([seconds[0], *borders, seconds[-1]])
    middles = (knots[:-1] + knots[1:]) / 2
    shares = [min((share for opens, closes, share in slow if opens < at < closes), default=1.0) for at in middles]
    passed = np.concatenate([[0.0], np.cumsum(np.diff(knots) * shares)])
    return np.asarray(np.interp(seconds, knots, passed))
