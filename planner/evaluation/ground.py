"""The part of a plan on the ground: all but its flights, so that a repair of flights need not have it checked anew.

What a rule is given here holds nothing of the flights, so that no rule of the ground can depend on them: two plans that
are the same on the ground, to the very object, keep or break the same ones.
"""

from __future__ import annotations

from collections.abc import Hashable

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.evaluation.kept import Same

OF_FLIGHTS = frozenset({"round", "drone_task"})
"""Kinds of what is unmet that flights alone leave."""
NOTICES = frozenset(
    {"drone_alert", "dock_down", "landed_at_alternate", "no_alternate", "alternates_out_of_reach", "cover_gap"}
)
"""Notices of repairs of flights."""


class Ground:
    """A plan and its scenario without flights, equal to another one if all parts are the same objects.

    Attributes
    ----------
    plan, scenario
        Without flights, what they leave unmet, their notices, figures and docks.
    """

    def __init__(self, plan: Plan, scenario: Scenario) -> None:
        self.plan = plan.model_copy(
            update={
                "scenario": None,
                "created": plan.start,
                "flights": (),
                "metrics": {},
                "required_unmet": tuple(item for item in plan.required_unmet if item.kind not in OF_FLIGHTS),
                "notices": tuple(item for item in plan.notices if item.code not in NOTICES),
                "solver": {stage: report for stage, report in plan.solver.items() if stage != "flights"},
            }
        )
        self.scenario = scenario.model_copy(update={"docks": ()})
        self._parts = _parts(self.plan), _parts(self.scenario)

    def __hash__(self) -> int:
        return hash(self._parts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ground) and other._parts == self._parts


def _parts(noun: Plan | Scenario) -> Hashable:
    return tuple((name, _same(part)) for name, part in noun)


def _same(part: object) -> Hashable:
    """Tell a part by the identity of what is in it: tuples and mappings that are made anew hold the same nouns."""
    if isinstance(part, tuple):
        return tuple(map(Same, part))
    if isinstance(part, dict):
        return tuple((name, Same(item)) for name, item in part.items())
    return part if isinstance(part, str | int | float) else Same(part)
