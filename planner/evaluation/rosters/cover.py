"""How many officers are needed when, and how many are there: the cover of every duty over the horizon."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from planner.domain.demand import HOURS_PER_WEEK, Demand
from planner.domain.force import Cover, Duty
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.evaluation.moments import Span, instant, openings
from planner.evaluation.rosters.templates import allowed_on, dates_around, horizon, shift_spans


class Need(NamedTuple):
    """Officers that a duty needs between two moments."""

    duty: str
    start: dt.datetime
    end: dt.datetime
    minimum: int
    wanted: int = 0
    maximum: int | None = None
    grid: str | None = None
    """Grid whose own officers are counted; None: all of the duty."""


class Presence:
    """How many spans are open at a moment."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = list(spans)
        self.starts = sorted(start for start, _ in ordered)
        self.ends = sorted(end for _, end in ordered)

    def at(self, moment: dt.datetime) -> int:
        """Count those that have begun and not ended."""
        return bisect_right(self.starts, moment) - bisect_right(self.ends, moment)

    def edges(self) -> set[dt.datetime]:
        """Give the moments at which the count may change."""
        return {*self.starts, *self.ends}


def staffing(
    plan: Plan, scenario: Scenario, cuts: Mapping[str, Sequence[Span]], demand: Demand | None = None
) -> Iterator[tuple[Need, int]]:
    """Sweep over every need, cut where an officer comes or goes and at `cuts` of its duty, and count who is there."""
    homes = {officer.id: officer.grid for officer in scenario.officers}
    spans: dict[tuple[str, str | None], list[Span]] = defaultdict(list)
    for row in plan.roster:
        spans[row.duty, None].append((row.start, row.end))
        if homes.get(row.officer) is not None:
            spans[row.duty, homes[row.officer]].append((row.start, row.end))
    there = {key: Presence(own) for key, own in spans.items()}
    nobody = Presence(())
    edges = {
        key: sorted(presence.edges() | {moment for span in cuts.get(key[0], ()) for moment in span})
        for key, presence in there.items()
    }
    for need in needs(scenario, demand):
        presence = there.get((need.duty, need.grid), nobody)
        marks = edges.get((need.duty, need.grid))
        if marks is None:
            marks = edges[need.duty, need.grid] = sorted({m for span in cuts.get(need.duty, ()) for m in span})
        inside = marks[bisect_right(marks, need.start) : bisect_right(marks, need.end)]
        for start, end in pairwise(sorted({need.start, *inside, need.end})):
            yield need._replace(start=start, end=end), presence.at(start)


def needs(scenario: Scenario, demand: Demand | None = None) -> Iterator[Need]:
    """List what every duty needs over the horizon, where windows overlap the higher figure.

    What lies before the first shift that could cover it, but could be covered by one that starts before the horizon,
    is left out: that one is not rostered here. With the demand, a duty with `tide_peak` wants what the tide asks for.
    """
    begins, ends = horizon(scenario)
    for duty in scenario.duties:
        shifts = shift_spans(scenario, duty.code)
        ours = Presence(part for parts in shifts if begins <= parts[0][0] < ends for part in parts)
        eve = Presence(part for parts in shifts if parts[0][0] < begins for part in parts)
        tide = _Tide(scenario, duty, demand)
        for grid in dict.fromkeys([None, *(cover.grid for cover in duty.cover)]):
            windows = cover_windows(scenario, [cover for cover in duty.cover if cover.grid == grid])
            edges = ours.edges() | eve.edges() | {m for span, _ in windows for m in span} | tide.hours(grid)
            marks = sorted({begins, ends, *(edge for edge in edges if begins < edge < ends)})
            for start, end, covers in _swept(marks, windows):
                need = _need(duty.code, start, end, covers, tide.wanted(grid, start), grid)
                if (need.wanted or need.maximum is not None) and (ours.at(start) or not eve.at(start)):
                    yield need


def cover_windows(scenario: Scenario, covers: Sequence[Cover]) -> list[tuple[Span, Cover]]:
    """Give when covers are open around the horizon."""
    zone, dates = ZoneInfo(scenario.station.timezone), dates_around(scenario)
    return [
        (span, cover)
        for cover in covers
        for span in openings((cover,), [date for date in dates if allowed_on(cover.calendar, date, scenario)], zone)
    ]


def _swept(
    marks: Sequence[dt.datetime], windows: list[tuple[Span, Cover]]
) -> Iterator[tuple[dt.datetime, dt.datetime, list[Cover]]]:
    """Give the covers that are open between each two marks."""
    waiting = sorted(windows, key=lambda item: item[0], reverse=True)
    opened: list[tuple[Span, Cover]] = []
    for start, end in pairwise(marks):
        while waiting and waiting[-1][0][0] <= start:
            opened.append(waiting.pop())
        opened = [item for item in opened if item[0][1] > start]
        yield start, end, [cover for _, cover in opened]


def _need(duty: str, start: dt.datetime, end: dt.datetime, covers: list[Cover], tide: int, grid: str | None) -> Need:
    """Give the highest figures of what is open; the tide asks for no more than the maximum."""
    minimum = max((cover.minimum for cover in covers), default=0)
    limits = [cover.maximum for cover in covers if cover.maximum is not None]
    limit = max(limits) if limits else None
    wanted = max([minimum, tide if limit is None else min(tide, limit), *(cover.wanted or 0 for cover in covers)])
    return Need(duty, start, end, minimum, wanted, None if limit is None else max(limit, wanted), grid)


class _Tide:
    """Officers that the demand of an hour asks for: `tide_peak` in the busiest hour of the week, rounded."""

    def __init__(self, scenario: Scenario, duty: Duty, demand: Demand | None) -> None:
        self.zone = ZoneInfo(scenario.station.timezone)
        self.dates = dates_around(scenario)
        hourly = [demand.station(hour) for hour in range(HOURS_PER_WEEK)] if demand and duty.tide_peak else []
        self.busiest, self.peak = max(hourly, default=0.0), duty.tide_peak or 0
        self.demand = demand if self.busiest > 0 else None

    def hours(self, grid: str | None) -> set[dt.datetime]:
        """Give the moments at which it may change."""
        if grid is not None or self.demand is None:
            return set()
        return {instant(date, 60 * hour, self.zone) for date in self.dates for hour in range(24)}

    def wanted(self, grid: str | None, moment: dt.datetime) -> int:
        """Give the officers wanted at a moment; the tide asks nothing of a single grid."""
        if grid is not None or self.demand is None:
            return 0
        return int(self.peak * self.demand.tide_share(moment.astimezone(self.zone), self.busiest) + 0.5)
