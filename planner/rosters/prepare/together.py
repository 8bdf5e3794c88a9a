"""Squads whose officers are on duty together."""

from __future__ import annotations

from collections import defaultdict

from planner.domain.scenario import Scenario
from planner.rosters.problem import Together


def together(scenario: Scenario) -> tuple[Together, ...]:
    """List the squads of two officers or more that the rule `squads_together` names; all, when it names none."""
    rule = scenario.roster.rules.squads_together
    squads: dict[str, list[int]] = defaultdict(list)
    for index, officer in enumerate(scenario.officers):
        if officer.squad and (not rule.squads or officer.squad in rule.squads):
            squads[officer.squad].append(index)
    if not rule.on:
        return ()
    return tuple(
        Together(squad=squad, officers=tuple(officers), points=rule.weight)
        for squad, officers in squads.items()
        if len(officers) > 1
    )
