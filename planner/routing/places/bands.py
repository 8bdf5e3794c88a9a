"""Speed by the hour: the windows in which tiers are slower, as bands of one planning day that all classes share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from planner.domain.clock import openings, seconds_between
from planner.domain.force import SpeedBand

Floats = NDArray[np.float64]
Slow = tuple[float, float, float]
"""Start and end [s], and what is left of the speed in between."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bands:
    """b bands of a day for c travel classes.

    Attributes
    ----------
    from_s
        (b,) when each begins [s]; the first holds before it as well.
    share
        (c, b) share of full speed in each.
    """

    from_s: Floats
    share: Floats

    def slowest(self, begin_s: float, end_s: float) -> Floats:
        """Give the least share of each class from one moment to another [s], (c,)."""
        begins, ends = np.append(-np.inf, self.from_s[1:]), np.append(self.from_s[1:], np.inf)
        touched = (begins <= end_s) & (ends > begin_s)
        return np.asarray(self.share[:, touched].min(axis=1, initial=1.0))


def bands(
    slower: Sequence[tuple[SpeedBand, ...]], day_start: dt.datetime, span_s: tuple[float, float], zone: ZoneInfo
) -> Bands:
    """Merge the slow windows of all travel classes into one list of bands.

    Parameters
    ----------
    slower
        One a class.
    day_start
        Second 0 of the problem.
    span_s
        First and last moment at which a unit is out [s]; borders beyond them are left out.
    zone
        In which the windows are read.

    Returns
    -------
    Bands
        Neighbours differ for some class; where windows of one class overlap the slowest counts.
    """
    first_s, last_s = min(0.0, span_s[0]), max(0.0, span_s[1])
    slow = [_slow(own, day_start, last_s, zone) for own in slower]
    borders = {moment for own in slow for begin_s, end_s, _ in own for moment in (begin_s, end_s)}
    starts = [first_s, *sorted(moment for moment in borders if first_s < moment < last_s)]
    shares = np.array([[_share(own, start) for start in starts] for own in slow]).reshape(len(slow), len(starts))
    keep = np.ones(len(starts), bool)
    keep[1:] = (np.diff(shares, axis=1) != 0).any(axis=0)
    return Bands(from_s=np.array(starts)[keep], share=shares[:, keep])


def _slow(windows: tuple[SpeedBand, ...], day_start: dt.datetime, last_s: float, zone: ZoneInfo) -> list[Slow]:
    """List when windows are open from the day before a planning day to the last moment."""
    first = day_start.astimezone(zone).date()
    days = [first + dt.timedelta(days=n) for n in range(-2, 2 + int(last_s // 86_400))]
    return [
        (seconds_between(day_start, opens), seconds_between(day_start, closes), window.share)
        for window in windows
        for day in days
        for opens, closes in openings((window,), day, zone)
    ]


def _share(slow: Sequence[Slow], moment_s: float) -> float:
    return min((share for begin_s, end_s, share in slow if begin_s <= moment_s < end_s), default=1.0)
