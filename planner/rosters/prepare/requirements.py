"""Cover that counts who, and not only how many: own officers of a grid, neighbours, relief, a leader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from planner.domain.scenario import Scenario
from planner.geo import Frame
from planner.rosters.prepare.horizon import Horizon
from planner.rosters.prepare.needs import Around, Ask, asks_of, cover_of, covers
from planner.rosters.problem import DutyShift, Requirement, RosterOfficer

LEADER_H = 8
"""Officer-hours that a date without a leader counts, where the rule has no weight [h]."""
SHARED_BORDER_M = 10.0
"""Least length that makes two grids neighbours: those that only touch at a corner are none [m]."""
BORDER_APART_M = 1.0
"""Distance within which two borders drawn by hand are one [m]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """What requirements are made from.

    Attributes
    ----------
    shifts
        Shifts of the horizon, as the problem indexes them.
    carried
        Shifts that started before the horizon.
    unit_s
        Length that a unit of `short` counts [s].
    """

    scenario: Scenario
    horizon: Horizon
    officers: tuple[RosterOfficer, ...]
    shifts: tuple[DutyShift, ...]
    carried: tuple[DutyShift, ...]
    unit_s: int

    def around(self, duty: int) -> Around:
        """Give the shifts of a duty."""
        return Around(
            tuple(shift for shift in self.shifts if shift.duty == duty),
            tuple(shift for shift in self.carried if shift.duty == duty),
        )

    def covering(self, duty: int, start_s: int, end_s: int) -> frozenset[int]:
        """Give the indices of a duty's shifts that are there in the whole of a span."""
        return frozenset(
            index for index, shift in enumerate(self.shifts) if shift.duty == duty and covers(shift, start_s, end_s)
        )

    def at_home(self, duty: int, grids: Iterable[str]) -> frozenset[int]:
        """Give the indices of the officers who may do a duty and whose home grid is one of some."""
        known = set(grids)
        return frozenset(index for index in self.able(duty) if self.officers[index].grid in known)

    def able(self, duty: int) -> frozenset[int]:
        """Give the indices of the officers who may do a duty and have its skills."""
        skills = set(self.scenario.duties[duty].skills)
        return frozenset(
            index for index, officer in enumerate(self.officers) if duty in officer.duties and skills <= officer.skills
        )

    def units(self, start_s: int, end_s: int) -> int:
        """Count the units begun in a span."""
        return -(-(end_s - start_s) // self.unit_s)

    def slots(self) -> tuple[int, int]:
        """Give the ends of the horizon: here nothing follows the tide [s]."""
        return 0, self.horizon.end_s


def requirements(crew: Crew) -> tuple[Requirement, ...]:
    """List every requirement of the horizon."""
    found: list[Requirement] = []
    for duty in range(len(crew.scenario.duties)):
        found += grid_cover(crew, duty)
        found += handovers(crew, duty)
    found += neighbours(crew)
    found += duty_leaders(crew)
    return tuple(found)


def grid_cover(crew: Crew, duty: int) -> Iterator[Requirement]:
    """Ask for the own officers of grids that have cover windows of their own.

    The minimum counts in ``short``; what is missing between it and the number wanted counts in ``soft``, one point for
    an officer in each stretch.
    """
    grids = dict.fromkeys(cover.grid for cover in crew.scenario.duties[duty].cover if cover.grid is not None)
    for grid in grids:
        officers = crew.at_home(duty, [grid])
        spans = cover_of(crew.scenario, duty, crew.horizon, grid)
        for ask in asks_of(spans, crew.around(duty), crew.slots()):
            base = Requirement(
                rule="cover",
                key=grid,
                start_s=ask.start_s,
                end_s=ask.end_s,
                officers=officers,
                shifts=crew.covering(duty, ask.start_s, ask.end_s),
                least=ask.minimum,
                units=crew.units(ask.start_s, ask.end_s),
            )
            if ask.minimum:
                yield base
            if ask.wanted > ask.minimum:
                yield replace(base, least=ask.wanted, units=1, points=1)


def neighbours(crew: Crew) -> Iterator[Requirement]:
    """Ask for somebody in one of two neighbouring grids while the duty's cover asks for anybody."""
    rule = crew.scenario.roster.rules.neighbours
    codes = [duty.code for duty in crew.scenario.duties]
    if not rule.on or rule.duty not in codes:
        return
    duty = codes.index(rule.duty)
    grids = {cover.grid for cover in crew.scenario.duties[duty].cover}
    for one, other in rule.pairs or bordering(crew.scenario):
        spans = [span for grid in grids & {None, one, other} for span in _demanded(crew, duty, grid)]
        for ask in asks_of(spans, crew.around(duty), crew.slots()):
            length_s = ask.end_s - ask.start_s
            yield Requirement(
                rule="neighbours",
                key=f"{one}, {other}",
                start_s=ask.start_s,
                end_s=ask.end_s,
                officers=crew.at_home(duty, [one, other]),
                shifts=crew.covering(duty, ask.start_s, ask.end_s),
                least=rule.least,
                units=crew.units(ask.start_s, ask.end_s) if rule.weight is None else -(-length_s // 3600),
                points=rule.weight,
            )


def _demanded(crew: Crew, duty: int, grid: str | None) -> list[Ask]:
    """List the windows that ask for somebody, all alike so that neighbours in time become one."""
    spans = cover_of(crew.scenario, duty, crew.horizon, grid)
    return [Ask(span.start_s, span.end_s, 1, 1) for span in spans if span.minimum]


def bordering(scenario: Scenario) -> tuple[tuple[str, str], ...]:
    """List all pairs of grids that share a border of `SHARED_BORDER_M` or more."""
    from shapely import STRtree

    frame = Frame(scenario.station.base)
    shapes = [frame.polygon(grid.region) for grid in scenario.grids]
    tree = STRtree(shapes)
    near = tree.query(shapes, predicate="dwithin", distance=BORDER_APART_M).T.tolist()
    pairs = sorted((one, other) for one, other in near if one < other)
    return tuple(
        (scenario.grids[one].id, scenario.grids[other].id)
        for one, other in pairs
        if shapes[one].boundary.intersection(shapes[other].buffer(BORDER_APART_M)).length >= SHARED_BORDER_M
    )


def handovers(crew: Crew, duty: int) -> Iterator[Requirement]:
    """Ask for somebody who neither begins nor ends their shift, at every time at which others hand over.

    At both ends of the horizon others hand over to the roster before or after: as long as that takes, nothing is asked.
    """
    handover_s = round(crew.scenario.duties[duty].handover_min * 60)
    if not handover_s:
        return
    grids = {None, *(cover.grid for cover in crew.scenario.duties[duty].cover)}
    first_s, last_s = handover_s, crew.horizon.end_s - handover_s
    asked = [span for grid in grids for span in _demanded(crew, duty, grid)]
    spans = [(max(span.start_s, first_s), min(span.end_s, last_s)) for span in asked]
    around = crew.around(duty)
    every = (*around.own, *around.carried)
    marks = {second for shift in every for second in (shift.start_s + handover_s, shift.end_s - handover_s)}
    cuts = sorted(marks | around.edges() | {second for span in spans for second in span})
    for start_s, end_s in pairwise(cuts):
        if any(opens_s <= start_s and end_s <= closes_s for opens_s, closes_s in spans):
            there = crew.covering(duty, start_s, end_s)
            free = frozenset(index for index in there if _is_free(crew.shifts[index], start_s, end_s, handover_s))
            before = any(_is_free(shift, start_s, end_s, handover_s) for shift in around.carried)
            if there != free and not before:
                yield Requirement(
                    rule="handover",
                    key=crew.scenario.duties[duty].code,
                    start_s=start_s,
                    end_s=end_s,
                    officers=crew.able(duty),
                    shifts=free,
                    least=1,
                    units=crew.units(start_s, end_s),
                )


def _is_free(shift: DutyShift, start_s: int, end_s: int, handover_s: int) -> bool:
    """Tell whether somebody on a shift is out in the whole of a span and not handing over."""
    inside = shift.start_s + handover_s <= start_s and end_s <= shift.end_s - handover_s
    return inside and covers(shift, start_s, end_s)


def duty_leaders(crew: Crew) -> Iterator[Requirement]:
    """Ask for officers with the leader's skill who start a shift on each date (带班领导)."""
    rule = crew.scenario.roster.rules.duty_leader
    if not rule.on:
        return
    leaders = frozenset(index for index, officer in enumerate(crew.officers) if rule.skill in officer.skills)
    for day in range(crew.horizon.days):
        yield Requirement(
            rule="duty_leader",
            key=rule.skill,
            start_s=crew.horizon.midnight(day),
            end_s=crew.horizon.midnight(day + 1),
            officers=leaders,
            shifts=frozenset(index for index, shift in enumerate(crew.shifts) if shift.day == day),
            least=rule.least,
            units=-(-LEADER_H * 3600 // crew.unit_s) if rule.weight is None else 1,
            points=rule.weight,
        )
