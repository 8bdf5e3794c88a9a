"""Breaks and handovers: every unit rests and hands over at its base, and never all units of a ground rest at once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterator

from planner.domain.clock import later, seconds_between
from planner.domain.force import Force
from planner.domain.plan import Plan, Route, Stop, Unit
from planner.domain.scenario import Scenario
from planner.domain.track import position, track
from planner.domain.violation import Violation
from planner.evaluation.patrols.repair_checks import lost_units
from planner.geo import great_circle_m

SECOND = 1.0
LONG_SHIFT_H = 6.0
"""Shifts of this length or more hold a meal break (`Force.break_min`)."""
SAME_PLACE_M = 3.0
"""Who is no farther than this from the base's street is at the base [m]."""


def breaks_are_taken(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Every long shift holds its break, and the units of a ground are never all at their meal at once."""
    taken: dict[Hashable, list[tuple[Unit, Stop]]] = defaultdict(list)
    lost = lost_units(plan)
    for route, unit, force in _routed(plan, scenario):
        own = [stop for stop in route.stops if stop.kind == "break"]
        taken[_ground(force)] += [(unit, stop) for stop in own]
        long_shift = seconds_between(unit.shift_start, unit.shift_end) >= LONG_SHIFT_H * 3600
        taken_s = sum(seconds_between(stop.arrive, stop.depart) for stop in own)
        told = any(unmet.kind == "break" and unmet.id == unit.id for unmet in plan.required_unmet) or unit.id in lost
        if long_shift and taken_s < force.break_min * 60 - SECOND and not told:
            yield Violation(code="break_missing", params={"unit": unit.id, "needed_min": force.break_min})
    grounds = {force.id: _ground(force) for force in scenario.forces}
    together = {unmet.id for unmet in plan.required_unmet if unmet.kind == "break"}
    for ground, breaks in taken.items():
        forces = [force for force, own in grounds.items() if own == ground]
        if together.isdisjoint(forces):
            units = [unit for unit in plan.units if unit.force in forces]
            yield from _all_at_table(forces, breaks, units)


def _ground(force: Force) -> Hashable:
    """Name what the units share that relieve each other: a limited ground, or their force."""
    return (frozenset(force.grids), frozenset(force.areas)) if force.grids or force.areas else force.id


def _all_at_table(forces: list[str], taken: list[tuple[Unit, Stop]], units: list[Unit]) -> Iterator[Violation]:
    for _, stop in taken:
        out = {unit.id for unit in units if unit.shift_start <= stop.arrive < unit.shift_end}
        eating = {unit.id for unit, other in taken if other.arrive <= stop.arrive < other.depart}
        if len(out) > 1 and out <= eating:
            yield Violation(code="all_on_break", params={"force": ", ".join(forces), "at": stop.arrive})


def units_hand_over(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """A unit stays at its base for the handover of its force when its shift begins, and again when it ends.

    A unit that is lost does not come back to hand over.
    """
    lost = lost_units(plan)
    for route, unit, force in _routed(plan, scenario):
        handover_s = force.handover_min * 60
        if handover_s <= 0 or len(route.path) < 2:
            continue
        begin, end = unit.shift_start, unit.shift_end
        first, last = (begin, later(begin, handover_s)), (later(end, -handover_s), end)
        spans = [(begin, min(first[1], end))] if unit.id in lost else [first, last]
        for begin, end in spans:
            if _farthest_m(route, begin, end) > SAME_PLACE_M:
                params = {"unit": unit.id, "at": begin, "needed_min": force.handover_min}
                yield Violation(code="handover_missing", params=params)


def _farthest_m(route: Route, begin: dt.datetime, end: dt.datetime) -> float:
    """Give the greatest distance of a unit from where its path begins, between two moments [m]."""
    lonlat, seconds = track(route)
    base = lonlat[0]
    during = lonlat[(seconds >= begin.timestamp()) & (seconds <= end.timestamp())].tolist()
    places = [*during, position(route, begin), position(route, end)]
    return max(float(great_circle_m(base, place)) for place in places)


def _routed(plan: Plan, scenario: Scenario) -> Iterator[tuple[Route, Unit, Force]]:
    units = {unit.id: unit for unit in plan.units}
    forces = {force.id: force for force in scenario.forces}
    for route in plan.routes:
        unit = units.get(route.unit)
        if unit is not None and unit.force in forces:
            yield route, unit, forces[unit.force]
