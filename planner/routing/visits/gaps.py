"""When the visits of one window may be made, so that the times between them are neither too short nor too long.

Every visit of a window has a part of it. The parts are narrowed until the gaps hold whatever the solver does inside
them, so that no rule between routes is left for it. This is the narrowing of time windows by which Dohn, Rasmussen and
Larsen, "The vehicle routing problem with time windows and temporal dependencies", Networks 58 (2011), branch; here it
is done once, ahead, with the place of the narrowed windows in their parts drawn for each place and day.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from planner.routing.visits.visit import Visit

Span = tuple[float, float]
"""Start and end [s]."""

EXACT_S = 1e-6
"""Added to the width of a window, so that a stay that fills it fits in floating point too [s]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The visits of one window, one in each of its equal parts.

    Attributes
    ----------
    key
        Tells it from the other series of a day.
    shortest_gap_s, longest_gap_s
        Bounds on the time between the end of a stay and the start of the next [s].
    phase
        Where in their parts the narrowed windows stand: 0 at the start, 1 at the end.
    """

    key: str
    shortest_gap_s: float = 0.0
    longest_gap_s: float = np.inf
    phase: float = 0.5


def chance(*words: object) -> float:
    """Draw a number from 0 to 1 that is the same whenever the words are."""
    return random.Random(" ".join(map(str, words))).random()  # noqa: S311 - no secret is drawn


def narrowed(part: Span, series: Series, stay_s: float) -> Span:
    """Narrow a part of a window so that the gaps to its neighbours, narrowed alike, are kept.

    With parts of length p and windows of width w at one phase, the end of a window is p - w before the start of the
    next. From the earliest end of a stay of s to the latest start of the next there are p + w - 2 s. A window begins
    whole seconds after its part.

    Parameters
    ----------
    part
        When the part begins and ends [s].
    series
        The gaps to keep.
    stay_s
        Shortest stay that anybody can make there [s].

    Returns
    -------
    tuple
        The window; shorter than the stay if the gaps cannot be kept [s].
    """
    opens_s, closes_s = part
    part_s = closes_s - opens_s
    width_s = min(part_s, part_s - series.shortest_gap_s, series.longest_gap_s + 2 * stay_s - part_s)
    width_s = min(part_s, max(0.0, width_s) + EXACT_S)
    spare_s = part_s - width_s
    begin_s = opens_s + min(spare_s, float(round(series.phase * round(spare_s, 6))))
    return begin_s, min(closes_s, begin_s + width_s)


def keep_gaps(
    visits: Sequence[Visit],
    way_start: Sequence[int],
    service_s: NDArray[np.float64],
    allowed: NDArray[np.bool_],
    unit_class: Sequence[int],
) -> list[Visit]:
    """Narrow the windows of all visits that stand in a series.

    Parameters
    ----------
    visits
        In the order of their ways.
    way_start
        (v + 1,) where each visit's ways start.
    service_s
        (c, w) length of the stay for every class [s]; infinite where the class cannot make it.
    allowed
        (v, u) which units have the right to make the visit.
    unit_class
        (u,) class of every unit.

    Returns
    -------
    list
        The visits, in the same order; those that nobody can make keep their windows, and so do pinned ones.
    """
    classes = np.asarray(unit_class, int)
    shortest_s: dict[str, float] = defaultdict(lambda: np.inf)
    for number, visit in enumerate(visits):
        if visit.series is not None:
            own = np.unique(classes[allowed[number]])
            stays_s = service_s[own, way_start[number] : way_start[number + 1]]
            shortest_s[visit.series.key] = min(shortest_s[visit.series.key], stays_s.min(initial=np.inf))
    return [_narrowed(visit, shortest_s) for visit in visits]


def _narrowed(visit: Visit, shortest_s: dict[str, float]) -> Visit:
    if visit.series is None or visit.pinned or not np.isfinite(shortest_s[visit.series.key]):
        return visit
    opens_s, closes_s = narrowed((visit.opens_s, visit.closes_s), visit.series, shortest_s[visit.series.key])
    return replace(visit, opens_s=opens_s, closes_s=closes_s)
