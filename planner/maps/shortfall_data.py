"""What a plan does not reach, and what else is to be known of it, on a page: as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.i18n import Language
from planner.i18n.notices import notice_text
from planner.i18n.reasons import fix_text, reason_text
from planner.maps.horizon import Horizon
from planner.maps.naming import names

LISTS = {"displaced", "places"}
"""Figures that hold ids of places, one after the other."""


def shortfall_data(plan: Plan, scenario: Scenario, span: Horizon, language: Language) -> dict[str, Any]:
    """List what the plan does not reach, with reasons and remedies as sentences."""
    name = names(scenario)
    return {
        "unmet": [
            {
                "kind": item.kind,
                "name": name.get(item.id, item.id),
                "when": None if item.when is None else span.at(item.when),
                "reason": reason_text(item.reason, language, _named(item.params, name)),
                "fix": fix_text(item.fix.code, language, item.fix.params),
            }
            for item in plan.required_unmet
        ],
        "dropped": [
            {
                "kind": item.kind,
                "name": name.get(item.id, item.id),
                "when": None if item.when is None else span.at(item.when),
                "reason": reason_text(item.reason, language, _named(item.params, name)),
            }
            for item in plan.optional_dropped
        ],
        "notices": [notice_text(item.code, language, _named(item.params, name)) for item in plan.notices],
    }


def _named(params: Mapping[str, object], name: Mapping[str, str]) -> dict[str, object]:
    """Put names in place of the ids of places in a sentence's figures."""
    return {
        key: ", ".join(name.get(part, part) for part in str(value).split(", ")) if key in LISTS else value
        for key, value in params.items()
    }
