"""Which officers of the roster watch the drones, and how many of them are on duty when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from planner.domain.clock import seconds_between
from planner.domain.plan import Assignment, Plan
from planner.domain.round_rules import RoundRules
from planner.drones.problem import OperatorSpan

NOT_ROSTERED = frozenset({"skipped", "cancelled"})
"""How the stage of the roster ends where a plan has no roster."""

Roster = tuple[Assignment, ...]


def roster_of(plan: Plan) -> Roster | None:
    """Give the roster of a plan; None if none was made."""
    report = plan.solver.get("roster")
    return None if report is None or report.status in NOT_ROSTERED else plan.roster


def operators_on_duty(rules: RoundRules, roster: Sequence[Assignment], start: dt.datetime) -> tuple[OperatorSpan, ...]:
    """Count the officers on the duty that watches the drones, to the minute of their shifts.

    Parameters
    ----------
    rules
        With `operator_duty`.
    roster
        Every shift of every officer. Breaks within a shift are not in it, and do not count.
    start
        When the planning day begins.

    Returns
    -------
    Spans in order that do not overlap, one for each number of operators [s since the day's start]; empty: nobody is
    ever on duty.
    """
    changes: dict[float, int] = {}
    for row in roster:
        if row.duty == rules.operator_duty:
            for moment, change in ((row.start, 1), (row.end, -1)):
                at_s = seconds_between(start, moment)
                changes[at_s] = changes.get(at_s, 0) + change
    spans: list[OperatorSpan] = []
    count = 0
    moments = sorted(at_s for at_s, change in changes.items() if change)
    for at_s, until_s in pairwise(moments):
        count += changes[at_s]
        if count:
            spans.append(OperatorSpan(span=(at_s, until_s), operators=count))
    return tuple(spans)
