"""The stretches of a day: what every unit does between two moments, by turns on its way and at a stop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.routing.places.ground import Ground
from planner.routing.problem import RoutingProblem, RoutingResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What a unit does between two moments: the way to a stop, or the stay at it.

    Attributes
    ----------
    unit, order
        Whose, and its place among the unit's stretches.
    way
        The way of the visit at whose stop it stays; -1: it is on its way.
    start, end
        Street nodes.
    begin_s, until_s
        When it starts and ends [s].
    """

    unit: int
    order: int
    way: int
    start: int
    end: int
    begin_s: float
    until_s: float


def stretches(problem: RoutingProblem, ground: Ground, result: RoutingResult) -> Iterator[Stretch]:
    """List all stretches, unit by unit: a way, a stay, a way..., a way back to the base."""
    for unit, route in enumerate(result.routes):
        kind = int(problem.unit_class[unit])
        node, home = ground.classes[kind].node, int(problem.unit_end_node[unit])
        here, clock, order = int(node[problem.unit_start_node[unit]]), float(problem.unit_start_s[unit]), 0
        for way, begin_s in zip(route.ways, route.begin_s, strict=True):
            entry, leaving = int(node[problem.way_entry[way]]), int(node[problem.way_exit[way]])
            yield Stretch(unit=unit, order=order, way=-1, start=here, end=entry, begin_s=clock, until_s=begin_s)
            clock = begin_s + float(problem.way_service_s[kind, way])
            yield Stretch(unit=unit, order=order + 1, way=way, start=entry, end=leaving, begin_s=begin_s, until_s=clock)
            here, order = leaving, order + 2
        until_s = float(problem.unit_end_s[unit])
        yield Stretch(unit=unit, order=order, way=-1, start=here, end=int(node[home]), begin_s=clock, until_s=until_s)
