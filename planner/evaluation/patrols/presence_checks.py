"""Places that must be kept seen held against where the units are: seen for their share, or told as unmet."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.clock import seconds_between
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation
from planner.evaluation.patrols.kept_windows import KeptWindow, kept_windows
from planner.evaluation.stages import solved

PART_SLACK_S = 2.0
"""Parts and stays are planned in whole seconds [s]."""


def presence_is_kept(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """In every window an allowed unit is there for its share, less the parts that are told as unmet."""
    if not solved(plan, "routes"):
        return
    for window in kept_windows(plan, scenario):
        owed_s = _owed_s(window, plan)
        if window.reached_s < owed_s - PART_SLACK_S * len(window.parts):
            params = {
                "work": window.work,
                "opens": window.opens,
                "closes": window.closes,
                "minutes": window.reached_s / 60,
                "needed_min": owed_s / 60,
            }
            yield Violation(code="presence_not_kept", params=params)


def _owed_s(window: KeptWindow, plan: Plan) -> float:
    """Give how long somebody must be there in the parts of which nothing is told [s]."""
    told = [item.when for item in plan.required_unmet if item.kind == "presence" and item.id == window.work]
    kept = [
        (opens, closes)
        for opens, closes in window.parts
        if not any(when is not None and abs(seconds_between(opens, when)) <= PART_SLACK_S for when in told)
    ]
    return window.presence.share * sum(seconds_between(*part) for part in kept)
