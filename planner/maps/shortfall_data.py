"""What a plan does not reach, and what else is to be known of it, on a page: as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.domain.naming import call_signs, names
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.i18n import Language
from planner.i18n.notices import notice_text
from planner.i18n.reasons import fix_text, reason_text
from planner.maps.horizon import Horizon

PLACES = {"displaced", "places", "place", "dock", "task"}
"""Figures that hold ids of places, docks and drone tasks, one after the other."""


def shortfall_data(plan: Plan, scenario: Scenario, span: Horizon, language: Language) -> dict[str, Any]:
    """List what the plan does not reach, with reasons and remedies as sentences."""
    name = names(scenario)
    known = _known(plan, scenario)
    return {
        "unmet": [
            {
                "kind": item.kind,
                "name": name.get(item.id, item.id),
                "when": None if item.when is None else span.at(item.when),
                "reason": reason_text(item.reason, language, _named(item.params, known)),
                "fix": fix_text(item.fix.code, language, item.fix.params),
            }
            for item in plan.required_unmet
        ],
        "dropped": [
            {
                "kind": item.kind,
                "name": name.get(item.id, item.id),
                "when": None if item.when is None else span.at(item.when),
                "reason": reason_text(item.reason, language, _named(item.params, known)),
            }
            for item in plan.optional_dropped
        ],
        "notices": [notice_text(item.code, language, _named(item.params, known)) for item in plan.notices],
    }


def _known(plan: Plan, scenario: Scenario) -> dict[str, Mapping[str, str]]:
    """Give what people call the things that a sentence's figures name by id, by the key of the figure."""
    officers = {officer.id: f"{officer.name} ({officer.id})" for officer in plan.officers if officer.name}
    signs = call_signs(plan.units, {force.id: force.name for force in scenario.forces})
    return {
        **dict.fromkeys(PLACES, names(scenario)),
        "grid": {grid.id: grid.name for grid in scenario.grids},
        "duty": {duty.code: duty.name for duty in scenario.duties},
        **dict.fromkeys(("officer", "officers"), officers),
        **dict.fromkeys(("unit", "units"), signs),
    }


def _named(params: Mapping[str, object], known: Mapping[str, Mapping[str, str]]) -> dict[str, object]:
    """Put names in place of the ids in a sentence's figures; one without a name stands for itself."""
    return {key: _called(value, known[key]) if key in known else value for key, value in params.items()}


def _called(value: object, name: Mapping[str, str]) -> object:
    parts = str(value).split(", ")
    return ", ".join(name.get(part) or part for part in parts) if any(part in name for part in parts) else value
