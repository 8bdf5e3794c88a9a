"""How many officers a duty needs at every time: from its cover windows and from the tide of demand."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from planner.domain.calendar import DayKind, opens_on_kind
from planner.domain.clock import later, openings
from planner.domain.demand import HOURS_PER_WEEK, Demand
from planner.domain.force import Cover
from planner.domain.scenario import Scenario
from planner.rosters.prepare.dates import kind_of
from planner.rosters.prepare.horizon import Horizon
from planner.rosters.problem import DutyShift

Tide = Callable[[int], int]
"""From a second of the horizon to the officers that the demand of that hour asks for."""


class Ask(NamedTuple):
    """What is asked for in a span."""

    start_s: int
    end_s: int
    minimum: int
    wanted: int
    maximum: int | None = None

    @property
    def figures(self) -> tuple[int, int, int | None]:
        """Minimum, wanted and maximum."""
        return self.minimum, self.wanted, self.maximum


class Around(NamedTuple):
    """The shifts of one duty: those of the horizon, and those of the roster before that run into it."""

    own: tuple[DutyShift, ...]
    carried: tuple[DutyShift, ...]

    def edges(self) -> set[int]:
        """Give every second at which somebody comes or goes, pauses included [s]."""
        every = (*self.own, *self.carried)
        pauses = {second for shift in every for second in shift.pause_s or ()}
        return pauses | {second for shift in every for second in (shift.start_s, shift.end_s)}

    def stands_before(self, start_s: int, end_s: int) -> bool:
        """Tell whether only the roster before this one could give what a span needs."""
        return any(covers(shift, start_s, end_s) for shift in self.carried) and not any(
            covers(shift, start_s, end_s) for shift in self.own
        )


def covers(shift: DutyShift, start_s: int, end_s: int) -> bool:
    """Tell whether a shift is there in the whole of a span."""
    there = shift.start_s <= start_s and end_s <= shift.end_s
    return there and (shift.pause_s is None or end_s <= shift.pause_s[0] or shift.pause_s[1] <= start_s)


def cover_of(scenario: Scenario, duty: int, horizon: Horizon, grid: str | None = None) -> list[Ask]:
    """List when a duty's cover windows for a grid, or for the whole duty, are open, cut to the horizon."""
    asks = []
    kind = kind_of(scenario)
    for cover in scenario.duties[duty].cover:
        for start_s, end_s in _open(cover, horizon, kind) if cover.grid == grid else ():
            wanted = max(cover.minimum, cover.wanted or 0)
            asks.append(Ask(start_s, end_s, cover.minimum, wanted, cover.maximum))
    return asks


def _open(cover: Cover, horizon: Horizon, kind: Callable[[dt.date], DayKind]) -> Iterator[tuple[int, int]]:
    for date in (date for date in horizon.dates() if opens_on_kind(cover.calendar, kind(date))):
        for opens, closes in openings((cover,), date, horizon.zone):
            start_s, end_s = max(horizon.second(opens), 0), min(horizon.second(closes), horizon.end_s)
            if start_s < end_s:
                yield start_s, end_s


def asks_of(spans: list[Ask], around: Around, slots: Iterable[int], tide: Tide | None = None) -> list[Ask]:
    """Give what is asked for, in spans that every shift covers wholly or not at all.

    The horizon is cut into slots, at the ends of `spans` and wherever somebody comes or goes. Where spans overlap the
    higher figures hold. Parts for which nothing is asked, or that stand on the roster before, are left out; neighbours
    that ask for the same of the same shifts are one.

    Parameters
    ----------
    spans
        Cover windows inside the horizon.
    around
        Shifts of the duty.
    slots
        Steps in which the tide is read; the first and the last are the horizon's ends [s].
    tide
        Officers wanted by demand; None: only what the windows say.
    """
    marks = sorted(slots)
    edges = around.edges()
    inside = {second for second in edges if marks[0] <= second <= marks[-1]}
    cuts = sorted({*marks, *inside, *(span.start_s for span in spans), *(span.end_s for span in spans)})
    parts = [part for part in _figures(cuts, spans, tide) if not around.stands_before(part.start_s, part.end_s)]
    return _merged(parts, edges)


def _figures(cuts: list[int], spans: list[Ask], tide: Tide | None) -> Iterator[Ask]:
    """Give the figures of every part between two cuts in which anything is asked."""
    minimum, wanted = [0] * len(cuts), [0] * len(cuts)
    most: list[int | None] = [None] * len(cuts)
    for span in spans:
        for part in range(bisect_left(cuts, span.start_s), bisect_left(cuts, span.end_s)):
            minimum[part] = max(minimum[part], span.minimum)
            wanted[part] = max(wanted[part], span.wanted)
            if span.maximum is not None:
                most[part] = max(most[part] or 0, span.maximum)
    for part, (start_s, end_s) in enumerate(pairwise(cuts)):
        limit, asked = most[part], tide(start_s) if tide else 0
        aim = max(wanted[part], asked if limit is None else min(asked, limit))
        if aim or limit is not None:
            yield Ask(start_s, end_s, minimum[part], aim, limit if limit is None else max(limit, aim))


def _merged(parts: Iterable[Ask], edges: set[int]) -> list[Ask]:
    """Join neighbours that ask for the same and between which nobody comes or goes."""
    found: list[Ask] = []
    for part in parts:
        last = found[-1] if found else None
        joined = last is not None and last.end_s == part.start_s and part.start_s not in edges
        if last is not None and joined and last.figures == part.figures:
            found[-1] = last._replace(end_s=part.end_s)
        else:
            found.append(part)
    return found


def tide_of(scenario: Scenario, demand: Demand, duty: int, horizon: Horizon) -> Tide | None:
    """Give the officers that demand asks for on a duty at a second; None: it does not follow the tide."""
    peak = scenario.duties[duty].tide_peak
    if not peak:
        return None
    busiest = max(demand.station(hour) for hour in range(HOURS_PER_WEEK))
    if busiest <= 0:
        return lambda _: 0
    return lambda second: int(peak * demand.tide_share(later(horizon.origin, second), busiest) + 0.5)


def tide_by_hour(demand: Demand, peak: int) -> tuple[int, ...]:
    """Scale the station's demand so that the busiest hour of the week asks for `peak` officers, (168,), rounded."""
    hourly = [demand.station(hour) for hour in range(HOURS_PER_WEEK)]
    busiest = max(hourly)
    if busiest <= 0:
        return (0,) * HOURS_PER_WEEK
    return tuple(int(peak * figure / busiest + 0.5) for figure in hourly)
