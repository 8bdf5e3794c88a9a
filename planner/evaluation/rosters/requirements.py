"""What a roster needs besides its cover: duty leaders, neighbouring grids that are never both thin, reliefs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise
from typing import NamedTuple

from planner.domain.clock import later
from planner.domain.force import Duty
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.evaluation.moments import Span, instant
from planner.evaluation.rosters.cover import Presence, cover_windows
from planner.evaluation.rosters.record import DAY, Record
from planner.evaluation.rosters.templates import horizon, shift_spans
from planner.geo import Frame

APART_M = 1.0
"""Distance within which two drawn borders are one [m]."""
BORDER_M = 10.0
"""Least length of border that makes two grids neighbours: those that meet in a corner are none [m]."""
RELIEF_S = 15 * 60
"""Half of the shortest time around a change of shift in which somebody else should be out [s]."""


class Asked(NamedTuple):
    """Officers asked for in a span, and those who are there."""

    key: str
    """What it is about: a skill, two grids, a duty."""
    start: dt.datetime
    end: dt.datetime
    least: int
    there: int


def leaders(plan: Plan, scenario: Scenario) -> Iterator[Asked]:
    """Count on every date the officers with the skill of a duty leader (带班领导) who start a shift."""
    rule, record = scenario.roster.rules.duty_leader, Record(plan, scenario)
    able = [name for name, officer in record.officers.items() if rule.skill in officer.skills]
    starts = [worked.date for name in able for worked in record.on_horizon(name)]
    for date in record.dates():
        span = instant(date, 0, record.zone), instant(date + DAY, 0, record.zone)
        yield Asked(rule.skill, *span, rule.least, starts.count(date))


def neighbours(plan: Plan, scenario: Scenario) -> Iterator[Asked]:
    """Count the officers in every two grids side by side, while anybody is asked for in them.

    Officers stand in their home grids.
    """
    rule = scenario.roster.rules.neighbours
    homes = {officer.id: officer.grid for officer in scenario.officers}
    for duty in scenario.duties:
        for pair in (rule.pairs or bordering(scenario)) if duty.code == rule.duty else ():
            rows = [row for row in plan.roster if row.duty == duty.code and homes.get(row.officer) in pair]
            there = Presence((row.start, row.end) for row in rows)
            ask = _Ask(scenario, duty, {None, *pair})
            for start, end in ask.parts(there.edges() | ask.ours.edges() | ask.eve.edges()):
                if ask.ours.at(start) or not ask.eve.at(start):
                    yield Asked(", ".join(pair), start, end, rule.least, there.at(start))


def bordering(scenario: Scenario) -> tuple[tuple[str, str], ...]:
    """List the pairs of grids that share a border of `BORDER_M` or more."""
    frame = Frame(scenario.station.base)
    shapes = [(grid.id, frame.polygon(grid.region)) for grid in scenario.grids]
    return tuple(
        (first, second)
        for (first, one), (second, other) in combinations(shapes, 2)
        if one.distance(other) <= APART_M and one.boundary.intersection(other.buffer(APART_M)).length >= BORDER_M
    )


def reliefs(plan: Plan, scenario: Scenario) -> Iterator[Asked]:
    """Count the officers who are out and not busy handing over (交接班), while others of their duty hand over.

    What the shifts that began before the horizon can give is not asked for here. At both ends of the horizon others
    hand over to the roster before or after: as long as that takes, nothing is asked.
    """
    for duty in scenario.duties:
        margin_s = duty.handover_min * 60
        if margin_s:
            record, ask = Record(plan, scenario), _Ask(scenario, duty, {None, *(cover.grid for cover in duty.cover)})
            works = [w for name in record.officers for w in record.on_horizon(name) if w.duty == duty.code]
            there = _not_handing_over((worked.parts for worked in works), margin_s)
            ours, eve = _not_handing_over(ask.ours_parts, margin_s), _not_handing_over(ask.eve_parts, margin_s)
            first, last = later(ask.begins, margin_s), later(ask.ends, -margin_s)
            edges = there.edges() | ours.edges() | eve.edges() | ask.ours.edges() | {first, last}
            for start, end in ask.parts(edges):
                if first <= start < last and ask.ours.at(start) > ours.at(start) and not eve.at(start):
                    yield Asked(duty.code, start, end, 1, there.at(start))


def changes_of_shift(plan: Plan, scenario: Scenario) -> Iterator[bool]:
    """Tell of every moment at which a shift ends while its duty must be covered whether somebody else stays on.

    Who stays on is out from the time of handing over before that moment, a quarter of an hour at least, to as long
    after it.
    """
    record = Record(plan, scenario)
    for duty in scenario.duties:
        margin_s = max(duty.handover_min * 60, RELIEF_S)
        ask = _Ask(scenario, duty, {None, *(cover.grid for cover in duty.cover)})
        works = [w for name in record.officers for w in record.on_horizon(name) if w.duty == duty.code]
        spans = [span for worked in works for span in worked.parts]
        for moment in sorted({worked.end for worked in works}):
            if ask.begins < moment < ask.ends and ask.open.at(moment) and ask.open.at(later(moment, -1)):
                before, after = later(moment, -margin_s), later(moment, margin_s)
                yield any(start <= before and after <= end for start, end in spans)


def _not_handing_over(shifts: Iterable[tuple[Span, ...]], margin_s: float) -> Presence:
    """Take the time of handing over from both ends of shifts, not from those of a pause."""
    spans = []
    for parts in shifts:
        begins, ends = later(parts[0][0], margin_s), later(parts[-1][1], -margin_s)
        spans += [(max(start, begins), min(end, ends)) for start, end in parts]
    return Presence((start, end) for start, end in spans if start < end)


class _Ask:
    """When somebody is asked for on a duty, in the covers of some grids (None: of all), and who could be there.

    Attributes
    ----------
    ours, eve
        Shifts of the horizon, and of the roster before it.
    """

    def __init__(self, scenario: Scenario, duty: Duty, grids: set[str | None]) -> None:
        self.begins, self.ends = horizon(scenario)
        covers = [cover for cover in duty.cover if cover.grid in grids and cover.minimum]
        self.open = Presence(span for span, _ in cover_windows(scenario, covers))
        shifts = shift_spans(scenario, duty.code)
        self.ours_parts = [parts for parts in shifts if self.begins <= parts[0][0] < self.ends]
        self.eve_parts = [parts for parts in shifts if parts[0][0] < self.begins]
        self.ours = Presence(part for parts in self.ours_parts for part in parts)
        self.eve = Presence(part for parts in self.eve_parts for part in parts)

    def parts(self, edges: set[dt.datetime]) -> Iterator[Span]:
        """Give the spans of the horizon in which somebody is asked for, cut at `edges`."""
        inside = {edge for edge in edges | self.open.edges() if self.begins < edge < self.ends}
        for start, end in pairwise(sorted({self.begins, self.ends, *inside})):
            if self.open.at(start):
                yield start, end
