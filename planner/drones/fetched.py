"""When a drone that has landed at an alternate is in its dock again."""

from __future__ import annotations

from collections.abc import Iterable

from planner.domain.dock import FETCH_MIN
from planner.drones.problem import Span

SAME_S = 1.0
"""Plans are written in tenths of seconds [s]."""


def home_again_s(outages: Iterable[Span], landing_s: float) -> float:
    """Give when somebody has carried the drone home: its dock is back by then, and there was time to fetch it [s].

    Parameters
    ----------
    outages
        When its dock is out of service [s].
    landing_s
        When it landed elsewhere [s].
    """
    ends = [end for start, end in outages if start <= landing_s + SAME_S and end > landing_s]
    return max([landing_s + FETCH_MIN * 60.0, *ends])
