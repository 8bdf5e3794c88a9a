"""Part of a routing problem: some of its units and visits, with what stands behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from planner.routing.prepare import Prepared
from planner.routing.problem import RoutingProblem

if TYPE_CHECKING:
    from planner.routing.places.ground import Ground


def part(prepared: Prepared, units: Sequence[int], visits: Sequence[int]) -> Prepared:
    """Keep some units and some visits, in the order given; breaks of other units must not be among the visits.

    Parameters
    ----------
    units, visits
        Numbers in the whole problem. A unit whose break is left out has none in the part.
    """
    problem, ground = prepared
    ways = ways_of(problem, visits)
    return Prepared(_columns(problem, units, visits, ways), _names(ground, units, visits, ways))


def ways_of(problem: RoutingProblem, visits: Sequence[int]) -> NDArray[np.int64]:
    """List the ways of some visits, in their order."""
    spans = [np.arange(problem.way_start[v], problem.way_start[v + 1]) for v in visits]
    return np.concatenate([np.empty(0, np.int64), *spans]).astype(np.int64)


def _columns(
    problem: RoutingProblem, units: Sequence[int], visits: Sequence[int], ways: NDArray[np.int64]
) -> RoutingProblem:
    own, rows = np.array(units, np.int64), np.array(visits, np.int64)
    counts = np.diff(problem.way_start)[rows]
    return replace(
        problem,
        unit_class=problem.unit_class[own],
        unit_start_node=problem.unit_start_node[own],
        unit_end_node=problem.unit_end_node[own],
        unit_start_s=problem.unit_start_s[own],
        unit_end_s=problem.unit_end_s[own],
        unit_break=_numbers(problem.visits, rows)[problem.unit_break[own]],
        unit_team=problem.unit_team[own],
        unit_most_load=problem.unit_most_load[own],
        visit_opens_s=problem.visit_opens_s[rows],
        visit_closes_s=problem.visit_closes_s[rows],
        visit_value=problem.visit_value[rows],
        visit_required=problem.visit_required[rows],
        visit_place=problem.visit_place[rows],
        visit_allowed=problem.visit_allowed[np.ix_(rows, own)],
        visit_pinned=_numbers(problem.units, own)[problem.visit_pinned[rows]],
        visit_load=problem.visit_load[rows],
        way_start=np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
        way_entry=problem.way_entry[ways],
        way_exit=problem.way_exit[ways],
        way_service_s=problem.way_service_s[:, ways],
        relief=_groups(problem, units),
    )


def _numbers(count: int, kept: NDArray[np.int64]) -> NDArray[np.int32]:
    """Give the new number of each of `count` old ones, (count + 1,); -1 for those not kept, and for -1 itself."""
    numbers = np.full(count + 1, -1, np.int32)
    numbers[kept] = np.arange(len(kept), dtype=np.int32)
    return numbers


def _groups(problem: RoutingProblem, units: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Keep the relief groups of which all units are kept: of the others nobody here knows who else is out."""
    number = {unit: row for row, unit in enumerate(units)}
    return tuple(
        tuple(number[unit] for unit in group) for group in problem.relief if all(unit in number for unit in group)
    )


def _names(ground: Ground, units: Sequence[int], visits: Sequence[int], ways: NDArray[np.int64]) -> Ground:
    number = {int(way): row for row, way in enumerate(ways.tolist())}
    classes = tuple(
        replace(own, line_edges={number[way]: edges for way, edges in own.line_edges.items() if way in number})
        for own in ground.classes
    )
    return replace(
        ground,
        units=tuple(ground.units[unit] for unit in units),
        visits=tuple(ground.visits[visit] for visit in visits),
        classes=classes,
        roam=tuple(ground.roam[unit] for unit in units),
        resting_together=(),
    )
