"""How many officers a duty needs at every time: from its cover windows and from the tide of demand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import NamedTuple

from planner.domain.demand import HOURS_PER_WEEK, Demand
from planner.rosters.problem import Need

Tide = Callable[[int], int]
"""From a second of the horizon to the officers that the demand of that hour asks for."""


class Span(NamedTuple):
    """A cover window on one day."""

    start_s: int
    end_s: int
    minimum: int
    wanted: int


def needs_of(duty: int, marks: Iterable[int], spans: list[Span], tide: Tide | None) -> list[Need]:
    """Cut the horizon at `marks` and at the ends of `spans` and give what the duty needs in every part.

    Where spans overlap the higher figure holds. Parts in which nobody is needed are left out.

    Parameters
    ----------
    duty
        Index of the duty.
    marks
        Where to cut besides the spans' own ends; the first and last mark are the horizon's ends [s].
    spans
        The duty's cover windows, inside the horizon.
    tide
        Officers wanted by demand; None: only what the windows say.
    """
    cuts = sorted({*marks, *(span.start_s for span in spans), *(span.end_s for span in spans)})
    minimum, wanted = [0] * len(cuts), [0] * len(cuts)
    for span in spans:
        for part in range(bisect_left(cuts, span.start_s), bisect_left(cuts, span.end_s)):
            minimum[part] = max(minimum[part], span.minimum)
            wanted[part] = max(wanted[part], span.wanted)
    found = []
    for part, (start_s, end_s) in enumerate(pairwise(cuts)):
        most = max(wanted[part], tide(start_s) if tide else 0)
        if most:
            found.append(Need(duty=duty, start_s=start_s, end_s=end_s, minimum=minimum[part], wanted=most))
    return found


def tide_by_hour(demand: Demand, peak: int) -> tuple[int, ...]:
    """Scale the station's demand so that the busiest hour of the week asks for `peak` officers, (168,), rounded."""
    hourly = [demand.station(hour) for hour in range(HOURS_PER_WEEK)]
    busiest = max(hourly)
    if busiest <= 0:
        return (0,) * HOURS_PER_WEEK
    return tuple(int(peak * figure / busiest + 0.5) for figure in hourly)
