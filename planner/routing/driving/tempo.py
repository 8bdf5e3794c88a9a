"""Between moments and seconds at full speed, for a traveller who is slower in some hours.

A clock that runs slower in slow hours turns a day of changing speeds into one of full speed: a leg from one moment on
is done when that clock has moved on by the leg's time at full speed. It is the integral of the share of speed over
time (Ichoua, Gendreau and Potvin, EJOR 144, 2003, take it band by band, as `hours` does).
"""

from __future__ import annotations

from bisect import bisect_right

import numpy as np
from numpy.typing import NDArray

from planner.routing.problem import RoutingProblem


class Tempo:
    """The clock of one travel class.

    Parameters
    ----------
    from_s
        (b,) when each band begins [s], ascending; the first holds before it as well.
    share
        (b,) share of full speed in each, above 0 to 1.
    """

    def __init__(self, from_s: NDArray[np.float64], share: NDArray[np.float64]) -> None:
        self._share = share.tolist()
        self._from_s = from_s.tolist()
        passed = np.diff(from_s) * share[:-1]
        self._full_s = (from_s[0] + np.concatenate([[0.0], np.cumsum(passed)])).tolist()

    def full_s(self, moment_s: float) -> float:
        """Give the seconds at full speed that a moment stands for [s]."""
        band = max(0, bisect_right(self._from_s, moment_s) - 1)
        return float(self._full_s[band] + (moment_s - self._from_s[band]) * self._share[band])

    def moment_s(self, full_s: float) -> float:
        """Give the moment by which so many seconds at full speed have passed [s]."""
        band = max(0, bisect_right(self._full_s, full_s) - 1)
        return float(self._from_s[band] + (full_s - self._full_s[band]) / self._share[band])

    def moments_s(self, full_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the moments of (k,) seconds at full speed, (k,) [s]."""
        starts, shares, fulls = (np.array(column) for column in (self._from_s, self._share, self._full_s))
        band = np.maximum(0, np.searchsorted(fulls, full_s, side="right") - 1)
        return np.asarray(starts[band] + (full_s - fulls[band]) / shares[band])


def tempos(problem: RoutingProblem) -> list[Tempo]:
    """Give the clock of every travel class of a problem."""
    return [Tempo(problem.band_from_s, share) for share in problem.band_share]
