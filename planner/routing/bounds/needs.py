"""The least time that each visit takes out of a shift, and units that are alike put together: what bounds build on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.routing.problem import RoutingProblem

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

MOST_CELLS = 16_000
"""Visits times crews above which crews of one travel class are put together."""
BLOCK = 512
"""Ways looked at together, to spare memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Crew:
    """Units that are reckoned with together.

    A shift is made of stays and the gaps before and after them. So the stays with the gaps before them leave at least
    the last gap of the shift, and the stays with the gaps after them at least the first.

    Attributes
    ----------
    units
        Their numbers.
    servable
        (v,) what one of them may and can make.
    before_s, after_s
        (v,) stay and least gap before it, and after it, waiting counted [s].
    reached_s
        (v,) stay and least time on the way to it [s].
    room_before_s, room_after_s
        What all their shifts have for the stays with the gaps before, and after, them [s].
    """

    units: tuple[int, ...]
    servable: Flags
    before_s: Floats
    after_s: Floats
    reached_s: Floats
    room_before_s: float
    room_after_s: float


def crews(problem: RoutingProblem, servable: Flags) -> list[Crew]:
    """Put units of one travel class with the same nodes, shift and choice together; if these are many, all of a class.

    Parameters
    ----------
    servable
        (v, u) what each unit may and can make.
    """
    classes = [int(kind) for kind in problem.unit_class]
    alike: dict[object, list[int]] = defaultdict(list)
    for unit, kind in enumerate(classes):
        nodes = int(problem.unit_start_node[unit]), int(problem.unit_end_node[unit])
        shift = float(problem.unit_start_s[unit]), float(problem.unit_end_s[unit])
        alike[kind, nodes, shift, float(problem.unit_most_load[unit]), servable[:, unit].tobytes()].append(unit)
    groups = list(alike.values())
    if len(groups) * problem.visits > MOST_CELLS:
        groups = [[unit for unit, own in enumerate(classes) if own == kind] for kind in sorted(set(classes))]
    made = []
    for kind in sorted(set(classes)):
        gaps = _class_gaps(problem, kind, np.asarray(servable[:, np.equal(classes, kind)].any(axis=1)))
        made += [_crew(problem, kind, tuple(group), servable, gaps) for group in groups if classes[group[0]] == kind]
    return made


def _crew(
    problem: RoutingProblem, kind: int, units: tuple[int, ...], servable: Flags, gaps: tuple[Floats, Floats, Floats]
) -> Crew:
    before, after, reached = gaps
    rows = list(units)
    first, home, there = _end_gaps(problem, kind, rows)
    usable = servable[problem.way_visit()][:, rows].T
    service, shift_s = problem.way_service_s[kind], (problem.unit_end_s - problem.unit_start_s)[rows]
    return Crew(
        units=units,
        servable=np.asarray(servable[:, rows].any(axis=1)),
        before_s=_best_way(problem, service + np.minimum(before, _least(first, usable, axis=0))),
        after_s=_best_way(problem, service + np.minimum(after, _least(home, usable, axis=0))),
        reached_s=_best_way(problem, service + np.minimum(reached, _least(there, usable, axis=0))),
        room_before_s=float(np.maximum(shift_s - _least(home, usable, axis=1), 0.0).sum()),
        room_after_s=float(np.maximum(shift_s - _least(first, usable, axis=1), 0.0).sum()),
    )


def _end_gaps(problem: RoutingProblem, kind: int, units: list[int]) -> tuple[Floats, Floats, Floats]:
    """Give the least gap from the start of each unit to each way, to its end, and the time on the way there, (u, w)."""
    quickest = problem.band_share[kind].max()
    visit, times = problem.way_visit(), problem.travel_s[kind]
    there = times[problem.unit_start_node[units]][:, problem.way_entry] / quickest
    back = times[:, problem.unit_end_node[units]][problem.way_exit].T / quickest
    first = np.maximum(there, problem.visit_opens_s[visit][None] - problem.unit_start_s[units][:, None])
    home = np.maximum(back, problem.unit_end_s[units][:, None] - problem.visit_closes_s[visit][None])
    return first, home, there


def _class_gaps(problem: RoutingProblem, kind: int, servable: Flags) -> tuple[Floats, Floats, Floats]:
    """Give the least gap before each way after another visit, and after it before another, and the way there, (w,).

    Between two stays lies the time on the way at the best speed of the day, and at least the time from the close of
    the first visit's window to the opening of the second's. Visits that cannot follow each other do not count.
    """
    visit, service = problem.way_visit(), problem.way_service_s[kind]
    opens, closes = problem.visit_opens_s[visit], problem.visit_closes_s[visit]
    quickest, usable = problem.band_share[kind].max(), servable[visit]
    before, after, reached = (np.full(problem.ways, np.inf) for _ in range(3))
    for block in range(0, problem.ways, BLOCK):
        to = slice(block, block + BLOCK)
        way_s = problem.travel_s[kind][np.ix_(problem.way_exit, problem.way_entry[to])] / quickest
        apart = (visit[:, None] != visit[None, to]) & usable[:, None]
        apart &= (opens + service)[:, None] + way_s + service[None, to] <= closes[None, to] + 1e-6
        gap_s = np.maximum(way_s, opens[None, to] - closes[:, None])
        before[to] = _least(gap_s, apart, axis=0)
        reached[to] = _least(way_s, apart, axis=0)
        apart &= usable[None, to]
        np.minimum(after, _least(gap_s, apart, axis=1), out=after)
    return before, after, reached


def _least(table: Floats, counted: Flags, axis: int) -> Floats:
    return np.asarray(np.where(counted, table, np.inf).min(axis=axis, initial=np.inf))


def _best_way(problem: RoutingProblem, way_s: Floats) -> Floats:
    """Bring (w,) to (v,): the way that takes least."""
    return np.asarray(np.minimum.reduceat(way_s, problem.way_start[:-1])) if problem.visits else np.zeros(0)
