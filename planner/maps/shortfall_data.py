"""What a plan does not reach, on a page: reasons and remedies as sentences."""

from __future__ import annotations

from typing import Any

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.i18n import Language
from planner.i18n.reasons import fix_text, reason_text
from planner.maps.horizon import Horizon
from planner.maps.naming import names


def shortfall_data(plan: Plan, scenario: Scenario, span: Horizon, language: Language) -> dict[str, Any]:
    """List what the plan does not reach, with reasons and remedies as sentences."""
    name = names(scenario)
    return {
        "unmet": [
            {
                "kind": item.kind,
                "name": name.get(item.id, item.id),
                "when": None if item.when is None else span.at(item.when),
                "reason": reason_text(item.reason, language, item.params),
                "fix": fix_text(item.fix.code, language, item.fix.params),
            }
            for item in plan.required_unmet
        ],
        "dropped": [
            {
                "kind": item.kind,
                "name": name.get(item.id, item.id),
                "when": None if item.when is None else span.at(item.when),
                "reason": reason_text(item.reason, language, {}),
            }
            for item in plan.optional_dropped
        ],
    }
