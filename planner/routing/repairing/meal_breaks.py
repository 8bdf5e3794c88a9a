"""Meal breaks that are still to come, when units are lost or called away: some at another time, never all at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from planner.routing.prepare import Prepared
from planner.routing.problem import RoutingProblem
from planner.routing.reckoning.hours import arrival_s
from planner.routing.repairing.matching_stops import Made

if TYPE_CHECKING:
    from planner.routing.repairing.happened import Moved

STEP_S = 300.0
"""Step between the times that are tried [s]."""
SLACK_S = 1.0
"""Allowance for times that were rounded [s]."""

Span = tuple[float, float]


def keep_rests_apart(
    prepared: Prepared, active: Sequence[int], made: Mapping[int, list[Made]], kept: Collection[int], moved: Moved
) -> tuple[Prepared, tuple[int, ...]]:
    """Fix the breaks that can no longer move freely within their windows.

    The windows of a relief group keep its units from resting all at once as long as all of them are out. When one of
    them is lost, the breaks to come are fixed to their planned times, or moved where those coincide. The break of a
    unit that is called away moves behind the call if it has to.

    Returns
    -------
    tuple
        The day with the windows of breaks changed, and the units that have no time for their break any more.
    """
    problem, ground = prepared
    names, called, lost = [unit.id for unit in ground.units], moved.called, moved.lost
    opens_s, closes_s = problem.visit_opens_s.copy(), problem.visit_closes_s.copy()
    shifts = {u: (float(problem.unit_start_s[u]), float(problem.unit_end_s[u])) for u in range(problem.units)}
    rests = {u: stay for u, stays in made.items() for stay in stays if stay.visit == problem.unit_break[u]}
    taken = {u: (stay.begin_s, stay.end_s) for u, stay in rests.items() if stay.visit in kept and stay.visit >= 0}
    restless: list[int] = []
    for unit in active:
        rest = int(problem.unit_break[unit])
        group = next((group for group in problem.relief if unit in group), (unit,))
        short_handed = any(names[other] == lost for other in group)
        if names[unit] in moved.rests_given_up and rest >= 0:
            restless.append(unit)
            continue
        if rest < 0 or rest in kept or not (short_handed or names[unit] == called):
            continue
        stay_s = float(problem.way_service_s[problem.unit_class[unit], problem.way_start[rest]])
        earliest_s = _earliest_s(prepared, unit, called)
        others = {u: shifts[u] for u in group if u != unit and names[u] != lost}
        fixed = {u: span for u, span in _expected(taken, rests).items() if u in others}
        own = rests[unit].begin_s if unit in rests else float(opens_s[rest])
        if not short_handed and earliest_s + stay_s <= closes_s[rest]:
            continue
        spans = ((time, time + stay_s) for time in _times(own, earliest_s, shifts[unit][1] - stay_s))
        span = next((span for span in spans if not _all_rest(span, others, fixed)), None)
        if span is None:
            restless.append(unit)
            continue
        opens_s[rest], closes_s[rest] = span
        taken[unit] = span
    return Prepared(replace(problem, visit_opens_s=opens_s, visit_closes_s=closes_s), ground), tuple(restless)


def _expected(taken: Mapping[int, Span], rests: Mapping[int, Made]) -> dict[int, Span]:
    """Give when units rest: as fixed, or else as planned."""
    return {u: (stay.begin_s, stay.end_s) for u, stay in rests.items()} | dict(taken)


def _earliest_s(prepared: Prepared, unit: int, called: str) -> float:
    """Give when a unit can be at its base at the earliest; a call that it takes comes first [s]."""
    problem, ground = prepared
    kind, home = int(problem.unit_class[unit]), int(problem.unit_end_node[unit])
    node, clock = int(problem.unit_start_node[unit]), float(problem.unit_start_s[unit])
    call = _call(problem, unit) if ground.units[unit].id == called else -1
    if call >= 0:
        node, clock = int(problem.way_exit[problem.way_start[call]]), float(problem.visit_closes_s[call])
    return arrival_s(problem, kind, float(problem.travel_s[kind, node, home]), clock)


def _call(problem: RoutingProblem, unit: int) -> int:
    """Find the visit that its unit is at as soon as it can be; -1: none."""
    kind, node = int(problem.unit_class[unit]), int(problem.unit_start_node[unit])
    for v in np.flatnonzero((problem.visit_pinned == unit) & problem.visit_required).tolist():
        leg_s = float(problem.travel_s[kind, node, problem.way_entry[problem.way_start[v]]])
        there_s = arrival_s(problem, kind, leg_s, float(problem.unit_start_s[unit]))
        if abs(there_s - float(problem.visit_opens_s[v])) <= SLACK_S:
            return int(v)
    return -1


def _times(wanted_s: float, first_s: float, last_s: float) -> list[float]:
    """List times from the first to the last, the nearest to a wanted one first [s]."""
    if not first_s <= last_s:
        return []
    steps = np.arange(first_s, last_s, STEP_S).tolist()
    times = {first_s, last_s, *steps, *([wanted_s] if first_s <= wanted_s <= last_s else [])}
    return sorted(times, key=lambda time: (abs(time - wanted_s), time))


def _all_rest(span: Span, shifts: Mapping[int, Span], rests: Mapping[int, Span]) -> bool:
    """Tell whether, at some moment of a break, all others who are on shift rest too, and there are any."""
    moments = {span[0], *(rests[u][0] for u in rests), *(end for _, end in shifts.values())}
    for moment in (at + SLACK_S for at in moments if span[0] <= at < span[1]):
        out = [u for u, (begin_s, end_s) in shifts.items() if begin_s <= moment < end_s]
        if out and all(u in rests and rests[u][0] <= moment < rests[u][1] for u in out):
            return True
    return False
